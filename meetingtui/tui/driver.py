"""Textual's driver for terminals, where it falls short: all in this one file.

- A byte that is no UTF-8 ended the application; here it is a U+FFFD.
- A terminal that is gone kept it busy for ever; here the application is told.
- A SIGCONT that no SIGTSTP came before started a second set of threads; here it repaints.
- Both signals were handled in the middle of anything; here they wait for their turn in the loop.
- An error while writing ended the writing thread, and then everything waited for it.
- What was to be written waited for up to 5 ms while the application went on computing.
- The reading thread woke ten times a second for nothing; here it sleeps until there is something.
- A sequence that the parser cannot read ended all input.
- What was pasted could be taken as keys (see `pasting`).
- The mouse's reports in pixels stayed switched on.
"""

from __future__ import annotations

import os
import selectors
import signal
import sys
import time
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import IO, Any, cast

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver

from meetingtui.guard import Guard
from meetingtui.tui.pasting import Pastes

CHECKED_WITH = "8.2.8"
"""The Textual whose driver this was written for; another minor version wants a new look."""

_AT_ONCE = 4096

_TURN = 0.0001
"""Seconds after which the thread that writes, or the one that reads, gets its turn."""


class TerminalDriver(LinuxDriver):
    """Reads keys from a terminal and writes the screen to it, whatever comes of either.

    Its application has a method `terminal_gone`, which may be called from any thread.
    """

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Stand between `app` and the terminal of this process; called by Textual."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file = cast(Any, _Lenient(cast(IO[str], sys.__stderr__)))
        sys.setswitchinterval(_TURN)
        self._loop.add_signal_handler(signal.SIGTSTP, self._sigtstp_application)
        self._loop.add_signal_handler(signal.SIGCONT, self._go_on)
        self._told, self._tells = os.pipe()
        """By these the reading thread hears that it is to end."""

    def run_input_thread(self) -> None:
        """Read until the application ends or the terminal is gone."""
        pastes = Pastes()
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        report = Guard(lambda error: self._loop.call_soon_threadsafe(self._report, error))
        parser = XTermParser(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._told, selectors.EVENT_READ)
            while True:
                half_read = parser._timeout_time is not None
                patience = pastes.patience or (ESCAPE_DELAY if half_read else None)
                ready = {key.fd for key, _ in selector.select(patience)}
                if self._told in ready:
                    os.read(self._told, 1)
                    return
                data = self._read() if ready else b""
                if data is None:
                    return
                now = time.monotonic()
                text = pastes.feed(decode(data), now) if data else pastes.tick(now)
                parsed = False
                with report:
                    self._parse(parser, text)
                    parsed = True
                if not parsed:
                    parser = XTermParser(self._debug)

    def disable_input(self) -> None:
        """Read no more."""
        if self._key_thread is not None and self._key_thread.is_alive():
            os.write(self._tells, b"x")
        super().disable_input()

    def _parse(self, parser: XTermParser, text: str) -> None:
        if text:
            for message in parser.feed(text):
                self.process_message(message)
        for message in parser.tick():
            self.process_message(message)

    def _read(self) -> bytes | None:
        """Return what was typed, or None, once and for all, where nobody can type any more."""
        data = b""
        with suppress(OSError):
            data = os.read(self.fileno, _AT_ONCE)
        if data:
            return data
        cast(Any, self._app).terminal_gone()
        return None

    def _report(self, error: Exception) -> None:
        self._app._handle_exception(error)

    def _go_on(self) -> None:
        if self._must_signal_resume:
            self._sigcont_application()
        else:
            self._app.refresh(layout=True)

    def _disable_mouse_support(self) -> None:
        super()._disable_mouse_support()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")


class _Lenient:
    """Writes to a terminal as long as it is there."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()
