import json

import pytest
from click.testing import CliRunner

from meetingtui.agenda.load import load_agenda
from meetingtui.cli.context import Context
from meetingtui.cli.main import cli
from meetingtui.errors import NotFoundError
from meetingtui.meeting.commands import Capture, Close, Next
from meetingtui.opening import open_meeting
from meetingtui.settings import Folders
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def find(clock, tmp_path, author):
    """Return what `meetingtui search` says after a meeting."""
    store = TinyStore(tmp_path / "library.json")
    agenda, _ = load_agenda(author.write("weekly"))
    runner = open_meeting(store, clock, agenda)
    lines = ["+ Closed Café Noir [/] \x1b]0;x\x07", "? Who has the price?", "! Ask for it due:fri"]
    for command in (Next(), *map(Capture, lines), Close()):
        runner.do(command)
    store.close()
    folders = Folders(config=tmp_path / "config", data=tmp_path)

    def run(*args):
        context = Context(clock=clock, environ={}, folders=folders)
        return CliRunner().invoke(cli, ["search", *args], obj=context)

    return run


def test_a_hit_stands_in_its_place(find):
    said = find("cafe")
    assert said.exit_code == 0
    assert said.stdout.splitlines() == [
        "Tue 24 Nov 2026 · Weekly · Review of promises",
        "> win 1           Closed Café Noir [/] ?]0;x?".replace("?", "\N{REPLACEMENT CHARACTER}"),
        "  question 2      Who has the price?",
    ]


def test_arguments_with_spaces_are_phrases(find):
    assert "> question 2" in find("the price", "is:open").stdout
    assert find("price the", "is:open").stdout == ""
    assert "Who has the price?" in find("price the").stdout


def test_more_than_the_limit_is_said(find):
    said = find("kind:w", "kind:q", "kind:a", "--limit", "1")
    assert "1 of 3 matches" in said.stderr
    assert said.stdout.count(">") == 1


def test_json_has_all_of_it(find):
    found = json.loads(find("--json", "price").stdout)
    assert (found["schema"], found["count"]) == (1, 1)
    (hit,) = found["hits"]
    start, end = hit["marks"][0]
    assert hit["line"][start:end] == "price"
    assert (hit["kind"], hit["state"], hit["series"]) == ("question", "open", "weekly")
    assert hit["after"] == "Ask for it"


@pytest.mark.parametrize(
    ("args", "sentence"),
    [(["knd:x"], "there is no key knd:"), (["kind:"], "say what to look for")],
)
def test_what_is_off_is_said(find, args, sentence):
    said = find(*args)
    assert sentence in str(said.exception)


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["@Salse"], "nobody is called 'salse'; did you mean 'Sales'?"),
        (["price", "team:salse"], "there is no team 'salse'; did you mean 'Sales'?"),
    ],
)
def test_a_name_that_nothing_has_is_not_found(find, args, sentence):
    said = find(*args)
    assert isinstance(said.exception, NotFoundError)
    assert str(said.exception) == sentence


def test_nothing_is_an_answer_too(find):
    said = find("zebra")
    assert (said.exit_code, said.stdout) == (0, "")
    assert said.stderr == "Nothing matches.\n"
