"""What every rule about notes and action items writes with."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from meetingtui.meeting.facts import ActionChanged, Fact, NoteChanged
from meetingtui.meeting.model import Action, Note, State, Version
from meetingtui.meeting.outcome import Moment
from meetingtui.meeting.versions import N, changed

Written = tuple[tuple[Fact, ...], tuple[Note | Action, ...]]


class Pen(Struct, frozen=True):
    """What every rule writes with: the state before, the number of the step, the moment."""

    state: State
    step: int
    moment: Moment

    def new(self) -> tuple[Version, ...]:
        """Return the history of a document that is made in this step."""
        return (Version(at=self.moment.now, was={}, meeting=self.state.meeting.id, step=self.step),)

    def changed(self, document: N, fields: Mapping[str, object]) -> N:
        """Return `document` with new `fields` and the old ones in its history."""
        meeting = self.state.meeting.id
        return changed(document, self.moment.now, fields, meeting=meeting, step=self.step)

    def change(self, document: Note | Action, what: str, fields: Mapping[str, object]) -> Written:
        """Return the fact that `document` was changed, and the document changed."""
        if isinstance(document, Note):
            return (NoteChanged(document.id, what),), (self.changed(document, fields),)
        return (ActionChanged(document.id, what),), (self.changed(document, fields),)
