"""The history of one promise or note, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from meetingtui.meeting.facts import NotDone
from meetingtui.meeting.model import Action, Meeting, Note
from meetingtui.meeting.versions import before

_SAID = ("text", "owner", "team", "due_on", "kind", "state", "answer", "reason")
"""The fields that people ask about, in the order in which they are told."""

_NAMES = {"due_on": "due"}


@dataclass(frozen=True, slots=True)
class Change:
    """What changed at one instant, a phrase for each field."""

    at: datetime
    told: tuple[str, ...]
    in_meeting: bool


def changes_of(document: Note | Action, meetings: Iterable[Meeting] = ()) -> tuple[Change, ...]:
    """Return what became of `document`, from when it was made on, oldest first.

    The reviews of `meetings` tell when it was found not done.
    """
    made = reversed(_changes_in(document))
    told = list(made) or [Change(document.taken_at, tuple(_made(document)), True)]
    facts = (fact for meeting in meetings for fact in meeting.timeline)
    found = [f.at for f in facts if isinstance(f, NotDone) and f.action == document.id]
    told += [Change(at, ("not done",), True) for at in found]
    return tuple(sorted(told, key=lambda change: change.at))


def _changes_in(document: Note | Action) -> list[Change]:
    told: list[Change] = []
    after: Note | Action | None = document
    while after is not None and after.history:
        latest, earlier = after.history[-1], before(after)
        phrases = _made(after) if earlier is None else _differences(earlier, after)
        told.append(Change(latest.at, tuple(phrases), bool(latest.meeting)))
        after = earlier
    return told


def _made(document: Note | Action) -> Sequence[str]:
    if isinstance(document, Note):
        return (f"{document.kind}: {document.text}",)
    due = f"due {_value(document.due_on)}" if document.due_on else "no date"
    return (f"promised: {document.text}", document.owner or "nobody yet", due)


def _differences(before: Note | Action, after: Note | Action) -> list[str]:
    found = []
    for name in _SAID:
        old, new = getattr(before, name, None), getattr(after, name, None)
        if old != new:
            what = _NAMES.get(name, name)
            was = f"{_value(old)} → " if old else ""
            found.append(f"{what} {was}{_value(new) or 'nothing'}")
    return found or ["changed"]


def _value(value: Any) -> str:
    return f"{value:%a} {value.day} {value:%b}" if isinstance(value, date) else str(value or "")
