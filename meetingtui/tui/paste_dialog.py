"""Several lines were pasted: are they to be as many notes?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from meetingtui.tui.dialog import Dialog, snug
from meetingtui.tui.show import QUIET, hanging, line, lines, shown


class PasteDialog(Dialog[bool]):
    """Shows each line and what it would be; the answer is whether all of them are saved."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "save", tooltip="Save each line"),
        Binding("escape", "answer(False)", "cancel", tooltip="Paste nothing"),
    ]

    def __init__(self, pasted: Sequence[tuple[str, str]]) -> None:
        """Show `pasted`: lines, each with what it would be saved as."""
        super().__init__()
        self._pasted = pasted

    def compose(self) -> ComposeResult:
        """Lay out one scrolling page."""
        with VerticalScroll(id="sheet") as page:
            page.border_title = f"{len(self._pasted)} lines pasted"
            page.border_subtitle = "Enter saves each, Esc none"
            yield Static()

    def on_mount(self) -> None:
        """Draw for the first time."""
        self.on_resize()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.query_one(Static).update(lines(snug(self._rows, self.app.size.width, 42)))

    def action_answer(self, all_of_them: bool) -> None:
        """Answer."""
        self.dismiss(all_of_them)

    def _rows(self, width: int) -> list[Content]:
        return [
            row
            for text, meaning in self._pasted
            for row in hanging(shown("· ", QUIET), line(text, (f"  {meaning}", QUIET)), width)
        ]
