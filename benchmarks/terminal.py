"""A program in a pseudo-terminal, driven and timed from outside."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-_])")
LIMIT = 20.0
"""Seconds to wait for anything."""


class Terminal:
    """A program that runs in 120 × 40 cells."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        """Start it; the clock for everything begins now."""
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.environ.update(environ, TERM="xterm-256color", COLORTERM="truecolor")
            os.execvp(command[0], command)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self._unread = b""

    def type(self, text: str) -> float:
        """Press keys; return when."""
        at = time.perf_counter()
        os.write(self._fd, text.encode())
        return at

    def wait_for(self, text: str) -> float:
        """Return when `text` has been painted in one piece; what came before it is forgotten."""
        wanted = text.encode()
        while True:
            self._read(LIMIT)
            painted = ESCAPES.sub(b"", self._unread)
            if wanted in painted:
                self._unread = b""
                return time.perf_counter()

    def listen(self, seconds: float) -> int:
        """Return how many bytes are painted in so many seconds."""
        until, count = time.perf_counter() + seconds, 0
        while (left := until - time.perf_counter()) > 0:
            if select.select([self._fd], [], [], left)[0]:
                count += len(os.read(self._fd, 1 << 16))
        self._unread = b""
        return count

    def cpu_seconds(self) -> float:
        """Return the processor time that it has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> float:
        """Return the memory that is resident."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def end(self) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def _read(self, limit: float) -> None:
        if not select.select([self._fd], [], [], limit)[0]:
            raise TimeoutError(f"nothing painted in {limit} s")
        self._unread += os.read(self._fd, 1 << 16)
