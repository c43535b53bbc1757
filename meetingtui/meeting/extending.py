"""Giving a slot more time, and who pays for it; the price that is shown is made here too."""

from __future__ import annotations

from datetime import datetime, timedelta

from meetingtui.agenda.model import Overrun
from meetingtui.errors import Refused
from meetingtui.meeting.course import ZERO, Course, after
from meetingtui.meeting.facts import Extended, Refitted, TimelineFact
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.overrun import whole
from meetingtui.meeting.refit import SMALLEST, buffers_left, collect, matching, payment
from meetingtui.meeting.spoken import tell_length
from meetingtui.meeting.timing import remaining_in

STEPS = (timedelta(minutes=2), timedelta(minutes=1))
"""Extensions shrink: 2 minutes, then 1, then it is time to move on (as in lean coffee)."""

SHORTEST = timedelta(seconds=1)
"""A timebox cannot be shortened below this."""


def times_extended(meeting: Meeting, slot: int) -> int:
    """Return how often a slot has been given more time."""
    facts = meeting.timeline
    return sum(isinstance(f, Extended) and f.slot == slot and f.by > ZERO for f in facts)


def next_extension(meeting: Meeting, slot: int | None) -> timedelta:
    """Return the length of the next extension of `slot`; the last of STEPS stays the last."""
    taken = 0 if slot is None else times_extended(meeting, slot)
    return STEPS[min(taken, len(STEPS) - 1)]


def extension_label(meeting: Meeting, slot: int | None) -> str:
    """Return what the next extension of `slot` is called: `+2`."""
    return f"+{next_extension(meeting, slot) // timedelta(minutes=1)}"


def extension(
    meeting: Meeting, course: Course, slot: int, by: timedelta | None, step: int, now: datetime
) -> tuple[TimelineFact, ...]:
    """Return how the timebox of the open `slot` grows by `by`, and who pays for it.

    A slot that is over gets `by` from now on; None is the next extension. A negative `by`
    shortens the slot, which nobody pays for.
    """
    by = next_extension(meeting, slot) if by is None else by
    if course.lengths[slot] + by < SHORTEST:
        length = tell_length(course.lengths[slot])
        raise Refused(f"the slot is only {length} long; /next ends it now")
    if by > ZERO:
        by += over_by(meeting, course, slot, now)
    extended = Extended(step=step, at=now, slot=slot, by=by)
    if by < ZERO:
        return (extended,)
    return (extended, *payment(after(meeting, extended), slot, by, now, step))


def from_buffer(
    meeting: Meeting, course: Course, slot: int, by: timedelta | None, step: int, now: datetime
) -> tuple[TimelineFact, ...]:
    """Return how the open `slot` gets `by` from the buffers to come, and so from nobody else.

    A slot that is over gets `by` from now on, and the buffers pay for what it is over too. None is
    all that they have left.
    """
    left = buffers_left(meeting, course, now)
    over = over_by(meeting, course, slot, now)
    have = sum(left.values(), ZERO)
    wanted = have if by is None else by + over
    if not have:
        raise Refused("there is no buffer to come that has time left; /extend takes it elsewhere")
    if wanted > have or wanted < over + SMALLEST:
        used = f", and the slot is over by {tell_length(over)}" if over else ""
        raise Refused(f"the buffer has {tell_length(have)} left{used}; {_instead(meeting)}")
    cuts = collect(meeting, course, [[i] for i in left], wanted, now)
    given = (
        Extended(step=step, at=now, slot=slot, by=wanted),
        Refitted(step=step, at=now, cuts=cuts, slot=slot),
    )
    return (*given, *matching(after(meeting, *given), slot, now, step))


def _instead(meeting: Meeting) -> str:
    match meeting.overrun:
        case Overrun.BUFFER:
            return "/refit pays what it can"
        case Overrun.CARRY:
            return "/extend has the team owe the rest"
        case Overrun.NONE:
            return "/extend lets the meeting end later"
        case _:
            return "/extend takes it as the agenda says"


def over_by(meeting: Meeting, course: Course, slot: int, now: datetime) -> timedelta:
    """Return by how much `slot` is past its timebox, in whole seconds; zero where it is not."""
    return whole(-min(ZERO, remaining_in(meeting, course, slot, now)))
