"""The one place that reads the wall clock, and the clocks of rehearsals."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

SLEEP = timedelta(seconds=5)
"""A sleep of the machine shorter than this is not worth a word."""

STEP = timedelta(seconds=2)
"""Nor is a correction of its wall clock by less than this."""


class Reading(Struct, frozen=True):
    """The clocks of a machine at one instant."""

    wall: datetime
    """What the machine says the time is, in UTC; it can be set."""

    boot: float
    """Seconds since the machine started, sleep included where the system counts it."""

    awake: float
    """Seconds that the machine was awake."""

    boot_id: str
    """Which start of the machine this is; empty where the system does not say."""


class Anchor(Struct, frozen=True):
    """What ties the boot clock of a machine to the calendar."""

    at: datetime
    boot: float
    boot_id: str


class Slept(Struct, frozen=True):
    """The machine was asleep for this long, until just now."""

    length: timedelta


class Stepped(Struct, frozen=True):
    """The wall clock was set: forward by `by`, back when it is negative."""

    by: timedelta
    ahead: timedelta
    """How far it is ahead of the clock that goes on now; negative when it is behind."""


class Restarted(Struct, frozen=True):
    """The machine was started anew: only the wall clock, unproved, joins now to earlier."""


Disturbance = Slept | Stepped | Restarted


class Clock(Protocol):
    """What the runner and the faces ask for the time."""

    zone: tzinfo | None
    """The zone of the people in the room; None is the zone of this machine."""

    @property
    def anchor(self) -> Anchor | None:
        """What a later process needs to go on with this very clock; None where there is none."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""

    def go_on_from(self, anchor: Anchor | None) -> bool:
        """Go on with the clock that `anchor` tied; False when this machine has started since."""

    def disturbances(self) -> tuple[Disturbance, ...]:
        """Return what happened to the machine's clocks since this was last asked."""


def read_machine() -> Reading:
    """Read the clocks of this machine."""
    boot_clock = getattr(time, "CLOCK_BOOTTIME", None)
    boot = time.monotonic() if boot_clock is None else time.clock_gettime(boot_clock)
    return Reading(datetime.now(UTC), boot, time.monotonic(), _boot_id())


@cache
def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""


class SystemClock:
    """The clock of this machine: the wall clock at its start, carried on by the boot clock.

    So it counts the time that the machine sleeps, and does not move when somebody sets the wall
    clock; `disturbances` tells of both.
    """

    zone: tzinfo | None = None

    def __init__(self, read: Callable[[], Reading] = read_machine) -> None:
        """Start from what `read` says now."""
        self._read = read
        self._last = read()
        self._anchor = Anchor(self._last.wall, self._last.boot, self._last.boot_id)

    @property
    def anchor(self) -> Anchor:
        """What a later process on this machine needs to go on with this very clock."""
        return self._anchor

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return self._at(self._read().boot)

    def go_on_from(self, anchor: Anchor | None) -> bool:
        """Go on with the clock that `anchor` tied; False when this machine has started since.

        Where the wall clock was set in between, `disturbances` tells of it next.
        """
        if anchor is None or not anchor.boot_id or anchor.boot_id != self._anchor.boot_id:
            return False
        self._anchor = anchor
        self._last = replace(self._last, wall=self._at(self._last.boot))
        return True

    def disturbances(self) -> tuple[Disturbance, ...]:
        """Return what happened to the machine's clocks since this was last asked."""
        before, self._last = self._last, self._read()
        passed = timedelta(seconds=self._last.boot - before.boot)
        slept = passed - timedelta(seconds=self._last.awake - before.awake)
        stepped = self._last.wall - before.wall - passed
        found: list[Disturbance] = []
        if slept > SLEEP:
            found.append(Slept(slept))
        if abs(stepped) > STEP:
            found.append(Stepped(stepped, self._last.wall - self._at(self._last.boot)))
        return tuple(found)

    def _at(self, boot: float) -> datetime:
        return self._anchor.at + timedelta(seconds=boot - self._anchor.boot)


class ManualClock:
    """A clock that stands still until somebody moves it."""

    anchor: Anchor | None = None
    """There is none: nobody goes on with it."""

    def __init__(self, start: datetime, zone: tzinfo | None = None) -> None:
        """Stand at `start`, an aware instant."""
        self._now = start.astimezone(UTC)
        self.zone = zone

    def now(self) -> datetime:
        """Return the instant at which the clock stands, in UTC."""
        return self._now

    def go_on_from(self, anchor: Anchor | None) -> bool:
        """Stand where it stands: nothing happens to this clock."""
        return True

    def disturbances(self) -> tuple[Disturbance, ...]:
        """Return nothing: nobody else moves this clock."""
        return ()

    def advance(self, by: timedelta) -> None:
        """Move forward by `by`; a negative length is a ValueError."""
        if by < timedelta(0):
            raise ValueError("a clock does not run backwards")
        self._now += by


SPEED = 60.0
"""Seconds of a rehearsal in one second, where nobody asks for others."""


class FastClock(ManualClock):
    """A clock moved by hand that, once it goes, also goes by itself, faster than time does."""

    def __init__(
        self,
        start: datetime,
        zone: tzinfo | None = None,
        *,
        speed: float,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """Stand at `start` until `go`, then go `speed` times as fast as `seconds` counts."""
        super().__init__(start, zone)
        self.speed = speed
        self._seconds = seconds
        self._went_at: float | None = None

    def now(self) -> datetime:
        """Return the instant that the clock shows, in UTC."""
        if self._went_at is None:
            return self._now
        return self._now + timedelta(seconds=(self._seconds() - self._went_at) * self.speed)

    def go(self) -> None:
        """Go on by itself from now on; a clock that goes already just does so."""
        if self._went_at is None:
            self._went_at = self._seconds()


def zone_named(name: str, machine: tzinfo | None) -> tzinfo | None:
    """Return the zone called `name`, as IANA does; that of the `machine` where there is none."""
    if not name:
        return machine
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return machine


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
        return f"{self._milliseconds:012x}{self._count:04x}{os.urandom(4).hex()}"
