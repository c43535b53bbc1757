"""The one kind of widget that shows things: it draws what is seen and repaints what changed."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import var
from textual.widget import Widget

from meetingtui.tui.sight import Sight


class Board(Widget):
    """Draws a part of a Sight, in a size that comes from the style sheet."""

    DEFAULT_CSS = """
    Board { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    GROWS = False
    """Whether its height follows from what is drawn; then it does move others."""

    sight: var[Sight | None] = var(None, init=False)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id, classes=classes)
        self._drawn = Content()

    def draw(self, sight: Sight) -> Content:
        """Return what to show of `sight` in `self.size`."""
        raise NotImplementedError

    def watch_sight(self) -> None:
        """Draw again, and repaint where the drawing differs."""
        self._redraw()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._redraw()

    def render(self) -> Content:
        """Return the drawing."""
        return self._drawn

    def _redraw(self) -> None:
        if self.sight is None or not self.size.width:
            return
        drawn = self.draw(self.sight)
        if not drawn.is_same(self._drawn):
            self._drawn = drawn
            self.refresh(layout=self.GROWS)
