"""What minutes say of the norm that was checked, and of the next meeting."""

from datetime import tzinfo

import pytest
from msgspec.structs import replace

from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import State
from meetingtui.reports.as_markdown import render
from meetingtui.reports.minutes import minutes_of
from meetingtui.reports.options import Options


@pytest.mark.parametrize(
    ("checked", "told"),
    [
        (ask.CheckNorm(True), "**Norm kept**: "),
        (ask.CheckNorm(False, "we interrupted"), " – we interrupted"),
        (ask.CheckNorm(None, "mostly"), "**Norm**: "),
    ],
)
@pytest.mark.parametrize("ratings", [(), (ask.Rate("Sales", 9),)])
def test_the_norm_and_the_next_meeting_are_in_the_minutes(
    room, zone: tzinfo, checked, told: str, ratings
) -> None:
    runner = room.meet()
    meeting = replace(runner.state.meeting, norms=("Be kind",), norm="Be kind")
    runner.state = State(meeting, runner.state.notes, runner.state.actions)
    runner.do(ask.Next())
    for said in (*ratings, *([checked] if checked else []), ask.Reschedule("fri"), ask.Close()):
        runner.do(said)
    text = render([minutes_of(runner.state, zone)], Options()).decode()
    assert told in text
    assert "Be kind" in text
    assert "- **Next meeting**: Fri 20 Nov\n" in text
