"""What lies over a screen until it is answered or put away."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType

from meetingtui.tui.intents import binding

WIDEST = 92
FRAME = 6
"""Cells that border, padding and scroll bar take."""

MARGIN = 12
"""Fewer cells than this beside a dialog would show letters that nobody can read."""

Draw = Callable[[int], list[Content]]
"""Returns rows for a width."""


class Dialog(ModalScreen[ScreenResultType]):
    """A screen over another one; the keys that leave a meeting leave it from here too."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("leave", "app.quit")]


def snug(draw: Draw, screen_width: int, least: int = 0) -> list[Content]:
    """Return what `draw` gives for the width that it needs, as far as the screen has it.

    A row that fills the whole width, as a title with a number at its end does, needs none of it.
    """
    most = max(1, min(WIDEST, screen_width - FRAME))
    rows = draw(most)
    needed = max((row.cell_length for row in rows if row.cell_length < most), default=most)
    return draw(min(most, max(needed, least)))
