import io
import json

import pytest
from click.testing import CliRunner

from meetingtui.cli import main as shell
from meetingtui.cli import terminal
from meetingtui.cli.context import Context
from meetingtui.errors import NotFoundError, StoreError, UsageError
from meetingtui.meeting.model import Action, Changes, Note, NoteKind, NoteState, Preview
from meetingtui.settings import Folders
from meetingtui.tui import app as screens
from meetingtui.tui.home import HomeApp
from meetingtui.tui.review import ReviewScreen

WEEKLY = "sales-marketing-weekly"


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def context(tmp_path, clock):
    folders = Folders(config=tmp_path / "config", data=tmp_path / "data")
    return Context(clock=clock, environ={}, folders=folders)


@pytest.fixture
def shown(context, monkeypatch):
    """Return a way to run a command in a terminal, and the apps that it would have shown."""
    apps = []
    monkeypatch.setattr("meetingtui.cli.main.has_terminal", lambda: True)
    monkeypatch.setattr("meetingtui.cli.terminal.has_terminal", lambda: True)
    monkeypatch.setattr(screens, "run", apps.append)

    def invoke(*args):
        CliRunner().invoke(shell.cli, args, obj=context, catch_exceptions=False)
        return apps

    return invoke


def test_review_shows_what_is_wanted(shown):
    (app,) = shown("review", "--overdue", "--owner", "Ana", "--team", "Sales", "--series", WEEKLY)
    assert isinstance(app._first, ReviewScreen)
    wanted = app._first._wanted
    assert (wanted.open_only, wanted.overdue) == (True, True)
    assert (wanted.owner, wanted.team, wanted.series) == ("Ana", "Sales", WEEKLY)


def test_review_shows_settled_ones_on_demand(shown):
    (app,) = shown("review", "--all")
    assert not app._first._wanted.open_only


def test_without_a_terminal_review_says_what_to_use(context):
    done = CliRunner().invoke(shell.cli, ["review"], obj=context)
    assert isinstance(done.exception, UsageError)
    assert done.exception.exit_code == 2
    assert "needs a terminal; --plain lists what waits" in str(done.exception)


def test_without_a_command_the_home_screen_opens(shown):
    (app,) = shown()
    assert isinstance(app, HomeApp)


def test_without_a_command_and_a_terminal_help_is_printed(context):
    done = CliRunner().invoke(shell.cli, [], obj=context)
    assert done.exit_code == 0
    assert "Commands:" in done.stdout


@pytest.mark.parametrize("args", [[], ["review"]])
def test_a_store_that_cannot_be_read_is_said_before_a_screen_opens(shown, context, args):
    context.store_path.parent.mkdir(parents=True)
    context.store_path.write_text("{")
    with pytest.raises(StoreError, match="is damaged or no store"):
        shown(*args)


@pytest.mark.parametrize("missing", ["stdin", "stdout", "stderr"])
def test_a_terminal_is_needed_on_all_three_streams(monkeypatch, missing):
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{name}", Terminal())
    assert terminal.has_terminal()
    monkeypatch.setattr(f"sys.{missing}", io.StringIO())
    assert not terminal.has_terminal()


@pytest.fixture
def waiting(context, clock):
    """Return a store with a promise, a question, a preview and a parked note."""
    now = clock.now()

    def note(id, kind, **more):
        fields = {"agenda": "weekly", "meeting": "m1", "number": 1, "taken_at": now, **more}
        return Note(id=id, kind=kind, text=f"the {kind}", state=NoteState.OPEN, **fields)

    store = context.open_store()
    store.commit(
        Changes(
            (
                Action(id="a1", agenda="weekly", meeting="m1", number=1, text="Send", taken_at=now),
                note("0000aaaa", NoteKind.QUESTION, team="Sales"),
                note("0000bbbb", NoteKind.PREVIEW, preview=Preview()),
                note("0001cccc", NoteKind.PARKED),
                note("0002cccc", NoteKind.PARKED),
            )
        )
    )
    return store


@pytest.fixture
def review(context):
    def invoke(*args):
        return CliRunner().invoke(shell.cli, ["review", *args], obj=context)

    return invoke


def test_all_that_waits_is_listed_in_lines(waiting, review):
    assert review("--plain").stdout == (
        "NO DATE\n"
        "!1     no date                owner?  Send\n\n"
        "QUESTIONS WITHOUT AN ANSWER\n"
        "aaaa   asked today            Sales   the question\n\n"
        "PREVIEWS AWAITING FEEDBACK OR A RESULT\n"
        "bbbb   feedback? shown today  -       the preview\n\n"
        "PARKED\n"
        "1cccc  parked today           -       the parked\n"
        "2cccc  parked today           -       the parked\n"
    )


def test_what_waits_is_listed_by_team_with_the_kind_of_each(waiting, review):
    assert review("--plain", "--by", "team").stdout == (
        "Sales\n"
        "aaaa   asked today            Sales   question: the question\n\n"
        "NO TEAM\n"
        "!1     no date                owner?  Send\n"
        "bbbb   feedback? shown today  -       preview: the preview\n"
        "1cccc  parked today           -       parked: the parked\n"
        "2cccc  parked today           -       parked: the parked\n"
    )


def test_the_queue_is_listed_with_the_kind_of_each(waiting, review, clock):
    win = Note(
        id="0003dddd", agenda="weekly", meeting="", number=0, kind=NoteKind.WIN, text="Acme",
        taken_at=clock.now(),
    )  # fmt: skip
    waiting.commit(Changes((win,)))
    queue = review("--plain").stdout.partition("IN THE QUEUE\n")[2]
    assert queue == "dddd   added today            -       win: Acme  in the queue\n"


def test_all_that_waits_is_listed_as_json(waiting, review):
    told = json.loads(review("--json").stdout)
    assert [each["number"] for each in told["actions"]] == [1]
    assert [(n["ref"], n["kind"], n["state"]) for n in told["notes"]][:2] == [
        ("aaaa", "question", "open"),
        ("bbbb", "preview", "open"),
    ]


def test_notes_are_settled_by_the_end_of_their_ids(waiting, review):
    assert review("answer", "AAAA", "On", "Friday").stdout == (
        "question: the question · answered: On Friday\n"
    )
    assert review("feedback", "bbbb", "nice").stdout == "preview: the preview · feedback: nice\n"
    assert review("edit", "bbbb", "The deck").stdout == "preview: The deck · feedback: nice\n"
    assert review("used", "bbbb", "twice").stdout == "preview: The deck · used\n"
    assert review("drop", "1cccc", "--reason", "no").stdout == "parked: the parked · dropped: no\n"
    made = "parked: the parked · an action item now\nnew: !2 the parked · nobody yet\n"
    assert sorted(review("action", "2cccc").stdout.splitlines()) == sorted(made.splitlines())
    assert review("--plain", "--owner", "Ana").stderr == "Nothing waits.\n"
    unknown = review("--plain", "--series", "weekyl").exception
    assert isinstance(unknown, NotFoundError)
    assert str(unknown) == "there is no series 'weekyl'; did you mean 'weekly'?"


def test_a_preview_can_be_of_no_use(waiting, review):
    assert review("unused", "bbbb").stdout == "preview: the preview · not used\n"


@pytest.mark.parametrize(
    ("ref", "error"), [("zzzz", NotFoundError), ("cccc", UsageError), ("a", NotFoundError)]
)
def test_a_name_that_is_none_is_said(waiting, review, ref, error):
    assert isinstance(review("drop", ref).exception, error)


@pytest.mark.parametrize(
    ("ref", "settle"),
    [
        ("aaaa", ["answer", "aaaa", "Friday"]),
        ("bbbb", ["used", "bbbb"]),
        ("1cccc", ["drop", "1cccc"]),
    ],
)
def test_what_was_settled_is_listed_and_opens_again(waiting, review, ref, settle):
    assert review(*settle).exit_code == 0
    assert ref not in review("--plain").stdout
    assert f"\n{ref}" in review("--plain", "--all").stdout.partition("SETTLED")[2]
    assert review("reopen", ref).exit_code == 0
    assert ref in review("--plain").stdout
    refused = review("reopen", ref)
    assert "neither dropped nor settled" in str(refused.exception)
