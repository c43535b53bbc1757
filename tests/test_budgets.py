"""The house rules that a machine can check; each test lists all that breaks its rule."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = sorted((ROOT / "meetingtui").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TREES = {path: ast.parse(path.read_text()) for path in (*PACKAGE, *TESTS)}
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def offenders(paths, is_wrong):
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in paths
        for node in ast.walk(TREES[path])
        if is_wrong(node)
    ]


def length(node):
    return node.end_lineno - node.lineno + 1


def lines(paths):
    return sum(len(path.read_text().splitlines()) for path in paths)


def test_files_are_at_most_300_lines():
    assert [str(path.relative_to(ROOT)) for path in TREES if lines([path]) > 300] == []


def test_functions_are_at_most_45_lines():
    assert offenders(TREES, lambda n: isinstance(n, FUNCTIONS) and length(n) > 45) == []


def test_classes_have_at_most_20_methods():
    def is_wrong(node):
        return isinstance(node, ast.ClassDef) and methods(node) > 20

    def methods(node):
        return sum(isinstance(part, FUNCTIONS) for part in node.body)

    assert offenders(PACKAGE, is_wrong) == []


def test_errors_are_caught_by_name():
    def is_wrong(node):
        if not isinstance(node, ast.ExceptHandler):
            return False
        return node.type is None or "Exception" in re.split(r"\W", ast.unparse(node.type))

    assert offenders(TREES, is_wrong) == []


def test_tests_do_not_sleep():
    def is_wrong(node):
        return isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "sleep"

    assert offenders(TESTS, is_wrong) == []


def test_one_module_reads_the_wall_clock():
    reading = re.compile(
        r"(\w+\.)*(datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns|localtime|gmtime))"
    )

    def is_wrong(node):
        return isinstance(node, ast.Attribute) and reading.fullmatch(ast.unparse(node))

    found = {place.split(":")[0] for place in offenders(PACKAGE, is_wrong)}
    assert found == {"meetingtui/clock.py"}
    assert offenders(TREES, lambda n: isinstance(n, ast.ImportFrom) and n.module == "time") == []


def test_most_lines_work_without_a_screen():
    screen = [path for path in PACKAGE if "tui" in path.relative_to(ROOT).parts]
    assert lines(screen) <= 0.45 * lines(PACKAGE)


def test_no_markup_is_put_together_around_what_people_wrote():
    tag = re.compile(r"\[/?[a-z@$#]|\[/\]")

    def is_wrong(node):
        return isinstance(node, ast.JoinedStr) and any(
            isinstance(piece, ast.Constant) and tag.search(piece.value) for piece in node.values
        )

    screen = [path for path in PACKAGE if "tui" in path.relative_to(ROOT).parts]
    assert offenders(screen, is_wrong) == []


def test_nothing_is_ever_parsed_as_markup():
    def is_wrong(node):
        if isinstance(node, ast.Attribute):
            return node.attr in ("from_markup", "from_rich_text", "visualize", "render_markup")
        if not isinstance(node, ast.Call):
            return False
        markup = [word.value for word in node.keywords if word.arg == "markup"]
        literal = all(isinstance(value, ast.Constant) and value.value is False for value in markup)
        pops_up = isinstance(node.func, ast.Attribute) and node.func.attr == "notify"
        return not literal or (pops_up and not markup)

    assert offenders(PACKAGE, is_wrong) == []


def test_everything_public_is_explained():
    def public(owner):
        for node in owner.body:
            if isinstance(node, FUNCTIONS | ast.ClassDef) and not node.name.startswith("_"):
                yield node
                yield from public(node) if isinstance(node, ast.ClassDef) else ()

    silent = [
        f"{path.relative_to(ROOT)}: {getattr(node, 'name', 'the module')}"
        for path in PACKAGE
        for node in (TREES[path], *public(TREES[path]))
        if not ast.get_docstring(node)
    ]
    assert silent == []


def test_no_file_knows_the_machine_it_was_written_on():
    folders = ("meetingtui", "tests", "agendas", "docs", "benchmarks", ".ci")
    files = [*ROOT.glob("[!.]*"), *(path for name in folders for path in (ROOT / name).rglob("*"))]
    own = re.compile(rb"/(?:home|Users|root|work)/\w")
    assert [
        str(path.relative_to(ROOT))
        for path in files
        if path.is_file() and path.suffix != ".pyc" and own.search(path.read_bytes())
    ] == []
