"""Sums with calendar days; weeks begin on Monday and work ends on Friday."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

FRIDAY = 4
"""Friday as `date.weekday` counts."""


def day_of_week(today: date, weekday: int, weeks: int = 0) -> date:
    """Return the `weekday` (0 is Monday) of the week that is `weeks` after today's."""
    return today + timedelta(days=weekday - today.weekday() + 7 * weeks)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def plus_months(day: date, months: int) -> date:
    """Return the same day of the month `months` later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    end = month_end(year, month + 1)
    return end.replace(day=min(day.day, end.day))


def plus_working_days(day: date, count: int) -> date:
    """Return the day `count` working days later; no holidays are known."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() <= FRIDAY
    return day


def period_start(today: date, unit: str, ahead: int) -> date:
    """Return the first day of the week, month, quarter or year that is `ahead` after today's.

    Of `unit` only the first letter counts.
    """
    if unit[0] == "w":
        return day_of_week(today, 0, ahead)
    months = {"m": 1, "q": 3, "y": 12}[unit[0]]
    first = date(today.year, (today.month - 1) // months * months + 1, 1)
    return plus_months(first, months * ahead)


def first_from(today: date, days: Iterable[tuple[int, int, int]]) -> date | None:
    """Return the first of `days` (year, month, day) that exists and is not before `today`."""
    for year, month, day in days:
        if 1 <= day <= monthrange(year, month)[1] and date(year, month, day) >= today:
            return date(year, month, day)
    return None
