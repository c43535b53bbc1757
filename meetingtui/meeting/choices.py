"""The choices at the end of a timebox, and after a late start, each with its price."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo

from msgspec import Struct

from meetingtui.agenda.durations import format_clock, format_duration
from meetingtui.agenda.model import Overrun
from meetingtui.clock import local
from meetingtui.errors import Refused
from meetingtui.meeting.clock_rules import ClockCommand, clock_facts
from meetingtui.meeting.clock_telling import Change, tell_changes
from meetingtui.meeting.commands import (
    Close,
    Command,
    Extend,
    Next,
    ParkTopic,
    Refit,
    UseBuffer,
)
from meetingtui.meeting.course import ZERO, Course, after, course_of
from meetingtui.meeting.extending import (
    STEPS,
    extension_label,
    next_extension,
    over_by,
    times_extended,
)
from meetingtui.meeting.late import late_start_stands, overdue, started_late
from meetingtui.meeting.ledger import owed_by_then, tell_owed
from meetingtui.meeting.model import Meeting, MeetingState
from meetingtui.meeting.refit import buffers_left, drift, left_out
from meetingtui.meeting.speakers import floor_of
from meetingtui.meeting.spoken import tell_drift, tell_length, tell_remaining
from meetingtui.meeting.timing import projected, projected_end, remaining_in


class Cost(Struct, frozen=True):
    """What a choice leads to: when the meeting then ends, and the slots of another length."""

    ends_at: datetime
    changes: Mapping[int, Change]
    """By the index of the slot, in the order in which they are held."""


class Choice(Struct, frozen=True):
    """One way to go on, with its price."""

    command: Command
    word: str
    """What to type in either face."""

    label: str
    """What it is called where a key is shown for it."""

    price: str
    """What it costs; empty where it costs nothing."""

    cost: Cost | None = None
    """The same in numbers; None where it costs nothing."""


class Prompt(Struct, frozen=True):
    """What the facilitator is asked, without being held up: why, and the ways to go on."""

    reason: str
    choices: tuple[Choice, ...]


def prompt_of(meeting: Meeting, now: datetime, zone: tzinfo | None) -> Prompt | None:
    """Return what there is to choose at `now`: in a slot that is over, or at a late start.

    None while there is time, and while the clock stands. Prices name the projected end as the
    people in `zone` read it, and the slots that get longer or shorter.
    """
    course = course_of(meeting)
    if late := overdue(meeting, course, now):
        start = Choice(Next(), "/start", "start", meeting.slots[course.order[0]].label)
        return Prompt(f"{tell_length(late)} after the planned start", (start,))
    if course.slot is None or course.state is not MeetingState.RUNNING:
        return None
    left = remaining_in(meeting, course, course.slot, now)
    if left <= ZERO:
        reason = tell_remaining(left) if left < ZERO else "time is up"
        return Prompt(reason, choices_at_zero(meeting, now, zone))
    if not late_start_stands(meeting, course, now):
        return None
    started = f"started {tell_length(started_late(meeting, course))} late"
    reason = started if len(course.turns) == 1 else f"{started}, {tell_drift(drift(meeting, now))}"
    return Prompt(reason, _Prices(meeting, now, zone).refit())


def choices_at_zero(meeting: Meeting, now: datetime, zone: tzinfo | None) -> tuple[Choice, ...]:
    """Return the choices at the end of the timebox of the open slot; none without one.

    An extension is offered while it still shrinks; then it is time for something else.
    """
    prices = _Prices(meeting, now, zone)
    if prices.course.slot is None:
        return ()
    return (*prices.extend(), *prices.buffer(), *prices.refit(), *prices.park(), prices.go_on())


def price_of(
    meeting: Meeting, command: ClockCommand, now: datetime, zone: tzinfo | None
) -> tuple[str, Cost]:
    """Return what `command` would cost, told as `ends 10:47, Marketing · Questions 5:00→4:00` too.

    It is read off the very facts that the command would make. Raises Refused where it cannot be.
    """
    then = after(meeting, *clock_facts(meeting, command, 0, now))
    course = course_of(then)
    cost = Cost(projected_end(then, course, now), _lengths(meeting, then, now))
    parts = [f"ends {local(cost.ends_at, zone):%H:%M}", *tell_changes([*cost.changes.values()])]
    parts.append(tell_owed(owed_by_then(meeting, then, now)))
    lacking = () if course.slot is None else left_out(then, course.slot, now)
    parts += [f"{team} gets nothing: it has no slot to come" for team in lacking]
    return ", ".join(filter(None, parts)), cost


class _Prices:
    """The choices of one instant."""

    def __init__(self, meeting: Meeting, now: datetime, zone: tzinfo | None) -> None:
        self.course = course_of(meeting)
        self._meeting, self._now, self._zone = meeting, now, zone

    def extend(self) -> tuple[Choice, ...]:
        slot = self.course.slot
        if slot is None or times_extended(self._meeting, slot) >= len(STEPS):
            return ()
        word = f"/extend {format_duration(next_extension(self._meeting, slot))}"
        label = extension_label(self._meeting, slot)
        return (Choice(Extend(), word, label, *self._priced(Extend())),)

    def buffer(self) -> tuple[Choice, ...]:
        slot, course = self.course.slot, self.course
        left = sum(buffers_left(self._meeting, course, self._now).values(), ZERO)
        over = ZERO if slot is None else over_by(self._meeting, course, slot, self._now)
        try:
            price, cost = self._priced(UseBuffer())
        except Refused:
            return ()
        if self._meeting.overrun is not Overrun.MATCH:
            then = after(self._meeting, *clock_facts(self._meeting, UseBuffer(), 0, self._now))
            price = tell_owed(owed_by_then(self._meeting, then, self._now))
        gives = f"{format_clock(left - over)} {'from now' if over else 'left'}"
        told = ", ".join(filter(None, [gives, price]))
        return (Choice(UseBuffer(), "/buffer", "buffer", told, cost),)

    def refit(self) -> tuple[Choice, ...]:
        try:
            return (Choice(Refit(), "/refit", "re-fit", *self._priced(Refit())),)
        except Refused:
            return ()

    def park(self) -> tuple[Choice, ...]:
        return (Choice(ParkTopic(), "/park", "park", ""),)

    def go_on(self) -> Choice:
        if (floor := floor_of(self._meeting, self.course, self._now)) and floor.waiting:
            return Choice(Next(), "/next", "next", floor.waiting[0])
        following = self.course.following
        if following is None:
            return Choice(Close(), "/close", "close", "")
        return Choice(Next(), "/next", "next", self._meeting.slots[following].label)

    def _priced(self, command: ClockCommand) -> tuple[str, Cost]:
        return price_of(self._meeting, command, self._now, self._zone)


def _lengths(meeting: Meeting, then: Meeting, now: datetime) -> dict[int, Change]:
    """Return which slots get another length, the open one where it is given some.

    A fixed end is felt by its slot too.
    """
    before, becomes = course_of(meeting), course_of(then)
    changed = {}
    was_of, becomes_of = _boxes(meeting, before, now), _boxes(then, becomes, now)
    if (open_one := becomes.slot) is not None and before.agreed[open_one] < becomes.agreed[
        open_one
    ]:
        was, will = before.lengths[open_one], becomes.lengths[open_one]
        changed[open_one] = Change(meeting.slots[open_one].label, was, will)
    for slot in becomes.coming:
        was, will = was_of[slot], becomes_of[slot]
        if abs(will - was) >= timedelta(seconds=1):
            changed[slot] = Change(meeting.slots[slot].label, was, will)
    return changed


def _boxes(meeting: Meeting, course: Course, now: datetime) -> dict[int, timedelta]:
    """Return how long each slot to come will be; one with a fixed end takes what is left."""
    return {
        turn.slot: course.lengths[turn.slot]
        if meeting.slots[turn.slot].ends_at is None
        else (turn.span.end or now) - turn.span.start
        for turn in projected(meeting, course, now)
    }
