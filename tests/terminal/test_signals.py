import signal

import pytest

ENDING = [signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM]
BURST = [f"note {number:02}: Acme, éü東, [b] {'x' * number}." for number in range(60)]


@pytest.mark.parametrize("signum", ENDING)
def test_told_to_end_it_ends_in_time_and_leaves_the_terminal_as_it_was(meeting, signum):
    meeting.note("won Acme")
    assert meeting.modes
    meeting.kill(signum)
    assert meeting.end(within=2.5) == 128 + signum
    assert meeting.is_as_before
    assert meeting.stored() == ["won Acme"]


def test_a_second_signal_makes_no_difference(meeting):
    for signum in (signal.SIGTERM, signal.SIGTERM):
        meeting.kill(signum)
    assert meeting.end(within=2.5) == 128 + signal.SIGTERM
    assert meeting.is_as_before


def test_a_window_that_is_closed_ends_it(meeting):
    meeting.note("won Acme")
    meeting.hang_up()
    assert meeting.end(within=2.5) == 128 + signal.SIGHUP
    assert meeting.stored() == ["won Acme"]


def test_so_does_a_line_that_is_cut_while_hang_ups_are_ignored(start):
    meeting = start("run", "weekly.yaml", ignored=[signal.SIGHUP]).see("leave")
    meeting.type("/start\rwon Acme\r").see("won Acme")
    meeting.hang_up()
    assert meeting.end(within=2.5) == 128 + signal.SIGHUP


def test_a_terminal_that_takes_no_more_output_does_not_hold_it_up(meeting):
    meeting.until(lambda: not meeting.read(0.3))
    # Nobody reads from now on, and each key is drawn.
    for _ in range(40):
        meeting.write_only("\x1b[5~x" * 40)
    meeting.kill(signal.SIGTERM)
    assert meeting.end(within=2.5, reading=False) == 128 + signal.SIGTERM


def test_it_stops_and_goes_on_as_jobs_do(meeting):
    before = meeting.threads
    meeting.kill(signal.SIGTSTP)
    meeting.until(lambda: meeting.state == "T", "a stopped process")
    while meeting.read():
        pass
    assert meeting.is_as_before
    meeting.kill(signal.SIGCONT)
    meeting.until(lambda: meeting.modes and meeting.is_raw, "the full screen")
    meeting.note("won Acme")
    assert meeting.threads == before
    assert meeting.type("\x11").end() == 0
    assert meeting.is_as_before


@pytest.mark.parametrize("signals", [[signal.SIGCONT] * 3, [signal.SIGSTOP, signal.SIGCONT]])
def test_going_on_without_having_stopped_changes_nothing(meeting, signals):
    before = meeting.threads
    for signum in signals:
        meeting.kill(signum)
        if signum == signal.SIGSTOP:
            meeting.until(lambda: meeting.state == "T", "a stopped process")
    meeting.note(*BURST)
    assert meeting.stored() == BURST
    assert meeting.threads == before
    assert meeting.type("\x11").end(within=2.5) == 0
    assert meeting.is_as_before


@pytest.mark.parametrize("signum", [signal.SIGHUP, signal.SIGINT, signal.SIGTERM])
def test_a_meeting_in_lines_ends_by_itself(start, signum):
    meeting = start("run", "weekly.yaml", "--plain").see("begins")
    meeting.type("/start\nwon Acme\n").see("saved: note 1")
    meeting.kill(signum)
    assert meeting.end(within=2.5) == 128 + signum
    assert meeting.stored() == ["won Acme"]


def test_a_meeting_in_lines_ends_where_its_terminal_goes_away(start):
    meeting = start("run", "weekly.yaml", "--plain").see("begins")
    meeting.type("/start\nwon Acme\n").see("saved: note 1")
    meeting.hang_up()
    assert meeting.end(within=2.5) == 128 + signal.SIGHUP
    assert meeting.stored() == ["won Acme"]
