"""Every time and length of a meeting, computed from plan, course and now; nothing is counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo

from msgspec import Struct

from meetingtui.agenda.plan import Slot
from meetingtui.clock import local_date, zone_named
from meetingtui.meeting.airtime import airtime, planned_shares
from meetingtui.meeting.course import ZERO, Course, Span, Turn, course_of
from meetingtui.meeting.facts import Held
from meetingtui.meeting.model import Meeting, MeetingState


class Status(Struct, frozen=True):
    """All that the faces show of the clock at one instant."""

    state: MeetingState
    slot: int | None
    """Index of the slot that has the floor."""

    elapsed: timedelta
    """Time spent in that slot."""

    remaining: timedelta
    """Time left in that slot; negative when it is over."""

    warnings: int
    """How many of the agenda's warnings the slot has passed."""

    drift: timedelta
    """How far the projected end lies behind the planned end; negative when ahead."""

    ends_at: datetime
    """The projected end; the real one after the close."""

    airtime: Mapping[str, timedelta]
    """Time booked to each team."""

    share: Mapping[str, timedelta]
    """Time planned for each team."""

    @property
    def over(self) -> bool:
        """Whether the slot is past its timebox."""
        return self.remaining < ZERO


def status_of(meeting: Meeting, now: datetime) -> Status:
    """Return the clock of `meeting` at `now`."""
    course = course_of(meeting)
    ends_at = projected_end(meeting, course, now)
    slot = course.slot
    elapsed = ZERO if slot is None else course.elapsed(slot, now)
    remaining = ZERO if slot is None else remaining_in(meeting, course, slot, now)
    return Status(
        state=course.state,
        slot=slot,
        elapsed=elapsed,
        remaining=remaining,
        warnings=0 if slot is None else _warnings(meeting, elapsed, remaining),
        drift=ends_at - planned_end(meeting, course, now),
        ends_at=ends_at,
        airtime=airtime(meeting, course, now),
        share=planned_shares(meeting, course),
    )


def held_on(meeting: Meeting, zone: tzinfo | None) -> date:
    """Return the day on which `meeting` began, or its roll call while it has not.

    Days are those of its agenda's zone, or of `zone` where that names none.
    """
    began_at = course_of(meeting).started_at or meeting.opened_at
    return local_date(began_at, zone_named(meeting.zone, zone))


def planned_end(meeting: Meeting, course: Course, now: datetime) -> datetime:
    """Return when the plan as made ends; without a planned start it starts when it starts."""
    at = meeting.starts_at or course.started_at or now
    for slot in meeting.slots:
        at = at + slot.length if slot.ends_at is None else max(at, slot.ends_at)
    return at


def projected_end(meeting: Meeting, course: Course, now: datetime) -> datetime:
    """Return when the meeting will end if every slot still to come takes its timebox."""
    if course.closed_at is not None:
        return course.closed_at
    coming = projected(meeting, course, now)
    return coming[-1].span.end or now if coming else _free_at(meeting, course, now)


def projected(meeting: Meeting, course: Course, now: datetime) -> tuple[Turn, ...]:
    """Return the slots still to come, with the spans in which they will have the floor.

    Every slot takes its timebox, a slot with a fixed end what is left until then.
    """
    at = _free_at(meeting, course, now)
    turns = []
    for index in course.coming:
        begin, at = at, _after(meeting, course, index, at, now)
        turns.append(Turn(index, Span(begin, at)))
    return tuple(turns)


def remaining_in(meeting: Meeting, course: Course, slot: int, now: datetime) -> timedelta:
    """Return the time left in a slot; negative when it is over."""
    fixed = fixed_end(meeting.slots[slot], course.lengths[slot])
    if fixed is not None:
        return fixed - now
    return course.lengths[slot] - course.elapsed(slot, now)


def fixed_end(slot: Slot, length: timedelta) -> datetime | None:
    """Return the clock time at which a slot of this `length` now ends, where one is fixed."""
    return None if slot.ends_at is None else slot.ends_at + (length - slot.length)


def held_slots(meeting: Meeting) -> tuple[Held, ...]:
    """Return the real times of every slot that has given up the floor, in order of opening."""
    course = course_of(meeting)
    first_turns = {turn.slot: turn for turn in reversed(course.turns)}
    return tuple(
        Held(meeting.slots[slot].id, turn.span.start, course.elapsed(slot, turn.span.start))
        for slot, turn in sorted(first_turns.items(), key=lambda item: item[1].span.start)
        if slot != course.slot
    )


def _free_at(meeting: Meeting, course: Course, now: datetime) -> datetime:
    """Return when the open slot will have used its timebox, or when the first one opens."""
    if course.slot is not None:
        return now + max(ZERO, remaining_in(meeting, course, course.slot, now))
    return max(now, meeting.starts_at or now)


def _after(meeting: Meeting, course: Course, index: int, at: datetime, now: datetime) -> datetime:
    fixed = fixed_end(meeting.slots[index], course.lengths[index])
    if fixed is not None:
        return max(at, fixed)
    return at + max(ZERO, course.lengths[index] - course.elapsed(index, now))


def _warnings(meeting: Meeting, elapsed: timedelta, remaining: timedelta) -> int:
    box = elapsed + remaining
    passed = 0
    for warn in meeting.warn:
        if warn.left is not None:
            passed += box > warn.left >= remaining
        else:
            passed += elapsed >= box * (warn.spent or 0)
    return passed
