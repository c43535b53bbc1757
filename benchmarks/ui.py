"""How quick the live screen is, beside a bare Textual app in the same run.

    python benchmarks/ui.py [--rounds 7] [--keys 150] [--notes 500] [--documents 100000]

Both programs run in a pseudo-terminal of their own, in turn, round by round; medians over all
rounds, and the ratio of the two. The meeting holds `--notes` notes and the store `--documents`
documents. Key to paint is measured while the clock runs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from terminal import Terminal

HERE = Path(__file__).parent
LETTERS = "qzjxkwvy"
IDLE_SECONDS = 4.0

Measured = dict[str, list[float]]


def main() -> None:
    """Measure both in turn and print the table."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "library.json"
        _fill(store, options.documents, options.notes)
        ours: Measured = {}
        bare: Measured = {}
        for _ in range(options.rounds):
            _measure(bare, _bare, "READY", options.keys, saves=False)
            _measure(ours, lambda: _meeting(store), "leave", options.keys, saves=True)
    _print(ours, bare)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--keys", type=int, default=150)
    parser.add_argument("--notes", type=int, default=500)
    parser.add_argument("--documents", type=int, default=100_000)
    return parser.parse_args()


def _bare() -> Terminal:
    return Terminal([sys.executable, str(HERE / "bare.py")], {})


def _meeting(store: Path) -> Terminal:
    command = [sys.executable, "-m", "meetingtui", "--store", str(store), "resume"]
    return Terminal(command, {"MEETINGTUI_STORE": str(store)})


def _measure(
    into: Measured, start: Callable[[], Terminal], ready: str, keys: int, *, saves: bool
) -> None:
    def add(name: str, value: float) -> None:
        into.setdefault(name, []).append(value)

    terminal = start()
    try:
        add("start to first paint, ms", (terminal.wait_for(ready) - terminal.started) * 1e3)
        terminal.type("Q")
        add("start to first key answered, ms", (terminal.wait_for("Q") - terminal.started) * 1e3)
        terminal.listen(0.5)
        for count in range(keys):
            letter = LETTERS[count % len(LETTERS)]
            pressed = terminal.type(letter)
            add("key to paint, ms", (terminal.wait_for(letter) - pressed) * 1e3)
            terminal.listen(0.03)
        for _ in range(keys // 5 if saves else 0):
            terminal.type("a note that is saved")
            terminal.listen(0.15)
            pressed = terminal.type("\r")
            add("Enter to saved, ms", (terminal.wait_for("saved:") - pressed) * 1e3)
            terminal.listen(0.05)
        cpu = terminal.cpu_seconds()
        painted = terminal.listen(IDLE_SECONDS)
        add("idle, % of a core", (terminal.cpu_seconds() - cpu) / IDLE_SECONDS * 100)
        add("idle, bytes painted a second", painted / IDLE_SECONDS)
        add("memory, MB", terminal.megabytes())
    finally:
        terminal.end()


def _fill(path: Path, documents: int, notes: int) -> None:
    from fill import fill

    fill(path, documents, notes)


def _print(ours: Measured, bare: Measured) -> None:
    print(f"{'':<34}{'meetingtui':>12}{'bare app':>12}{'ratio':>8}")
    for name, values in ours.items():
        against = bare.get(name) or bare["key to paint, ms"]
        _row(f"{name} p50", median(values), median(against))
        if name.startswith(("key", "Enter")):
            _row(f"{name} p99", _p99(values), _p99(against))


def _p99(values: list[float]) -> float:
    return quantiles(values, n=100)[98]


def _row(name: str, ours: float, bare: float) -> None:
    print(f"{name:<34}{ours:>12.1f}{bare:>12.1f}{ours / bare if bare else 0:>8.2f}")


if __name__ == "__main__":
    main()
