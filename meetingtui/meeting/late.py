"""A late start: measured against the planned one."""

from __future__ import annotations

from datetime import timedelta

from meetingtui.meeting.course import ZERO, Course
from meetingtui.meeting.facts import Refitted
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.overrun import whole
from meetingtui.meeting.refit import SMALLEST


def started_late(meeting: Meeting, course: Course) -> timedelta:
    """Return by how much the meeting started late, to the second; zero below SMALLEST.

    Zero too before the start, and where no start was planned.
    """
    if meeting.starts_at is None or course.started_at is None:
        return ZERO
    delay = whole(course.started_at - meeting.starts_at)
    return delay if delay >= SMALLEST else ZERO


def late_start_stands(meeting: Meeting, course: Course) -> bool:
    """Tell whether the first slot is open, the start was late, and nobody has re-fitted since."""
    refitted = any(isinstance(fact, Refitted) for fact in meeting.timeline)
    return len(course.turns) == 1 and not refitted and started_late(meeting, course) > ZERO
