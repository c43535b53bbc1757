"""The order in which slots are held, and the numbers that they go by."""

from __future__ import annotations

from datetime import datetime

from meetingtui.errors import Refused
from meetingtui.meeting.course import Course
from meetingtui.meeting.facts import Moved
from meetingtui.meeting.model import Meeting


def slot_numbered(course: Course, number: int) -> int:
    """Return the slot that people call `number` now; Refused when there is none."""
    if not 1 <= number <= len(course.order):
        raise Refused(f"there is no slot {number}; the slots are 1 to {len(course.order)}")
    return course.order[number - 1]


def moved(
    meeting: Meeting, course: Course, number: int, place: int, step: int, now: datetime
) -> Moved:
    """Return that slot `number` is held at `place` (from 1; 0 is the next one).

    Only slots to come can change their places, and one that ends at a fixed time keeps its own.
    """
    slot = slot_numbered(course, number)
    first = 0 if course.slot is None else course.place(course.slot) + 1
    last = len(course.order) - 1
    if course.place(slot) < first:
        raise Refused(f"only slots to come can be moved; /goto {number} returns to that one")
    if meeting.slots[slot].ends_at is not None:
        raise Refused(f"{meeting.slots[slot].label} ends at a fixed time, so it stays in its place")
    to = place - 1 if place else first
    if not first <= to <= last:
        raise Refused(f"slots to come have the places {first + 1} to {last + 1}")
    if to == course.place(slot):
        raise Refused(f"{meeting.slots[slot].label} is slot {to + 1} already")
    return Moved(step=step, at=now, slot=slot, place=to)
