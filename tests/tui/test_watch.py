import os
import signal
import subprocess
import sys
import threading

import pytest

from meetingtui.tui.watch import SIGNALS, Watch, status_of


@pytest.mark.parametrize("signum", SIGNALS)
def test_a_signal_ends_the_application_first_and_then_the_process(signum):
    heard, gone = [], threading.Event()
    handlers = [signal.getsignal(each) for each in SIGNALS]
    with Watch(heard.append, patience=0, give_up=lambda _: gone.set()) as watch:
        signal.raise_signal(signum)
        assert gone.wait(10)
    assert heard == [signum]
    assert watch.told == signum
    for each, handler in zip(SIGNALS, handlers, strict=True):
        signal.signal(each, handler)


def test_what_is_not_told_to_end_leaves_no_trace():
    handlers = [signal.getsignal(each) for each in SIGNALS]
    threads = threading.active_count()
    with Watch(lambda _: None) as watch:
        assert signal.getsignal(signal.SIGTERM) != handlers[-1]
    assert watch.told is None
    assert [signal.getsignal(each) for each in SIGNALS] == handlers
    assert threading.active_count() == threads


def test_a_signal_that_is_ignored_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Watch(lambda _: None):
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize(
    "stuck",
    ["threading.Event().wait()", "os.read(os.pipe()[0], 1)", "while True: pass", "lock.acquire()"],
)
def test_a_process_that_is_stuck_ends_all_the_same(stuck):
    script = f"""
import os, signal, threading
from meetingtui.tui.watch import Watch
lock = threading.Lock()
lock.acquire()
with Watch(lambda _: None, patience=0.1):
    threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGTERM)).start()
    {stuck}
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, timeout=20
    )
    assert done.returncode == status_of(signal.SIGTERM)
    assert b"\x1b[?1049l" in done.stderr


def test_the_end_may_come_from_any_thread():
    heard, gone = [], threading.Event()
    with Watch(heard.append, patience=0, give_up=lambda _: gone.set()) as watch:
        threading.Thread(target=watch.tell, args=(signal.SIGHUP,)).start()
        assert gone.wait(10)
    assert heard == [signal.SIGHUP]
    for each in SIGNALS:
        signal.signal(each, watch._handlers[each])
    os.close(watch._tells)
