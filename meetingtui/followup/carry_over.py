"""What is open, or in the queue, and enters the next meeting of a series by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from meetingtui.meeting.brought import is_queued, was_up
from meetingtui.meeting.course import course_of
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Carried,
    Meeting,
    MeetingState,
    Note,
    NoteState,
)
from meetingtui.meeting.sequel import last_closed

PATIENCE = 3
"""A promise carried this often asks for a choice: do it, hand it over, drop it, or discuss it."""


def carry_over(
    earlier: Sequence[Meeting], notes: Iterable[Note], actions: Sequence[Action]
) -> tuple[Carried, ...]:
    """Return what the next meeting opens with: open action items, open notes, and the queue.

    Action items that were settled since the last meeting come too, to be told. `earlier` holds
    the meetings of the series so far; the notes and action items are those of the series. Oldest
    first; notes are numbered from 1, as this meeting will call them.
    """
    carried, counts = carried_at(earlier), times_carried(earlier)
    seen = seen_in(earlier)

    def times(document: Note | Action) -> int:
        known = document.meeting or document.id in seen
        return counts.get(document.id, 0) + (1 if known else 0)

    promises = [
        Carried(action.id, times(action), asks=_patience_spent(action, carried, coming=1))
        for action in sorted(actions, key=lambda a: a.id)
        if action.state is ActionState.OPEN
    ]
    settled = [
        Carried(action.id, times(action), meanwhile=True)
        for action in settled_since(earlier, actions)
    ]
    waiting = [note for note in notes if waits(note, earlier)]
    numbered = enumerate(sorted(waiting, key=lambda n: n.id), start=1)
    return (
        *promises,
        *settled,
        *(Carried(note.id, times(note), number) for number, note in numbered),
    )


def settled_since(earlier: Sequence[Meeting], actions: Iterable[Action]) -> list[Action]:
    """Return which of `actions` were done or dropped after the last close, oldest first."""
    last = last_closed(earlier)
    ended_at = course_of(last).closed_at if last else None
    return [
        action
        for action in sorted(actions, key=lambda a: a.id)
        if action.settled_at is not None and (ended_at is None or action.settled_at > ended_at)
    ]


def carried_at(meetings: Iterable[Meeting]) -> dict[str, list[datetime]]:
    """Return when each document was carried over, by id: the openings of meetings that started."""
    found: dict[str, list[datetime]] = {}
    for meeting in meetings:
        for item in meeting.carried if meeting.state is not MeetingState.PLANNED else ():
            if item.times and not item.meanwhile:
                found.setdefault(item.id, []).append(meeting.opened_at)
    return found


def times_carried(meetings: Iterable[Meeting]) -> dict[str, int]:
    """Return how often each document was carried over, by id.

    What a meeting says of earlier ones counts where they are not here, as after an import.
    """
    found: dict[str, int] = {}
    for meeting in meetings:
        for item in meeting.carried if meeting.state is not MeetingState.PLANNED else ():
            if item.times and not item.meanwhile:
                found[item.id] = max(item.times, found.get(item.id, 0) + 1)
    return found


def seen_in(meetings: Iterable[Meeting]) -> frozenset[str]:
    """Return the ids of what came into `meetings`; started ones count."""
    started = (m for m in meetings if m.state is not MeetingState.PLANNED)
    return frozenset(item.id for meeting in started for item in meeting.carried)


def asks_for_choice(action: Action, carried: Mapping[str, Sequence[datetime]]) -> bool:
    """Tell whether open `action` was carried PATIENCE times since somebody last decided on it.

    A new owner and a new date are such decisions. `carried` is what `carried_at` returns.
    """
    return action.state is ActionState.OPEN and _patience_spent(action, carried, coming=0)


def _patience_spent(
    action: Action, carried: Mapping[str, Sequence[datetime]], *, coming: int
) -> bool:
    decided = [v.at for v in action.history if not v.was.keys().isdisjoint({"owner", "due_on"})]
    times = [at for at in carried.get(action.id, ()) if not decided or at > decided[-1]]
    return len(times) + coming >= PATIENCE


def waits(note: Note, earlier: Sequence[Meeting]) -> bool:
    """Tell whether `note` is open, or in the queue for a slot that none of `earlier` has held."""
    if note.state is NoteState.OPEN:
        return True
    return (
        is_queued(note)
        and note.state is NoteState.RECORDED
        and not any(
            was_up(meeting, note)
            for meeting in earlier
            if any(item.id == note.id for item in meeting.carried)
        )
    )
