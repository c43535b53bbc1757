"""A signal ends a process by itself; one that is ignored does not."""

import os
import signal
import threading

import pytest

from meetingtui.ending import Ending, let_go_of_terminal


@pytest.fixture
def quiet(monkeypatch):
    """No stream of the tests is let go of."""
    monkeypatch.setattr("meetingtui.ending.let_go_of_terminal", lambda: None)


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_is_heard_and_counted_as_shells_do(quiet, signum, not_ignored):
    heard = []
    with Ending(lambda: heard.append("end")) as ending:
        assert ending.status == 0
        os.kill(os.getpid(), signum)
        os.kill(os.getpid(), signal.SIGTERM)
        assert heard == ["end", "end"]
    assert ending.status == 128 + signum


def test_what_is_ignored_stays_ignored(quiet):
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with Ending(lambda: None) as ending:
            os.kill(os.getpid(), signal.SIGTERM)
        assert ending.told is None
    finally:
        signal.signal(signal.SIGTERM, before)


def test_handlers_are_as_before_afterwards():
    before = signal.getsignal(signal.SIGTERM)
    with Ending(lambda: None):
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before


def test_outside_the_main_thread_nothing_is_heard():
    told = []

    def hold():
        with Ending(lambda: None) as ending:
            told.append(ending.status)

    before = signal.getsignal(signal.SIGTERM)
    thread = threading.Thread(target=hold)
    thread.start()
    thread.join()
    assert told == [0]
    assert signal.getsignal(signal.SIGTERM) is before


def test_what_is_said_without_a_terminal_goes_nowhere(monkeypatch):
    moved = []
    monkeypatch.setattr(os, "dup2", lambda *ends: moved.append(ends[1]))
    let_go_of_terminal()
    assert moved == [1, 2]
