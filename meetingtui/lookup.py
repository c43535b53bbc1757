"""What is looked up again and again, without reading years of meetings for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from meetingtui.errors import NotFoundError, UsageError
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

SHORTEST_ID = 8
"""Characters of an id that are shown at least."""

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


def meeting_named(store: Store, name: str) -> Meeting:
    """Return the meeting that `name` stands for: `last`, a series in any case, or part of an id.

    The latest meeting of all or of a series is one that has started, where there is one.
    Raises NotFoundError when there is none, and UsageError when an id has more than one end.
    """
    of_series = {} if name == "last" else {"agenda": name}
    if meeting := latest_meeting(store, **of_series) or store.get(Meeting, name.lower()):
        return meeting
    every = store.find(Meeting)
    if not every:
        raise NotFoundError("there are no meetings yet; `meetingtui run AGENDA` holds one")
    if meeting := latest_meeting(store, agenda=series_named(store, name)):
        return meeting
    found = [m for m in every if name and m.id.startswith(name.lower())]
    if not found:
        raise NotFoundError(f"there is no meeting {name!r}; `meetingtui meetings` lists them")
    if len(found) > 1:
        length = telling_apart([meeting.id for meeting in found])
        ids = ", ".join(meeting.id[:length] for meeting in found[-3:])
        raise UsageError(f"{len(found)} meetings begin with {name!r}; write more of it, as {ids}")
    return found[0]


def series_named(store: Store, name: str) -> str:
    """Return the series that is called `name` in any case; `name` where there is none.

    Everything is read only for a name that is spelled otherwise.
    """
    met = store.find(Meeting, agenda=name, latest=1)
    promised = store.find(Action, agenda=name, latest=1)
    if met or promised:
        return name
    known = [meeting.agenda for meeting in store.find(Meeting)]
    known += [action.agenda for action in store.find(Action)]
    return next((each for each in known if each.casefold() == name.casefold()), name)


def telling_apart(ids: Sequence[str]) -> int:
    """Return how many characters tell `ids` apart, SHORTEST_ID at least where they are so long."""
    longest = max(map(len, ids), default=0)
    lengths = range(SHORTEST_ID, longest)
    return next((n for n in lengths if len({id[:n] for id in ids}) == len(ids)), longest)


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
