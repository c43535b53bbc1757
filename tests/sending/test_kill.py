"""A process that is killed while a server has what it sent: known to be unknown, sent once."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest
from small import TEN, held

from meetingtui.clock import ManualClock
from meetingtui.meeting import commands as ask
from meetingtui.sending.outbox import Outbox
from meetingtui.sending.parcel import State
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def send(tmp_path):
    """Return a way to run `meetingtui` on a store with one meeting, in a process of its own."""
    store = TinyStore(tmp_path / "library.json")
    held(store, ManualClock(TEN), ask.Next(), ask.Capture("= We do it"), ask.Close())
    store.close()
    config = tmp_path / "config/meetingtui"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('[targets.team]\nkind = "slack"\nurl = "env:HOOK"\n')

    def start(hook, *args):
        environ = {**os.environ, "XDG_CONFIG_HOME": str(config.parent), "HOOK": hook}
        command = [sys.executable, "-m", "meetingtui", "--store", tmp_path / "library.json", *args]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=environ, stdin=pipe, stdout=pipe, stderr=pipe)

    return start


def ended(process):
    _, said = process.communicate(timeout=30)
    return process.returncode, said.decode()


def test_what_a_server_had_when_the_process_was_killed_is_not_sent_again(serve, send, tmp_path):
    taken = threading.Event()

    def take(server, connection):
        server.requests.append(connection.recv(65536))
        taken.set()
        server.released.wait(30)

    server = serve(take)
    process = send(server.url, "send", "last", "--to", "team", "--yes")
    assert taken.wait(30)
    process.kill()
    ended(process)
    (parcel,) = Outbox(tmp_path / "outbox").parcels()
    assert parcel.state is State.SENDING
    status, said = ended(send(server.url, "send", "--pending"))
    assert (status, "look there" in said) == (1, True)
    assert ended(send(server.url, "send", "--pending")) == (0, "nothing waits\n")
    assert len(server.requests) == 1
