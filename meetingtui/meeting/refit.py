"""Steering by the end: which slots pay for a drift, under each overrun policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from meetingtui.agenda.model import Overrun, SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.timing import ZERO, Course, course_of, planned_end, projected_end

SMALLEST = timedelta(seconds=15)
"""A drift below this is not worth a re-fit."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A re-fit: what each slot (by index) gives up; negative where it is given time."""

    cuts: Mapping[int, timedelta]
    ends_at: datetime
    """The projected end once it is applied."""


def propose(meeting: Meeting, now: datetime) -> Proposal | None:
    """Return the re-fit that the meeting's overrun policy asks for, or None when there is none.

    `buffer` pays the drift from buffers, then from the other later slots in proportion to their
    timeboxes, required ones last. `repay` takes it from the later slots of the team that has
    the floor; a joint slot pays like `buffer`. `match` gives the other teams, in the same
    segment, what the slot took beyond its timebox. `carry` and `none` leave the plan as it is.
    No slot falls below a third of its planned timebox; a buffer may be used up; slots with a
    fixed end are never touched. Where the cuts do not suffice, the rest of the drift stays.
    """
    course = course_of(meeting)
    if course.slot is None:
        return None
    if meeting.overrun is Overrun.MATCH:
        cuts = _match(meeting, course, course.slot, now)
    elif meeting.overrun in (Overrun.BUFFER, Overrun.REPAY):
        drift = projected_end(meeting, course, now) - planned_end(meeting, course, now)
        cuts = _pay(meeting, course, course.slot, drift, now)
    else:
        return None
    if not cuts:
        return None
    lengths = tuple(length - cuts.get(index, ZERO) for index, length in enumerate(course.lengths))
    after = Course(course.turns, course.pauses, lengths, course.skipped, course.closed_at)
    return Proposal(cuts, projected_end(meeting, after, now))


def _pay(
    meeting: Meeting, course: Course, current: int, drift: timedelta, now: datetime
) -> dict[int, timedelta]:
    if drift < SMALLEST:
        return {}
    owed = timedelta(seconds=round(drift.total_seconds()))
    cuts: dict[int, timedelta] = {}
    for payers in _payers(meeting, course, current):
        room = {i: _room(meeting.slots[i], course, i, now) for i in payers}
        paid = share_out(owed, {i: course.lengths[i] for i in payers}, room)
        cuts |= {i: cut for i, cut in paid.items() if cut > ZERO}
        owed -= sum(paid.values(), ZERO)
    return cuts


def _payers(meeting: Meeting, course: Course, current: int) -> Sequence[list[int]]:
    """Return the slots that pay, in the groups in which they are asked."""
    later = [
        i
        for i in range(current + 1, len(meeting.slots))
        if i not in course.skipped and meeting.slots[i].ends_at is None
    ]
    team = meeting.slots[current].team
    if meeting.overrun is Overrun.REPAY and team:
        return [[i for i in later if meeting.slots[i].team == team]]
    buffers = [i for i in later if meeting.slots[i].kind is SegmentKind.BUFFER]
    others = [i for i in later if i not in buffers]
    required = [i for i in others if meeting.slots[i].required]
    return [*([i] for i in buffers), [i for i in others if i not in required], required]


def _room(slot: Slot, course: Course, index: int, now: datetime) -> timedelta:
    floor = ZERO if slot.kind is SegmentKind.BUFFER else slot.length / 3
    room = course.lengths[index] - max(floor, course.elapsed(index, now))
    return max(ZERO, timedelta(seconds=int(room.total_seconds())))


def share_out(
    owed: timedelta, weights: Mapping[int, timedelta], room: Mapping[int, timedelta]
) -> dict[int, timedelta]:
    """Split `owed` (whole seconds) by `weights`, giving nobody more than their `room`.

    The parts are whole seconds and add up to `owed`, or to all the room when that is less.
    """
    parts = dict.fromkeys(weights, 0)
    left = min(_seconds(owed), sum(_seconds(room[i]) for i in weights))
    while left > 0:
        open_ones = [i for i in weights if parts[i] < _seconds(room[i])]
        whole = sum(_seconds(weights[i]) for i in open_ones)
        pool = left
        for i in open_ones:
            part = max(1, pool * _seconds(weights[i]) // whole)
            part = min(part, left, _seconds(room[i]) - parts[i])
            parts[i] += part
            left -= part
    return {i: timedelta(seconds=part) for i, part in parts.items()}


def _match(meeting: Meeting, course: Course, current: int, now: datetime) -> dict[int, timedelta]:
    slot = meeting.slots[current]
    taken = max(course.lengths[current], course.elapsed(current, now)) - slot.length
    over = timedelta(seconds=round(taken.total_seconds()))
    if not slot.team or over < SMALLEST:
        return {}
    segment = slot.id.partition("/")[0]
    others = [
        i
        for i in range(current + 1, len(meeting.slots))
        if meeting.slots[i].id.partition("/")[0] == segment and i not in course.skipped
    ]
    gifts = {i: course.lengths[i] - meeting.slots[i].length - over for i in others}
    return {i: gift for i, gift in gifts.items() if gift < ZERO}


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())
