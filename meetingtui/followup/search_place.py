"""Where something that was found was taken down: meeting, day, slot, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, tzinfo

from meetingtui.clock import local
from meetingtui.followup.search import Corpus
from meetingtui.followup.tell_waiting import tell_when
from meetingtui.meeting.model import Action, ActionState, Meeting, Note, NoteState

BETWEEN = "between meetings"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document is; empty texts are unknown."""

    day: str
    """When it was taken down, as `Wed 18 Nov 2026`."""

    title: str
    """The meeting's; of what was taken down in none, its series."""

    slot: str
    """The slot that had the floor, with its team."""

    before: Note | Action | None
    after: Note | Action | None
    became: str
    """Whether it is open, and when that is due, or settled; empty where nothing comes of it."""


def place_of(
    document: Note | Action,
    meeting: Meeting | None,
    corpus: Corpus,
    today: date,
    zone: tzinfo | None,
) -> Place:
    """Return where `document` is; `meeting` is the one that it was taken down in, if any."""
    before, after = corpus.around(document) if document.meeting else (None, None)
    on = local(document.taken_at, zone)
    slots = meeting.slots if meeting else ()
    outside = "" if document.meeting else f"{document.agenda}, {BETWEEN}"
    of_note = document.slot if isinstance(document, Note) else ""
    return Place(
        day=f"{on:%a} {on.day} {on:%b %Y}",
        title=meeting.title if meeting else outside,
        slot=next((slot.label for slot in slots if slot.id == of_note), ""),
        before=before,
        after=after,
        became=_became(document, today, zone),
    )


def _became(document: Note | Action, today: date, zone: tzinfo | None) -> str:
    if isinstance(document, Note):
        return "" if document.state is NoteState.RECORDED else str(document.state)
    told = tell_when(document, today, zone)
    return f"open, {told}" if document.state is ActionState.OPEN else told


def where(place: Place, series: str) -> str:
    """Return a place in one line, as `Wed 18 Nov 2026 · Weekly meeting · Sales · Wins`."""
    return " · ".join(filter(None, (place.day, place.title or series, place.slot)))
