"""What a meeting reads back before it closes, and what it brought along from earlier ones."""

from __future__ import annotations

from dataclasses import dataclass

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Carried,
    MeetingState,
    Note,
    NoteKind,
    NoteState,
    State,
)
from meetingtui.meeting.timing import course_of

WAITING = frozenset({NoteKind.QUESTION, NoteKind.PARKED, NoteKind.PREVIEW})
"""Kinds that are open until they are settled, and carried over while they are."""

_OWN_SLOT = {
    NoteKind.QUESTION: SegmentKind.QUESTIONS,
    NoteKind.PREVIEW: SegmentKind.PREVIEWS,
}


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What everybody should hear before the meeting ends; each tuple oldest first."""

    decisions: tuple[Note, ...]
    actions: tuple[Action, ...]
    """The action items taken in this meeting that are still open."""

    carried_actions: tuple[Action, ...]
    """Open action items of earlier meetings, which go on."""

    questions: tuple[Note, ...]
    """Questions without an answer, which go on."""

    previews: tuple[Note, ...]
    """Previews whose result is not known, which go on."""

    parked: tuple[Note, ...]
    dropped: tuple[Note | Action, ...]
    """What was open and is dropped: carried in, promised, asked, previewed or parked here."""


@dataclass(frozen=True, slots=True)
class Brought:
    """Something that an earlier meeting left open."""

    carried: Carried
    document: Note | Action


def read_back(state: State) -> ReadBack:
    """Return what `state` has to read back. Pure."""
    meeting = state.meeting.id
    notes = [note for note in state.notes.values() if note.state is not NoteState.DROPPED]
    open_actions = [a for a in state.actions.values() if a.state is ActionState.OPEN]
    waiting = [note for note in notes if note.state is NoteState.OPEN]
    return ReadBack(
        decisions=tuple(n for n in notes if n.kind is NoteKind.DECISION),
        actions=tuple(a for a in open_actions if a.meeting == meeting),
        carried_actions=tuple(a for a in open_actions if a.meeting != meeting),
        questions=tuple(n for n in waiting if n.kind is NoteKind.QUESTION),
        previews=tuple(n for n in waiting if n.kind is NoteKind.PREVIEW),
        parked=tuple(n for n in waiting if n.kind is NoteKind.PARKED),
        dropped=_dropped(state),
    )


def _dropped(state: State) -> tuple[Note | Action, ...]:
    """Return what was dropped; a note that was taken back is not among it."""
    carried = {item.id for item in state.meeting.carried}
    notes = [
        note
        for note in state.notes.values()
        if note.state is NoteState.DROPPED and (note.id in carried or note.kind in WAITING)
    ]
    actions = [a for a in state.actions.values() if a.state is ActionState.DROPPED]
    return (*notes, *actions)


def brought(state: State) -> tuple[Brought, ...]:
    """Return what earlier meetings left open, as it stands now."""
    documents: dict[str, Note | Action] = {**state.notes, **state.actions}
    return tuple(
        Brought(carried, documents[carried.id])
        for carried in state.meeting.carried
        if carried.id in documents
    )


def brought_to(state: State, slot: Slot) -> tuple[Brought, ...]:
    """Return what is still open of `brought` and belongs in `slot`.

    Action items and parked notes belong in the review; a question or preview in the slot of its
    kind of the team that took it, or in the review where no slot is for that.
    """
    return tuple(
        item
        for item in brought(state)
        if item.document.state == "open" and (_slot_for(state, item.document) == slot.id)
    )


def brought_now(state: State) -> tuple[Brought, ...]:
    """Return what is still open of `brought` and concerns everybody now.

    Before the start that is all of it, in a slot what belongs there, after the close nothing.
    """
    course = course_of(state.meeting)
    if course.slot is not None:
        return brought_to(state, state.meeting.slots[course.slot])
    if course.state is not MeetingState.PLANNED:
        return ()
    return tuple(item for item in brought(state) if item.document.state == "open")


def taken(state: State) -> list[Note | Action]:
    """Return what this meeting has taken down and not dropped, oldest first."""
    documents: list[Note | Action] = [*state.notes.values(), *state.actions.values()]
    mine = [item for item in documents if item.meeting == state.meeting.id]
    kept = [item for item in mine if item.state not in (NoteState.DROPPED, ActionState.DROPPED)]
    return sorted(kept, key=lambda item: item.id)


def _slot_for(state: State, document: Note | Action) -> str:
    slots = state.meeting.slots
    own = _OWN_SLOT.get(document.kind) if isinstance(document, Note) else None
    for slot in slots:
        if slot.kind is own and slot.team in ("", document.team):
            return slot.id
    return next((slot.id for slot in slots if slot.kind is SegmentKind.REVIEW), slots[0].id)
