"""What everybody in the room should see of a meeting: whose turn, and for how long; no notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from meetingtui.agenda.plan import Slot
from meetingtui.clock import local
from meetingtui.meeting.closing_rules import next_day_of
from meetingtui.meeting.course import ZERO, course_of
from meetingtui.meeting.model import Meeting, MeetingState
from meetingtui.meeting.speakers import floor_of
from meetingtui.meeting.spoken import tell_drift, tell_remaining
from meetingtui.meeting.timing import status_of


@dataclass(frozen=True, slots=True)
class Room:
    """A meeting at one instant, as those see it who sit in it."""

    title: str
    state: MeetingState
    slot: Slot | None
    """The slot that has the floor."""

    number: int
    """Which slot that is, counted from 1; 0 without one."""

    count: int
    """How many slots the plan has."""

    left: timedelta | None
    """Time left in the slot, negative when it is over; before the start, time until it.

    None where there is nothing to count down to.
    """

    box: timedelta
    """The timebox of the slot, with extensions and re-fits."""

    warnings: int
    """How many of the agenda's warnings the slot has passed."""

    speaker: str
    """In a round who speaks now; empty elsewhere, and once everybody has had a turn."""

    next_speaker: str
    """Who speaks after that; empty when nobody does."""

    following: Slot | None
    """The slot that opens next."""

    following_box: timedelta
    """Its timebox as it stands now; zero without one."""

    drift: timedelta
    ends_at: datetime
    """The projected end; the real one after the close."""

    next_on: date | None
    """The day of the next meeting, where the agenda says when it repeats."""

    @property
    def over(self) -> bool:
        """Whether a slot is past its timebox."""
        return self.slot is not None and self.left is not None and self.left < ZERO


def room_of(meeting: Meeting, now: datetime) -> Room:
    """Return what the room sees of `meeting` at `now`. Pure."""
    status, course = status_of(meeting, now), course_of(meeting)
    index, following = status.slot, course.following
    floor = floor_of(meeting, course, now)
    until_start = meeting.starts_at - now if meeting.starts_at else None
    planned = status.state is MeetingState.PLANNED
    return Room(
        title=meeting.title,
        state=status.state,
        slot=None if index is None else meeting.slots[index],
        number=0 if index is None else course.place(index) + 1,
        count=len(meeting.slots),
        left=status.remaining if index is not None else until_start if planned else None,
        box=ZERO if index is None else status.elapsed + status.remaining,
        warnings=status.warnings,
        speaker=floor.speaker if floor else "",
        next_speaker=floor.waiting[0] if floor and floor.waiting else "",
        following=None if following is None else meeting.slots[following],
        following_box=ZERO if following is None else course.lengths[following],
        drift=status.drift,
        ends_at=status.ends_at,
        next_on=next_day_of(meeting),
    )


def tell_room(room: Room, zone: tzinfo | None) -> str:
    """Return what the room sees as one line, read aloud in a few seconds."""
    ends = f"{local(room.ends_at, zone):%H:%M}"
    if room.state is MeetingState.CLOSED:
        return f"{room.title}: closed at {ends}"
    if room.slot is None:
        starts = ""
        if room.left is not None:
            late = room.left < ZERO
            starts = "; the planned start has passed" if late else f"; {tell_remaining(room.left)}"
        return f"{room.title}: not started{starts}"
    paused = ", paused" if room.state is MeetingState.PAUSED else ""
    left = tell_remaining(room.left or ZERO)
    speaks = f"; {room.speaker} speaks" if room.speaker else ""
    after = room.next_speaker or (room.following.label if room.following else "")
    follows = f"{speaks}; next {after}" if after else f"{speaks}; the last slot"
    return f"{room.slot.label}: {left}{paused}{follows}; ends {ends}, {tell_drift(room.drift)}"
