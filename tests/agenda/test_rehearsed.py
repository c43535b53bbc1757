"""Every shipped agenda, held from the roll call to the close on a clock that obeys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from meetingtui.agenda.load import load_agenda
from meetingtui.agenda.model import SegmentKind
from meetingtui.clock import ManualClock
from meetingtui.meeting import commands as ask
from meetingtui.meeting.course import course_of
from meetingtui.meeting.model import Meeting, MeetingState, NoteState
from meetingtui.meeting.timing import held_slots
from meetingtui.opening import open_meeting
from meetingtui.runner import Keeping
from meetingtui.store.memory import MemoryStore

AGENDAS = sorted((Path(__file__).parents[2] / "agendas").glob("*.yaml"))
TEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize("path", AGENDAS, ids=lambda path: path.stem)
def test_a_shipped_agenda_is_held_from_start_to_close(path: Path, tmp_path: Path) -> None:
    agenda, _ = load_agenda(path)
    store, clock = MemoryStore(), ManualClock(TEN, UTC)
    runner = open_meeting(store, clock, agenda, facilitator="Ana", keeping=Keeping(tmp_path))
    slots = runner.state.meeting.slots
    for number, slot in enumerate(slots, start=1):
        runner.do(ask.Goto(number))
        runner.do(ask.Capture(f"said in {slot.label}"))
        clock.advance(slot.length)
        assert runner.status().remaining == timedelta(0)
        assert runner.status().drift == timedelta(0)
    runner.do(ask.MarkAbsent("Chidi"))
    runner.do(ask.Capture("! Send the list @Ana due:fri"))
    for team in agenda.teams:
        runner.do(ask.Rate(team.name, 9))
    runner.do(ask.Close())
    meeting = runner.state.meeting
    assert meeting.state is MeetingState.CLOSED
    assert course_of(meeting).closed_at == TEN + agenda.length
    assert [held.length for held in held_slots(meeting)] == [slot.length for slot in slots]
    assert store.get(Meeting, meeting.id) == meeting
    assert runner.minutes_path is not None
    assert f"said in {slots[-1].label}" in runner.minutes_path.read_text()


@pytest.mark.parametrize("path", AGENDAS, ids=lambda path: path.stem)
def test_what_it_leaves_open_comes_back(path: Path) -> None:
    agenda, _ = load_agenda(path)
    store, clock = MemoryStore(), ManualClock(TEN, UTC)
    runner = open_meeting(store, clock, agenda)
    runner.do(ask.Next())
    asking = next(
        number
        for number, slot in enumerate(runner.state.meeting.slots, start=1)
        if slot.kind is SegmentKind.QUESTIONS
    )
    runner.do(ask.Goto(asking))
    runner.do(ask.Capture("Who owns this?"))
    runner.do(ask.Close())
    clock.advance(timedelta(days=7))
    following = open_meeting(store, clock, agenda).state
    assert [note.state for note in following.notes.values()] == [NoteState.OPEN]
