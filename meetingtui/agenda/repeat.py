"""When the meetings of a series take place."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as ClockTime
from enum import StrEnum
from itertools import count, dropwhile, islice

from msgspec import Struct

LAST = -1
"""The last day of a month, or the last of its weekdays."""

NEAR = timedelta(hours=3)
"""How far from its time a meeting is still the one that was to begin then."""

_DAY = timedelta(days=1)
_WEEK = 7 * _DAY
_FIRST_WEEK = date(2024, 1, 1)
"""A Monday, from which weeks are counted where the author names no date."""


class Every(StrEnum):
    """What `Repeat.interval` counts."""

    WEEK = "week"
    MONTH = "month"


class Repeat(Struct, frozen=True, kw_only=True):
    """A rule such as `every 2 weeks on Tuesday at 10:00`; `repeat_text.read_repeat` reads it."""

    every: Every
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    """Days of the week in order, 0 is Monday; in a month with `which` the one that is meant."""

    which: int = 0
    """1 to 4, or LAST: which of the month's weekdays; 0 where `day` counts."""

    day: int = 0
    """Day of the month, or LAST; in a shorter month its last day."""

    at: ClockTime
    since: date | None = None
    """No meeting is before this day; weeks or months are counted from the first that is not."""


def next_dates(
    repeat: Repeat, after: datetime, zone: tzinfo | None, n: int
) -> tuple[datetime, ...]:
    """Return the next `n` starts after the instant `after`, in UTC, for clocks in `zone`.

    None is the zone of this machine. A clock time that a change of clocks leaves out is an hour
    later, and of one that comes twice the first is meant.
    """
    first = max(after.astimezone(zone).date() - _DAY, repeat.since or date.min)
    starts = (_instant(day, repeat.at, zone) for day in _days(repeat, first))
    return tuple(islice(dropwhile(lambda at: at <= after, starts), n))


def next_day(repeat: Repeat, today: date, zone: tzinfo | None) -> date:
    """Return the first day after `today`, in `zone`, on which there is a meeting."""
    midnight = _instant(today + _DAY, ClockTime(0), zone)
    (start,) = next_dates(repeat, midnight - timedelta(microseconds=1), zone, 1)
    return start.astimezone(zone).date()


def planned_start(repeat: Repeat, now: datetime, zone: tzinfo | None) -> datetime | None:
    """Return the start of today's meeting when it is at most three hours from `now`."""
    (start,) = next_dates(repeat, now - NEAR - timedelta(microseconds=1), zone, 1)
    today = now.astimezone(zone).date()
    return start if start <= now + NEAR and start.astimezone(zone).date() == today else None


def start_on(repeat: Repeat, day: date, zone: tzinfo | None) -> datetime:
    """Return when a meeting on `day`, one of the rule or not, begins in `zone`; in UTC."""
    return _instant(day, repeat.at, zone)


def _instant(day: date, at: ClockTime, zone: tzinfo | None) -> datetime:
    # Without a zone, astimezone takes the clock time for one of this machine.
    return datetime.combine(day, at, zone).astimezone(UTC)


def _days(repeat: Repeat, first: date) -> Iterator[date]:
    """Give the days of `repeat` from `first` on, without end."""
    days = _weekly(repeat, first) if repeat.every is Every.WEEK else _monthly(repeat, first)
    return dropwhile(lambda day: day < first, days)


def _weekly(repeat: Repeat, first: date) -> Iterator[date]:
    counted_from = _monday(_first_of_week(repeat, repeat.since) if repeat.since else _FIRST_WEEK)
    weeks = count((_monday(first) - counted_from) // _WEEK)
    return (
        counted_from + week * _WEEK + weekday * _DAY
        for week in weeks
        if week % repeat.interval == 0
        for weekday in repeat.weekdays
    )


def _first_of_week(repeat: Repeat, since: date) -> date:
    """Return the first of the rule's weekdays from `since` on."""
    return since + min((day - since.weekday()) % 7 for day in repeat.weekdays) * _DAY


def _monthly(repeat: Repeat, first: date) -> Iterator[date]:
    counted_from = _first_month(repeat, repeat.since) if repeat.since else 0
    return (
        _day_in(repeat, month // 12, month % 12 + 1)
        for month in count(_month_number(first))
        if (month - counted_from) % repeat.interval == 0
    )


def _first_month(repeat: Repeat, since: date) -> int:
    """Return the number of the first month whose meeting is not before `since`."""
    gone = _day_in(repeat, since.year, since.month) < since
    return _month_number(since) + gone


def _day_in(repeat: Repeat, year: int, month: int) -> date:
    begins_on, length = monthrange(year, month)
    if not repeat.which:
        return date(year, month, length if repeat.day == LAST else min(repeat.day, length))
    earliest = 1 + (repeat.weekdays[0] - begins_on) % 7
    if repeat.which == LAST:
        return date(year, month, earliest + (length - earliest) // 7 * 7)
    return date(year, month, earliest + (repeat.which - 1) * 7)


def _monday(day: date) -> date:
    return day - day.weekday() * _DAY


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1
