"""A program in a pseudo-terminal, driven, timed and looked at from outside."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

WIDTH, HEIGHT = 120, 40
LIMIT = 10.0
"""Seconds to wait for anything."""

PAUSE = 0.001
"""Seconds without a byte after which a paint is over."""

Condition = Callable[[], bool]


class Terminal:
    """A program that runs in 120 × 40 cells, and what an emulator makes of its output.

    Times are those at which bytes arrive, so that the emulator's own pace is in none of them.
    """

    def __init__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        """Start it with `environ`; the clock for everything begins now."""
        self._screen = pyte.Screen(WIDTH, HEIGHT)
        self._emulator = pyte.ByteStream(self._screen)
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execvpe(command[0], command, {**environ, **terminal})
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))

    def type(self, text: str) -> float:
        """Press keys; return when."""
        at = time.perf_counter()
        os.write(self._fd, text.encode())
        return at

    def wait_until(self, holds: Condition) -> float:
        """Return when that was painted which makes `holds` true of the screen."""
        until, painted = time.perf_counter() + LIMIT, None
        while painted is None:
            arrived = self._arrived(max(0, until - time.perf_counter()))
            if not arrived:
                raise TimeoutError("what is waited for is not painted; on screen:\n" + self.text)
            for at, part in arrived:
                self._emulator.feed(part)
                if painted is None and holds():
                    painted = at
        return painted

    def listen(self, seconds: float) -> int:
        """Return how many bytes are painted in so many seconds."""
        until, count = time.perf_counter() + seconds, 0
        while (left := until - time.perf_counter()) > 0:
            if select.select([self._fd], [], [], left)[0]:
                painted = os.read(self._fd, 1 << 16)
                count += len(painted)
                self._emulator.feed(painted)
        return count

    def _arrived(self, seconds: float) -> list[tuple[float, bytes]]:
        """Return what is painted next, all that comes without a pause, and when each part came.

        A terminal takes a few thousand bytes at a time: the emulator must not hold up the rest.
        """
        parts: list[tuple[float, bytes]] = []
        while select.select([self._fd], [], [], PAUSE if parts else seconds)[0]:
            part = os.read(self._fd, 1 << 16)
            parts.append((time.perf_counter(), part))
        return parts

    @property
    def text(self) -> str:
        """All that is on screen."""
        return "\n".join(map(self.row, range(HEIGHT)))

    def row(self, number: int) -> str:
        """Return a row of the screen, counted from 0."""
        cells = self._screen.buffer[number]
        return "".join(cells[column].data for column in range(WIDTH))

    def row_of(self, text: str) -> int:
        """Return the lowest row with `text` in it."""
        return max(number for number in range(HEIGHT) if text in self.row(number))

    def cpu_seconds(self) -> float:
        """Return the processor time that all its threads have used."""
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9

    def megabytes(self) -> float:
        """Return the memory that is resident."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def end(self) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)
