"""What the next meeting opens with, and how often it has been carried."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.followup.carry_over import (
    asks_for_choice,
    carried_at,
    carry_over,
    times_carried,
)
from meetingtui.meeting.facts import SlotOpened
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
from meetingtui.meeting.versions import changed

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
    assert carried_at([planned]) == {}
    assert carried_at([planned, running]) == {"a1": [AT + timedelta(days=3)]}


def queued(id: str, kind: NoteKind = NoteKind.WIN, state: NoteState = NoteState.RECORDED) -> Note:
    return replace(note(id, state), meeting="", number=0, kind=kind)


WINS = Slot(id="wins", kind=SegmentKind.WINS, title="Wins", length=timedelta(minutes=3))
REVIEW = Slot(id="review", kind=SegmentKind.REVIEW, title="Review", length=timedelta(minutes=3))


def held(id: str, slot: int, *carried: Carried) -> Meeting:
    opened = SlotOpened(step=1, at=AT + timedelta(days=int(id)), slot=slot)
    return replace(meeting(id), slots=(REVIEW, WINS), carried=carried, timeline=(opened,))


def test_the_queue_comes_in_without_having_been_carried() -> None:
    promise = replace(action("a1"), meeting="")
    carried = carry_over([], [queued("n1"), queued("n2", state=NoteState.DROPPED)], [promise])
    assert carried == (Carried("a1", 0), Carried("n1", 0, 1))


def test_what_the_queue_had_for_a_slot_comes_once() -> None:
    earlier = [held("1", 1, Carried("n1", 0, 1))]
    assert carry_over(earlier, [queued("n1")], []) == ()


def test_what_the_queue_had_for_a_slot_that_was_not_held_goes_on() -> None:
    earlier = [held("1", 0, Carried("n1", 0, 1))]
    assert carry_over(earlier, [queued("n1")], []) == (Carried("n1", 1, 1),)
    earlier.append(held("2", 0, Carried("n1", 1, 1)))
    assert carry_over(earlier, [queued("n1")], []) == (Carried("n1", 2, 1),)
    earlier.append(held("3", 1, Carried("n1", 2, 1)))
    assert carry_over(earlier, [queued("n1")], []) == ()


def test_a_question_of_the_queue_goes_on_until_it_is_answered() -> None:
    asked = queued("n1", NoteKind.QUESTION, NoteState.OPEN)
    earlier = [held("1", 0, Carried("n1", 0, 1))]
    assert carry_over(earlier, [asked], []) == (Carried("n1", 1, 1),)
    assert carry_over(earlier, [replace(asked, state=NoteState.ANSWERED)], []) == ()


def test_a_promise_carried_three_times_asks_for_a_choice() -> None:
    promise, twice = action("a1"), [meeting("1", "a1"), meeting("2", "a1")]
    assert not carry_over(twice[:1], [], [promise])[0].asks
    assert not asks_for_choice(promise, carried_at(twice))
    assert carry_over(twice, [], [promise]) == (Carried("a1", 3, asks=True),)
    thrice = carried_at([*twice, meeting("3", "a1")])
    assert asks_for_choice(promise, thrice)
    assert not asks_for_choice(replace(promise, state=ActionState.DONE), thrice)


@pytest.mark.parametrize(("field", "asks"), [("owner", False), ("due_on", False), ("text", True)])
def test_a_new_owner_and_a_new_date_are_a_choice(field: str, asks: bool) -> None:
    decided = changed(action("a1"), AT + timedelta(days=2, hours=1), {field: None})
    carried = carried_at([meeting("1", "a1"), meeting("2", "a1"), meeting("3", "a1")])
    assert asks_for_choice(decided, carried) is asks
    later = carried_at([meeting(str(day), "a1") for day in range(1, 6)])
    assert asks_for_choice(decided, later)


def test_meetings_that_are_not_here_count_as_a_later_one_says() -> None:
    imported = replace(meeting("1", "a1"), carried=(Carried("a1", 2), Carried("q", 0)))
    assert times_carried([imported]) == {"a1": 2}
    assert times_carried([imported, meeting("2", "a1")]) == {"a1": 3}
    assert times_carried([replace(imported, state=MeetingState.PLANNED)]) == {}
