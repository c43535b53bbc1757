"""When a series takes place, as the parts of an iCalendar RRULE (RFC 5545, 3.3.10)."""

from __future__ import annotations

from typing import Any

from meetingtui.agenda.repeat import LAST, Every, Repeat

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SHORTEST_MONTH = 28


def recurrence(repeat: Repeat) -> dict[str, Any]:
    """Return the rule that gives the dates of `repeat` when it begins on one of them.

    A day that a month does not have is its last one, as `next_dates` has it.
    """
    rule: dict[str, Any] = {
        "FREQ": "WEEKLY" if repeat.every is Every.WEEK else "MONTHLY",
        "INTERVAL": repeat.interval,
    }
    if repeat.every is Every.WEEK:
        # Weeks are counted from Mondays.
        return {**rule, "BYDAY": [_DAYS[day] for day in repeat.weekdays], "WKST": "MO"}
    if repeat.which:
        return {**rule, "BYDAY": f"{repeat.which}{_DAYS[repeat.weekdays[0]]}"}
    if repeat.day == LAST:
        return {**rule, "BYMONTHDAY": -1}
    if repeat.day <= _SHORTEST_MONTH:
        return {**rule, "BYMONTHDAY": repeat.day}
    days = list(range(_SHORTEST_MONTH, repeat.day + 1))
    return {**rule, "BYMONTHDAY": days, "BYSETPOS": -1}
