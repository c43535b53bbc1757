"""The line at the bottom: it takes what is typed at any speed and loses none of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.suggester import SuggestionReady
from textual.widgets import Input
from textual.widgets.input import Selection

from meetingtui.meeting.pasted import pasted_lines
from meetingtui.text import clean, plain
from meetingtui.tui.later import Later
from meetingtui.tui.pasting import MOST

Complete = Callable[[str], Sequence[str]]
"""Returns whole lines that begin with the one given."""


class CaptureLine(Input):
    """An Input in which every key takes effect in the order of typing, Enter included.

    Textual runs the bindings of an Input in another queue than the letters, so that what follows
    an Enter or a Backspace in a fast stream would overtake it. Here they run in the key's turn.
    """

    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("up", "earlier", "Earlier line", show=False),
        Binding("down", "later", "Later line", show=False),
        Binding("tab", "complete", "Complete", show=False),
        # What a terminal sends for the end of a line that is pasted as if it were typed.
        Binding("ctrl+j", "submit", "Enter", show=False),
    ]

    # In Textual every letter has the whole screen laid out anew; this box never changes its size.
    virtual_size = reactive(Size(0, 0))

    @dataclass
    class Entered(Message):
        """A line was finished with Enter; it is no longer in the box."""

        line: str

    class Full(Message):
        """The box holds no more."""

    @dataclass
    class Pasted(Message):
        """Several lines were pasted; they stand in the box as one."""

        lines: Sequence[str]
        before: str
        """What stood in the box before."""

    def __init__(self, complete: Complete, *, id: str | None = None) -> None:
        """Complete lines with `complete`."""
        super().__init__(
            # More than a line may have: it is Enter that is refused, and all of a paste is kept.
            max_length=MOST,
            select_on_focus=False,
            compact=True,
            id=id,
        )
        self.cursor_blink = False
        self._complete = complete
        self._completion = Later(self, self._show_completion)
        self._history: list[str] = []
        self._place = 0
        self._draft = ""

    @property
    def unfinished(self) -> tuple[str, ...]:
        """What was written and not entered: the line, and what was put aside to look back."""
        looking_back = self._place < len(self._history)
        as_it_was = looking_back and self.value == self._history[self._place]
        texts = (self._draft if looking_back else "", "" if as_it_was else self.value)
        return tuple(filter(str.strip, texts))

    def fill(self, line: str) -> None:
        """Write `line` to be gone on with; what stood in the box is in the history."""
        self.remember(self.value)
        self._write(line)

    def rewrite(self, line: str) -> None:
        """Change what stands in the box into `line`; the cursor keeps its place before the end."""
        behind = len(self.value) - self.cursor_position
        self._write(line)
        self.cursor_position = max(0, len(self.value) - behind)

    def put_back(self, line: str) -> None:
        """Put a refused line back, all of it selected; into the history where the box is taken."""
        if self.value:
            self.remember(line)
            return
        self._write(line)
        self.selection = Selection(0, len(self.value))

    def put_aside(self) -> None:
        """Empty the box; what stood in it is in the history."""
        self.remember(self.value)
        self.value = ""

    def remember(self, line: str) -> None:
        """Put `line` at the end of the history."""
        if line.strip() and self._history[-1:] != [line]:
            self._history.append(line)
        self._place = len(self._history)

    async def on_key(self, event: events.Key) -> None:
        """Run a key that is bound here at once; the base class takes the letters."""
        action = _ACTIONS.get(event.key)
        if action is not None and await self.app.run_action(action, self):
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Insert all that was pasted as one line, line ends as spaces; say where it was several."""
        event.stop()
        event.prevent_default()
        text = clean(event.text.strip("\r\n"))
        start, end = sorted(self.selection)
        before = self.value
        whole = f"{before[:start]}{event.text}{before[end:]}"
        room = MOST - len(before) + (end - start)
        if len(text) > room:
            self.post_message(self.Full())
        self.replace(text[:room], start, end)
        if len(lines := pasted_lines(whole)) > 1 and self.parent is not None:
            self.parent.post_message(self.Pasted(lines, before))

    def restricted(self) -> None:
        """Say that the line is full."""
        self.post_message(self.Full())

    async def action_submit(self) -> None:
        """Hand the line over and empty the box in the same step."""
        line = self.value
        self.value = ""
        self.remember(line)
        # Not through our own queue, in which the keys typed since then are waiting; and straight to
        # the screen, so that the empty line is painted together with what became of what was in it.
        self.screen.post_message(self.Entered(line))

    def action_earlier(self) -> None:
        """Show the line before in the history."""
        if self._place == len(self._history):
            self._draft = self.value
        if self._place > 0:
            self._place -= 1
            self._write(self._history[self._place])

    def action_later(self) -> None:
        """Show the line after in the history, or what was being written."""
        if self._place < len(self._history):
            self._place += 1
            past = self._place == len(self._history)
            self._write(self._draft if past else self._history[self._place])

    def action_complete(self) -> None:
        """Take the first completion."""
        if self.cursor_at_end:
            self._write(next(iter(self._complete(self.value)), self.value))

    @on(Input.Changed)
    def _complete_later(self) -> None:
        self._completion.ask()

    def _show_completion(self) -> None:
        """Show the first completion, dimmed, behind the cursor, where it only adds to the line."""
        first = plain(next(iter(self._complete(self.value)), "")) if self.value else ""
        if first.casefold().startswith(self.value.casefold()) and first:
            self.post_message(SuggestionReady(self.value, first))

    def validate_placeholder(self, text: str) -> str:
        """Return what to say in the empty line, fit for a terminal."""
        return plain(text)

    def _write(self, text: str) -> None:
        self.value = clean(text)
        self.cursor_position = len(self.value)


_ACTIONS = {
    binding.key: binding.action
    for binding in Binding.make_bindings([*Input.BINDINGS, *CaptureLine.BINDINGS])
}
