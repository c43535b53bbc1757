from datetime import timedelta

from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team
from meetingtui.meeting.commands import Close, Next, Rate
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
