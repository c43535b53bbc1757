from datetime import timedelta

import pytest
from weekly import second_meeting

from meetingtui.agenda.model import Agenda, Overrun, Segment, SegmentKind, Team
from meetingtui.meeting.commands import (
    Close,
    Goto,
    MarkAbsent,
    MarkPresent,
    Next,
    Pause,
    Rate,
    Undo,
)
from meetingtui.opening import open_meeting
from meetingtui.store.memory import MemoryStore
from meetingtui.voice import Voice


def test_a_close_asks_only_teams_that_have_not_rated(clock):
    length = timedelta(minutes=10)
    teams = Team("Sales"), Team("Service")
    agenda = Agenda(
        version=1, id="weekly", title="Weekly", length=length, teams=teams,
        segments=(Segment(kind=SegmentKind.WINS, id="wins", title="Wins", time=length),),
    )  # fmt: skip
    runner = open_meeting(MemoryStore(), clock, agenda)
    said = []
    runner.subscribe(Voice(runner, said.append).fact)
    runner.do(Next())
    runner.do(Rate("Sales", 9))
    runner.do(Close())
    assert any(line.startswith("Service: rate the meeting") for line in said)
    said.clear()
    runner.do(Rate("Service", 9))
    Voice(runner, said.append)._read_back()
    assert not any("rate the meeting" in line for line in said)


@pytest.fixture
def round_heard(clock):
    """A round of three, then slots of teams; and what is said of it."""
    length = timedelta(minutes=9)
    agenda = Agenda(
        version=1, id="weekly", title="Weekly", length=length,
        teams=(Team("Sales", ("Ana", "Ben")), Team("Service", ("Cleo",))),
        segments=(
            Segment(kind=SegmentKind.ROUND, id="round", title="Round", per_person=length / 9),
            Segment(kind=SegmentKind.WINS, id="wins", title="Wins", per_team=length / 3),
        ),
    )  # fmt: skip
    runner = open_meeting(MemoryStore(), clock, agenda)
    said = []
    runner.subscribe(Voice(runner, said.append).fact)
    runner.do(Next())
    said.clear()
    return runner, said


def test_the_end_of_a_round_says_once_who_is_first(round_heard):
    runner, said = round_heard
    runner.do(Next())
    runner.do(Next())
    said.clear()
    runner.do(Next())
    assert said == ["Ben has spoken", "slot 2 of 3: Sales · Wins, 3m", "Ana first, then Ben"]


def test_a_turn_that_is_taken_back_says_who_speaks(round_heard):
    runner, said = round_heard
    runner.do(Next())
    said.clear()
    runner.do(Undo())
    assert said == ["undone: Ana has spoken", "Ana speaks, 1:00 left; next Cleo, then Ben"]
    runner.do(MarkAbsent("Cleo"))
    said.clear()
    runner.do(MarkPresent("Cleo"))
    assert said == ["present: Cleo (Service)", "Ana speaks, 1:00 left; next Cleo, then Ben"]


def test_a_turn_that_is_over_is_said_and_no_other_warning(round_heard, clock):
    runner, said = round_heard
    clock.advance(timedelta(seconds=61))
    Voice(runner, said.append).clock(clock.now())
    assert said == ["Ana speaks, over by 0:01; next Cleo, then Ben"]


def test_what_a_team_owes_is_read_back(clock):
    length = timedelta(minutes=2)
    agenda = Agenda(
        version=1, id="weekly", title="Weekly", length=2 * length, overrun=Overrun.CARRY,
        teams=(Team("Sales"), Team("Service")),
        segments=(Segment(kind=SegmentKind.WINS, id="wins", title="Wins", per_team=length),),
    )  # fmt: skip
    runner = open_meeting(MemoryStore(), clock, agenda)
    said = []
    runner.do(Next())
    clock.advance(3 * length)
    runner.do(Next())
    Voice(runner, said.append)._read_back()
    assert "goes on: Sales owes 4:00" in said


def test_while_the_clock_stands_nothing_is_asked(round_heard, clock):
    runner, said = round_heard
    runner.do(Goto(2))
    clock.advance(timedelta(minutes=9))
    runner.do(Pause())
    said.clear()
    Voice(runner, said.append).clock(clock.now())
    assert said == []


def test_the_opening_says_how_much_comes_and_each_slot_what(clock):
    runner = second_meeting(MemoryStore(), clock)
    said = []
    runner.subscribe(Voice(runner, said.append).fact)
    runner.do(Next())
    (told,) = [line for line in said if line.startswith("from earlier")]
    assert told.endswith("each in its slot: 2 action items, 1 question, 1 parked")
    assert not any("pricing" in line for line in said)
    runner.do(Next())
    assert any("Update the pricing page" in line for line in said)
