"""The screen for the time after the meeting: all action items, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, Label

from meetingtui.errors import MeetingtuiError
from meetingtui.followup.promises import Wanted
from meetingtui.followup.review import Row, rows_of, tell_choice
from meetingtui.meeting.model import Action
from meetingtui.text import clean
from meetingtui.tui.desk import Desk
from meetingtui.tui.foot import Message
from meetingtui.tui.hints import hints
from meetingtui.tui.intents import BY_ID, Scope, bindings
from meetingtui.tui.listing import Listing, Steady
from meetingtui.tui.palette import ReviewCommands
from meetingtui.tui.promises import Promises
from meetingtui.tui.prompt_line import Asked, PromptLine
from meetingtui.tui.review_words import completed, meaning, offered_of, top_line
from meetingtui.tui.sheets import keys_sheet
from meetingtui.tui.show import QUIET, shown

MARGIN = 4
"""Cells to the left and right of everything."""


class ReviewScreen(Screen[None]):
    """Action items in a list; each change is saved before it shows."""

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
        *,
        reopens: bool = True,
    ) -> None:
        """Work at `desk`, with keys as `keymap` has them; show those `wanted`, else open ones.

        Where it never `reopens`, the key for that is not offered.
        """
        super().__init__()
        self._reopens = reopens
        self.line = PromptLine(
            lambda text: completed(self.line.asked, self.line.row, text, desk), id="line"
        )
        self._desk = desk
        self._keymap = keymap
        self._wanted = wanted or Wanted(open_only=True)
        self._words = ""
        self._shown: object = None
        self._does: Mapping[str, Callable[[], object]] = {
            "review-done": lambda: self._change(desk.done),
            "review-drop": lambda: self._ask(Asked.REASON),
            "review-edit": lambda: self._ask(Asked.CHANGE),
            "review-reopen": lambda: self._change(desk.reopen),
            "review-undo": self._undo,
            "review-filter": lambda: self._ask(Asked.FILTER),
            "review-all": self._show_settled,
            "review-search": lambda: self.app.push_screen(_search(desk, keymap)),
            "review-help": lambda: self.app.push_screen(keys_sheet(Scope.REVIEW, keymap)),
            "review-leave": self.dismiss,
            "review-back": self._go_back,
        }

    def compose(self) -> ComposeResult:
        """Lay out the list, and the line under it."""
        yield Steady(id="top")
        yield Listing(self._desk.zone, id="middle")
        with Vertical(id="foot"):
            yield Message(id="message")
            with Horizontal(id="typing"):
                yield Label(">", id="arrow", markup=False)
                yield self.line
            yield Steady(id="keys")

    def on_mount(self) -> None:
        """Look again every second."""
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
            self._desk.follow()
        except MeetingtuiError as error:
            self.say(str(error), wrong=True)
        self.look()

    @on(Input.Changed)
    def look(self) -> None:
        """Show the action items as they are now."""
        desk, wanted, words = self._desk, self._wanted, self._words
        if self.line.asked is Asked.FILTER:
            words = clean(self.line.value)
        seen = (desk.actions, desk.today, desk.clock, wanted, words, self.size)
        if seen != self._shown:
            self._shown = seen
            width, actions = self.size.width - MARGIN, desk.actions.values()
            rows = rows_of(actions, desk.times, wanted, words, desk.today, desk.zone)
            nothing = f"There are no {tell_choice(wanted, words)}."
            self.query_one(Listing).show(rows, nothing, width, desk.today)
            self.query_one("#top", Steady).show(top_line(desk, wanted, words, width))
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what is not possible here."""
        return None if parameters == ("review-reopen",) and not self._reopens else True

    def action_do(self, id: str) -> None:
        """Do what the intent with this id wants."""
        self._does[id]()

    def _show_keys(self) -> None:
        """Show what the keys do, or what the line that is typed means."""
        keys, asked = self.query_one("#keys", Steady), self.line.asked
        if asked is None:
            offered = offered_of(filtered=bool(self._words), reopens=self._reopens)
            keys.show(hints(offered, self._keymap, self.size.width - MARGIN))
        else:
            keys.show(shown(meaning(asked, self.line.row, self.line.value, self._desk), QUIET))

    @on(PromptLine.Answered)
    def _obey(self, event: PromptLine.Answered) -> None:
        text = clean(event.line).strip()
        self._put_line_away()
        if event.row is None:
            self._words = text
            self.look()
            return
        action = event.row.action
        if event.asked is Asked.REASON:
            self._say_of(lambda: self._desk.drop(action, text))
        elif text and not self._say_of(lambda: self._desk.edit(action, text)):
            self._type(Asked.CHANGE, event.row, event.line)

    @on(PromptLine.Left)
    def _put_line_away(self) -> None:
        self.query_one("#typing").display = False
        self.query_one(Promises).focus(scroll_visible=False)
        self.look()

    def _change(self, change: Callable[[Action], str]) -> None:
        chosen = self.query_one(Listing).chosen
        if chosen is None:
            self.say("there is no action item to change", wrong=True)
        else:
            self._say_of(lambda: change(chosen.action))

    def _undo(self) -> None:
        """Take the latest change back, and go to what it was about."""
        before = self._desk.actions
        if self._say_of(self._desk.undo):
            after = self._desk.actions
            changed = [id for id, action in after.items() if action != before.get(id)]
            self.query_one(Listing).choose(*changed)

    def _say_of(self, change: Callable[[], str]) -> bool:
        """Make a change and say what came of it; return whether it was made."""
        try:
            self.say(change())
        except MeetingtuiError as error:
            self.say(str(error), wrong=True)
            return False
        finally:
            self.look()
        return True

    def _ask(self, asked: Asked) -> None:
        chosen = self.query_one(Listing).chosen
        if asked is Asked.FILTER:
            self._type(asked, None, self._words)
        elif chosen is None:
            self.say("there is no action item to change", wrong=True)
        else:
            self._type(asked, chosen, "")

    def _type(self, asked: Asked, of: Row | None, text: str) -> None:
        self.query_one("#typing").display = True
        self.line.ask(asked, of, text)
        self._show_keys()

    def _go_back(self) -> None:
        if not self._words:
            self.dismiss()
        self._words = ""
        self.look()

    def _show_settled(self) -> None:
        self._wanted = replace(self._wanted, open_only=not self._wanted.open_only, overdue=False)
        self.look()


def _search(desk: Desk, keymap: Mapping[str, str]) -> Screen[None]:
    from meetingtui.tui.search import SearchScreen

    return SearchScreen(desk.archive(), keymap)
