"""What every command that prints JSON calls the fields of action items and notes."""

from __future__ import annotations

from typing import Any

from msgspec import to_builtins

from meetingtui.meeting.model import Action, Note


def of_action(action: Action) -> dict[str, Any]:
    """Return an action item; `meeting` is empty where it was made in none."""
    return {
        **_of_both(action),
        "owner": action.owner,
        "due_on": action.due_on,
        "settled_at": action.settled_at,
    }


def of_note(note: Note) -> dict[str, Any]:
    """Return a note; its `number` counts within its meeting and is 0 in the queue."""
    return {
        **_of_both(note),
        "kind": note.kind,
        "teams": note.teams,
        "people": note.people,
        "answer": note.answer,
        "answered_at": note.answered_at,
        "preview": to_builtins(note.preview),
    }


def _of_both(document: Action | Note) -> dict[str, Any]:
    return {
        "id": document.id,
        "number": document.number,
        "text": document.text,
        "team": document.team,
        "tags": document.tags,
        "state": document.state,
        "reason": document.reason,
        "series": document.agenda,
        "meeting": document.meeting,
        "taken_at": document.taken_at,
    }
