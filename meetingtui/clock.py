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


class Ids:
    """Ids that sort by time and do not clash between machines."""

    def __init__(self) -> None:
        """Begin without a last id."""
        self._milliseconds = 0
        self._count = 0

    def new(self, now: datetime) -> str:
        """Return an id of 24 hexadecimal digits that sorts after every one made here before.

        It begins with `now` in milliseconds; ids of the same millisecond are counted, and a clock
        that is set back does not bring the order back.
        """
        milliseconds = int(now.timestamp() * 1000)
        if milliseconds > self._milliseconds:
            self._milliseconds, self._count = milliseconds, 0
        else:
            self._count += 1
        return f"{self._milliseconds:012x}{self._count:04x}{secrets.token_hex(4)}"
