"""A line that is there only while something is asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual import events
from textual.message import Message

from meetingtui.followup.review import Row
from meetingtui.tui.capture_line import CaptureLine


class Asked(StrEnum):
    """What the line takes; the value is what it says while it is empty."""

    FILTER = "words, @owner or !number; Enter alone shows all"
    REASON = "why is it dropped? Enter alone gives no reason"
    CHANGE = "a new text, @owner or due:fri; what is not named stays"


class PromptLine(CaptureLine):
    """Takes one line, which may be empty; while nothing is asked, its keys are the screen's.

    It closes in the same step as Enter or Escape, so that in a fast stream of keys each goes where
    it was meant to go.
    """

    @dataclass
    class Answered(Message):
        """A line was finished with Enter."""

        asked: Asked
        row: Row | None
        """The action item that it is about."""

        line: str

    @dataclass
    class Left(Message):
        """The line was left with Escape; nothing is to happen."""

    asked: Asked | None = None
    """What it is taking; None while it is away."""

    row: Row | None = None

    def ask(self, asked: Asked, row: Row | None = None, value: str = "") -> None:
        """Begin to take a line; it takes the focus."""
        self.asked, self.row = asked, row
        self.placeholder = asked
        self._write(value)
        self.focus(scroll_visible=False)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Tell whether a key is text: none is while nothing is asked."""
        return self.asked is not None and super().check_consume_key(key, character)

    async def on_key(self, event: events.Key) -> None:
        """Leave keys to the screen while nothing is asked; Escape leaves the line."""
        if self.asked is None:
            event.prevent_default()
        elif event.key == "escape":
            event.prevent_default()
            event.stop()
            self._leave()

    async def action_submit(self) -> None:
        """Hand the line over and close in the same step."""
        asked, row, line = self.asked, self.row, self.value
        self._close()
        self.remember(line)
        if asked is not None:
            self._tell(self.Answered(asked, row, line))

    def _leave(self) -> None:
        self._close()
        self._tell(self.Left())

    def _close(self) -> None:
        self.asked = self.row = None
        self.value = ""

    def _tell(self, message: Message) -> None:
        # Not through our own queue, in which the keys typed since then are waiting.
        if self.parent is not None:
            self.parent.post_message(message)
