"""What the facts of the clock sound like."""

from datetime import UTC, timedelta

import pytest

from meetingtui.agenda.model import Overrun, SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.meeting import commands as ask
from meetingtui.meeting.choices import choices_at_zero
from meetingtui.meeting.clock_telling import tell_clock, tell_repaying
from meetingtui.meeting.course import course_of
from meetingtui.meeting.facts import Repaying
from meetingtui.meeting.turns import turns_now
from tests.meeting.conftest import minutes


@pytest.fixture
def hear():
    """Return a way to give a command at a table and to hear what came of it."""

    def give(table, command):
        return [tell_clock(fact, table.state.meeting, UTC) for fact in table.do(command)]

    return give


def test_a_slot_that_moves_says_its_new_number(running, hear):
    assert hear(running, ask.MoveSlot(8)) == ["moved: Close is now slot 2 of 8"]
    assert hear(running, ask.Next()) == ["slot 2 of 8: Close, 2m"]


def test_a_slot_that_is_over_says_so_when_it_is_returned_to(running, hear):
    running.at(3).do(ask.Next())
    assert hear(running, ask.Back()) == ["slot 1 of 8: Opening, over by 1m"]
    running.at(3).do(ask.Undo(), ask.Undo())
    running.at(2).do(ask.Next())
    assert hear(running, ask.Back()) == ["slot 1 of 8: Opening, its time is up"]


def test_under_match_the_others_are_told_what_they_get(seat, hear):
    table = seat(overrun=Overrun.MATCH)
    table.do(ask.Goto(3))
    assert hear(table, ask.Extend()) == [
        "Sales · Wins: 2m longer",
        "the same for the others: Marketing · Wins 3:00→5:00",
    ]


def test_given_time_is_told_by_slot(running, hear):
    running.at(1).do(ask.Next())
    assert hear(running, ask.Give(5, minutes(1))) == ["given: Sales · Questions 6:00→7:00"]


def test_time_given_to_many_is_summed_up(running, hear):
    running.at(1).do(ask.Next())
    (told,) = hear(running, ask.Give())
    assert told.endswith("to 4 others")


ROUND = Slot(
    id="round", kind=SegmentKind.ROUND, title="Round", length=minutes(4), per_person=minutes(1)
)


def test_turns_are_told_by_name(seat, hear):
    table = seat(slots=(ROUND,))
    table.do(ask.Next())
    assert hear(table, ask.Next()) == ["Ana has spoken"]
    (extend, *_, go_on) = choices_at_zero(table.state.meeting, table.now, UTC)
    assert (extend.word, go_on.price) == ("/extend 2m", "Ben")
    assert hear(table, ask.Pass()) == ["Dana passes"]
    assert hear(table, ask.Later()) == ["Ben speaks later"]


def repaying(owed, **cuts):
    by_slot = {int(slot[1:]): timedelta(seconds=cut) for slot, cut in cuts.items()}
    return Repaying(step=0, at=minutes_at(), team="Sales", owed=minutes(owed), cuts=by_slot)


def minutes_at():
    from tests.meeting.conftest import OPENED_AT

    return OPENED_AT


@pytest.mark.parametrize(
    ("debt", "told"),
    [
        (repaying(0.1), "Sales owes 0:06 from earlier meetings; it stays owed"),
        (
            repaying(1, s2=60, s6=-60),
            "Sales owes 1:00 from earlier meetings: Wins 3:00→2:00; to Buffer 3:00→4:00",
        ),
        (
            repaying(1, s2=60),
            "Sales owes 1:00 from earlier meetings: Wins 3:00→2:00; the meeting ends earlier",
        ),
        (
            repaying(9, s2=120, s4=240, s6=-360),
            (
                "Sales owes 9:00 from earlier meetings: Wins 3:00→1:00, Questions 6:00→2:00"
                "; to Buffer 3:00→9:00; 3:00 stays owed"
            ),
        ),
    ],
)
def test_what_is_owed_says_what_the_plan_takes_for_it(running, hear, debt, told):
    meeting = running.state.meeting
    assert tell_repaying(debt, meeting) == tell_clock(debt, meeting, UTC) == told


def test_a_longer_slot_says_what_is_then_owed(seat, hear):
    table = seat(overrun=Overrun.CARRY)
    table.do(ask.Goto(3))
    table.at(5)
    assert hear(table, ask.Extend()) == ["Sales · Wins: 4m longer; Sales owes 4:00"]
    assert hear(table, ask.Extend(minutes(-1))) == ["Sales · Wins: 1m shorter"]


def test_a_debt_that_is_forgiven_is_told(seat, hear):
    table = seat(timeline=(repaying(1, s2=60, s6=-60),))
    assert hear(table, ask.Forgive("Sales")) == [
        "forgiven: Sales owes nothing from earlier meetings"
    ]


def test_an_exchange_without_anybody_to_pair_says_nothing(seat):
    exchange = Slot(id="x", kind=SegmentKind.EXCHANGE, title="Exchange", length=minutes(4))
    table = seat(slots=(exchange,))
    table.do(ask.MarkAbsent("Ana"), ask.MarkAbsent("Ben"), ask.Next())
    meeting = table.state.meeting
    assert turns_now(meeting, course_of(meeting), table.now) == ()


def test_a_slot_of_a_team_of_which_nobody_is_here_says_so(running):
    running.do(ask.MarkAbsent("Ana"), ask.MarkAbsent("Ben"), ask.Goto(3))
    meeting = running.state.meeting
    assert turns_now(meeting, course_of(meeting), running.now) == ("nobody of Sales is here",)
