"""Fixed ends: clock times at which segments end, whatever came before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as ClockTime
from typing import NamedTuple

from msgspec.structs import replace

from meetingtui.agenda.durations import format_duration
from meetingtui.agenda.model import Agenda
from meetingtui.agenda.plan import Slot, Timed, make_slots, timed, total
from meetingtui.clock import zone_named

NEAR = timedelta(hours=12)
"""A fixed end further away than this is meant for another day."""

BENT = 2
"""A slot that a fixed end makes so many times as long, or as short, is worth a word."""

_SOME_DAY = date(2024, 1, 1)
"""One on which no clocks change."""


Label = Callable[[datetime], str]
"""Writes an instant as the people in the room read it."""


class _End(NamedTuple):
    segment: int
    time: ClockTime


def fix_ends(
    agenda: Agenda, slots: Sequence[Slot], starts_at: datetime, zone: tzinfo | None
) -> tuple[Slot, ...]:
    """Return `slots` with the agenda's `ends_at` clock times as instants.

    A slot with a fixed end is as long as the plan leaves it: from the end of the slot before to
    the next time that clocks in the agenda's zone (or else in `zone`) show its time. Where that
    is more than NEAR away, its `time` stands and the end is not fixed.
    """
    zone = zone_named(agenda.zone, zone)
    wanted = _wanted(agenda, slots)
    result = []
    at = starts_at
    for index, slot in enumerate(slots):
        if index in wanted:
            end = _next_time(wanted[index].time, at, zone)
            if end - at <= NEAR:
                slot = replace(slot, ends_at=end, length=end - at)
        result.append(slot)
        at += slot.length
    return tuple(result)


def bent_by_ends(agenda: Agenda, plan: Sequence[Timed], label: Label) -> list[tuple[int, str]]:
    """Return what fixed ends do to `plan` that nobody wrote, each with its segment's index.

    That is: an end that does not count, for the plan gets there later, and a slot that it makes at
    least twice as long as it is written, or at most half as long.
    """
    written = {slot.id: slot.length for slot in make_slots(agenda, [t.name for t in agenda.teams])}
    found = []
    for index, (segment, clock_time) in _wanted(agenda, [each.slot for each in plan]).items():
        slot, length = plan[index].slot, written[plan[index].slot.id]
        end = f"the end at {clock_time:%H:%M}"
        if slot.ends_at is None:
            when = label(plan[index].starts_at)
            found.append((segment, f"{end} does not count: {slot.label} begins at {when}"))
        elif slot.length >= BENT * length or BENT * slot.length <= length:
            long, planned = format_duration(slot.length), format_duration(length)
            found.append((segment, f"{end} makes {slot.label} {long} long instead of {planned}"))
    return found


def usual_plan(agenda: Agenda) -> list[Timed]:
    """Return the plan of some meeting of `agenda`, in its zone.

    Where it does not say when it repeats, the first fixed end says when the meeting begins.
    """
    zone = zone_named(agenda.zone, UTC)
    slots = make_slots(agenda, [team.name for team in agenda.teams])
    if agenda.repeat is not None:
        starts_at = datetime.combine(_SOME_DAY, agenda.repeat.at, zone)
    else:
        index, end = min(_wanted(agenda, slots).items(), default=(-1, _End(0, ClockTime(0))))
        starts_at = datetime.combine(_SOME_DAY, end.time, zone) - total(slots[: index + 1])
    return timed(fix_ends(agenda, slots, starts_at, zone), starts_at)


def _wanted(agenda: Agenda, slots: Sequence[Slot]) -> dict[int, _End]:
    """Return the ends that the agenda fixes, by the index of the slot that has it."""
    last_of = {slot.segment: index for index, slot in enumerate(slots)}
    return {
        last_of[segment.id]: _End(index, segment.ends_at)
        for index, segment in enumerate(agenda.segments)
        if segment.ends_at is not None
    }


def _next_time(clock_time: ClockTime, after: datetime, zone: tzinfo | None) -> datetime:
    """Return the first instant after `after` at which clocks in `zone` show `clock_time`."""
    today = after.astimezone(zone).date()
    days = (today, today + timedelta(days=1))
    shown = [datetime.combine(day, clock_time, zone).astimezone(after.tzinfo) for day in days]
    return next((at for at in shown if at > after), shown[-1])
