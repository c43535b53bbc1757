"""Values on the command line that click has no kind of its own for, or no good words."""

from __future__ import annotations

import re
from datetime import time as ClockTime

import click

from meetingtui.agenda.clock_times import EXAMPLES, clock_time_in
from meetingtui.agenda.problem import shown


class ClockTimeValue(click.ParamType[ClockTime]):
    """A time of day: `10:00` or `3pm`."""

    name = "time"

    def convert(
        self, value: str | ClockTime, param: click.Parameter | None, ctx: click.Context | None
    ) -> ClockTime:
        """Return the time of day; click's usage error where it is none."""
        found = value if isinstance(value, ClockTime) else clock_time_in(value)
        if found is None:
            self.fail(f"{shown(str(value))} is no time of day; write it as {EXAMPLES}", param, ctx)
        return found


class Count(click.ParamType[int]):
    """A whole number from 1 on."""

    name = "number"

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number; click's usage error where it is none."""
        if not re.fullmatch(r"0*[1-9][0-9]{0,8}", str(value)):
            self.fail(f"{shown(str(value))} is no whole number from 1 on", param, ctx)
        return int(value)


class Speed(click.ParamType[float]):
    """How many times as fast, from 1 to 3600."""

    name = "speed"
    most = 3600

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the factor; click's usage error where it is none."""
        number = re.fullmatch(r"[0-9]{1,4}(?:\.[0-9]{1,6})?", str(value))
        if not (number and 1 <= float(value) <= self.most):
            self.fail(f"{shown(str(value))} is no number from 1 to {self.most}", param, ctx)
        return float(value)
