"""The screen for the time after the meeting: all that waits, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input

from meetingtui.drafts import Draft
from meetingtui.errors import MeetingtuiError
from meetingtui.followup.promises import Wanted
from meetingtui.followup.review import Grouping, Row, grouping_after, rows_of
from meetingtui.followup.tell_waiting import tell_choice
from meetingtui.meeting.model import Note
from meetingtui.text import clean
from meetingtui.tui.desk import Desk
from meetingtui.tui.foot import Message
from meetingtui.tui.intents import BY_ID, Scope, bindings
from meetingtui.tui.listing import Foot, Listing, Steady
from meetingtui.tui.palette import ReviewCommands
from meetingtui.tui.promises import Promises
from meetingtui.tui.prompt_line import MAY_BE_EMPTY, Asked, PromptLine
from meetingtui.tui.review_acts import answer, beginning, where_next, wish
from meetingtui.tui.review_words import (
    arrow,
    brought,
    completed,
    history_sheet,
    last_line,
    left_open,
    merged,
    offered_of,
    search_screen,
    top_line,
)
from meetingtui.tui.sheets import keys_sheet

MARGIN = 4
"""Cells to the left and right of everything."""


class ReviewScreen(Screen[None]):
    """Promises, questions, previews and parked notes; each change is saved before it shows."""

    CSS_PATH = "review.tcss"
    TITLE = "Review"
    AUTO_FOCUS = "Promises"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.REVIEW)]
    COMMANDS: ClassVar = {ReviewCommands}
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012 - as Textual declares it

    def __init__(
        self,
        desk: Desk,
        keymap: Mapping[str, str],
        wanted: Wanted | None = None,
        drafts: Path | None = None,
    ) -> None:
        """Work at `desk`, with keys as `keymap` has them; show those `wanted`, else open ones.

        What is typed and not entered is kept in the folder `drafts`.
        """
        super().__init__()
        draft = Draft(drafts, "review screen", "review") if drafts else None
        self.line = PromptLine(
            lambda text: completed(self.line.asked, self.line.rows, text, desk), draft, id="line"
        )
        self._desk = desk
        self._keymap = keymap
        self._wanted = wanted or Wanted(open_only=True)
        self._words = ""
        self._grouping = Grouping.SLOT if desk.known.places else Grouping.DUE
        self._shown: object = None
        self._does: Mapping[str, Callable[[], object]] = {
            "review-not": self._not_done,
            "review-mark": lambda: self.promises.mark(),
            "review-every": lambda: self.promises.mark_all(),
            "review-group": self._group,
            "review-undo": lambda: self._say_of(desk.undo, goes=True),
            "review-history": lambda: self.app.push_screen(history_sheet(self.promises, desk)),
            "review-merge": lambda: self._say_of(lambda: merged(desk, self.promises.targets)),
            "review-up": lambda: self._say_of(lambda: brought(desk, self.promises, -1), goes=True),
            "review-down": lambda: self._say_of(lambda: brought(desk, self.promises, 1), goes=True),
            "review-filter": lambda: self._type(Asked.FILTER, (), self._words),
            "review-all": self._show_settled,
            "review-search": lambda: self.app.push_screen(search_screen(desk, keymap)),
            "review-help": lambda: self.app.push_screen(keys_sheet(Scope.REVIEW, keymap)),
            "review-leave": self.dismiss,
            "review-back": self._go_back,
        }

    @property
    def promises(self) -> Promises:
        """The list."""
        return self.query_one(Promises)

    def compose(self) -> ComposeResult:
        """Lay out the list, and the line under it."""
        yield Steady(id="top")
        yield Listing(self._desk.zone, id="middle")
        yield Foot(self.line, id="foot")

    def on_mount(self) -> None:
        """Offer what was typed last time, and look again every second."""
        for text in self.line.restore():
            self.say(f"typed last time and not entered; Up in the line brings it back: {text}")
        self.set_interval(1, self.tick)

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.call_after_refresh(self.look)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Show `text` as what happened last."""
        self.query_one(Message).say(text, wrong=wrong)

    def tick(self) -> None:
        """Take in what others changed, and look."""
        try:
            self.line.keep()
            self._desk.follow()
        except MeetingtuiError as error:
            self.say(str(error), wrong=True)
        self.look()

    @on(Input.Changed)
    @on(Promises.Moved)
    def look(self) -> None:
        """Show what waits as it is now."""
        desk, wanted, words, grouping = self._desk, self._wanted, self._words, self._grouping
        if self.line.asked is Asked.FILTER:
            words = clean(self.line.value)
        known, documents, today = desk.known, desk.documents, desk.today
        seen = (documents, known, tuple(known.places), today, wanted, words, grouping, self.size)
        width = self.size.width - MARGIN
        if seen != self._shown:
            self._shown = seen
            what = tell_choice(wanted, words, "promises or notes")
            rows = rows_of(documents.values(), known, wanted, words, grouping, today, desk.zone)
            self.query_one(Listing).show(rows, what, width, today)
        top = top_line(desk, wanted, words, grouping, len(self.promises.marked), width)
        self.query_one("#top", Steady).show(top)
        self._show_keys()

    async def on_key(self, event: events.Key) -> None:
        """Run each key in its turn, so that it means what it meant when it was pressed."""
        bound = self.active_bindings.get(event.key)
        if bound is None or bound.binding.system:
            return
        event.stop()
        self.query_one(Message).let_go()
        if bound.binding.id in BY_ID:
            self.action_do(bound.binding.id or "")
        else:
            await self.app.run_action(bound.binding.action, bound.node)

    def action_do(self, id: str) -> None:
        """Do what the intent with this id wants."""
        (self._does.get(id) or (lambda: self._act(id)))()

    def _show_keys(self) -> None:
        """Show what the keys do, or what the line that is typed means."""
        width = self.size.width - MARGIN
        offered = offered_of(self._desk, self.promises.chosen, filtered=bool(self._words))
        told = last_line(self.line, self._desk, offered, self._keymap, width)
        self.query_one("#keys", Steady).show(told)

    @on(PromptLine.Answered)
    def _obey(self, event: PromptLine.Answered) -> None:
        text = clean(event.line).strip()
        self._put_line_away()
        if event.asked is Asked.FILTER:
            self._words = text
            self.look()
        elif text or event.asked in MAY_BE_EMPTY:
            given = self._say_of(lambda: answer(self._desk, event.rows, event.asked, text))
            if text and not given:
                self._type(event.asked, event.rows, event.line)

    @on(PromptLine.Left)
    def _put_line_away(self) -> None:
        self.query_one("#typing").display = False
        self.promises.focus(scroll_visible=False)
        self.look()

    def _act(self, id: str) -> None:
        """Do what a key means for what is marked, or else for the row at the cursor."""
        try:
            what, rows, left = wish(id, self.promises.targets)
        except MeetingtuiError as error:
            self.say(str(error), wrong=True)
            return
        if isinstance(what, Asked):
            self.say(left)
            self._type(what, rows, beginning(what, rows))
        else:
            documents, again = [row.document for row in rows], id == "review-reopen"
            self._say_of(lambda: self._desk.give(documents, what), left, goes=again)

    def _not_done(self) -> None:
        """Let promises go on, and go to the next; one that asks for a choice is asked for it."""
        targets = self.promises.targets
        if all(isinstance(row.document, Note) for row in targets):
            self._act("review-not")
        elif self._say_of(lambda: left_open(self._desk, targets)):
            self.promises.action_move(1)

    def _say_of(self, change: Callable[[], str], left: str = "", *, goes: bool = False) -> bool:
        """Make a change and say what came of it; return whether it was made.

        The cursor `goes` to what changed, or else from what is decided to the next.
        """
        before, ahead = self._desk.documents, self.promises.ahead
        try:
            self.say(" · ".join(filter(None, (change(), left))))
        except MeetingtuiError as error:
            self.say(str(error), wrong=True)
            return False
        finally:
            self.look()
        self.promises.marked = frozenset()
        self.promises.choose(*where_next(before, self._desk.documents, ahead, goes=goes))
        return True

    def _type(self, asked: Asked, of: tuple[Row, ...], text: str) -> None:
        self.query_one("#typing").display = True
        self.query_one("#arrow", Steady).show(arrow(asked, of, self.size.width // 2))
        self.line.ask(asked, of, text)
        self._show_keys()

    def _group(self) -> None:
        self._grouping = grouping_after(self._grouping, self._desk.known)
        self.look()

    def _go_back(self) -> None:
        if not self._words:
            self.dismiss()
        self._words = ""
        self.look()

    def _show_settled(self) -> None:
        self._wanted = replace(self._wanted, open_only=not self._wanted.open_only, overdue=False)
        self.look()
