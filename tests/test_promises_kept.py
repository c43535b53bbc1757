"""What was settled between two meetings: told in the next, and counted alike wherever it is."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from msgspec.structs import replace
from small import AGENDA, TEN

from meetingtui.clock import ManualClock
from meetingtui.followup.insights_model import Stretch
from meetingtui.followup.insights_promises import kept
from meetingtui.followup.promises import settle
from meetingtui.meeting import commands as ask
from meetingtui.meeting.brought import brought_now, settled_now
from meetingtui.meeting.figures import Part, figures_of
from meetingtui.meeting.model import Action, ActionState, Changes, Meeting
from meetingtui.meeting.promise_rules import promise_up
from meetingtui.opening import open_meeting
from meetingtui.reports.minutes import minutes_of
from meetingtui.reports.tell_promises import tell_promises
from meetingtui.resuming import state_of
from meetingtui.store.memory import MemoryStore
from meetingtui.voice import Voice

WEEK = timedelta(days=7)


@pytest.fixture
def clock():
    return ManualClock(TEN, UTC)


@pytest.fixture(params=["", "Pacific/Kiritimati"])
def agenda(request):
    """The agenda of this machine's zone, and of one in which it is tomorrow already."""
    return replace(AGENDA, zone=request.param)


@pytest.fixture
def store(clock, agenda):
    """Return a store with a meeting of last week; of its five promises three were settled since."""
    store = MemoryStore()
    first = open_meeting(store, clock, agenda)
    first.do(ask.Next())
    for text in ("done", "dropped", "early", "open", "far"):
        due = "2027-01-01" if text in ("early", "far") else first.today + WEEK
        first.do(ask.Capture(f"! {text} @Ana due:{due}"))
    clock.advance(timedelta(minutes=20))
    first.do(ask.Close())
    clock.advance(timedelta(days=2))
    for number, to in ((1, ActionState.DONE), (2, ActionState.DROPPED), (3, ActionState.DONE)):
        action = store.find(Action)[number - 1]
        store.commit(Changes((settle(action, to, clock.now(), "no time"),)))
    clock.advance(WEEK - timedelta(days=2, minutes=20))
    return store


def texts(items):
    return [item.document.text for item in items]


def test_they_come_along_and_nobody_is_asked_about_them(store, clock, agenda):
    runner = open_meeting(store, clock, agenda)
    assert texts(settled_now(runner.state)) == ["done", "dropped", "early"]
    said: list[str] = []
    voice = Voice(runner, said.append)
    voice.brought()
    assert [line.partition(" · ")[0] for line in said] == [
        "action item !4: open", "action item !5: far", "done: action item !1: done",
        "dropped: action item !2: dropped", "done: action item !3: early",
    ]  # fmt: skip
    assert said[2].endswith("since the last meeting")
    runner.subscribe(voice.fact)
    said.clear()
    runner.do(ask.Next())
    assert [line.partition(":")[0] for line in said[:4]] == [
        "slot 1 of 4", "done", "dropped", "done",
    ]  # fmt: skip
    assert promise_up(runner.state).text == "open"
    runner.do(ask.Next())
    assert settled_now(runner.state) == ()
    runner.do(ask.Close())
    assert settled_now(runner.state) == ()


def test_what_is_reopened_in_the_meeting_is_up_again(store, clock, agenda):
    runner = open_meeting(store, clock, agenda)
    runner.do(ask.Next())
    runner.do(ask.Reopen(ask.Ref(1, action=True)))
    assert "done" in texts(brought_now(runner.state))
    assert texts(settled_now(runner.state)) == ["dropped", "early"]


def test_the_close_the_minutes_and_the_trend_count_them_alike(store, clock, agenda):
    runner = open_meeting(store, clock, agenda)
    runner.do(ask.Next())
    at_close = figures_of(runner.state, clock.now(), UTC).kept
    assert at_close == Part(2, 3)
    runner.do(ask.Close())
    clock.advance(WEEK)
    store.commit(Changes((settle(store.find(Action)[3], ActionState.DONE, clock.now()),)))
    meetings = tuple(store.find(Meeting))
    minutes = minutes_of(state_of(store, meetings[-1]), UTC)
    assert minutes.figures.kept == at_close
    told = str(tell_promises(minutes))
    assert "Of 3 promises due or done since " in told
    assert ", 2 were kept." in told
    assert (told.count("'Kept'"), told.count("'Missed'")) == (2, 1)
    assert "since the last meeting" in str(tell_promises(minutes))
    stretch = Stretch(
        meetings=meetings, actions=tuple(store.find(Action)), today=runner.today, zone=UTC
    )
    assert kept(stretch).told == "67%: 2 of 3"
    third = open_meeting(store, clock, agenda)
    assert texts(settled_now(third.state)) == ["open"]
    third.do(ask.Next())
    assert figures_of(third.state, clock.now(), UTC).kept == Part(0, 0)


def test_a_roll_call_that_goes_on_keeps_them(store, clock, agenda):
    open_meeting(store, clock, agenda).do(ask.MarkAbsent("Ben"))
    again = open_meeting(store, clock, agenda)
    again.do(ask.Done(4))
    once_more = open_meeting(store, clock, agenda)
    assert texts(settled_now(once_more.state)) == ["done", "dropped", "early", "open"]


def test_a_meeting_past_midnight_judges_by_the_day_on_which_it_began(store, clock, agenda):
    runner = open_meeting(store, clock, agenda)
    tomorrow = runner.today + WEEK + timedelta(days=1)
    runner.do(ask.Capture(f"! tomorrow @Ana due:{tomorrow}"))
    runner.do(ask.Next())
    runner.do(ask.Close())
    clock.advance(WEEK)
    late = open_meeting(store, clock, agenda)
    late.do(ask.Next())
    clock.advance(timedelta(days=1))
    assert late.today == tomorrow
    so_far = figures_of(late.state, clock.now(), UTC).kept
    late.do(ask.Close())
    assert minutes_of(state_of(store, late.state.meeting), UTC).figures.kept == so_far
    assert so_far == Part(0, 0)
