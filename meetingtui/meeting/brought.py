"""What earlier meetings and the queue bring into a meeting, and the slot in which it is up.

The queue are notes and action items of a series that no meeting has taken down.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.meeting.course import course_of
from meetingtui.meeting.facts import Arranged
from meetingtui.meeting.lookup import highest_undone, next_number
from meetingtui.meeting.model import (
    Action,
    Carried,
    Meeting,
    MeetingState,
    Note,
    NoteKind,
    NoteState,
    State,
)

WAITING = frozenset({NoteKind.QUESTION, NoteKind.PARKED, NoteKind.PREVIEW})
"""Kinds that are open until they are settled, and carried over while they are."""

_OWN_SLOT = {
    NoteKind.WIN: SegmentKind.WINS,
    NoteKind.PREVIEW: SegmentKind.PREVIEWS,
    NoteKind.QUESTION: SegmentKind.QUESTIONS,
    NoteKind.INSIGHT: SegmentKind.INSIGHTS,
    NoteKind.CONCERN: SegmentKind.CONCERNS,
    NoteKind.THANKS: SegmentKind.THANKS,
    NoteKind.DECISION: SegmentKind.DISCUSSION,
    NoteKind.NOTE: SegmentKind.DISCUSSION,
    NoteKind.PARKED: SegmentKind.DISCUSSION,
}


class Brought(Struct, frozen=True):
    """Something that an earlier meeting left open, or that was in the queue."""

    carried: Carried
    document: Note | Action

    @property
    def is_up(self) -> bool:
        """Whether it still concerns the meeting: it is open, or in the queue only to be said."""
        document = self.document
        if isinstance(document, Action) or document.state is NoteState.OPEN:
            return document.state == "open"
        return is_queued(document) and document.state is NoteState.RECORDED


def is_queued(document: Note | Action) -> bool:
    """Tell whether `document` came from the queue; a note of it that went on is no longer there."""
    gone_on = isinstance(document, Note) and (document.kind in WAITING or document.became)
    return not document.meeting and not gone_on


def slot_for(slots: Sequence[Slot], document: Note | Action) -> str:
    """Return the id of the slot in which `document` is up; "" where there are no slots.

    That is one of its own kind and of its team; what has none, as action items, belongs in the
    review, and else in the first slot.
    """
    own = _OWN_SLOT[document.kind] if isinstance(document, Note) else SegmentKind.REVIEW
    fit = [slot for slot in slots if slot.kind is own]
    mine = [slot for slot in fit if not document.team or slot.team in ("", document.team)]
    review = [slot for slot in slots if slot.kind is SegmentKind.REVIEW]
    return next((slot.id for slot in (*mine, *review, *slots)), "")


def was_up(meeting: Meeting, document: Note | Action) -> bool:
    """Tell whether the slot of `document` has had the floor in `meeting`."""
    held = {meeting.slots[turn.slot].id for turn in course_of(meeting).turns}
    return slot_for(meeting.slots, document) in held


def brought(state: State) -> tuple[Brought, ...]:
    """Return what came into the meeting, as it stands now, in the order in which it is up."""
    documents: dict[str, Note | Action] = {**state.notes, **state.actions}
    came = {item.id: item for item in state.meeting.carried if item.id in documents}
    arranged = (f.order for f in reversed(state.meeting.timeline) if isinstance(f, Arranged))
    order = dict.fromkeys((*next(arranged, ()), *came))
    return tuple(Brought(came[id], documents[id]) for id in order if id in came)


def brought_to(state: State, slot: Slot) -> tuple[Brought, ...]:
    """Return what of `brought` is still up and belongs in `slot`."""
    slots = state.meeting.slots
    return tuple(
        item for item in brought(state) if item.is_up and slot_for(slots, item.document) == slot.id
    )


def brought_now(state: State) -> tuple[Brought, ...]:
    """Return what of `brought` is still up and concerns everybody now.

    Before the start that is all of it, in a slot what belongs there, after the close nothing.
    """
    course = course_of(state.meeting)
    if course.slot is not None:
        return brought_to(state, state.meeting.slots[course.slot])
    if course.state is not MeetingState.PLANNED:
        return ()
    return tuple(item for item in brought(state) if item.is_up)


def settled_now(state: State) -> tuple[Brought, ...]:
    """Return the promises that were settled since the last meeting, where they concern everybody.

    That is before the start, and in the slot in which they would have been up.
    """
    course = course_of(state.meeting)
    slots = state.meeting.slots
    here = "" if course.slot is None else slots[course.slot].id
    if not here and course.state is not MeetingState.PLANNED:
        return ()
    return tuple(
        item
        for item in brought(state)
        if item.carried.meanwhile
        and item.document.state != "open"
        and here in ("", slot_for(slots, item.document))
    )


def with_queue(state: State) -> State:
    """Return `state` with what was put into the queue meanwhile carried in.

    A meeting that has started leaves that to the next one, but for what its notes became.
    """
    meeting = state.meeting
    known = {item.id: item for item in meeting.carried}
    new = [note for note in state.notes.values() if not note.meeting and note.id not in known]
    promised = [a.id for a in state.actions.values() if not a.meeting and a.id not in known]
    if meeting.state is not MeetingState.PLANNED:
        notes = {id: note for id, note in state.notes.items() if note.meeting or id in known}
        turned = {note.became for note in notes.values()}
        late = {
            id
            for id in promised
            if state.actions[id].taken_at >= meeting.opened_at and id not in turned
        }
        actions = {id: action for id, action in state.actions.items() if id not in late}
        return State(meeting, notes, actions) if new or late else state
    if not new and not promised:
        return state
    free = max(next_number(state), 1 + highest_undone(meeting))
    added = (
        *(Carried(id, 0) for id in promised),
        *(Carried(note.id, 0, number) for number, note in enumerate(new, free)),
    )
    return State(replace(meeting, carried=(*meeting.carried, *added)), state.notes, state.actions)


def tell_coming(carried: Carried) -> str:
    """Return how something came into a meeting, or that it was settled before it did."""
    return "since the last meeting" if carried.meanwhile else tell_times(carried.times)


def tell_times(times: int) -> str:
    """Return how something came into a meeting: `carried ×2`, `from the queue`."""
    return f"carried ×{times}" if times else "from the queue"
