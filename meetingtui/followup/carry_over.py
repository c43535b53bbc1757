"""What is open and enters the next meeting of a series by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from meetingtui.meeting.model import (
    Action,
    ActionState,
    Carried,
    Meeting,
    MeetingState,
    Note,
    NoteState,
)


def carry_over(
    earlier: Sequence[Meeting], notes: Iterable[Note], actions: Iterable[Action]
) -> tuple[Carried, ...]:
    """Return what the next meeting opens with: open action items and all notes that are open.

    `earlier` holds the meetings of the series so far; the notes and action items are those of
    the series. Oldest first; notes are numbered from 1, as this meeting will call them.
    """
    times = times_carried(earlier)
    promises = [Carried(action.id, 1 + times[action.id]) for action in _open_actions(actions)]
    waiting = [
        Carried(note.id, 1 + times[note.id], number)
        for number, note in enumerate(_open_notes(notes), start=1)
    ]
    return (*promises, *waiting)


def times_carried(meetings: Iterable[Meeting]) -> Counter[str]:
    """Return into how many of `meetings` each document was carried, by id; started ones count."""
    return Counter(
        carried.id
        for meeting in meetings
        if meeting.state is not MeetingState.PLANNED
        for carried in meeting.carried
    )


def _open_actions(actions: Iterable[Action]) -> list[Action]:
    return sorted((a for a in actions if a.state is ActionState.OPEN), key=lambda a: a.id)


def _open_notes(notes: Iterable[Note]) -> list[Note]:
    return sorted((n for n in notes if n.state is NoteState.OPEN), key=lambda n: n.id)
