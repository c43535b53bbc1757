"""The screen of trends: every figure of a series, over its last 12 and its last 4 meetings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import zip_longest
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.screen import Screen

from meetingtui.archive import known_series, read_insights
from meetingtui.clock import Clock
from meetingtui.errors import MeetingtuiError
from meetingtui.followup.insights import FEW, Insights, tell_basis, tell_verdict
from meetingtui.followup.insights_model import Figure
from meetingtui.store.port import Store
from meetingtui.tui.foot import Message
from meetingtui.tui.hints import hints
from meetingtui.tui.intents import TRENDS, Scope, bindings
from meetingtui.tui.listing import Steady
from meetingtui.tui.palette import TrendsCommands
from meetingtui.tui.sheets import keys_sheet
from meetingtui.tui.show import QUIET, lines, row, shown
from meetingtui.tui.trend import Trend

MARGIN = 4
"""Cells to the left and right of everything."""


class TrendsScreen(Screen[None]):
    """The trends of one series; another key shows those of the next."""

    CSS_PATH = "trends.tcss"
    TITLE = "Trends"
    AUTO_FOCUS = "#scroll"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.TRENDS)]
    COMMANDS: ClassVar = {TrendsCommands}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]  # noqa: RUF012 - as Textual declares it

    def __init__(
        self, store: Store, clock: Clock, keymap: Mapping[str, str], series: str = ""
    ) -> None:
        """Show those of `series`, else of the series that met last; keys are as in `keymap`.

        Raises StoreError where the store cannot be read.
        """
        super().__init__()
        self._store = store
        self._clock = clock
        self._keymap = keymap
        known = known_series(store)
        self._known = sorted(known)
        self._series = series or next(iter(known), "")
        self._found = read_insights(store, self._series, clock)
        self._does: Mapping[str, Callable[[], object]] = {
            "trends-next": lambda: self._turn(1),
            "trends-previous": lambda: self._turn(-1),
            "trends-help": lambda: self.app.push_screen(keys_sheet(Scope.TRENDS, keymap)),
            "trends-leave": self.dismiss,
        }

    def compose(self) -> ComposeResult:
        """Lay out the figures on one page, in two columns where there is room."""
        yield Steady(id="top")
        yield Steady(id="basis")
        with VerticalScroll(id="scroll"), Container(id="figures"):
            for many, few in _pairs(self._found):
                yield Trend(many, few, is_more=self._found.closed > FEW)
        with Vertical(id="foot"):
            yield Message(id="message")
            yield Steady(id="keys")

    def on_resize(self) -> None:
        """Draw the first and the last lines for the new width."""
        keys = hints(TRENDS, self._keymap, self.size.width - MARGIN)
        self.query_one("#keys", Steady).show(keys)
        self._show_top()

    def action_do(self, id: str) -> None:
        """Do what the intent with this id wants."""
        self._does[id]()

    def _turn(self, by: int) -> None:
        """Show the next series, or the one before."""
        if not self._known:
            return
        at = (self._known.index(self._series) + by) % len(self._known)
        try:
            self._found = read_insights(self._store, self._known[at], self._clock)
        except MeetingtuiError as error:
            self.query_one(Message).say(str(error), wrong=True)
            return
        self._series = self._known[at]
        self._show_figures()
        self.query_one("#scroll").scroll_home(animate=False)
        self._show_top()

    def _show_figures(self) -> None:
        """Show the figures in the places that there are; one of people may be more or less."""
        is_more, places = self._found.closed > FEW, list(self.query(Trend))
        for place, pair in zip_longest(places, _pairs(self._found)):
            if pair is None:
                place.remove()
            elif place is None:
                self.query_one("#figures").mount(Trend(*pair, is_more=is_more))
            else:
                place.show(*pair, is_more=is_more)

    def _show_top(self) -> None:
        found, width = self._found, self.size.width - MARGIN
        title = found.title or "no meetings yet"
        if len(self._known) > 1:
            place = f"{self._known.index(self._series) + 1} of {len(self._known)} series"
        else:
            place = ""
        self.query_one("#top", Steady).show(row(shown(title, "bold"), shown(place, QUIET), width))
        verdict = shown(tell_verdict(found)).wrap(width)
        basis = shown(tell_basis(found), QUIET).wrap(width)
        self.query_one("#basis", Steady).show(lines([*basis, *verdict]))


def _pairs(found: Insights) -> Iterable[tuple[Figure, Figure]]:
    return zip(found.over_many, found.over_few, strict=True)
