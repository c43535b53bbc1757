"""Ends a process that was told to end, in time, with its terminal as it was before."""

from __future__ import annotations

import os
import signal
import termios
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, Self

SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
"""What tells the process to end."""

PATIENCE = 2.0
"""Seconds that the application has for leaving by itself."""

MODES_OFF = (
    "\x1b[?2026l\x1b[?2004l\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    "\x1b[?1004l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""Switches off every mode that the driver may have switched on."""

_KEYBOARD, _SCREEN = 0, 2
_ENOUGH = 0


def status_of(signum: int) -> int:
    """Return the exit status of a process that a signal ended, as shells count it."""
    return 128 + signum


class Watch:
    """Waits beside the application for a signal, or for word that the terminal is gone.

    Neither a lock that the application holds nor a terminal that takes no more output can keep this
    from ending the process: a thread of its own waits for the signal's number in a pipe.
    """

    def __init__(
        self,
        end: Callable[[int], object],
        *,
        patience: float = PATIENCE,
        give_up: Callable[[int], object] | None = None,
    ) -> None:
        """Call `end` from the thread with a signal's number; `patience` seconds later, `give_up`.

        By then the process is to be gone; as a rule the latter puts the terminal back and ends it.
        """
        self.told: int | None = None
        """The number of the signal that ends the process."""
        self._end = end
        self._patience = patience
        self._give_up = give_up or self._end_process
        self._handlers: dict[signal.Signals, Any] = {}
        self._attributes: list[Any] | None = None

    def __enter__(self) -> Self:
        """Begin to watch; a signal that is ignored, as under nohup, stays ignored."""
        self._heard, self._tells = os.pipe()
        with suppress(termios.error):
            self._attributes = termios.tcgetattr(_KEYBOARD)
        self._thread = threading.Thread(target=self._wait, name="meetingtui-watch", daemon=True)
        self._thread.start()
        for each in SIGNALS:
            if signal.getsignal(each) is not signal.SIG_IGN:
                self._handlers[each] = signal.signal(each, self._on_signal)
        return self

    def __exit__(self, *_: object) -> None:
        """Watch no longer, unless the process was told to end: that, it has to."""
        if self.told is not None:
            return
        for each, handler in self._handlers.items():
            signal.signal(each, handler)
        self.tell(_ENOUGH)
        self._thread.join()
        os.close(self._heard)
        os.close(self._tells)

    def tell(self, signum: int) -> None:
        """Have the process end as by this signal; from any thread, and from a signal's handler."""
        os.write(self._tells, bytes([signum]))

    def _on_signal(self, signum: int, _: FrameType | None) -> None:
        self.tell(signum)

    def _wait(self) -> None:
        signum = os.read(self._heard, 1)[0]
        if signum == _ENOUGH:
            return
        self.told = signum
        self._end(signum)
        threading.Event().wait(self._patience)
        self._give_up(signum)

    def _end_process(self, signum: int) -> None:
        with suppress(OSError):
            # The terminal may take no output, and this must not wait for it.
            os.set_blocking(_SCREEN, False)
            os.write(_SCREEN, MODES_OFF.encode())
        with suppress(OSError):
            os.set_blocking(_SCREEN, True)
        with suppress(termios.error):
            if self._attributes is not None:
                termios.tcsetattr(_KEYBOARD, termios.TCSANOW, self._attributes)
        os._exit(status_of(signum))
