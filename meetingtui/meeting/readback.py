"""What a meeting reads back before it closes."""

from __future__ import annotations

from msgspec import Struct

from meetingtui.meeting.brought import WAITING, brought, is_queued, was_up
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Note,
    NoteKind,
    NoteState,
    State,
)
from meetingtui.meeting.reopening import NEXT_AGENDA


class ReadBack(Struct, frozen=True):
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
    queued: tuple[Note, ...]
    """What was in the queue for a slot that has not had the floor, which goes on."""

    dropped: tuple[Note | Action, ...]
    """What was open and is dropped: carried in, promised, asked, previewed or parked here."""

    @property
    def going_on(self) -> tuple[Note | Action, ...]:
        """Everything that the next meeting opens with."""
        notes = (*self.questions, *self.previews, *self.parked, *self.queued)
        return (*self.carried_actions, *notes)


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
        queued=_not_said(state),
        dropped=_dropped(state),
    )


def _not_said(state: State) -> tuple[Note, ...]:
    return tuple(
        item.document
        for item in brought(state)
        if isinstance(item.document, Note)
        and is_queued(item.document)
        and item.is_up
        and not was_up(state.meeting, item.document)
    )


def _dropped(state: State) -> tuple[Note | Action, ...]:
    """Return what was dropped; a note that was taken back is not among it.

    Nor is what was put on the next agenda: it goes on as a parked note.
    """
    carried = {item.id for item in state.meeting.carried}
    notes = [
        note
        for note in state.notes.values()
        if note.state is NoteState.DROPPED and (note.id in carried or note.kind in WAITING)
    ]
    before = {item.id for item in state.meeting.carried if item.meanwhile}
    dropped = [a for a in state.actions.values() if a.state is ActionState.DROPPED]
    actions = [a for a in dropped if a.id not in before and a.reason != NEXT_AGENDA]
    return (*notes, *actions)


def taken(state: State) -> list[Note | Action]:
    """Return what this meeting has taken down and not dropped, oldest first."""
    documents: list[Note | Action] = [*state.notes.values(), *state.actions.values()]
    mine = [item for item in documents if item.meeting == state.meeting.id]
    kept = [item for item in mine if item.state not in (NoteState.DROPPED, ActionState.DROPPED)]
    return sorted(kept, key=lambda item: item.id)
