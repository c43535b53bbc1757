"""Days, months and years that are past, as people type them: `fri`, `4w`, `2026-11`, `24 nov`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from meetingtui.meeting.days import plus_months
from meetingtui.meeting.duedates import parse_due

WRITE = "write 2026-11-25, 24 nov, fri, 2026-11, 2026, today, or 4w for weeks ago"

_AGO = re.compile(r"(\d{1,4})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_WORDS = {"today": "0d", "yesterday": "1d"}
_MONTH = re.compile(r"(\d{4})(?:-(\d\d?))?")
_WEEKDAY = re.compile(r"(?:last )?((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)")
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


def past_days(text: str, today: date) -> tuple[date, date]:
    """Return the first day of what `text` means, and the first after it.

    A weekday is the latest one before today, and a day without a year the latest such day, today
    included. Raises ValueError for anything else, and OverflowError where there is no such day.
    """
    text = text.strip().lower()
    if month := _MONTH.fullmatch(text):
        return _month(int(month[1]), int(month[2] or 0))
    first = _day(_WORDS.get(text, text), today)
    return first, first + _DAY


def _month(year: int, month: int) -> tuple[date, date]:
    first = date(year, month or 1, 1)
    return first, date(year + month // 12, month % 12 + 1, 1) if month else date(year + 1, 1, 1)


def _day(text: str, today: date) -> date:
    if ago := _AGO.fullmatch(text):
        return today - timedelta(days=int(ago[1]) * _DAYS[ago[2]])
    if weekday := _WEEKDAY.fullmatch(text):
        return parse_due(weekday[1], today - _WEEK - _DAY)
    # Seen from a year ago, the next such day is the latest.
    return parse_due(text, plus_months(today, -12) + _DAY, dates_only=True)
