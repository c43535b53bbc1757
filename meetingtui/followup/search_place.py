"""Where something that was found was taken down: meeting, day, slot, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, tzinfo

from meetingtui.clock import local
from meetingtui.followup.search import Corpus
from meetingtui.followup.tell_waiting import tell_when
from meetingtui.meeting.course import course_of
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
    """What was taken down before it in the same slot, if anything."""

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
    outside = "" if document.meeting else f"{document.agenda}, {BETWEEN}"
    slots = {slot.id: slot for slot in meeting.slots} if meeting else {}
    slot = _slot_of(document, meeting)
    return Place(
        day=f"{on:%a} {on.day} {on:%b %Y}",
        title=meeting.title if meeting else outside,
        slot=slots[slot].label if slot in slots else "",
        before=before if _shares(slot, before, meeting) else None,
        after=after if _shares(slot, after, meeting) else None,
        became=_became(document, today, zone),
    )


def _slot_of(document: Note | Action, meeting: Meeting | None) -> str:
    """Return the id of the slot of `document`, an action item's by when it was taken, or ""."""
    if isinstance(document, Note):
        return document.slot
    turns = course_of(meeting).turns if meeting and document.meeting else ()
    opened = [turn.slot for turn in turns if turn.span.start <= document.taken_at]
    return meeting.slots[opened[-1]].id if meeting and opened else ""


def _shares(slot: str, beside: Note | Action | None, meeting: Meeting | None) -> bool:
    """Tell whether `beside` was taken down in `slot` too, as far as that is known of both."""
    other = _slot_of(beside, meeting) if beside else ""
    return not slot or not other or slot == other


def _became(document: Note | Action, today: date, zone: tzinfo | None) -> str:
    if isinstance(document, Note):
        return "" if document.state is NoteState.RECORDED else str(document.state)
    told = tell_when(document, today, zone)
    return f"open, {told}" if document.state is ActionState.OPEN else told


def where(place: Place, series: str) -> str:
    """Return a place in one line, as `Wed 18 Nov 2026 · Weekly meeting · Sales · Wins`."""
    return " · ".join(filter(None, (place.day, place.title or series, place.slot)))
