"""What a person saw asked for takes words, and what is said for itself stays a note."""

from datetime import date

import pytest

from meetingtui.agenda.model import SegmentKind, Team
from meetingtui.errors import Refused
from meetingtui.meeting import commands as ask
from meetingtui.meeting.awaiting import Field, awaited
from meetingtui.meeting.facts import NoteFilled
from meetingtui.meeting.model import Action, Note
from tests.meeting.conftest import Table, slot


def answer(table: Table, line: str) -> None:
    asked = awaited(table.state)
    assert asked is not None
    table.do(ask.Capture(line, asked=asked.key))


def preview(table: Table) -> Note:
    return next(iter(table.state.notes.values()))


def promises(table: Table) -> list[Action]:
    return list(table.state.actions.values())


@pytest.fixture
def asking(running: Table) -> Table:
    """A preview that asks for whom, then from when, where, and what for."""
    running.do(ask.Capture("~ New deck"))
    return running


@pytest.mark.parametrize(
    ("line", "audience"),
    [
        ("all sales reps", "all sales reps"),
        ("for all sales reps", "all sales reps"),
        ("For: SDRs", "SDRs"),
        ("@Sales and our partners", "@Sales and our partners"),
        ("5", "5"),
    ],
)
def test_any_words_say_for_whom_it_is(asking: Table, line: str, audience: str) -> None:
    answer(asking, line)
    assert preview(asking).preview.audience == audience
    assert asking.notes == ["New deck"]
    asking.do(ask.Undo())
    assert preview(asking).preview.audience == ""


def test_words_with_marks_say_more_at_once(asking: Table) -> None:
    answer(asking, "all reps from:fri use: send it")
    said = preview(asking).preview
    assert (said.audience, said.ready_on, said.offer) == ("all reps", date(2026, 11, 27), "send it")


@pytest.mark.parametrize(
    "line",
    [
        "~ Another deck",
        "+ Acme",
        "Who is it for?",
        "We heard that they love it.",
        "It is great!",
        "one two three four five six seven eight nine ten eleven twelve thirteen",
        "all reps from: 12/3",
    ],
)
def test_a_sign_or_a_sentence_is_a_note(asking: Table, line: str) -> None:
    before = preview(asking)
    answer(asking, line)
    assert len(asking.notes) == 2
    assert preview(asking) == before


def test_each_question_takes_its_own_answer(asking: Table) -> None:
    answer(asking, "all reps")
    answer(asking, "from friday")
    assert preview(asking).preview.ready_on == date(2026, 11, 27)
    answer(asking, "https://example.org/x")
    answer(asking, "Send it to cold leads, with a word of your own.")
    assert preview(asking).preview.offer == "Send it to cold leads, with a word of your own."
    assert asking.notes == ["New deck"]


def test_of_a_day_with_a_time_none_is_lost(asking: Table) -> None:
    answer(asking, "all reps")
    with pytest.raises(Refused, match="leave the time of day out of 'fri 17:00'"):
        answer(asking, "fri 17:00")
    asking.do(ask.Capture("fri 17:00"))
    assert asking.notes == ["New deck", "fri 17:00"]


@pytest.mark.parametrize("line", ["drive.example.com/prices", "intranet.local", "x.org:8080/a"])
def test_a_link_needs_no_https(asking: Table, line: str) -> None:
    asking.do(ask.Capture("for: SDRs from:fri"))
    answer(asking, line)
    assert preview(asking).preview.link == f"https://{line}"


@pytest.mark.parametrize(("answers", "line"), [(1, "whenever"), (2, "on the drive"), (3, "What?")])
def test_what_is_no_answer_is_a_note(asking: Table, answers: int, line: str) -> None:
    for each in ("all reps", "fri", "https://example.org/x")[:answers]:
        answer(asking, each)
    answer(asking, line)
    assert asking.notes == ["New deck", line]


def test_only_what_was_seen_takes_words(asking: Table) -> None:
    key = awaited(asking.state).key
    asking.do(ask.Capture("~ Other deck"))
    asking.do(ask.Capture("all reps", asked=key))
    assert asking.notes == ["New deck", "Other deck", "all reps"]


def test_whom_a_question_asks_may_be_said_with_to(seat) -> None:
    teams = (Team("Sales", ("Ana",)), Team("Marketing", ("Dana",)), Team("Product"))
    table = seat(teams=teams, slots=(slot(SegmentKind.QUESTIONS, 5, "Sales"),))
    table.do(ask.Next(), ask.Capture("When?"))
    answer(table, "to Product")
    assert preview(table).teams == ("Product",)


@pytest.mark.parametrize(
    ("line", "owner", "team"),
    [
        ("Ana", "Ana", "Sales"),
        ("ana.", "Ana", "Sales"),
        ("lee", "Lee", ""),
        ("Jean-Luc", "Jean-Luc", ""),
        ("@lee", "lee", ""),
        ("@Lee_Smith", "Lee Smith", ""),
    ],
)
def test_a_name_takes_the_promise_just_saved(
    running: Table, line: str, owner: str, team: str
) -> None:
    running.do(ask.Capture("! Send it"))
    answer(running, line)
    assert [(a.owner, a.team) for a in promises(running)] == [(owner, team)]
    running.do(ask.Capture(f"! Call them @{owner.split()[0]}"))
    assert promises(running)[1].owner == owner


@pytest.mark.parametrize(
    "line",
    [
        "nobody",
        "call them",
        "Closed Acme",
        "Four Words With Capitals",
        "x",
        "Acme 3",
        "Ana is ill",
        "Tbd",
    ],
)
def test_what_is_no_name_is_a_note(running: Table, line: str) -> None:
    running.do(ask.Capture("! Send it"))
    answer(running, line)
    assert running.notes == [line]


def test_the_whole_name_of_somebody_new_may_share_a_part(seat) -> None:
    table = seat(teams=(Team("Sales", ("Maria Lopez",)), Team("Marketing")))
    table.do(ask.Next(), ask.Capture("! Send it"))
    answer(table, "Lee Lopez")
    assert [action.owner for action in promises(table)] == ["Lee Lopez"]


@pytest.mark.parametrize(("line", "name"), [("Rober", "Rober"), ("@Roberd", "Roberd")])
def test_a_name_that_is_nearly_somebodys_is_asked_about(seat, line: str, name: str) -> None:
    table = seat(teams=(Team("Sales", ("Robert",)),))
    table.do(ask.Next(), ask.Capture("! Send it"))
    with pytest.raises(Refused, match=f"nobody here is called {name}; did you mean Robert"):
        answer(table, line)


def test_older_promises_are_asked_for_when_nothing_else_is(seat) -> None:
    table = seat(teams=(Team("Sales", ("Ana", "Maria Lopez")), Team("Marketing")))
    table.do(
        ask.Next(), ask.Capture("! First"), ask.Capture("! Second"), ask.Capture("Acme signed")
    )
    answer(table, "Ana")
    assert [a.owner for a in promises(table)] == ["", "Ana"]
    answer(table, "Globex")
    assert table.notes == ["Acme signed", "Globex"]
    answer(table, "maria")
    assert [a.owner for a in promises(table)] == ["Maria Lopez", "Ana"]
    assert awaited(table.state) is None


def test_what_is_passed_over_leaves_the_older_one(running: Table) -> None:
    running.do(ask.Capture("! First"), ask.Capture("! Second"))
    latest = awaited(running.state)
    older = awaited(running.state, {latest.key})
    assert (older.document.text, older.field) == ("First", Field.OWNER)
    running.do(ask.Capture("Ana", asked=older.key))
    assert [a.owner for a in promises(running)] == ["Ana", ""]


def test_feedback_is_no_question_and_takes_no_words(asking: Table) -> None:
    key = awaited(asking.state).key
    facts = asking.do(ask.Capture("for: SDRs", asked=key))
    assert facts == (NoteFilled(preview(asking).id, "for SDRs"),)
