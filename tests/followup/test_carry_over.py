"""What the next meeting opens with, and how often it has been carried."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from meetingtui.followup.carry_over import carry_over, times_carried
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Carried,
    Meeting,
    MeetingState,
    Note,
    NoteKind,
    NoteState,
)

AT = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


def meeting(id: str, *carried: str, state: MeetingState = MeetingState.CLOSED) -> Meeting:
    return Meeting(
        id=id,
        agenda="weekly",
        title="Weekly",
        teams=(),
        slots=(),
        opened_at=AT + timedelta(days=int(id)),
        carried=tuple(Carried(each, 1) for each in carried),
        state=state,
    )


def note(id: str, state: NoteState = NoteState.OPEN) -> Note:
    return Note(
        id=id, agenda="weekly", meeting="1", number=9, kind=NoteKind.QUESTION, text="?",
        state=state, taken_at=AT,
    )  # fmt: skip


def action(id: str, state: ActionState = ActionState.OPEN) -> Action:
    return Action(id=id, agenda="weekly", meeting="1", text="!", state=state, taken_at=AT)


def test_a_first_meeting_opens_with_nothing() -> None:
    assert carry_over([], [], []) == ()


def test_what_is_open_comes_along_promises_first_and_oldest_first() -> None:
    carried = carry_over([], [note("n2"), note("n1")], [action("a2"), action("a1")])
    assert carried == (
        Carried("a1", 1), Carried("a2", 1), Carried("n1", 1, number=1), Carried("n2", 1, number=2),
    )  # fmt: skip


def test_what_is_settled_stays_behind() -> None:
    notes = [note(str(state), state) for state in NoteState]
    actions = [action(str(state), state) for state in ActionState]
    assert [(c.id, c.number) for c in carry_over([], notes, actions)] == [("open", 0), ("open", 1)]


def test_it_says_how_often_it_has_been_carried() -> None:
    earlier = [meeting("1"), meeting("2", "a1"), meeting("3", "a1", "n1")]
    carried = carry_over(earlier, [note("n1"), note("n2")], [action("a1")])
    assert [(c.id, c.times) for c in carried] == [("a1", 3), ("n1", 2), ("n2", 1)]


def test_a_meeting_that_never_started_does_not_count() -> None:
    planned = meeting("2", "a1", state=MeetingState.PLANNED)
    running = meeting("3", "a1", state=MeetingState.RUNNING)
    assert times_carried([planned])["a1"] == 0
    assert times_carried([planned, running])["a1"] == 1
