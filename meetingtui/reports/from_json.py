"""Meetings from our own JSON: read whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from meetingtui.errors import MeetingtuiError
from meetingtui.meeting.model import SCHEMA as DOCUMENTS
from meetingtui.meeting.model import Document, Meeting
from meetingtui.reports.json_shape import SCHEMA, Records
from meetingtui.reports.reading import json_trouble
from meetingtui.text import clean


def read(content: bytes) -> list[Document]:
    """Return the documents of all meetings in `content`, each once; texts are made harmless.

    Raises MeetingtuiError where it is not such a file, or from a newer version.
    """
    try:
        values = msgspec.json.decode(content)
        # Not strict, because a whole number stands for a length.
        records = msgspec.convert(_cleaned(values), Records, strict=False)
    except (ValueError, RecursionError) as error:
        told = json_trouble(content) or f"these are no meetings of meetingtui: {error}"
        raise MeetingtuiError(told) from error
    found: dict[str, Document] = {}
    for record in records.meetings:
        _check(record.meeting)
        documents: list[Document] = [record.meeting, *record.notes, *record.actions]
        for document in documents:
            found.setdefault(document.id, document)
    newest = max([records.schema, *(d.schema for d in found.values())])
    if records.schema > SCHEMA or newest > DOCUMENTS:
        raise MeetingtuiError(f"it is from a newer meetingtui (schema {newest}); install that")
    return list(found.values())


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value, multiline=True)
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(part) for key, part in value.items()}
    return [_cleaned(part) for part in value] if isinstance(value, list) else value


def _check(meeting: Meeting) -> None:
    """Raise MeetingtuiError where the timeline names a slot that the plan does not have."""
    steps = [fact for step in meeting.undone for fact in step.facts]
    for fact in (*meeting.timeline, *steps):
        named: Iterable[int] = getattr(fact, "cuts", ())
        own = (getattr(fact, "slot", None), getattr(fact, "place", None))
        slots = [*named, *(slot for slot in own if slot is not None)]
        if any(not 0 <= slot < len(meeting.slots) for slot in slots):
            raise MeetingtuiError(f"meeting {meeting.id} names a slot that is not in its plan")
