"""Lengths as people say them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from math import floor

from meetingtui.agenda.durations import format_clock

ZERO = timedelta(0)
_LONG = timedelta(minutes=10)
SECOND = timedelta(seconds=1)
"""What is less than this late, or behind, is on time."""


def tell_drift(drift: timedelta) -> str:
    """Return how a meeting stands against its plan: `on time`, `0:40 behind`, `17m ahead`.

    From ten minutes on seconds matter no more, and `17:03` would read like a time of day.
    """
    by = abs(drift)
    if by < SECOND:
        return "on time"
    told = format_clock(by) if by < _LONG else tell_length(by - by % timedelta(minutes=1))
    return f"{told} {'behind' if drift > ZERO else 'ahead'}"


def tell_delay(delay: timedelta) -> str:
    """Return how late a start or an end was: `on time`, `25s late`, `1m 30s early`."""
    if abs(delay) < SECOND:
        return "on time"
    return f"{tell_length(abs(delay))} {'late' if delay > ZERO else 'early'}"


def tell_remaining(remaining: timedelta) -> str:
    """Return what is left of a timebox: `2:14 left`, or `over by 0:35`."""
    if remaining < ZERO:
        return f"over by {format_clock(-remaining)}"
    return f"{format_clock(remaining)} left"


def tell_length(length: timedelta) -> str:
    """Return a length as people say it, in whole seconds: `1h 5m`, `3m 20s`, `-30s`, `0s`."""
    if length < ZERO:
        return f"-{tell_length(-length)}"
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "m"), (seconds, "s"))
    return " ".join(f"{count}{unit}" for count, unit in parts if count) or "0s"


def tell_score(score: float) -> str:
    """Return a rating with one decimal, half of it rounded up: `8.3` of 8.25."""
    return f"{floor(score * 10 + 0.5) / 10:.1f}"


def tell_counted(counts: Mapping[str, int]) -> str:
    """Return how many there are of each noun: `3 action items, 1 question, 2 parked`."""
    return ", ".join(counted(number, noun) for noun, number in counts.items() if number)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 question`, `3 questions`, `2 parked`."""
    return f"{number} {noun}" if number == 1 or noun in _UNCOUNTED else f"{number} {noun}s"


_UNCOUNTED = ("parked", "thanks", "settled since")
