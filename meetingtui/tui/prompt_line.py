"""A line that is there only while something is asked."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from textual import events
from textual.message import Message

from meetingtui.drafts import Draft, Typed
from meetingtui.errors import StoreError
from meetingtui.followup.review import Row
from meetingtui.tui.capture_line import CaptureLine, Complete


class Asked(StrEnum):
    """What the line takes; the value is what it says while it is empty."""

    FILTER = "words, @owner or !number; Enter alone shows all"
    REASON = "why? Enter alone gives no reason"
    CHANGE = "a new text, @owner or due:fri; what is not named stays"
    DATE = "fri, 3 dec, in two weeks"
    OWNER = "to whom? due:fri for a new date too"
    SPLIT = "the second, or FIRST | SECOND"
    ANSWER = "what is the answer?"
    FEEDBACK = "what do the others think of it?"
    USED = "what came of it, or Enter alone"
    UNUSED = "why not, or Enter alone"
    PROMISE = "@owner due:fri, maybe another text"


MAY_BE_EMPTY = frozenset({Asked.FILTER, Asked.REASON, Asked.USED, Asked.UNUSED, Asked.PROMISE})
"""What Enter alone answers; for the rest it asks for nothing."""


class PromptLine(CaptureLine):
    """Takes one line, which may be empty; while nothing is asked, its keys are the screen's.

    It closes in the same step as Enter or Escape, so that in a fast stream of keys each goes where
    it was meant to go.
    """

    @dataclass
    class Answered(Message):
        """A line was finished with Enter."""

        asked: Asked
        rows: tuple[Row, ...]
        """What it is about."""

        line: str

    @dataclass
    class Left(Message):
        """The line was left with Escape; nothing is to happen."""

    def __init__(self, complete: Complete, draft: Draft | None = None, *, id: str) -> None:
        """Complete lines with `complete`; keep in `draft` what is typed and not entered."""
        super().__init__(complete, id=id)
        self._draft_file = draft

    asked: Asked | None = None
    """What it is taking; None while it is away."""

    rows: tuple[Row, ...] = ()

    def restore(self) -> tuple[str, ...]:
        """Return what stood here when this was left last; it is in the history again."""
        written = self._draft_file.read().written if self._draft_file else ()
        for text in written:
            self.remember(text)
        return written

    def keep(self) -> None:
        """Put on disk what stands here now; raises StoreError where that fails."""
        if self._draft_file and self.asked is not Asked.FILTER:
            self._draft_file.keep(Typed(self.unfinished))

    def on_unmount(self) -> None:
        """Leave what stands here to whoever opens this next."""
        with suppress(StoreError):
            self.keep()
        if self._draft_file:
            self._draft_file.let_go()

    def ask(self, asked: Asked, rows: tuple[Row, ...] = (), value: str = "") -> None:
        """Begin to take a line; it takes the focus."""
        self.asked, self.rows = asked, rows
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
        asked, rows, line = self.asked, self.rows, self.value
        self._close()
        self.remember(line)
        if asked is not None:
            self._tell(self.Answered(asked, rows, line))

    def _leave(self) -> None:
        self._close()
        self._tell(self.Left())

    def _close(self) -> None:
        self.asked, self.rows = None, ()
        self.value = ""

    def _tell(self, message: Message) -> None:
        # Not through our own queue, in which the keys typed since then are waiting.
        if self.parent is not None:
            self.parent.post_message(message)
