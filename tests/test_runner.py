"""The runner: saved before told, refused without a trace, and in step with other processes."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from small import AGENDA, TEN, held

from meetingtui.clock import ManualClock
from meetingtui.errors import (
    ChangedMeanwhile,
    MeetingtuiError,
    Refused,
    StoreError,
)
from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import (
    Meeting,
    MeetingState,
    Note,
)
from meetingtui.opening import open_meeting
from meetingtui.resuming import resume_meeting
from meetingtui.runner import Keeping
from meetingtui.store.memory import MemoryStore


@pytest.fixture
def clock():
    return ManualClock(TEN, UTC)


@pytest.fixture
def store():
    return MemoryStore()


def test_a_meeting_that_nobody_used_leaves_no_trace(store, clock):
    open_meeting(store, clock, AGENDA)
    assert store.find(Meeting) == []


def test_the_first_change_stores_the_meeting_with_it(store, clock):
    runner = held(store, clock, ask.Capture("Dana is late"))
    assert store.get(Meeting, runner.state.meeting.id) == runner.state.meeting
    assert [note.text for note in store.find(Note)] == ["Dana is late"]


def test_listeners_hear_of_facts_once_they_are_stored(store, clock):
    runner = open_meeting(store, clock, AGENDA)
    heard = []
    end = runner.subscribe(lambda fact: heard.append((fact, len(store.find(Note)))))
    (fact,) = runner.do(ask.Capture("hello"))
    assert heard == [(fact, 1)]
    assert runner.tell(fact) == "saved: note 1: hello"
    end()
    runner.do(ask.Next())
    assert len(heard) == 1


def test_a_refused_command_changes_nothing(store, clock):
    runner = held(store, clock, ask.Next())
    before = runner.state
    with pytest.raises(Refused):
        runner.do(ask.Back())
    assert runner.state == before


def test_what_could_not_be_saved_did_not_happen(store, clock, monkeypatch):
    runner = held(store, clock, ask.Next())
    before = runner.state

    def full(changes):
        raise StoreError("the disk is full")

    monkeypatch.setattr(store, "commit", full)
    with pytest.raises(StoreError):
        runner.do(ask.Capture("hello"))
    assert runner.state == before


def test_the_runner_asks_the_clock_and_the_rules(store, clock):
    runner = held(store, clock, ask.Next())
    assert runner.status().elapsed == timedelta(minutes=1)
    assert ask.Back not in runner.allowed()
    assert runner.today.isoformat() == "2026-11-24"


def test_what_others_change_while_a_command_is_decided_is_taken_in_first(store, clock, monkeypatch):
    runner = held(store, clock, ask.Next())
    commit, tries = store.commit, []

    def meanwhile(changes):
        tries.append(changes)
        if len(tries) == 1:
            raise ChangedMeanwhile("the meeting was changed elsewhere meanwhile")
        return commit(changes)

    monkeypatch.setattr(store, "commit", meanwhile)
    runner.do(ask.Next())
    assert len(tries) == 2
    assert runner.status().slot == 1


def test_the_close_writes_the_minutes_and_a_later_rating_writes_them_again(store, clock, tmp_path):
    runner = open_meeting(store, clock, AGENDA, keeping=Keeping(tmp_path))
    runner.do(ask.Next())
    assert runner.minutes_path is None
    runner.do(ask.Close())
    runner.do(ask.Rate("Sales", 9))
    assert list(tmp_path.iterdir()) == [runner.minutes_path]
    assert "9" in runner.minutes_path.read_text("utf-8")


def test_minutes_go_when_the_meeting_is_opened_again(store, clock, tmp_path):
    runner = open_meeting(store, clock, AGENDA, keeping=Keeping(tmp_path))
    runner.do(ask.Next())
    runner.do(ask.Close())
    runner.do(ask.Undo())
    assert runner.minutes_path is None
    assert list(tmp_path.iterdir()) == []


def test_parting_says_how_the_meeting_goes_on(store, clock):
    runner = open_meeting(store, clock, AGENDA)
    assert runner.parting() == ""
    runner.do(ask.MarkAbsent("Ben"))
    assert runner.parting() == "the roll call is kept; `meetingtui run weekly` goes on with it"
    runner.do(ask.Next())
    assert "`meetingtui resume` goes on" in runner.parting()
    runner.do(ask.Close())
    assert runner.parting() == ""


def test_minutes_that_cannot_be_written_do_not_undo_the_close(store, clock, tmp_path):
    (tmp_path / "minutes").write_text("in the way")
    runner = open_meeting(store, clock, AGENDA, keeping=Keeping(tmp_path / "minutes"))
    runner.do(ask.Next())
    heard = []
    runner.subscribe(heard.append)
    with pytest.raises(MeetingtuiError, match="export last"):
        runner.do(ask.Close())
    assert runner.state.meeting.state is MeetingState.CLOSED
    assert store.find(Meeting) == [runner.state.meeting]
    assert len(heard) == 1


def test_a_copy_of_the_store_is_kept_once_at_each_close(store, clock):
    kept = []
    copying = Keeping(backup=lambda: kept.append(runner.state.meeting.state))
    runner = open_meeting(store, clock, AGENDA, keeping=copying)
    runner.do(ask.Next())
    assert kept == []
    runner.do(ask.Close())
    runner.do(ask.Rate("Sales", 9))
    assert kept == [MeetingState.CLOSED]
    runner.do(ask.Undo())
    runner.do(ask.Undo())
    runner.do(ask.Close())
    assert len(kept) == 2


def test_a_copy_that_cannot_be_kept_does_not_undo_the_close(store, clock):
    def full():
        raise StoreError("no backup was made: the disk is full")

    runner = open_meeting(store, clock, AGENDA, keeping=Keeping(backup=full))
    runner.do(ask.Next())
    with pytest.raises(StoreError, match="no backup"):
        runner.do(ask.Close())
    resumed = resume_meeting(store, clock, runner.state.meeting, keeping=Keeping(backup=full))
    assert resumed.state.meeting.state is MeetingState.CLOSED


def test_where_minutes_cannot_be_written_a_copy_is_kept_all_the_same(store, clock, tmp_path):
    (tmp_path / "minutes").write_text("in the way")
    kept = []
    keeping = Keeping(tmp_path / "minutes", lambda: kept.append("copy"))
    runner = open_meeting(store, clock, AGENDA, keeping=keeping)
    runner.do(ask.Next())
    with pytest.raises(MeetingtuiError, match="minutes could not be written"):
        runner.do(ask.Close())
    assert kept == ["copy"]


def test_all_that_cannot_be_kept_is_told(store, clock, tmp_path):
    def full():
        raise StoreError("no backup was made: the disk is full")

    (tmp_path / "minutes").write_text("in the way")
    runner = open_meeting(store, clock, AGENDA, keeping=Keeping(tmp_path / "minutes", full))
    runner.do(ask.Next())
    with pytest.raises(
        MeetingtuiError, match=r"minutes could not be written.*; no backup was made"
    ):
        runner.do(ask.Close())
