"""What was entered and is not saved yet, in plain sight until it is."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import var
from textual.widget import Widget

from meetingtui.tui.show import line, lines

MOST = 4
"""Rows that it takes at most."""


class Unsaved(Widget):
    """Lines that wait for the store, the oldest first; away while there are none."""

    DEFAULT_CSS = """
    Unsaved { height: auto; color: $text-error; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    texts: var[tuple[str, ...]] = var((), init=False)

    def watch_texts(self) -> None:
        """Show the lines, or go away."""
        self.display = bool(self.texts)
        self.refresh(layout=True)

    def on_mount(self) -> None:
        """Begin away."""
        self.display = bool(self.texts)

    def render(self) -> Content:
        """Return one row for each line, as far as there is room."""
        shown = self.texts if len(self.texts) <= MOST else self.texts[: MOST - 1]
        rows = [line(("✗ not saved: ", "bold"), text) for text in shown]
        if len(shown) < len(self.texts):
            rows.append(line(("✗ not saved: ", "bold"), f"{len(self.texts) - len(shown)} more"))
        return lines(rows)
