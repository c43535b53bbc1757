"""Saved time ends the meeting earlier, unless the facilitator gives it out."""

from __future__ import annotations

from datetime import datetime, timedelta

from meetingtui.agenda.model import SegmentKind
from meetingtui.errors import Refused
from meetingtui.meeting.course import ZERO, Course
from meetingtui.meeting.facts import Refitted
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.refit import SMALLEST, drift, share_out
from meetingtui.meeting.spoken import tell_length


def saved_time(meeting: Meeting, now: datetime) -> timedelta:
    """Return how far the meeting is ahead of its plan; zero where that is below SMALLEST."""
    saved = -drift(meeting, now)
    return saved if saved >= SMALLEST else ZERO


def given_out(
    meeting: Meeting,
    course: Course,
    slot: int | None,
    by: timedelta | None,
    step: int,
    now: datetime,
) -> Refitted:
    """Return how `by` of the saved time goes to `slot`, and then belongs to it.

    None for `by` is all that is saved. None for `slot` is all slots to come: those that were cut
    are made whole first, then all get more in proportion to their timeboxes. Buffers, and slots
    with a fixed end, are given nothing.
    """
    saved = saved_time(meeting, now)
    if not saved:
        raise Refused("no time is saved; /extend takes it from others, as the agenda says")
    by = saved if by is None else by
    if by > saved:
        raise Refused(f"only {tell_length(saved)} are saved; /extend takes the rest from others")
    gifts = {slot: by} if slot is not None else _to_all(meeting, course, by)
    if not gifts or any(meeting.slots[i].ends_at for i in gifts):
        raise Refused("no slot to come can be longer; the meeting ends earlier instead")
    return Refitted(step=step, at=now, cuts={i: -gift for i, gift in gifts.items()})


def _to_all(meeting: Meeting, course: Course, by: timedelta) -> dict[int, timedelta]:
    slots = meeting.slots
    free = [
        i
        for i in course.coming
        if slots[i].kind is not SegmentKind.BUFFER and slots[i].ends_at is None
    ]
    weights = {i: course.lengths[i] for i in free}
    short = {i: max(ZERO, slots[i].length - course.repaid.get(i, ZERO) - weights[i]) for i in free}
    first = share_out(by, weights, short)
    rest = share_out(by - sum(first.values(), ZERO), weights, dict.fromkeys(free, by))
    return {i: gift for i in free if (gift := first[i] + rest[i])}
