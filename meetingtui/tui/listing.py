"""The middle of the review screen: the action items looked for, and more of the one chosen."""

from __future__ import annotations

from datetime import date, tzinfo

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList

from meetingtui.followup.review import Row
from meetingtui.tui.promises import Promises, detail, has_series, heads
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

    @property
    def chosen(self) -> Row | None:
        """The row at the cursor."""
        return self.query_one(Promises).chosen

    def choose(self, *ids: str) -> None:
        """Go to the first row that is about one of these action items."""
        self.query_one(Promises).choose(*ids)

    def show(self, rows: tuple[Row, ...], nothing: str, width: int, today: date) -> None:
        """Show `rows` in `width` cells, or say that there is `nothing`."""
        self._today = today
        self.query_one(Promises).rows = rows
        # The list has one cell more for its scroll bar.
        titles = heads(width - 1, has_series(rows)) if rows else shown(nothing, QUIET)
        self.query_one("#heads", Steady).show(titles)
        self._describe(width)

    @on(OptionList.OptionHighlighted)
    def _chosen_anew(self) -> None:
        self._describe(self.query_one("#detail").size.width)

    def _describe(self, width: int) -> None:
        item = self.chosen
        known = detail(item, width, self._today, self._zone) if item else Content()
        self.query_one("#detail", Steady).show(known)
