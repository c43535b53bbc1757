"""A small weekly meeting of two teams, for tests of what is around a meeting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from meetingtui.agenda.model import Agenda, First, Segment, SegmentKind, Team
from meetingtui.opening import open_meeting

TEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
AGENDA = Agenda(
    version=1,
    id="weekly",
    title="Weekly",
    length=timedelta(minutes=20),
    teams=(Team("Sales", ("Ana", "Ben")), Team("Marketing", ("Dana",))),
    first=First.ALTERNATE,
    segments=(
        Segment(kind=SegmentKind.REVIEW, id="review", title="Review", time=timedelta(minutes=5)),
        Segment(kind=SegmentKind.WINS, id="wins", title="Wins", per_team=timedelta(minutes=5)),
        Segment(kind=SegmentKind.CLOSE, id="close", title="Close", time=timedelta(minutes=5)),
    ),
)


def held(store, clock, *commands):
    runner = open_meeting(store, clock, AGENDA)
    for command in commands:
        runner.do(command)
        clock.advance(timedelta(minutes=1))
    return runner
