"""What a slot took beyond what was agreed, and what of that has been paid."""

from __future__ import annotations

from datetime import datetime, timedelta

from meetingtui.meeting.course import ZERO, Course
from meetingtui.meeting.facts import Refitted
from meetingtui.meeting.model import Meeting


def overrun(meeting: Meeting, course: Course, slot: int, now: datetime) -> timedelta:
    """Return what a slot took beyond its timebox as agreed; zero where it took less.

    Its extensions are part of it, and while it has the floor all of its timebox counts as used.
    A slot with a fixed end overruns from that instant on.
    """
    open_one = slot == course.slot
    planned = meeting.slots[slot].ends_at
    if planned is not None:
        ended = max(turn.span.end or now for turn in course.turns if turn.slot == slot)
        stretched = course.lengths[slot] - meeting.slots[slot].length if open_one else ZERO
        return max(ZERO, ended - planned, stretched)
    used = course.elapsed(slot, now)
    if open_one:
        used = max(used, course.lengths[slot])
    return max(ZERO, used - course.agreed[slot] + course.repaid.get(slot, ZERO))


def team_slots(meeting: Meeting, course: Course) -> tuple[int, ...]:
    """Return the slots of a team that have had the floor, in the order of their first turns."""
    held = dict.fromkeys(turn.slot for turn in course.turns)
    return tuple(slot for slot in held if meeting.slots[slot].team)


def paid_for(meeting: Meeting, slot: int) -> dict[int, timedelta]:
    """Return what was taken for an overrun of `slot` (from which slot; negative: given to it)."""
    paid: dict[int, timedelta] = {}
    for fact in meeting.timeline:
        if isinstance(fact, Refitted) and fact.slot == slot:
            for payer, cut in fact.cuts.items():
                paid[payer] = paid.get(payer, ZERO) + cut
    return paid


def unpaid(meeting: Meeting, course: Course, slot: int, now: datetime) -> timedelta:
    """Return what is left of an overrun once what others gave for it is taken off."""
    paid = sum((cut for cut in paid_for(meeting, slot).values() if cut > ZERO), ZERO)
    return max(ZERO, overrun(meeting, course, slot, now) - paid)


def whole(length: timedelta) -> timedelta:
    """Return `length` to the nearest second."""
    return timedelta(seconds=round(length.total_seconds()))
