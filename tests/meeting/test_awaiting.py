"""What the line asks for, and that nothing is taken for an answer that was meant as a note."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meetingtui.agenda.model import SegmentKind, Team
from meetingtui.meeting import commands as ask
from meetingtui.meeting.awaiting import MARKS, Awaited, Field, awaited
from meetingtui.meeting.facts import NoteFilled
from meetingtui.meeting.model import Note, Preview, State
from tests.meeting.conftest import Table, make_meeting, slot

LINK = "https://example.org/deck"


def asked(table: Table, *passed: str) -> Field | None:
    found = awaited(table.state, passed)
    return found and found.field


def latest(table: Table) -> Note:
    return list(table.state.notes.values())[-1]


@pytest.fixture
def previewed(running: Table) -> Table:
    running.do(ask.Capture("~ New deck"))
    return running


def test_a_preview_asks_for_its_fields_one_after_the_other(previewed: Table) -> None:
    assert asked(previewed) is Field.AUDIENCE
    previewed.do(ask.Capture("Sales"))
    assert asked(previewed) is Field.READY_ON
    previewed.do(ask.Capture("fri"))
    assert asked(previewed) is Field.LINK
    previewed.do(ask.Capture(LINK))
    assert asked(previewed) is Field.OFFER
    previewed.do(ask.Capture("use: send it to cold leads"))
    assert asked(previewed) is None
    assert latest(previewed).preview == Preview(
        audience="Sales", ready_on=date(2026, 11, 27), link=LINK, offer="send it to cold leads"
    )
    assert previewed.notes == ["New deck"]


def test_what_is_passed_over_is_not_asked_again(previewed: Table) -> None:
    first = awaited(previewed.state)
    assert isinstance(first, Awaited)
    assert asked(previewed, first.key) is Field.READY_ON


@pytest.mark.parametrize(
    ("line", "field", "value", "said"),
    [
        ("Sales", "audience", "Sales", "for Sales"),
        ("@Ana", "audience", "Ana", "for Ana"),
        ("@Sales and @Dana", "audience", "Sales, Dana", "for Sales, Dana"),
        ("for: the SDRs", "audience", "the SDRs", "for the SDRs"),
        ("from: 1 dec", "ready_on", date(2026, 12, 1), "from Tue 1 Dec, in 7 days"),
        ("in 3 days", "ready_on", date(2026, 11, 27), "from Fri 27 Nov, in 3 days"),
        (LINK, "link", LINK, LINK),
        ("use: send it", "offer", "send it", "use: send it"),
        ("use:", "offer", "", "use: …"),
    ],
)
def test_an_answer_fills_its_field(
    previewed: Table, line: str, field: str, value: object, said: str
) -> None:
    facts = previewed.do(ask.Capture(line))
    assert facts == (NoteFilled(latest(previewed).id, said),)
    assert getattr(latest(previewed).preview, field) == value
    assert previewed.notes == ["New deck"]


@pytest.mark.parametrize(
    "line",
    [
        "Ana is ill",
        "Sales closed Acme",
        "@Ana did it",
        "ask @Ana",
        "the SDRs",
        "5",
        "friday we ship",
        f"see {LINK}",
        f"~ {LINK} deck",
        "+ Sales",
        "another one for: Sales",
        "? when",
        "12/3",
        "from: 12/3",
    ],
)
def test_a_line_of_its_own_is_never_an_answer(previewed: Table, line: str) -> None:
    before = latest(previewed)
    previewed.do(ask.Capture(line))
    assert len(previewed.notes) == 2
    assert previewed.state.notes[before.id] == before


@given(st.text(st.characters(exclude_characters=":"), min_size=12))
def test_free_text_is_a_note_whatever_was_asked(text: str) -> None:
    from meetingtui.errors import Refused

    table = Table(State(make_meeting()))
    table.do(ask.Next(), ask.Capture("~ New deck"))
    known = latest(table)
    try:
        table.do(ask.Capture(f"we heard {text}"))
    except Refused:
        return
    assert table.state.notes[known.id] == known


def test_a_name_is_an_answer_only_just_after_the_preview(previewed: Table) -> None:
    previewed.do(ask.Capture("something else"), ask.Capture("Sales"), ask.Capture("for: Sales"))
    assert previewed.notes == ["New deck", "something else", "Sales", "for: Sales"]


def test_what_is_filled_is_not_filled_by_what_may_be_a_note(previewed: Table) -> None:
    previewed.do(*map(ask.Capture, ("Sales", "fri", LINK)))
    previewed.do(ask.Capture("for: all of Sales"))
    assert latest(previewed).preview == Preview(
        audience="all of Sales", ready_on=date(2026, 11, 27), link=LINK
    )
    previewed.do(ask.Capture("https://example.org/other"))
    assert previewed.notes == ["New deck", "https://example.org/other"]
    for line in ("Ana", "mon"):
        previewed.do(ask.Undo(), ask.Capture(line))
        assert previewed.notes == ["New deck", line]


def test_a_note_that_came_without_its_history_asks_for_nothing(previewed: Table) -> None:
    bare = replace(latest(previewed), history=())
    previewed.state = State(previewed.state.meeting, {bare.id: bare}, {})
    assert asked(previewed) is None


def test_marks_say_the_same_at_once(running: Table) -> None:
    running.do(ask.Capture(f"~ New deck for: SDRs from:fri {LINK} use: send it"))
    assert asked(running) is None
    assert latest(running).text == "New deck"


def test_a_preview_with_a_result_asks_for_nothing(previewed: Table) -> None:
    from meetingtui.meeting.model import PreviewResult

    previewed.do(ask.SettlePreview(1, PreviewResult.USED))
    assert asked(previewed) is None
    previewed.do(ask.Capture("Sales"))
    assert previewed.notes == ["New deck", "Sales"]


@pytest.fixture
def three(seat) -> Table:
    teams = (Team("Sales", ("Ana",)), Team("Marketing", ("Dana",)), Team("Product"))
    table = seat(teams=teams, slots=(slot(SegmentKind.QUESTIONS, 5, "Sales"),))
    table.do(ask.Next(), ask.Capture("When?"))
    return table


@pytest.mark.parametrize(
    ("line", "teams", "people", "said"),
    [
        ("product", ("Product",), (), "to Product"),
        ("@Product", ("Product",), (), "to Product"),
        ("@Product, @Marketing", ("Product", "Marketing"), (), "to Product, Marketing"),
        ("Dana", ("Marketing",), ("Dana",), "to Dana"),
    ],
)
def test_a_question_among_three_teams_asks_for_the_team(
    three: Table, line: str, teams: object, people: object, said: str
) -> None:
    assert asked(three) is Field.ASKED
    facts = three.do(ask.Capture(line))
    assert facts == (NoteFilled(latest(three).id, said),)
    assert (latest(three).teams, latest(three).people) == (teams, people)
    assert asked(three) is None


def test_where_there_is_one_team_nobody_is_asked_whom_it_asks(seat) -> None:
    table = seat(teams=(Team("Sales", ("Ana",)),))
    table.do(ask.Next(), ask.Capture("? When?"))
    assert asked(table) is None


def test_a_question_is_not_answered_by_the_next_question(three: Table) -> None:
    three.do(ask.Capture("Product is late, why?"), ask.Capture("@Product @Sales what now"))
    assert three.notes == ["When?", "Product is late, why?", "what now"]


def test_the_owner_of_a_promise_is_asked_for_until_it_is_known(running: Table) -> None:
    running.do(ask.Capture("! Send it"), ask.Capture("~ New deck @Sales"))
    assert asked(running) is Field.AUDIENCE
    running.do(ask.Capture("a note"))
    assert asked(running) is Field.OWNER
    running.do(ask.Capture("@Ben"))
    assert asked(running) is None


def test_each_field_has_its_mark() -> None:
    assert set(MARKS) == set(Field)


def test_feedback_and_a_move_ask_for_nothing(previewed: Table) -> None:
    previewed.do(ask.Feedback(1, "nice"))
    assert asked(previewed) is None
    previewed.do(ask.Capture("Sales"))
    assert previewed.notes == ["New deck", "Sales"]
    previewed.do(ask.Undo(), ask.Move(1, "Sales"))
    assert asked(previewed) is None
    previewed.do(ask.Edit(ask.Ref(1), "Newer deck"))
    assert asked(previewed) is Field.AUDIENCE
