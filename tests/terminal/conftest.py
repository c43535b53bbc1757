"""The program in a real terminal: a pseudo terminal on all three streams, a screen behind it."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path

import pyte
import pytest

from meetingtui.meeting.model import Note
from meetingtui.store.tiny import TinyStore

AGENDA = """\
version: 1
id: weekly
title: Weekly
length: 30m
teams:
  - name: Sales
    people: [Ana, Ben]
  - name: Marketing
    people: [Dana]
segments:
  - {kind: opening, time: 2m}
  - {kind: wins, per_team: 5m}
  - {kind: close, time: 3m}
"""
ROWS, COLUMNS = 30, 100
SOON = 15.0
"""Seconds after which a test gives up; a busy machine takes its time to start Python."""

_MODE = re.compile(rb"\x1b\[(\?[0-9;]+)([hl])|\x1b\[([<>])\d*u")


class Session:
    """One process of the program and the terminal that it runs in."""

    def __init__(self, folder, args, env=None, ignored=()):
        self.folder = folder
        self.output = bytearray()
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self.screen)
        command = [sys.executable, "-m", "meetingtui", "--store", folder / "library.json", *args]
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            for each in ignored:
                signal.signal(each, signal.SIG_IGN)
            os.chdir(folder)
            environ = {**os.environ, "TERM": "xterm-256color", **(env or {})}
            os.execvpe(command[0], list(map(str, command)), environ)
        ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.before = termios.tcgetattr(self.fd)
        self.status = None

    def read(self, seconds=0.05):
        """Take in what comes within a time; return whether anything did."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        data = b""
        if ready:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                data = b""
        self.output += data
        self._stream.feed(data)
        return bool(data)

    def until(self, is_so, what="it"):
        """Read until something is so."""
        end = time.monotonic() + SOON
        while not is_so():
            assert time.monotonic() < end, f"{what} never came:\n{self.text}"
            self.read()

    def see(self, text):
        """Read until the screen shows a text."""
        self.until(lambda: text in self.text, text)
        return self

    @property
    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display)

    def type(self, text):
        """Type all of a text at once; bytes go as they are."""
        data = text if isinstance(text, bytes) else text.encode()
        while data:
            sent = os.write(self.fd, data[:1024])
            data = data[sent:]
            self.read(0)
        return self

    def write_only(self, text):
        """Type a text without reading what it does to the screen; what does not fit is dropped."""
        os.set_blocking(self.fd, False)
        with suppress(BlockingIOError):
            os.write(self.fd, text.encode())
        os.set_blocking(self.fd, True)

    def kill(self, signum):
        os.kill(self.pid, signum)
        return self

    def hang_up(self):
        """Close the terminal, as when its window goes away."""
        os.close(self.fd)
        self.fd = -1

    def end(self, within=SOON, *, reading=True):
        """Read until the process ends and return its exit status, negative for a signal's."""
        end = time.monotonic() + within
        while self.status is None:
            assert time.monotonic() < end, f"it goes on after {within} s:\n{self.text}"
            if reading and self.fd >= 0:
                self.read()
            else:
                select.select([], [], [], 0.02)
            self._poll()
        while self.fd >= 0 and self.read(0.01):
            pass
        return self.status

    def _poll(self):
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if pid:
            self.status = os.waitstatus_to_exitcode(status)

    @property
    def modes(self):
        """Return the private modes that are switched on, as the bytes that came say."""
        on = set()
        for mode, switch, kitty in _MODE.findall(bytes(self.output)):
            name = mode or b"kitty"
            (on.add if switch == b"h" or kitty == b">" else on.discard)(name)
        # Wrapping and the cursor are on where nobody switches them off.
        return on - {b"?7", b"?25"}

    @property
    def hidden(self):
        """Return whether the cursor or wrapping was left off."""
        last = {mode: switch for mode, switch, _ in _MODE.findall(bytes(self.output))}
        return b"l" in (last.get(b"?25", b"h"), last.get(b"?7", b"h"))

    @property
    def is_as_before(self):
        """Return whether the terminal is as it was before the program started."""
        return not self.modes and not self.hidden and termios.tcgetattr(self.fd) == self.before

    @property
    def is_raw(self):
        """Return whether keys reach the program as they are: Enter is no line end yet."""
        return not termios.tcgetattr(self.fd)[0] & termios.ICRNL

    @property
    def threads(self):
        return len(list(Path(f"/proc/{self.pid}/task").iterdir()))

    @property
    def wakings(self):
        """Return how often each thread went on after it had waited."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/status")
        return [int(re.search(r"\nvoluntary\D+(\d+)", task.read_text())[1]) for task in tasks]

    @property
    def state(self):
        """Return R, S, T …, as the kernel names what the process does."""
        return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0]

    def stored(self, kind=Note):
        """Return the texts that are in the store."""
        return [document.text for document in TinyStore(self.folder / "library.json").find(kind)]

    def note(self, *texts):
        """Type lines and wait until they are, with those before, all that is stored."""
        self.type("".join(f"{text}\r" for text in texts))
        return self.has(*texts)

    def has(self, *texts):
        """Wait until these are the latest notes that are stored."""
        self.until(lambda: self.stored()[-len(texts) :] == list(texts), f"notes {texts}")
        return self

    def close(self):
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.fd >= 0:
            os.close(self.fd)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "weekly.yaml").write_text(AGENDA)
    return tmp_path


@pytest.fixture
def start(folder):
    """Return a way to start the program in a terminal of its own."""
    sessions = []

    def start(*args, **options):
        sessions.append(Session(folder, args, **options))
        return sessions[-1]

    yield start
    for session in sessions:
        session.close()


@pytest.fixture
def meeting(start):
    """Return a meeting that was just started in a terminal."""
    session = start("run", "weekly.yaml").see("leave")
    session.type("/start\r").see("Opening")
    return session
