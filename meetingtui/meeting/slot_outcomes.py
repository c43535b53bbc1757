"""What became of each slot of a meeting, so far or at its end."""

from __future__ import annotations

from enum import StrEnum

from meetingtui.agenda.model import SegmentKind
from meetingtui.meeting.course import Course
from meetingtui.meeting.model import Meeting


class Outcome(StrEnum):
    """What became of a slot."""

    HELD = "held"
    OPEN = "open"
    SKIPPED = "skipped"
    NOT_REACHED = "not reached"


def outcome_of(meeting: Meeting, course: Course, index: int) -> Outcome:
    """Return what became of the slot with this index.

    One that was left at once is as good as skipped. A meeting that was closed had its close,
    whichever slot had the floor then.
    """
    if index == course.slot:
        return Outcome.OPEN
    if index in course.skipped:
        return Outcome.SKIPPED
    is_close = meeting.slots[index].kind is SegmentKind.CLOSE
    if course.held(index) or (is_close and course.closed_at is not None):
        return Outcome.HELD
    passed = any(turn.slot == index for turn in course.turns)
    return Outcome.SKIPPED if passed else Outcome.NOT_REACHED
