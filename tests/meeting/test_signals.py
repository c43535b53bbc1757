"""When the clock speaks up, and what the choices at zero cost."""

from datetime import UTC, timedelta

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.meeting.commands import Close, Extend, Goto, Next, Pause, Refit
from meetingtui.meeting.signals import choices_at_zero, next_signal


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


def test_each_choice_has_its_price(running):
    running.at(4)
    choices = choices_at_zero(running.state.meeting, running.now, UTC)
    assert [(c.word, c.price) for c in choices] == [
        ("/extend 2m", "ends 10:34"),
        ("/next", ""),
        ("/refit", "Buffer -2m, ends 10:30"),
    ]
    assert [type(c.command) for c in choices] == [Extend, Next, Refit]


def test_extending_a_slot_that_is_not_over_costs_all_of_it(running):
    choices = choices_at_zero(running.at(1).state.meeting, running.now, UTC)
    assert [(c.word, c.price) for c in choices] == [("/extend 2m", "ends 10:32"), ("/next", "")]


def test_without_an_open_slot_there_is_nothing_to_choose(running):
    running.do(Goto(2), Close())
    assert choices_at_zero(running.state.meeting, running.now, UTC) == ()


def test_an_extension_that_a_fixed_end_takes_up_costs_nothing(seat):
    opened = seat().now
    slots = (
        Slot(id="a", kind=SegmentKind.OPENING, title="A", length=minutes(5)),
        Slot(
            id="b", kind=SegmentKind.CLOSE, title="B", length=minutes(15),
            ends_at=opened + minutes(20),
        ),
    )  # fmt: skip
    table = seat(slots=slots)
    table.do(Next())
    extend, _ = choices_at_zero(table.at(6).state.meeting, table.now, UTC)
    assert extend.price == "ends 10:20"
