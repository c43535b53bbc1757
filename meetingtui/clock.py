"""The one place that reads the wall clock, and the clock that rehearsals move by hand."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Protocol


class Clock(Protocol):
    """What the runner and the faces ask for the time."""

    zone: tzinfo | None
    """The zone of the people in the room; None is the zone of this machine."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""


class SystemClock:
    """The clock of this machine."""

    zone: tzinfo | None = None

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)


class ManualClock:
    """A clock that stands still until somebody moves it."""

    def __init__(self, start: datetime, zone: tzinfo | None = None) -> None:
        """Stand at `start`, an aware instant."""
        self._now = start.astimezone(UTC)
        self.zone = zone

    def now(self) -> datetime:
        """Return the instant at which the clock stands, in UTC."""
        return self._now

    def advance(self, by: timedelta) -> None:
        """Move forward by `by`; a negative length is a ValueError."""
        if by < timedelta(0):
            raise ValueError("a clock does not run backwards")
        self._now += by


def local(at: datetime, zone: tzinfo | None) -> datetime:
    """Return the aware instant `at` as the people in `zone` read it (None: this machine's zone)."""
    return at.astimezone(zone)


def local_date(at: datetime, zone: tzinfo | None) -> date:
    """Return the calendar day of `at` in `zone` (None: this machine's zone)."""
    return at.astimezone(zone).date()


def new_id(now: datetime) -> str:
    """Return an id of 24 hexadecimal digits that sorts by `now` (to the millisecond).

    The last 12 digits are random, so that two machines do not clash.
    """
    milliseconds = int(now.timestamp() * 1000)
    return f"{milliseconds:012x}{secrets.token_hex(6)}"
