"""One trend on the screen: columns over time, bars beside one another, and what to try."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Sparkline, Static

from meetingtui.followup.charts import EMPTY, TARGET, bars_of
from meetingtui.followup.insights import FEW, MANY
from meetingtui.followup.insights_model import Figure, known
from meetingtui.tui.show import QUIET, column, line, lines, row, shown

LABEL, LEAST_BAR, MOST_BAR = 20, 6, 24
_MARKS = {True: "✓", False: "✗", None: "·"}
_STYLES = {True: "bold $text-success", False: "bold $text-warning", None: QUIET}
_WORDS = 11
"""Cells of the words before what is told."""


class Trend(Vertical):
    """One figure over the last few meetings, beside the same over many."""

    def __init__(self, over_many: Figure, over_few: Figure, *, is_more: bool) -> None:
        """Show both; only the one over few where there are no more meetings."""
        super().__init__()
        self._figures = over_many, over_few
        self._is_more = is_more

    def compose(self) -> ComposeResult:
        """Lay out title, chart with words beside it, bars and advice."""
        yield Static(classes="title", markup=False)
        with Horizontal(classes="over-time"):
            yield Sparkline(classes="columns")
            yield Static(classes="told", markup=False)
        yield Static(classes="bars", markup=False)

    def on_mount(self) -> None:
        """Draw for the first time."""
        self.show(*self._figures, is_more=self._is_more)

    def on_resize(self) -> None:
        """Draw for the new width."""
        self._draw()

    def show(self, over_many: Figure, over_few: Figure, *, is_more: bool) -> None:
        """Show another figure."""
        self._figures, self._is_more = (over_many, over_few), is_more
        points = known(over_many.heights)
        columns = self.query_one(Sparkline)
        # Where all are the same there is nothing to see: they would all be as low as can be.
        columns.data = points
        columns.visible = len(set(points)) > 1
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        if not width:
            return
        over_many, over_few = self._figures
        mark = shown(f"{_MARKS[over_few.meets]} ", _STYLES[over_few.meets])
        title = row(line(mark, (over_few.title, "bold")), shown(over_few.goal, QUIET), width)
        self.query_one(".title", Static).update(title)
        told = [_told(over_many, MANY)] if self._is_more else []
        self.query_one(".told", Static).update(lines([*told, _told(over_few, FEW)]))
        advice = shown(f"→ {over_few.advice}" if over_few.advice else "", "$text-primary")
        rows = [*_bars(over_few, width), *advice.wrap(width)]
        self.query_one(".bars", Static).update(lines(rows))


def _told(figure: Figure, count: int) -> Content:
    return line((f"{f'last {count}':{_WORDS - 2}}", QUIET), figure.told)


def _bars(figure: Figure, width: int) -> list[Content]:
    """Return a row for each bar; the bars take what labels and words leave, within limits."""
    label = min(LABEL, max((len(each.label) for each in figure.bars), default=0))
    words = max((len(each.told) for each in figure.bars), default=0)
    room = min(MOST_BAR, max(LEAST_BAR, width - label - words - 6))
    return [
        line("  ", column(name, label), "  ", _coloured(drawn), "  ", (told, QUIET)).truncate(
            width, ellipsis=True
        )
        for name, drawn, told in bars_of(figure, room)
    ]


def _coloured(drawn: str) -> Content:
    styles = {EMPTY: "$foreground 20%", TARGET: "bold $foreground"}
    return line(*((cell, styles.get(cell, "$primary")) for cell in drawn))
