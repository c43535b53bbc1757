"""An application that goes on: past errors that nobody expected, and to a clean end when told."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress

from rich.text import Text
from textual.dom import DOMNode
from textual.message import Message
from textual.widget import Widget
from textual.worker import WorkerFailed

from meetingtui.clock import SystemClock
from meetingtui.guard import Guard
from meetingtui.logfile import log_failure
from meetingtui.settings import log_path
from meetingtui.text import plain
from meetingtui.tui.driver import TerminalDriver
from meetingtui.tui.painting import FrugalApp
from meetingtui.tui.watch import Watch, status_of

OFTEN = 20
"""An error from one place is logged so many times in the life of a process."""

QUIET = 5.0
"""Seconds between two sentences about an error from one place."""


class SafeApp(FrugalApp):
    """Logs what goes wrong in a handler, timer or worker, says so in one sentence, and goes on.

    With Textual alone an error ends the application, and a widget whose handler failed is deaf even
    where it does not. Here each widget handles every message under a guard.
    """

    def __init__(self) -> None:
        """Draw on a terminal through the project's own driver."""
        super().__init__(driver_class=TerminalDriver)
        self.goes_on = False
        """Whether it goes on after an error; tests want to see it instead."""
        self.has_begun = False
        """Whether there is a screen to go on with."""
        self.lookout: Watch | None = None
        self._guard = Guard(self._handle_exception)
        self._log_file = log_path()
        self._seen: Counter[str] = Counter()
        self._said_at: dict[str, float] = {}

    def farewell(self) -> str:
        """Return what to say after leaving; empty for nothing."""
        return ""

    def leave(self, status: int = 0) -> None:
        """Leave with this exit status."""
        said = ""
        with self._guard:
            said = self.farewell()
        self.exit(said, return_code=status)

    def told_to_end(self, signum: int) -> None:
        """Leave as a signal asks for; from any thread."""
        if self._loop is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self.leave, status_of(signum))

    def terminal_gone(self) -> None:
        """Leave, for there is nobody to talk to; from any thread."""
        if self.lookout is not None:
            self.lookout.tell(signal.SIGHUP)

    def say(self, text: str) -> None:
        """Show a sentence about something wrong where the screen shows such."""
        say = getattr(self.screen, "say", None)
        if say is not None:
            say(text, wrong=True)
        else:
            self.notify(plain(text), severity="error", timeout=10, markup=False)

    def _register_child(
        self, parent: DOMNode, child: Widget, before: int | None, after: int | None
    ) -> None:
        if self.goes_on:
            # Not a method to override: this is for Textual's own widgets too.
            vars(child)["_dispatch_message"] = _guarded(child._dispatch_message, self._guard)
        super()._register_child(parent, child, before, after)

    async def _dispatch_message(self, message: Message) -> None:
        if self.goes_on and self.has_begun:
            with self._guard:
                await super()._dispatch_message(message)
        else:
            await super()._dispatch_message(message)

    def _handle_exception(self, error: Exception) -> None:
        if not self.goes_on:
            super()._handle_exception(error)
            return
        cause = error.error if isinstance(error, WorkerFailed) else error
        place = _place_of(cause)
        self._seen[place] += 1
        if self._seen[place] > OFTEN:
            return
        logged = log_failure(self._log_file, cause, SystemClock().now())
        where = f"it is in {self._log_file}" if logged else f"{self._log_file} could not be written"
        if not self.has_begun:
            self._end_with(f"meetingtui cannot go on; where it went wrong: {where}")
        elif time.monotonic() - self._said_at.get(place, -QUIET) >= QUIET:
            self._said_at[place] = time.monotonic()
            self.say(f"something went wrong in meetingtui itself; where: {where}")

    def _end_with(self, sentence: str) -> None:
        self.exit("", return_code=1, message=Text(plain(sentence)))


def _guarded(
    dispatch: Callable[[Message], Awaitable[None]], guard: Guard
) -> Callable[[Message], Awaitable[None]]:
    async def dispatch_guarded(message: Message) -> None:
        with guard:
            await dispatch(message)

    return dispatch_guarded


def _place_of(error: BaseException) -> str:
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    where = f"{last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else ""
    return f"{type(error).__name__} {where}"
