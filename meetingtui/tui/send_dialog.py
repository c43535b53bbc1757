"""Where minutes are to be sent: a target is chosen, with what would go there before one's eyes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from meetingtui.errors import MeetingtuiError
from meetingtui.sending.office import Ready
from meetingtui.tui.dialog import Dialog
from meetingtui.tui.show import QUIET, hanging, line, lines, shown


class SendDialog(Dialog[Ready | None]):
    """Targets, and below them the letter; the answer is what is to be sent, or None."""

    CSS_PATH = "send_dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "back", tooltip="Send nothing"),
        Binding("pagedown", "scroll(1)", "further", tooltip="Read on"),
        Binding("pageup", "scroll(-1)", "back", tooltip="Read what was before"),
    ]

    def __init__(self, targets: Sequence[str], ready: Callable[[str], Ready]) -> None:
        """Offer `targets`; `ready` returns what would go to one, or raises MeetingtuiError."""
        super().__init__()
        self._targets = targets
        self._ready = ready
        self._chosen: Ready | None = None

    def compose(self) -> ComposeResult:
        """Lay out the targets, and a page to scroll through."""
        options = [Option(shown(name), id=f"to-{at}") for at, name in enumerate(self._targets)]
        choice = OptionList(*options, compact=True, markup=False)
        choice.border_title = "Send to"
        yield choice
        with VerticalScroll(can_focus=False) as page:
            page.border_title = "What goes there"
            page.border_subtitle = "Enter sends it, PgDn reads on, Esc sends nothing"
            yield Static()

    def action_scroll(self, by: int) -> None:
        """Scroll the letter by so many pages."""
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=by * max(1, page.size.height - 1), animate=False)

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.call_after_refresh(self._look)

    @on(OptionList.OptionHighlighted)
    def _look(self) -> None:
        """Show what would go to the target that is chosen, or why nothing can."""
        at = self.query_one(OptionList).highlighted
        if at is None:
            return
        width = self.query_one(Static).size.width
        try:
            self._chosen = self._ready(self._targets[at])
            rows = _rows(self._chosen, width)
        except MeetingtuiError as error:
            self._chosen = None
            rows = [*shown(str(error), "$text-error").wrap(max(1, width))]
        self.query_one(Static).update(lines(rows))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    def _send(self) -> None:
        if self._chosen:
            self.dismiss(self._chosen)


def _rows(ready: Ready, width: int) -> list[Content]:
    head = [
        line(("To ", QUIET), (ready.target, "bold"), (f" ({ready.where})", QUIET)),
        line(("Subject ", QUIET), ready.subject),
        Content(),
    ]
    body = [row for text in ready.lines for row in hanging(Content(), shown(text), width)]
    return [*head, *body]
