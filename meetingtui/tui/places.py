"""Where things are on a screen: containers that draw nothing, and classes that fit its size."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.containers import Horizontal, Vertical
from textual.screen import Screen


class Row(Horizontal):
    """Places what is in it side by side; it can have no border."""

    BLANK = True


class Column(Vertical):
    """Places what is in it one below the other; it can have no border."""

    BLANK = True


def dress(screen: Screen[Any], classes: Mapping[str, bool]) -> None:
    """Give `screen` these classes and those of its size, before there is anything on it.

    Later, all that is on it would be styled twice.
    """
    width, height = screen.app.size
    fit = screen._get_breakpoint_classes(width, screen.HORIZONTAL_BREAKPOINTS or [])
    fit |= screen._get_breakpoint_classes(height, screen.VERTICAL_BREAKPOINTS or [])
    screen.update_classes({**classes, **dict.fromkeys(fit, True)}, update=False)
