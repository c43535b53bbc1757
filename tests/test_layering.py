"""The direction of imports: down the layers, never round, each library in its one home."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import meetingtui

ROOT = Path(meetingtui.__file__).parent
LAYERS = """
__main__
cli
tui | plain | web | demo
desk
archive | authoring | following | naming | opening | voice | waiting
resuming
drafts | lookup | runner | sending
store | reports
followup
meeting
agenda
ending | guard | logfile | startup
settings | clock | text
errors
"""
RANK = {part: -n for n, line in enumerate(LAYERS.split("\n")) for part in line.split(" | ")}
HOMES = {
    "click": "cli",
    "textual": "tui",
    "rich": "tui",
    "tinydb": "store",
    "filelock": "store",
    "icalendar": "reports",
    "platformdirs": "settings",
    "yaml": "agenda.compose",
    "apprise": "sending.delivery",
    "msgspec": "",
}
"""What may import a library; empty where everything may."""


def name_of(path):
    return ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__")


def part(module):
    return module.partition(".")[2].partition(".")[0]


def imports(path):
    """Return all that a file imports, wherever in it and for whatever purpose."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else node.module for name in whole)


MODULES = {name_of(path): path for path in sorted(ROOT.rglob("*.py"))}
EDGES = [(module, name) for module, path in MODULES.items() for name in imports(path)]
OURS = [edge for edge in EDGES if edge[1] in MODULES]


def test_imports_point_down():
    pairs = {(part(above), part(below)) for above, below in OURS}
    across = {(above, below) for above, below in pairs if above != below and below}
    assert {pair for pair in across if RANK[pair[0]] <= RANK[pair[1]]} == set()


def test_no_import_goes_round():
    sorter = TopologicalSorter({module: set() for module in MODULES})
    for module, imported in OURS:
        sorter.add(module, imported)
    sorter.prepare()


def test_each_library_has_one_home():
    known = sys.stdlib_module_names | {"meetingtui"}
    outside = {(module, name.partition(".")[0]) for module, name in EDGES}
    homes = {
        pair: f"meetingtui.{HOMES.get(pair[1], '?')}" for pair in outside if pair[1] not in known
    }
    assert [pair for pair, home in homes.items() if not pair[0].startswith(home)] == []


@pytest.mark.parametrize("args", [["--help"], ["actions"], ["agenda", "list"]])
def test_commands_that_print_never_load_the_screen(args, tmp_path):
    script = """
import sys
from meetingtui.cli.main import main
status = main()
heavy = {"textual", "rich", "icalendar"} & sys.modules.keys()
sys.exit(f"{status} {heavy}" if status or heavy else 0)
"""
    command = [sys.executable, "-c", script, "--store", tmp_path / "library.json", *args]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
