"""A late start: measured against the planned one."""

from __future__ import annotations

from datetime import datetime, timedelta

from meetingtui.meeting.course import ZERO, Course
from meetingtui.meeting.facts import Refitted
from meetingtui.meeting.model import Meeting, MeetingState
from meetingtui.meeting.overrun import whole
from meetingtui.meeting.refit import SMALLEST, drift

OFFERED = 3
"""After a late start a re-fit is offered in so many slots; then it is the facilitator's choice."""


def started_late(meeting: Meeting, course: Course) -> timedelta:
    """Return by how much the meeting started late, to the second; zero below SMALLEST.

    Zero too before the start, and where no start was planned.
    """
    if meeting.starts_at is None or course.started_at is None:
        return ZERO
    delay = whole(course.started_at - meeting.starts_at)
    return delay if delay >= SMALLEST else ZERO


def late_start_stands(meeting: Meeting, course: Course, now: datetime) -> bool:
    """Tell whether a late start is still to be made up: in the first OFFERED slots, until a re-fit.

    Where the meeting has caught up there is nothing to make up.
    """
    refitted = any(isinstance(fact, Refitted) for fact in meeting.timeline)
    early = 0 < len(course.turns) <= OFFERED
    if refitted or not early or not started_late(meeting, course):
        return False
    return drift(meeting, now) >= SMALLEST


def overdue(meeting: Meeting, course: Course, now: datetime) -> timedelta:
    """Return for how long a meeting that has not started should have; zero below SMALLEST."""
    if meeting.starts_at is None or course.state is not MeetingState.PLANNED:
        return ZERO
    late = whole(now - meeting.starts_at)
    return late if late >= SMALLEST else ZERO
