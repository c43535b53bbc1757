"""What is looked up again and again, without reading years of meetings for it."""

from __future__ import annotations

from collections.abc import Iterable

from meetingtui.followup.carry_over import waits
from meetingtui.followup.overview import RECENT
from meetingtui.meeting.brought import WAITING
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Meeting,
    MeetingState,
    Note,
    NoteKind,
    NoteState,
)
from meetingtui.store.port import Store

_STARTED = (MeetingState.RUNNING, MeetingState.PAUSED, MeetingState.CLOSED)
_UNFINISHED = (MeetingState.PLANNED, MeetingState.RUNNING, MeetingState.PAUSED)


def latest_meeting(store: Store, **equal: str) -> Meeting | None:
    """Return the latest meeting of those whose fields equal those given that has started.

    Where none has started, the latest that was only prepared; None where there is none at all.
    """
    for states in (_STARTED, (MeetingState.PLANNED,)):
        found = [
            meeting
            for state in states
            for meeting in store.find(Meeting, latest=1, state=state, **equal)
        ]
        if found:
            return max(found, key=lambda meeting: meeting.id)
    return None


def meetings_at_hand(store: Store, series: Iterable[str]) -> list[Meeting]:
    """Return the meetings to choose from, oldest first.

    Those are all that are not closed, the RECENT latest that are, and the last one of each series.
    """
    found = store.find(Meeting, latest=RECENT, state=MeetingState.CLOSED)
    for state in _UNFINISHED:
        found += store.find(Meeting, state=state)
    found += filter(None, (latest_meeting(store, agenda=id) for id in series))
    by_id = {meeting.id: meeting for meeting in found}
    return [meeting for _, meeting in sorted(by_id.items())]


def waiting_notes(store: Store) -> list[Note]:
    """Return the notes that are open, and those in the queue."""
    queued = store.find(Note, meeting="", state=NoteState.RECORDED)
    earlier = {id: store.find(Meeting, agenda=id) for id in {note.agenda for note in queued}}
    found = [note for note in queued if waits(note, earlier[note.agenda])]
    return sorted([*store.find(Note, state=NoteState.OPEN), *found], key=lambda note: note.id)


def settled_notes(store: Store) -> list[Note]:
    """Return the notes that waited for something, or in the queue, and do so no longer."""
    found = store.find(Note, state=NoteState.ANSWERED) + store.find(Note, state=NoteState.DROPPED)
    found += store.find(Note, kind=NoteKind.PREVIEW, state=NoteState.RECORDED)
    waited = [note for note in found if note.kind in WAITING or not note.meeting]
    return sorted(waited, key=lambda note: note.id)


def open_actions(store: Store) -> list[Action]:
    """Return the action items that are open."""
    return store.find(Action, state=ActionState.OPEN)
