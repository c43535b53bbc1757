"""Opening again what was dropped, done, answered or given a result."""

from __future__ import annotations

from msgspec.structs import replace

from meetingtui.errors import Refused
from meetingtui.meeting.lookup import number_of, require_note
from meetingtui.meeting.making import first_state
from meetingtui.meeting.model import Action, ActionState, Note, NoteState, PreviewResult
from meetingtui.meeting.pen import Pen, Written

NEXT_AGENDA = "put on the next agenda"
"""Why a promise is dropped that comes back as something to discuss."""

NO_PROMISE = "and no promise any more"
"""What is said of it then: it is neither open nor overdue."""


def reopened(pen: Pen, document: Note | Action) -> Written:
    """Return `document` as it was before it was settled; Refused where it is not settled."""
    if isinstance(document, Action):
        if document.state is ActionState.OPEN:
            raise Refused(f"!{document.number} is open already")
        if document.reason == NEXT_AGENDA:
            raise Refused(
                f"!{document.number} goes on as a parked note; make an action item of that note"
            )
        fields = {"state": ActionState.OPEN, "reason": "", "settled_at": None}
        return pen.change(document, "open again", fields)
    require_note(pen.state, document)
    again = _open_again(document, number_of(pen.state, document))
    return pen.change(document, "open again", again)


def _open_again(note: Note, number: int) -> dict[str, object]:
    # What was dropped is as before that: a question that had its answer keeps it.
    if note.state is NoteState.DROPPED:
        settled = note.answered_at or (note.preview and note.preview.result)
        was = NoteState.ANSWERED if note.answered_at else NoteState.RECORDED
        return {"state": was if settled else first_state(note.kind), "reason": ""}
    if note.state is NoteState.ANSWERED:
        return {"state": NoteState.OPEN, "answer": "", "answered_at": None}
    if note.preview and note.preview.result:
        unknown = replace(note.preview, result=PreviewResult.UNKNOWN, outcome="")
        return {"state": NoteState.OPEN, "preview": unknown}
    raise Refused(f"{note.kind} {number} is neither dropped nor settled")
