"""Hears that the process is to end, so that it can end by itself with nothing lost."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, Self

SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
"""What tells a process without a screen of its own to end; SIGINT is Ctrl+C."""


class Ending:
    """A `with` block in which `end` is called for a signal that would end the process.

    One that is ignored, as under nohup, stays ignored. Outside the main thread nothing is heard.
    """

    def __init__(self, end: Callable[[], object]) -> None:
        """Call `end`, which may run between any two steps of the block."""
        self.told: int | None = None
        """The number of the first signal that was heard."""
        self._end = end
        self._before: dict[signal.Signals, Any] = {}

    @property
    def status(self) -> int:
        """The exit status, as shells count it; 0 where no signal was heard."""
        return 0 if self.told is None else 128 + self.told

    def __enter__(self) -> Self:
        """Begin to hear."""
        if threading.current_thread() is threading.main_thread():
            for each in SIGNALS:
                if signal.getsignal(each) is not signal.SIG_IGN:
                    self._before[each] = signal.signal(each, self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        """Hear no more."""
        for each, handler in self._before.items():
            signal.signal(each, handler)

    def _hear(self, signum: int, _: FrameType | None) -> None:
        if signum == signal.SIGHUP:
            let_go_of_terminal()
        self.told = self.told or signum
        self._end()


def let_go_of_terminal() -> None:
    """Let what is still said go nowhere: nobody is there, and nothing is to complain of that."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
