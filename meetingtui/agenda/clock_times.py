"""Times of day as people type them."""

from __future__ import annotations

from datetime import time as ClockTime

from meetingtui.text import pattern

EXAMPLES = "10:00 or 3pm"

_TYPED = pattern(
    r"(?:at )?(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-5][0-9]))?(?: ?(?P<half>[ap])(?:m|\.m\.))?"
)
_HALF_A_DAY = 12


def clock_time_in(text: str) -> ClockTime | None:
    """Return the time of day that `text` is: `10:00`, `9.30`, `3pm`, `3:15 p.m.`; None of another.

    An hour alone may as well be a number of minutes: it needs its am or pm.
    """
    found = _TYPED.fullmatch(" ".join(text.lower().split()))
    if found is None or not (found["minute"] or found["half"]):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if not found["half"]:
        return ClockTime(hour, minute) if hour < 2 * _HALF_A_DAY else None
    if not 1 <= hour <= _HALF_A_DAY:
        return None
    return ClockTime(hour % _HALF_A_DAY + (_HALF_A_DAY if found["half"] == "p" else 0), minute)
