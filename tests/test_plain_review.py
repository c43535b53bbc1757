"""The review of the plain face: one word for each promise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team
from meetingtui.clock import ManualClock
from meetingtui.opening import open_meeting
from meetingtui.plain import PlainFace
from meetingtui.store.memory import MemoryStore

AGENDA = Agenda(
    version=1,
    id="weekly",
    title="Weekly",
    length=timedelta(minutes=20),
    teams=(Team("Sales", ("Ana", "Ben")), Team("Marketing")),
    segments=(
        Segment(kind=SegmentKind.REVIEW, id="review", title="Review", time=timedelta(minutes=5)),
    ),
)


@pytest.fixture
def hold():
    """Return a way to hold the next meeting: it takes lines and returns what the last one said."""
    store, clock = MemoryStore(), ManualClock(datetime(2026, 11, 24, 10, 0, tzinfo=UTC), UTC)

    def hold():
        said = []
        face = PlainFace(open_meeting(store, clock, AGENDA), said.append)

        def hears(*lines):
            said.clear()
            for line in lines:
                clock.advance(timedelta(seconds=1))
                face.take(line)
            return said[:]

        hears("/start")
        return hears

    return hold


def test_the_review_goes_from_promise_to_promise(hold):
    hears = hold()
    hears("! One @Ana due:fri", "! Two @Ben due:fri", "! Three @Ana due:fri", "/close")
    hears = hold()
    assert hears("/not", "/done", "/done") == [
        "not done: action item !1: One · Ana · due Fri 27 Nov, in 3 days",
        "!2 Two: /done or /not?",
        "done: action item !2: Two · Ben · due Fri 27 Nov, in 3 days",
        "!3 Three: /done or /not?",
        "done: action item !3: Three · Ana · due Fri 27 Nov, in 3 days",
    ]
    closed = hears("/close")
    one = "action item !1: One · Ana · due Fri 27 Nov, in 3 days"
    assert f"goes on: {one}, carried ×1" in closed
    hold()("/close")
    said = hold()("/not")
    assert said[0].startswith("not taken: !1 was carried ×3, so somebody has to choose: /done 1, ")


def test_the_promise_that_is_up_is_asked_for_once_while_others_change(hold):
    hears = hold()
    hears("! One @Ana due:fri", "! Two @Ben due:fri", "! Three @Ana due:fri", "/close")
    hears = hold()
    assert hears("/done 2") == ["done: action item !2: Two · Ben · due Fri 27 Nov, in 3 days"]
    assert hears("/not")[1:] == ["!3 Three: /done or /not?"]
