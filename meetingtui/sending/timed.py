"""Reading from others who may take for ever: all of it within one length of time."""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Callable
from typing import IO

PATIENCE = 10.0
"""Seconds that another side may take to be reached, and again to answer."""


class TimedReader(io.RawIOBase):
    """A socket to read from until a deadline, however slowly the other side dribbles."""

    def __init__(
        self, sock: socket.socket, patience: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Read from `sock` for `patience` seconds from now on."""
        super().__init__()
        self._sock = sock
        self._now = now
        self._until = now() + patience

    def readable(self) -> bool:
        """Say that it can be read from."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read what there is; raises TimeoutError when the time is up."""
        left = self._until - self._now()
        if left <= 0:
            raise TimeoutError("the answer took too long")
        self._sock.settimeout(left)
        return self._sock.recv_into(buffer)


class TimedSocket:
    """The one thing that `http.client` and `smtplib` ask of a socket that they read from."""

    def __init__(self, sock: socket.socket, patience: float) -> None:
        """Stand for `sock`."""
        self._reader = TimedReader(sock, patience)

    def makefile(self, _mode: str) -> IO[bytes]:
        """Return a file to read from."""
        return io.BufferedReader(self._reader)
