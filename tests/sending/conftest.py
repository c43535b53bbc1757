"""Servers on this machine that misbehave as they are told to."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from meetingtui.reports.outline import Bullets, Item, Outline, Section, Sentence, line, strong
from meetingtui.sending.outbox import Outbox

TEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
PATIENCE = 0.3


class Server:
    """Takes connections one after the other; `act` answers each of them."""

    def __init__(self, act):
        self.act = act
        self.requests = []
        self.released = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/hook?key=secret"

    def close(self):
        self.released.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)

    def _serve(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                self.act(self, connection)


def request_of(connection):
    """Read one whole HTTP request: its head and its body."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        int(h[15:]) for h in head.split(b"\r\n") if h.lower().startswith(b"content-length:")
    )
    while len(body) < length:
        body += connection.recv(65536)
    return head.decode(), body.decode()


@pytest.fixture
def serve():
    """Return a way to start a server that does `act` to each connection."""
    servers = []

    def start(act):
        servers.append(Server(act))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def web(serve):
    """Return a way to start a web server that reads a request, then answers with these bytes.

    It then waits until the test is over where it is to be `slow`, and else hangs up.
    """

    def start(*answers, slow=False):
        left = list(answers)

        def act(server, connection):
            server.requests.append(request_of(connection))
            connection.sendall(left.pop(0) if len(left) > 1 else left[0])
            if slow:
                server.released.wait(5)

        return serve(act)

    return start


@pytest.fixture
def outline():
    items = Bullets((Item(line(strong("Send *it*"), " <b>"), (line("see https://x.org/a_b"),)),))
    return Outline(
        title="Weekly & more",
        purpose="",
        facts=(("When", "Tuesday"),),
        sections=(
            Section("Action items", (items,)),
            Section("Time", (Sentence(line("exact")),), detail=True),
        ),
    )


@pytest.fixture
def outbox(tmp_path):
    return Outbox(tmp_path / "outbox")


def http(status, *headers, body=b""):
    """Return the bytes of an answer."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


@pytest.fixture
def answer():
    return http


@pytest.fixture
def patience():
    return PATIENCE


@pytest.fixture
def ten():
    return TEN
