"""What a format of minutes is; each is one small module with these three names.

Others may add theirs: an entry point of the group `meetingtui.exporters`, called as the format is,
names a module or an object that has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from meetingtui.reports.minutes import Minutes
from meetingtui.reports.options import Options

GROUP = "meetingtui.exporters"
"""The group of entry points in which installed packages name their formats."""


@runtime_checkable
class Format(Protocol):
    """One way to write minutes down."""

    name: str
    """What people call it on the command line."""

    suffix: str
    """How its files end, with the dot."""

    def render(self, meetings: Sequence[Minutes], options: Options, /) -> bytes:
        """Return the minutes of `meetings`, one or more and oldest first, as a whole file."""
