"""The queue, filled on the command line and seen by the next meeting."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from meetingtui.agenda.find import open_agenda
from meetingtui.cli.add import add
from meetingtui.errors import NotFoundError, UsageError
from meetingtui.meeting.commands import Capture, Next, Undo
from meetingtui.meeting.model import Action, MeetingState, Note
from meetingtui.opening import open_meeting
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def put(author, clock):
    """Return a way to put something into the queue of the weekly meeting, as a new process."""

    def put(*args):
        clock.advance(timedelta(seconds=1))
        asked = [*args, "--for", "weekly"]
        return CliRunner().invoke(add, asked, obj=replace(author.context))

    return put


@pytest.fixture
def begin(author, clock):
    """Return a way to open the next meeting in a process of its own."""

    def begin():
        series, _ = open_agenda("weekly", author.context.agenda_folders)
        return open_meeting(TinyStore(author.context.store_path), clock, series)

    return begin


def test_it_says_what_waits(put, author):
    said = put("question", "When", "does", "it", "ship?", "--team", "sales")
    assert said.exit_code == 0
    assert (
        said.stdout == "in the queue of weekly: question (Sales to Marketing): When does it ship?\n"
    )
    (note,) = author.context.open_store().find(Note)
    assert (note.agenda, note.meeting) == ("weekly", "")


def test_a_promise_has_a_number_at_once_and_says_what_it_lacks(put, author):
    said = put("action", "Send it due:2026-12-24")
    assert said.stdout == (
        "in the queue of weekly: action item !1: Send it · no owner yet: who?"
        " · due Thu 24 Dec, in 30 days\n"
    )
    assert said.stderr == ("nobody owns it yet; `meetingtui actions edit 1 @NAME` gives it one\n")
    assert author.context.open_store().find(Action)[0].number == 1


def test_owner_and_day_may_be_options(put, author):
    author.write("weekly", ("[Sales, Marketing]", "[{name: Sales, people: [Ana, Ben]}, Marketing]"))
    said = put("action", "Call Hooli", "--owner", "be", "--due", "fri", "--team", "Marketing")
    assert said.stdout.endswith("!1: Call Hooli · Ben · due Fri 27 Nov, in 3 days\n")
    assert author.context.open_store().find(Action)[0].team == "Sales"
    assert "· Ana ·" in put("action", "@Ben", "Call Hooli", "--owner", "@Ana").stdout


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (
            ("action", "x", "--owner", "Zoe"),
            "nobody called 'Zoe' is known in weekly; known: none yet",
        ),
        (
            ("action", "x", "--due", "some day"),
            "--due: 'some day' is not a date; write for example",
        ),
        (
            ("win", "x", "--due", "fri"),
            "--owner and --due are for action items, and this is of the kind win",
        ),
        (("win", "x", "--owner", "Ana"), "--owner and --due are for action items"),
    ],
)
def test_options_that_do_not_fit_are_refused(put, author, args, told):
    said = put(*args)
    assert isinstance(said.exception, UsageError)
    assert str(said.exception).startswith(told)
    assert not author.context.store_path.exists()


def test_dashes_in_the_text_are_text(put):
    assert "note: - a list" in put("note", "-", "a", "list").stdout
    assert "note: -5 % it is" in put("note", "-5 %", "it", "is").stdout
    assert "note: --fro is gone" in put("note", "--fro is gone").stdout


@pytest.mark.parametrize("slip", ["--fro", "--fro=weekly", "--DUE"])
def test_what_looks_like_an_option_is_not_text(put, author, slip):
    said = put("action", "Call Hooli", slip, "x")
    assert said.exit_code == 2
    assert f"No such option '{slip.partition('=')[0]}'" in said.stderr
    assert not author.context.store_path.exists()


def test_behind_two_dashes_everything_is_text(author):
    asked = ["--for", "weekly", "note", "--", "--fro", "is", "gone"]
    said = CliRunner().invoke(add, asked, obj=author.context)
    assert said.stdout == "in the queue of weekly: note: --fro is gone\n"


def test_what_it_cannot_take_is_said(put, author):
    assert put("joy", "x").exit_code == 2
    assert isinstance(put("win", "x", "--team", "Legal").exception, UsageError)
    elsewhere = CliRunner().invoke(add, ["win", "x", "--for", "monthly"], obj=author.context)
    assert isinstance(elsewhere.exception, NotFoundError)


def test_the_next_meeting_brings_it_and_a_running_one_does_not(put, begin):
    put("question", "When?", "--team", "Sales")
    runner = begin()
    assert [(c.times, c.number) for c in runner.state.meeting.carried] == [(0, 1)]
    put("note", "while the roll is called")
    assert runner.follow()
    assert [(c.times, c.number) for c in runner.state.meeting.carried] == [(0, 1), (0, 2)]
    runner.do(Next())
    said = put("win", "too late")
    assert "this waits for the one after" in said.stderr
    runner.follow()
    assert [note.text for note in runner.state.notes.values()] == [
        "When?",
        "while the roll is called",
    ]


def test_it_outlives_a_roll_call_that_led_to_no_meeting(put, begin):
    put("question", "When?", "--team", "Sales")
    begin().do(Capture("Ben is ill"))
    put("win", "Closed Acme")
    again = begin()
    assert [(c.times, c.number) for c in again.state.meeting.carried] == [(0, 1), (0, 3)]


def test_a_promise_from_outside_waits_and_the_start_can_still_be_undone(put, begin):
    runner = begin()
    runner.do(Next())
    assert "this waits for the one after" in put("action", "Outside a").stderr
    runner.follow()
    assert not runner.state.actions
    put("action", "Outside b")
    runner.do(Undo())
    put("action", "Outside c")
    runner.do(Next())
    assert runner.state.meeting.state is MeetingState.RUNNING
    runner.do(Capture("it goes on"))


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        (("When does it ship?",), "Sales to Marketing"),
        (("@Sales", "when does it ship?"), "Sales to Marketing"),
        (("@Marketing", "when does it ship?"), "Sales to Marketing"),
        (("@Dana", "when does it ship?"), "Sales to Marketing"),
    ],
)
def test_a_question_of_a_team_goes_to_the_other_and_never_to_itself(put, words, whose):
    said = put("question", *words, "--team", "Sales")
    assert said.stdout.startswith(f"in the queue of weekly: question ({whose}): ")


def test_a_question_of_nobody_goes_to_whom_it_names(put):
    said = put("question", "@Marketing", "when does it ship?")
    assert said.stdout.startswith("in the queue of weekly: question (to Marketing): ")
