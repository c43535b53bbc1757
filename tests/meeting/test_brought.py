"""What comes into a meeting, and the slot in which it is up."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.meeting import commands as ask
from meetingtui.meeting.brought import brought_to, slot_for, tell_times, was_up, with_queue
from meetingtui.meeting.commands import Ref
from meetingtui.meeting.model import Action, Carried, Note, NoteKind, NoteState, State
from meetingtui.meeting.readback import read_back

OPENED_AT = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
LATER = OPENED_AT + timedelta(days=8)


def note(id, kind=NoteKind.WIN, team="", **more):
    state = NoteState.OPEN if kind in (NoteKind.QUESTION, NoteKind.PARKED) else NoteState.RECORDED
    fields = {"agenda": "weekly", "meeting": "", "number": 0, "text": id, "state": state, **more}
    return Note(id=id, kind=kind, team=team, taken_at=OPENED_AT, **fields)


PROMISE = Action(id="a", agenda="weekly", meeting="", number=7, text="a", taken_at=OPENED_AT)


@pytest.mark.parametrize(
    ("document", "slot"),
    [
        (PROMISE, "review"),
        (note("w", team="Marketing"), "wins/Marketing"),
        (note("w"), "wins/Sales"),
        (note("w", team="Legal"), "review"),
        (note("q", NoteKind.QUESTION, "Sales"), "questions/Sales"),
        (note("i", NoteKind.INSIGHT, "Sales"), "review"),
        (note("p", NoteKind.PARKED, "Sales"), "review"),
    ],
)
def test_everything_is_up_in_one_slot(meeting, document, slot):
    assert slot_for(meeting.slots, document) == slot


def test_what_is_parked_is_up_in_the_discussion_and_nothing_where_there_is_no_slot(meeting):
    talk = Slot(id="talk", kind=SegmentKind.DISCUSSION, title="Talk", length=timedelta(minutes=1))
    parked = note("p", NoteKind.PARKED, "Sales")
    assert slot_for((*meeting.slots, talk), parked) == "talk"
    assert slot_for((), parked) == ""


@pytest.fixture
def queue(seat):
    """A meeting that begins with a win of the queue."""
    table = seat(carried=(Carried("w", 0, 1),))
    table.state = State(table.state.meeting, {"w": note("w", team="Sales")}, {})
    return table


def in_wins(table):
    slot = next(slot for slot in table.state.meeting.slots if slot.id == "wins/Sales")
    return [item.document.id for item in brought_to(table.state, slot)]


def test_what_is_only_to_be_said_is_up_while_its_slot_is_open(queue):
    assert in_wins(queue) == ["w"]
    assert [n.id for n in read_back(queue.state).queued] == ["w"]
    queue.do(ask.Goto(3))
    assert in_wins(queue) == ["w"]
    assert was_up(queue.state.meeting, queue.state.notes["w"])
    assert read_back(queue.state).queued == ()


@pytest.mark.parametrize(
    ("command", "up"),
    [(ask.Drop(Ref(1)), []), (ask.MakeAction(1), []), (ask.Edit(Ref(1), "more"), ["w"])],
)
def test_what_became_of_it_is_up_no_longer(queue, command, up):
    queue.do(ask.Next(), command)
    assert in_wins(queue) == up
    assert [n.id for n in read_back(queue.state).queued] == up


def test_what_is_parked_from_the_queue_goes_on_as_parked(queue):
    queue.do(ask.Next(), ask.Park(1))
    assert [n.id for n in read_back(queue.state).going_on] == ["w"]
    assert read_back(queue.state).queued == ()


def test_what_is_queued_before_the_start_comes_in_with_the_next_number(table):
    table.do(ask.Capture("Ben is ill"))
    state = table.state
    added = State(state.meeting, {**state.notes, "w": note("w")}, {"a": PROMISE})
    carried = with_queue(added).meeting.carried
    assert carried == (Carried("a", 0), Carried("w", 0, 2))
    assert with_queue(with_queue(added)) == with_queue(added)


def test_what_is_queued_has_no_number_that_redo_brings_back(table):
    table.do(ask.Capture("Ben is ill"), ask.Undo())
    added = with_queue(State(table.state.meeting, {"w": note("w")}))
    assert added.meeting.carried == (Carried("w", 0, 2),)


def test_what_is_queued_later_waits(running):
    state = running.state
    added = State(state.meeting, {"w": note("w"), "x": note("x", meeting="m")}, {"a": PROMISE})
    assert with_queue(added) == replace_notes(added, "x")
    assert with_queue(state) is state


def test_what_a_note_was_turned_into_elsewhere_is_known_though_it_came_late(running):
    asked, late = note("q", NoteKind.QUESTION, became="a"), replace(PROMISE, taken_at=LATER)
    meeting = replace(running.state.meeting, carried=(Carried("q", 1, 1),))
    other = replace(late, id="b")
    state = with_queue(State(meeting, {"q": asked}, {"a": late, "b": other}))
    assert state.actions == {"a": late}


def replace_notes(state, *ids):
    return State(state.meeting, {id: state.notes[id] for id in ids}, state.actions)


def test_how_it_came_in_is_told():
    assert (tell_times(0), tell_times(2)) == ("from the queue", "carried ×2")
