"""What is said of a preview once it is taken: what the others think of it, and its result."""

from __future__ import annotations

from msgspec.structs import replace

from meetingtui.errors import Refused
from meetingtui.meeting.facts import NoteFilled
from meetingtui.meeting.model import Note, NoteState, Preview, PreviewResult
from meetingtui.meeting.pen import Pen, Written


def with_feedback(pen: Pen, note: Note, text: str) -> Written:
    """Return the preview `note` with `text` added to its feedback."""
    preview = preview_of(note)
    if not text:
        raise Refused("say the feedback too: /feedback N TEXT")
    feedback = f"{preview.feedback}; {text}" if preview.feedback else text
    changed = pen.changed(note, {"preview": replace(preview, feedback=feedback)})
    return (NoteFilled(note.id, f"feedback: {text}"),), (changed,)


def settled(pen: Pen, note: Note, result: PreviewResult, outcome: str) -> Written:
    """Return the preview `note` with its result, which is the last that is asked of it."""
    preview = replace(preview_of(note), result=result, outcome=outcome)
    changed = pen.changed(note, {"preview": preview, "state": NoteState.RECORDED})
    said = f"{result}: {outcome}" if outcome else str(result)
    return (NoteFilled(note.id, said),), (changed,)


def preview_of(note: Note) -> Preview:
    """Return what `note`, a preview, says beside its title."""
    return note.preview or Preview()
