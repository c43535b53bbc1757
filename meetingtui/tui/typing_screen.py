"""A screen with a line to type into, from which nothing that was typed gets lost."""

from __future__ import annotations

from textual import on
from textual.screen import Screen

from meetingtui.errors import MeetingtuiError, StoreError
from meetingtui.tui.capture_line import CaptureLine
from meetingtui.tui.foot import Message
from meetingtui.tui.unsaved import Unsaved
from meetingtui.waiting import Waiting

KEEP_SECONDS = 1
"""How often what stands in boxes is put on disk."""

RETRY_SECONDS = 5
"""How often what could not be saved is tried again."""


class TypingScreen(Screen[None]):
    """Keeps what stands in its line and in boxes above it, and tries again what is not saved.

    It is composed with a CaptureLine, a Message and an Unsaved.
    """

    def __init__(self, waiting: Waiting) -> None:
        """Save what is entered through `waiting`."""
        super().__init__()
        self.waiting = waiting

    def on_mount(self) -> None:
        """Offer what was typed last time, and begin to keep what is typed now."""
        written = self.waiting.restore()
        for text in written:
            self.line.remember(text)
        if written:
            self.line.take_back(written[-1])
            others = ", and Up shows the others" if len(written) > 1 else ""
            self.say(f"typed last time and not entered: it is in the line again{others}")
        if self.waiting.lines:
            self.retry()
        self.set_interval(KEEP_SECONDS, self.keep)
        self.set_interval(RETRY_SECONDS, self.retry)

    @property
    def line(self) -> CaptureLine:
        """The line at the bottom."""
        return self.query_one(CaptureLine)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Show `text` as what happened last."""
        self.query_one(Message).say(text, wrong=wrong)

    def retry(self) -> None:
        """Try again to save what waits."""
        if not self.waiting.lines:
            return
        try:
            self.waiting.retry()
        except MeetingtuiError as error:
            self.say(str(error), wrong=True)
        else:
            self.say("everything is saved now")
        finally:
            self.show_waiting()

    def keep(self) -> None:
        """Put on disk what stands in boxes now, here and in what is open above."""
        boxes = [box for screen in self.app.screen_stack for box in screen.query(CaptureLine)]
        try:
            self.waiting.keep(text for box in boxes for text in box.unfinished)
        except StoreError as error:
            self.say(str(error), wrong=True)

    def show_waiting(self) -> None:
        """Show what is not saved; give back what the meeting refused."""
        self.query_one(Unsaved).texts = tuple(self.waiting.lines)
        for text in self.waiting.refused:
            self.line.take_back(text)
        self.waiting.refused.clear()

    @on(CaptureLine.Cut)
    def _say_full(self) -> None:
        self.say("the line is full; press Enter and go on in a new one", wrong=True)
