"""Facts and documents as plain values, for programs that listen to a meeting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec

from meetingtui.meeting.choices import Cost, Prompt
from meetingtui.meeting.facts import Fact
from meetingtui.meeting.lookup import number_of
from meetingtui.meeting.model import Action, Meeting, Note, State

_ELSEWHERE = frozenset({"fact", "step", "at", "slot", "id"})


def document_as_data(state: State, document: Note | Action) -> dict[str, Any]:
    """Return what names `document`, with the number that it has in the meeting, and its text."""
    number = document.number if isinstance(document, Action) else number_of(state, document)
    return {"id": document.id, "number": number, "note": document.text}


def fact_as_data(state: State, fact: Fact) -> dict[str, Any]:
    """Return what `fact` says, lengths in seconds under names that end in `_s`.

    Of a note or action item, what names it.
    """
    id = getattr(fact, "id", "")
    document = state.notes.get(id) or state.actions.get(id)
    named = document_as_data(state, document) if document else {}
    values = msgspec.to_builtins(fact, builtin_types=(timedelta,), str_keys=True)
    said = (_plain(key, value) for key, value in values.items() if key not in _ELSEWHERE)
    return {**dict(said), **named}


def choices_as_data(meeting: Meeting, prompt: Prompt) -> list[dict[str, Any]]:
    """Return each choice: what to type, when the meeting then ends, and who pays from what to what.

    Lengths are seconds; `ends_at` and `pays` are left out where a choice costs nothing.
    """
    return [
        {"word": choice.word, "price": choice.price}
        | (_cost(meeting, choice.cost) if choice.cost else {})
        for choice in prompt.choices
    ]


def _cost(meeting: Meeting, cost: Cost) -> dict[str, Any]:
    pays = [
        {
            "slot": meeting.slots[slot].id,
            "from_s": round(change.was.total_seconds()),
            "to_s": round(change.becomes.total_seconds()),
        }
        for slot, change in cost.changes.items()
    ]
    return {"ends_at": cost.ends_at.isoformat().replace("+00:00", "Z"), "pays": pays}


def _plain(key: str, value: Any) -> tuple[str, Any]:
    if isinstance(value, timedelta):
        return f"{key}_s", round(value.total_seconds())
    if isinstance(value, dict):
        return f"{key}_s", {at: round(each.total_seconds()) for at, each in value.items()}
    return key, value
