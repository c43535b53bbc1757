"""The middle of the review screen: the action items looked for, and more of the one chosen."""

from __future__ import annotations

from datetime import date, tzinfo

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Label

from meetingtui.followup.review import Row
from meetingtui.tui.foot import Message
from meetingtui.tui.promises import Promises
from meetingtui.tui.prompt_line import PromptLine
from meetingtui.tui.review_rows import columns_of, detail, heads
from meetingtui.tui.show import QUIET, shown


class Steady(Label):
    """One row that is drawn again only where it shows something else than before."""

    def __init__(self, *, id: str) -> None:
        """Begin empty."""
        super().__init__(id=id, markup=False)
        self._shows = Content()

    def show(self, content: Content) -> None:
        """Show `content`."""
        if not content.is_same(self._shows):
            self._shows = content
            self.update(content)


class Foot(Vertical):
    """What happened last, the line while something is asked, and the keys."""

    def __init__(self, line: PromptLine, *, id: str) -> None:
        """Hold `line`."""
        super().__init__(id=id)
        self._line = line

    def compose(self) -> ComposeResult:
        """Lay out one below the other."""
        yield Message(id="message")
        with Horizontal(id="typing"):
            yield Steady(id="arrow")
            yield self._line
        yield Steady(id="keys")


class Listing(Vertical):
    """Titles, rows, and below them what is known of the row at the cursor."""

    def __init__(self, zone: tzinfo | None, *, id: str) -> None:
        """Begin empty; days are those of `zone`."""
        super().__init__(id=id)
        self._zone = zone
        self._today = date.min

    def compose(self) -> ComposeResult:
        """Lay out the list between its titles and what is known of the item chosen."""
        yield Steady(id="heads")
        yield Promises(id="promises")
        yield Steady(id="detail")

    def show(self, rows: tuple[Row, ...], what: str, width: int, today: date) -> None:
        """Show `rows` in `width` cells, or say that there are none of `what` is looked for."""
        self._today = today
        self.query_one(Promises).show(rows)
        # The list has one cell more for its scroll bar.
        none = shown(f"There are no {what}.", QUIET)
        titles = heads(width - 1, columns_of(rows, width - 1)) if rows else none
        self.query_one("#heads", Steady).show(titles)
        self._describe(width)

    @on(Promises.Moved)
    def _chosen_anew(self) -> None:
        self._describe(self.query_one("#detail").size.width)

    def _describe(self, width: int) -> None:
        item = self.query_one(Promises).chosen
        most = max(3, self.size.height * 2 // 5)
        known = detail(item, width, most, self._today, self._zone) if item else Content()
        self.query_one("#detail", Steady).show(known)
