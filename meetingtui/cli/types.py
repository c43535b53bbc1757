"""Values on the command line that click has no kind of its own for, or no good words."""

from __future__ import annotations

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
