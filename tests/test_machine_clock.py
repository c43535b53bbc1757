"""The clock of a machine that sleeps, is set, and is started again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from meetingtui import clock
from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team
from meetingtui.clock import Anchor, Reading, Slept, Stepped, SystemClock, read_machine
from meetingtui.errors import Refused
from meetingtui.following import Follower
from meetingtui.meeting import commands as ask
from meetingtui.meeting.commands import Goto
from meetingtui.meeting.course import course_of
from meetingtui.opening import open_meeting
from meetingtui.resuming import resume_meeting
from meetingtui.store.memory import MemoryStore
from meetingtui.store.tiny import TinyStore

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
AGENDA = Agenda(
    version=1,
    id="weekly",
    title="Weekly",
    length=timedelta(minutes=20),
    teams=(Team("Sales"), Team("Marketing")),
    segments=(
        Segment(kind=SegmentKind.DISCUSSION, id="talk", title="Talk", time=timedelta(minutes=60)),
        Segment(kind=SegmentKind.CLOSE, id="close", title="Close", time=timedelta(minutes=5)),
    ),
)


@dataclass
class Machine:
    """A machine whose clocks are moved by hand."""

    wall: datetime = NINE
    boot: float = 1000.0
    awake: float = 900.0
    boot_id: str = "first"

    def __call__(self) -> Reading:
        return Reading(self.wall, self.boot, self.awake, self.boot_id)

    def works(self, minutes: float) -> None:
        self.sleeps(minutes)
        self.awake += minutes * 60

    def sleeps(self, minutes: float) -> None:
        self.wall += timedelta(minutes=minutes)
        self.boot += minutes * 60

    def is_set(self, minutes: float) -> None:
        self.wall += timedelta(minutes=minutes)

    def restarts(self, minutes: float) -> None:
        self.wall += timedelta(minutes=minutes)
        self.boot, self.awake, self.boot_id = 10.0, 10.0, "second"


@pytest.fixture
def machine():
    return Machine()


@pytest.fixture
def store(tmp_path):
    return TinyStore(tmp_path / "library.json")


@pytest.fixture
def meeting(machine, store):
    """A meeting that has run for five minutes."""
    runner = open_meeting(store, SystemClock(machine), AGENDA)
    runner.do(ask.Next())
    machine.works(5)
    assert not runner.follow()
    return runner


def elapsed(runner):
    return runner.status().elapsed / timedelta(minutes=1)


def test_this_machine_can_be_read():
    first, second = read_machine(), read_machine()
    assert first.wall.tzinfo is UTC
    assert second.boot >= first.boot
    assert second.awake >= first.awake
    assert first.boot_id == second.boot_id


def test_sleep_counts_and_is_told_and_can_be_left_out(meeting, machine):
    machine.sleeps(12)
    assert elapsed(meeting) == 17
    told = []
    meeting.subscribe(lambda fact: told.append(meeting.tell(fact)))
    assert meeting.follow()
    assert not meeting.follow()
    assert ask.LeaveOutSleep in meeting.allowed()
    meeting.do(ask.LeaveOutSleep())
    assert elapsed(meeting) == 5
    assert told == [
        "the machine slept for 12m, which counts; /asleep leaves it out",
        "left out: 12m of sleep",
    ]
    assert ask.LeaveOutSleep not in meeting.allowed()
    with pytest.raises(Refused, match="not slept"):
        meeting.do(ask.LeaveOutSleep())
    meeting.do(ask.Undo())
    assert elapsed(meeting) == 17


def test_left_out_sleep_is_a_pause_even_when_told_while_the_clock_stands(meeting, machine):
    machine.sleeps(12)
    meeting.follow()
    meeting.do(ask.Pause())
    meeting.do(ask.LeaveOutSleep())
    machine.works(3)
    assert elapsed(meeting) == 5
    meeting.do(ask.Resume())
    machine.works(1)
    assert elapsed(meeting) == 6


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (60, "the machine's clock was set forward by 1h"),
        (-60, "the machine's clock was set back by 1h"),
    ],
)
def test_setting_the_wall_clock_is_told_and_moves_nothing(meeting, machine, minutes, told):
    heard = []
    meeting.subscribe(lambda fact: heard.append(meeting.tell(fact)))
    machine.is_set(minutes)
    assert elapsed(meeting) == 5
    assert meeting.follow()
    assert heard == [f"{told}; the meeting's clock was not; /adopt takes it over"]


def test_small_disturbances_are_not_worth_a_word(machine):
    clock = SystemClock(machine)
    machine.sleeps(0.05)
    machine.is_set(0.02)
    assert clock.disturbances() == ()
    machine.sleeps(1)
    machine.is_set(1)
    slept, stepped = clock.disturbances()
    assert slept == Slept(timedelta(minutes=1))
    assert stepped == Stepped(timedelta(minutes=1), ahead=timedelta(minutes=1.02))


def test_sleep_in_a_pause_or_before_the_start_matters_to_nobody(meeting, machine):
    meeting.do(ask.Pause())
    machine.sleeps(30)
    assert not meeting.follow()
    assert elapsed(meeting) == 5


def test_a_resumed_meeting_goes_on_with_the_same_clock(meeting, machine):
    store = meeting.store
    machine.is_set(60)
    machine.works(2)
    again = resume_meeting(store, SystemClock(machine), meeting.state.meeting)
    assert elapsed(again) == 7
    heard = []
    again.subscribe(lambda fact: heard.append(again.tell(fact)))
    assert again.follow()
    assert len(heard) == 1
    assert heard[0].startswith("the machine's clock was set forward by 1h")


def test_the_new_time_can_be_taken_over(meeting, machine):
    with pytest.raises(Refused, match="was not set"):
        meeting.do(ask.AdoptClock())
    machine.is_set(60)
    meeting.follow()
    assert ask.AdoptClock in meeting.allowed()
    ends_at, started_at = meeting.status().ends_at, meeting.state.meeting.timeline[0].at
    (fact,) = meeting.do(ask.AdoptClock())
    assert meeting.tell(fact) == (
        "the meeting's clock was set forward by 1h; what was timed stays as long"
    )
    assert ask.AdoptClock not in meeting.allowed()
    assert (meeting.clock.now(), elapsed(meeting)) == (machine.wall, 5)
    hour = timedelta(hours=1)
    assert course_of(meeting.state.meeting).started_at == started_at + hour
    assert meeting.status().ends_at == ends_at + hour
    assert not meeting.follow()
    machine.works(3)
    assert elapsed(meeting) == 8
    again = resume_meeting(meeting.store, SystemClock(machine), meeting.state.meeting)
    assert not again.follow()
    assert (again.clock.now(), elapsed(again)) == (machine.wall, 8)
    again.do(ask.Undo())
    assert (again.clock.now(), elapsed(again)) == (machine.wall - hour, 8)
    again.do(ask.Redo())
    assert (again.clock.now(), elapsed(again)) == (machine.wall, 8)


def test_a_second_screen_takes_it_over_too(meeting, machine, store):
    follower = Follower(TinyStore(store.path), new_clock=lambda: SystemClock(machine))
    machine.is_set(-60)
    meeting.follow()
    meeting.do(ask.AdoptClock())
    room = follower.look()
    assert follower.now == machine.wall
    assert room.left == timedelta(minutes=55)


def test_pauses_sleep_and_turns_in_a_round_stay_as_long(meeting, machine):
    meeting.do(ask.Pause())
    machine.works(2)
    meeting.do(ask.Resume())
    machine.sleeps(12)
    meeting.follow()
    machine.is_set(-60)
    meeting.follow()
    meeting.do(ask.AdoptClock())
    assert elapsed(meeting) == 17
    meeting.do(ask.LeaveOutSleep())
    assert elapsed(meeting) == 5
    machine.works(1)
    assert elapsed(meeting) == 6


def test_a_planned_start_is_a_time_of_the_calendar(machine):
    machine.is_set(-60)
    runner = open_meeting(MemoryStore(), SystemClock(machine), AGENDA, starts_at=NINE)
    runner.do(ask.Next())
    machine.is_set(60)
    runner.follow()
    runner.do(ask.AdoptClock())
    assert runner.status().drift == timedelta(0)


def test_after_a_restart_the_wall_clock_is_an_estimate_and_said_to_be(meeting, machine):
    store = meeting.store
    machine.restarts(10)
    again = resume_meeting(store, SystemClock(machine), meeting.state.meeting)
    assert elapsed(again) == 15
    assert again.tell(again.state.meeting.timeline[-1]) == (
        "the machine was restarted: the time since is an estimate; /began corrects it"
    )


def test_after_a_restart_in_a_pause_nothing_needs_estimating(meeting, machine):
    meeting.do(ask.Pause())
    machine.restarts(10)
    again = resume_meeting(meeting.store, SystemClock(machine), meeting.state.meeting)
    assert len(again.state.meeting.timeline) == 2
    assert elapsed(again) == 5


def test_a_machine_that_does_not_say_which_start_it_is_proves_nothing(machine):
    machine.boot_id = ""
    assert not SystemClock(machine).go_on_from(Anchor(NINE, 1000.0, ""))
    assert not SystemClock(machine).go_on_from(None)


def test_the_change_to_winter_time_in_the_middle_changes_nothing(machine):
    machine.wall = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
    runner = open_meeting(MemoryStore(), SystemClock(machine), AGENDA)
    runner.do(Goto(1))
    machine.works(30)
    assert elapsed(runner) == 30
    assert runner.status().remaining == timedelta(minutes=30)


def test_a_system_that_does_not_say_which_start_it_is_has_none(monkeypatch):
    def unknown(path, encoding):
        raise OSError("no such file")

    clock._boot_id.cache_clear()
    with monkeypatch.context() as patched:
        patched.setattr("pathlib.Path.read_text", unknown)
        assert read_machine().boot_id == ""
    clock._boot_id.cache_clear()
