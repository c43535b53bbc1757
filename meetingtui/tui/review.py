"""The screen for the time after the meeting: all action items, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Label, OptionList

from meetingtui.errors import MeetingtuiError
from meetingtui.followup.promises import Wanted
from meetingtui.followup.review import Row, rows_of, tell_choice
from meetingtui.meeting.model import Action
from meetingtui.text import clean
from meetingtui.tui.desk import Desk
from meetingtui.tui.foot import Message
from meetingtui.tui.hints import hints
from meetingtui.tui.intents import BY_ID, REVIEW, Intent, Scope, bindings
from meetingtui.tui.palette import ReviewCommands
from meetingtui.tui.promises import Promises, detail, has_series, heads
from meetingtui.tui.prompt_line import Asked, PromptLine
from meetingtui.tui.review_words import completed, meaning, top_line
from meetingtui.tui.sheets import keys_sheet
from meetingtui.tui.show import QUIET, shown

MARGIN = 4
"""Cells to the left and right of everything; the list has one more for its scroll bar."""


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
            "review-help": lambda: self.app.push_screen(keys_sheet(Scope.REVIEW, keymap)),
            "review-leave": self.dismiss,
            "review-back": self._go_back,
        }

    def compose(self) -> ComposeResult:
        """Lay out the list, what is known of the item chosen, and the line under them."""
        yield Label(id="top", markup=False)
        with Vertical(id="middle"):
            yield Label(id="heads", markup=False)
            yield Promises(id="promises")
            yield Label(id="detail", markup=False)
        with Vertical(id="foot"):
            yield Message(id="message")
            with Horizontal(id="typing"):
                yield Label(">", id="arrow", markup=False)
                yield self.line
            yield Label(id="keys", markup=False)

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
        desk, words = self._desk, self._words
        if self.line.asked is Asked.FILTER:
            words = clean(self.line.value)
        seen = (desk.actions, desk.today, desk.clock, self._wanted, words, self.size)
        if seen != self._shown:
            self._shown = seen
            self._list(words)
        self._describe()

    def _list(self, words: str) -> None:
        desk = self._desk
        actions = desk.actions.values()
        rows = rows_of(actions, desk.times, self._wanted, words, desk.today, desk.zone)
        promises = self.query_one(Promises)
        promises.rows = rows
        width = self.size.width - MARGIN - 1
        nothing = shown(f"There are no {tell_choice(self._wanted, words)}.", QUIET)
        self._put("heads", heads(width, has_series(rows)) if rows else nothing)
        self._put("top", top_line(desk, self._wanted, words, self.size.width - MARGIN))

    async def on_key(self, event: events.Key) -> None:
        """Run each key in its turn, so that it means what it meant when it was pressed."""
        bound = self.active_bindings.get(event.key)
        if bound is None or bound.binding.system:
            return
        event.stop()
        self._let_go_of_wrong()
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

    @on(OptionList.OptionHighlighted)
    def _describe(self) -> None:
        desk, width = self._desk, self.size.width - MARGIN
        chosen = self.query_one(Promises).chosen
        self._put("detail", detail(chosen, width, desk.today, desk.zone) if chosen else Content())
        if self.line.asked is None:
            self._put("keys", hints(self._offered(), self._keymap, width))
        else:
            told = meaning(self.line.asked, self.line.row, self.line.value, desk)
            self._put("keys", shown(told, QUIET))

    def _offered(self) -> list[Intent]:
        """Return what is shown at the bottom: how a filter ends first, where there is one."""
        hidden = {"review-back"} if self._reopens else {"review-back", "review-reopen"}
        offered = [intent for intent in REVIEW if intent.id not in hidden]
        return [BY_ID["review-back"], *offered] if self._words else offered

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
        chosen = self.query_one(Promises).chosen
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
            self.query_one(Promises).choose(*changed)

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
        chosen = self.query_one(Promises).chosen
        if asked is Asked.FILTER:
            self._type(asked, None, self._words)
        elif chosen is None:
            self.say("there is no action item to change", wrong=True)
        else:
            self._type(asked, chosen, "")

    def _type(self, asked: Asked, of: Row | None, text: str) -> None:
        self.query_one("#typing").display = True
        self.line.ask(asked, of, text)
        self._describe()

    def _go_back(self) -> None:
        if not self._words:
            self.dismiss()
        self._words = ""
        self.look()

    def _show_settled(self) -> None:
        self._wanted = replace(self._wanted, open_only=not self._wanted.open_only, overdue=False)
        self.look()

    def _let_go_of_wrong(self) -> None:
        message = self.query_one(Message)
        if message.wrong:
            message.say("")

    def _put(self, id: str, content: Content) -> None:
        """Show `content` in the label with this id, where it shows something else."""
        label = self.query_one(f"#{id}", Label)
        shows = label.content
        if not (isinstance(shows, Content) and shows.is_same(content)):
            label.update(content)
