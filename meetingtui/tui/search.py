"""The screen that searches all meetings while somebody types."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, Label, OptionList

from meetingtui import startup
from meetingtui.archive import Archive
from meetingtui.errors import MeetingtuiError
from meetingtui.reports.minutes import minutes_of
from meetingtui.resuming import state_of
from meetingtui.text import clean
from meetingtui.tui.foot import Message
from meetingtui.tui.hints import hints
from meetingtui.tui.hits import HELP, Hits, described
from meetingtui.tui.intents import SEARCH, Scope, bindings
from meetingtui.tui.listing import Steady
from meetingtui.tui.minutes_sheet import minutes_sheet
from meetingtui.tui.palette import SearchCommands
from meetingtui.tui.sheets import keys_sheet
from meetingtui.tui.show import QUIET, lines, row, shown

MARGIN = 4
"""Cells to the left and right of everything."""


class SearchScreen(Screen[None]):
    """A line to type into, what matches it, and where the one chosen stands."""

    CSS_PATH = "search.tcss"
    TITLE = "Search"
    AUTO_FOCUS = "#query"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.SEARCH)]
    COMMANDS: ClassVar = {SearchCommands}

    def __init__(self, archive: Archive, keymap: Mapping[str, str], text: str = "") -> None:
        """Search `archive`, first for `text`; keys are as `keymap` has them."""
        super().__init__()
        self._archive = archive
        self._keymap = keymap
        self._text = text
        self._trouble = ""
        """Why not everything can be read."""

        self._does: Mapping[str, Callable[[], object]] = {
            "search-open": self._open,
            "search-next": lambda: self._hits.move(1),
            "search-previous": lambda: self._hits.move(-1),
            "search-further": lambda: self._hits.move(self._hits.size.height),
            "search-nearer": lambda: self._hits.move(-self._hits.size.height),
            "search-help": lambda: self.app.push_screen(keys_sheet(Scope.SEARCH, keymap)),
            "search-leave": self.dismiss,
            "search-back": self._go_back,
        }

    def compose(self) -> ComposeResult:
        """Lay out the line, the list under it, and the place of what is chosen."""
        yield Steady(id="top")
        with Horizontal(id="typing"):
            yield Label(">", id="arrow", markup=False)
            yield Input(self._text, compact=True, select_on_focus=False, id="query")
        yield Hits(self._archive.zone, id="hits")
        yield Steady(id="place")
        with Vertical(id="foot"):
            yield Message(id="message")
            yield Steady(id="keys")

    def on_mount(self) -> None:
        """Search what is near, and read the rest."""
        self.query_one(Input).cursor_blink = False
        try:
            self._archive.read_near()
        except MeetingtuiError as error:
            self._trouble = str(error)
        else:
            self._read()
        self.look()

    def on_resize(self) -> None:
        """Draw for the new width."""
        keys = hints(SEARCH, self._keymap, self.size.width - MARGIN)
        self.query_one("#keys", Steady).show(keys)
        self.call_after_refresh(self.look)

    def action_do(self, id: str) -> None:
        """Do what the intent with this id wants."""
        self._does[id]()

    @on(Input.Changed)
    def look(self) -> None:
        """Show what matches the line as it stands."""
        text, message = clean(self.query_one(Input).value), self.query_one(Message)
        try:
            found = self._archive.search(text)
        except MeetingtuiError as error:
            message.say(str(error), wrong=True)
            return
        so_far = "" if self._archive.is_whole else " so far"
        nothing = text.strip() and not found.count
        told = f"nothing matches{so_far}" if nothing else ""
        message.say(self._trouble or told, wrong=bool(self._trouble))
        self._hits.hits = found.hits
        shown_of = f"best {len(found.hits)} of " if found.count > len(found.hits) else ""
        matches = f"{shown_of}{found.count:,} in " if text.strip() else ""
        right = f"{matches}{len(self._archive):,} notes and action items{so_far}"
        top = row(shown("Search", "bold"), shown(right, QUIET), self.size.width - MARGIN)
        self.query_one("#top", Steady).show(top)
        self._describe()

    @on(OptionList.OptionHighlighted)
    def _describe(self) -> None:
        hit, place = self._hits.chosen, self.query_one("#place", Steady)
        if hit is not None:
            width = self.size.width - MARGIN
            place.show(described(hit, self._archive.place_of(hit), width))
        else:
            place.show(lines(shown(help, QUIET) for help in HELP))

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def _open(self) -> None:
        """Open the minutes of the meeting that the match is from, where it stands."""
        hit = self._hits.chosen
        if hit is None:
            return
        try:
            meeting = self._archive.meeting_of(hit)
            if meeting is None:
                self.query_one(Message).say("it waits for the next meeting: no minutes have it yet")
                return
            state = state_of(self._archive.store, meeting)
            minutes = minutes_of(state, self._archive.zone)
            self.app.push_screen(minutes_sheet(minutes, at=hit.document.text))
        except MeetingtuiError as error:
            self.query_one(Message).say(str(error), wrong=True)

    @work
    async def _read(self) -> None:
        """Read all there is beside the screen, and take it in bit by bit."""
        # What is read stays: looking through it for garbage would hold up the keys.
        startup.begin()
        try:
            documents = await asyncio.to_thread(self._archive.read)
            for _ in self._archive.bits(documents):
                await asyncio.sleep(0)
        except MeetingtuiError as error:
            self._trouble = str(error)
        finally:
            startup.begun()
        self.look()

    @property
    def _hits(self) -> Hits:
        return self.query_one(Hits)

    def _go_back(self) -> None:
        if self.query_one(Input).value:
            self.query_one(Input).value = ""
        else:
            self.dismiss()
