"""When the clock speaks up, and what the choices at zero cost."""

from datetime import timedelta

from meetingtui.meeting.commands import Extend, Next, Pause
from meetingtui.meeting.signals import next_signal


def minutes(count):
    return timedelta(minutes=count)


def test_warnings_then_zero_then_ever_less_often(running):
    meeting = running.state.meeting
    heard = []
    now = running.now
    for _ in range(6):
        now = next_signal(meeting, now)
        heard.append(now - running.now)
    assert heard == [minutes(1), minutes(1.4), minutes(2), minutes(3), minutes(4), minutes(6)]


def test_a_slot_shorter_than_a_warning_does_not_give_it(running):
    running.do(Extend(minutes(-1)))
    assert next_signal(running.state.meeting, running.now) == running.now + minutes(0.7)


def test_a_clock_that_stands_says_nothing(table):
    assert next_signal(table.state.meeting, table.now) is None
    table.do(Next(), Pause())
    assert next_signal(table.state.meeting, table.now) is None
