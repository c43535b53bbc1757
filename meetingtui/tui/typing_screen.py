"""A screen with a line to type into, from which nothing that was typed gets lost."""

from __future__ import annotations

from textual import events, on
from textual.screen import Screen
from textual.widgets import Input

from meetingtui.errors import MeetingtuiError, StoreError
from meetingtui.tui.capture_line import CaptureLine
from meetingtui.tui.compositing import SparingCompositor
from meetingtui.tui.foot import Message
from meetingtui.tui.in_turn import InTurn
from meetingtui.waiting import Waiting

RETRY_SECONDS = 5
"""How often what could not be saved is tried again."""


class TypingScreen(Screen[None]):
    """Keeps what stands in its line and in boxes above it, and tries again what is not saved.

    Whoever looks at the clock calls `keep`, so that there is one waking a second and not two.
    It is composed with a CaptureLine and a Message, on an application InTurn.
    """

    def __init__(self, waiting: Waiting) -> None:
        """Save what is entered through `waiting`."""
        super().__init__()
        self.waiting = waiting
        self._compositor = SparingCompositor()
        self._passed_over: list[str] = []
        """Why lines were refused while more was typed behind them."""
        self._wrong_at = ""
        """What stood in the line when something wrong was said."""

    def on_mount(self) -> None:
        """Offer what was typed last time."""
        written = self.waiting.restore()
        for text in written:
            self.line.remember(text)
        if written:
            # What is typed before this is seen replaces it: it is not to be glued to anything.
            self.line.put_back(written[-1])
            others = ", Up shows the others" if len(written) > 1 else ""
            self.say(f"typed last time and not entered: End goes on with it{others}")
        if self.waiting.lines:
            self.retry()
        self.set_interval(RETRY_SECONDS, self.retry)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Style nothing anew that has just been styled for the first time."""
        event.refresh_styles = event.refresh_styles and self.stack_updates > 0

    @property
    def line(self) -> CaptureLine:
        """The line at the bottom."""
        return self.query_one(CaptureLine)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Show `text` as what happened last; what is wrong leaves as soon as the line changes."""
        self._wrong_at = self.line.value
        self.query_one(Message).say(text, wrong=wrong)

    def retry(self) -> None:
        """Try again to save what waits."""
        if not self.waiting.lines:
            return
        try:
            self.waiting.retry()
        except MeetingtuiError as error:
            self.show_waiting(str(error))
        else:
            self.show_waiting("")
            self.say(" · ".join(["everything is saved now", *self.happened()]))

    def happened(self) -> list[str]:
        """Return in words what came of what was saved, each time only what is new."""
        raise NotImplementedError

    def keep(self) -> None:
        """Put on disk what stands in boxes now, here and in what is open above."""
        others = (screen for screen in self.app.screen_stack if screen is not self)
        boxes = [self.line, *(box for screen in others for box in screen.query(CaptureLine))]
        try:
            self.waiting.keep(text for box in boxes for text in box.unfinished)
        except StoreError as error:
            self.say(str(error), wrong=True)

    def show_waiting(self, trouble: str) -> None:
        """Show what is not saved, and what the trouble is; give back what the meeting refused."""
        from meetingtui.tui.unsaved import Unsaved

        if self.waiting.lines and not self.query(Unsaved):
            self.mount(Unsaved(id="unsaved"), before="#message")
        for box in self.query(Unsaved):
            box.texts = tuple(self.waiting.lines)
        if trouble:
            self.say(trouble, wrong=True)
        for text in self.waiting.refused:
            self.give_back(text, trouble)
        self.waiting.refused.clear()

    def give_back(self, line: str, why: str) -> None:
        """Put a refused line back, selected, so that typing replaces it; and say why.

        Behind it more may have been typed, which was not meant to go into it: it then waits in the
        history, and why is said once all of that has taken effect.
        """
        if isinstance(self.app, InTurn) and self.app.typed_ahead:
            self._passed_over.append(f"{line.strip()}: {why}")
        else:
            self.line.put_back(line)
            if why:
                self.say(why, wrong=True)

    @on(InTurn.Rested)
    def _say_what_was_passed_over(self) -> None:
        if not self._passed_over:
            return
        first, *others = self._passed_over
        more = f"; and {len(others)} more not taken" if others else ""
        self.say(f"not taken: {first}{more}; Up brings it back", wrong=True)
        self._passed_over.clear()

    @on(Input.Changed)
    def _let_go_of_wrong(self, event: Input.Changed) -> None:
        if event.input is self.line and self.line.value != self._wrong_at:
            self.query_one(Message).let_go()

    @on(CaptureLine.Full)
    def _say_full(self) -> None:
        self.say("the line is full; press Enter and go on in a new one", wrong=True)
