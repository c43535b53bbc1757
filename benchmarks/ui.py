"""How quick the live screen is, beside a bare Textual app in the same run.

    python benchmarks/ui.py [--rounds 7] [--keys 150] [--notes 500] [--documents 100000]

Both programs run in a pseudo-terminal of their own with the same terminal emulator (pyte), in turn,
round by round; medians over all rounds, and the ratio of the two. Both are measured as installed,
with their bytecode written. The meeting holds `--notes` notes, the store `--documents` documents.
The first paint is that of the whole screen. Key to paint is measured while the clock runs.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from terminal import Terminal

HERE = Path(__file__).parent
SENTENCE = "they want one page on it and we show them two of our pilots in the new year, "
IDLE_SECONDS = 5.0
SYNCED = "of it the disk, synced, ms"

BARE = ("READY",)
LIVE = ("a sign in front makes it something else", "NOTES", "AIRTIME", "F10 leave")
"""What is on the screens once they are complete."""

Measured = dict[str, list[float]]


def main() -> None:
    """Measure both in turn and print the table."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "library.json"
        _fill(store, options.documents, options.notes)
        ours: Measured = {}
        bare: Measured = {}
        # What the first run writes, bytecode, is no part of any other.
        for round_ in range(options.rounds + 1):
            into_bare, into_ours = (bare, ours) if round_ else ({}, {})
            keys = options.keys if round_ else 1
            _measure(into_bare, _bare, BARE, keys, saves=False)
            _measure(into_ours, lambda: _meeting(store), LIVE, keys, saves=True)
    _print(ours, bare)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--keys", type=int, default=150)
    parser.add_argument("--notes", type=int, default=500)
    parser.add_argument("--documents", type=int, default=100_000)
    return parser.parse_args()


def _bare() -> Terminal:
    return Terminal([sys.executable, str(HERE / "bare.py")], _environ())


def _meeting(store: Path) -> Terminal:
    command = Path(sys.executable).with_name("meetingtui")
    return Terminal([str(command), "--store", str(store), "resume"], _environ())


def _environ() -> dict[str, str]:
    without = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "TEXTUAL_FPS")
    return {name: value for name, value in os.environ.items() if name not in without}


def _measure(
    into: Measured,
    start: Callable[[], Terminal],
    complete: tuple[str, ...],
    keys: int,
    *,
    saves: bool,
) -> None:
    terminal = start()
    try:
        painted = terminal.wait_until(lambda: all(text in terminal.text for text in complete))
        _add(into, "start to first paint, ms", (painted - terminal.started) * 1e3)
        line = terminal.row_of(complete[0])
        terminal.type("Q")
        answered = terminal.wait_until(lambda: "Q" in terminal.row(line))
        _add(into, "start to first key answered, ms", (answered - terminal.started) * 1e3)
        terminal.listen(0.5)
        _measure_keys(into, terminal, line, keys)
        if saves:
            _measure_saving(into, terminal, line, keys // 5 + 1)
        cpu = terminal.cpu_seconds()
        count = terminal.listen(IDLE_SECONDS)
        used = terminal.cpu_seconds() - cpu
        _add(into, "idle, % of a core", used / IDLE_SECONDS * 100)
        _add(into, "idle, bytes painted a second", count / IDLE_SECONDS)
        _add(into, "memory, MB", terminal.megabytes())
    finally:
        terminal.end()


def _measure_keys(into: Measured, terminal: Terminal, line: int, keys: int) -> None:
    """Type `keys` letters, each once the one before it has been in sight for a moment."""
    typed = "Q"
    for count in range(keys):
        letter = SENTENCE[count % len(SENTENCE)]
        typed = (typed + letter)[-20:]
        pressed = terminal.type(letter)
        if letter != " ":
            painted = terminal.wait_until(partial(_shows, terminal, (line,), typed))
            _add(into, "key to paint, ms", (painted - pressed) * 1e3)
        terminal.listen(0.03)


def _measure_saving(into: Measured, terminal: Terminal, line: int, notes: int) -> None:
    """Enter so many notes, each typed at once and looked at before Enter is pressed."""
    above = (line - 2, line - 1)
    terminal.type("\r")
    terminal.listen(0.5)
    for count in range(notes):
        note = f"saved note {count} with Q"
        terminal.type(note)
        terminal.listen(0.15)
        pressed = terminal.type("\r")
        painted = terminal.wait_until(partial(_shows, terminal, above, "saved: ", note))
        _add(into, "Enter to saved, ms", (painted - pressed) * 1e3)
        _add(into, SYNCED, _synced_write() * 1e3)
        terminal.listen(0.05)


def _synced_write() -> float:
    """Return the seconds that the disk alone takes for a line that is to stay."""
    with tempfile.TemporaryFile() as file:
        file.write(b"x" * 300)
        file.flush()
        began = time.perf_counter()
        os.fdatasync(file.fileno())
        return time.perf_counter() - began


def _shows(terminal: Terminal, rows: tuple[int, ...], *texts: str) -> bool:
    """Tell whether one of these rows holds all `texts`."""
    return any(all(text in terminal.row(row) for text in texts) for row in rows)


def _add(into: Measured, name: str, value: float) -> None:
    into.setdefault(name, []).append(value)


def _fill(path: Path, documents: int, notes: int) -> None:
    from fill import fill

    fill(path, documents, notes)


def _print(ours: Measured, bare: Measured) -> None:
    print(f"{'':<34}{'meetingtui':>12}{'bare app':>12}{'ratio':>8}")
    for name, values in ours.items():
        if name == SYNCED:
            print(f"{name + ' p50':<34}{median(values):>12.1f}")
            continue
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
