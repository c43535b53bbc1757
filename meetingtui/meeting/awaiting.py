"""What the line asks for: what the latest note lacks, then the owners of promises without one."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from msgspec import Struct

from meetingtui.meeting.duemark import FROM
from meetingtui.meeting.model import Action, ActionState, Note, NoteKind, NoteState, State
from meetingtui.meeting.preview_marks import FOR, USE


class Field(StrEnum):
    """What can be asked for; the value is the field of the document, or of its preview."""

    OWNER = "owner"
    ASKED = "teams"
    AUDIENCE = "audience"
    READY_ON = "ready_on"
    LINK = "link"
    OFFER = "offer"


MARKS = {
    Field.OWNER: "@",
    Field.ASKED: "@",
    Field.AUDIENCE: f"{FOR} ",
    Field.READY_ON: FROM,
    Field.LINK: "https://",
    Field.OFFER: f"{USE} ",
}
"""What a line begins with that fills a field, whatever its words."""

_PREVIEW_FIELDS = (Field.AUDIENCE, Field.READY_ON, Field.LINK, Field.OFFER)


class Awaited(Struct, frozen=True):
    """A field of a note or action item that the line asks for."""

    document: Note | Action
    field: Field

    @property
    def key(self) -> str:
        """What tells it from everything else that was ever asked."""
        return f"{self.field} {self.document.id}"


def awaited(state: State, passed: Collection[str] = ()) -> Awaited | None:
    """Return what the line asks for now; None where it asks for nothing.

    What was `passed` over, by its key, is not asked for again.
    """
    return next((each for each in may_be_asked(state) if each.key not in passed), None)


def may_be_asked(state: State) -> list[Awaited]:
    """Return all that could be asked for now, first what the note just saved lacks.

    Behind that the owners of open action items of this meeting, the latest first.
    """
    latest = just_saved(state, state.latest_step)
    asked = [Awaited(latest, field) for field in lacking(latest)] if latest else []
    if len(state.meeting.teams) < 2:
        asked = [each for each in asked if each.field is not Field.ASKED]
    return [*asked, *(Awaited(action, Field.OWNER) for action in unowned(state))]


def unowned(state: State) -> list[Action]:
    """Return the open action items of this meeting that still lack an owner, the latest first."""
    mine = [a for a in state.actions.values() if a.meeting == state.meeting.id]
    return [a for a in reversed(mine) if not a.owner and a.state is ActionState.OPEN]


def just_saved(state: State, step: int) -> Note | Action | None:
    """Return what the step with this number, the latest one, was about."""
    documents: tuple[Note | Action, ...] = (*state.notes.values(), *state.actions.values())
    mine = (each for each in reversed(documents) if each.meeting == state.meeting.id)
    taken = (each for each in mine if each.history)
    return next((each for each in taken if each.history[-1].step == step), None)


def lacking(document: Note | Action) -> list[Field]:
    """Return the fields of what was just saved that the line asks for."""
    if isinstance(document, Action) or document.state is not NoteState.OPEN:
        return []
    if not _is_news(document):
        return []
    if document.kind is NoteKind.QUESTION and not document.teams:
        return [Field.ASKED]
    preview = document.preview
    return [field for field in _PREVIEW_FIELDS if preview and not getattr(preview, field)]


def _is_news(note: Note) -> bool:
    """Tell whether the latest change of `note` made it, or said more of what is asked for."""
    was = note.history[-1].was
    before = was.get("preview") or {}
    commented = note.preview and before.get("feedback", "") != note.preview.feedback
    return not was or ("preview" in was and not commented) or "text" in was or "kind" in was
