"""Whether there is a terminal to draw a full screen on."""

from __future__ import annotations

import os
import sys

from meetingtui.errors import UsageError

_DUMB = ("dumb", "unknown")
"""What TERM says of a terminal that can only be written on line by line."""


def has_terminal() -> bool:
    """Tell whether all three streams are a terminal that can be drawn on.

    The screen is drawn on one and read from another. A stream that is closed is None.
    """
    # Textual draws on stderr and reads stdin.
    streams = (sys.stdin, sys.stdout, sys.stderr)
    drawable = os.environ.get("TERM", "") not in _DUMB
    return drawable and all(stream is not None and stream.isatty() for stream in streams)


def require_terminal(instead: str) -> None:
    """Raise UsageError where there is no terminal; `instead` is what works without one."""
    if has_terminal():
        return
    term = os.environ.get("TERM", "")
    what = f"TERM={term} cannot show the full screen" if term in _DUMB else _NEEDED
    raise UsageError(f"{what}; {instead}")


_NEEDED = "the full screen needs a terminal"
