"""Whether there is a terminal to draw a full screen on."""

from __future__ import annotations

import sys

from meetingtui.errors import UsageError


def has_terminal() -> bool:
    """Tell whether all three streams are a terminal: the screen is drawn on one, read from one."""
    # Textual draws on stderr and reads stdin.
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def require_terminal(instead: str) -> None:
    """Raise UsageError where there is no terminal; `instead` is what works without one."""
    if not has_terminal():
        raise UsageError(f"the full screen needs a terminal; {instead}")
