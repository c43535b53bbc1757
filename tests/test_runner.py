"""The runner: saved before told, refused without a trace, and in step with other processes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from meetingtui.agenda.model import Agenda, First, Segment, SegmentKind, Team
from meetingtui.agenda.repeat_text import read_repeat
from meetingtui.clock import ManualClock
from meetingtui.errors import MeetingtuiError, NotFoundError, Refused, StoreError, UsageError
from meetingtui.followup.promises import settle
from meetingtui.meeting import commands as ask
from meetingtui.meeting.commands import Ref
from meetingtui.meeting.model import Action, ActionState, Changes, Meeting, MeetingState, Note
from meetingtui.opening import open_meeting, resume_meeting, state_of, unfinished, usual_start
from meetingtui.store.memory import MemoryStore

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


@pytest.fixture
def clock():
    return ManualClock(TEN, UTC)


@pytest.fixture
def store():
    return MemoryStore()


def held(store, clock, *commands):
    runner = open_meeting(store, clock, AGENDA)
    for command in commands:
        runner.do(command)
        clock.advance(timedelta(minutes=1))
    return runner


def test_a_meeting_knows_the_day_of_the_next(store, clock):
    assert open_meeting(store, clock, AGENDA).state.meeting.next_on is None
    weekly = replace(AGENDA, repeat=read_repeat("weekly on Tuesday at 10:30"))
    assert open_meeting(store, clock, weekly).state.meeting.next_on == date(2026, 12, 1)
    ahead = replace(AGENDA, repeat=read_repeat("daily at 0:30"), zone="Pacific/Auckland")
    assert open_meeting(store, clock, ahead).state.meeting.next_on == date(2026, 11, 25)
    clock.advance(timedelta(hours=2))
    assert open_meeting(store, clock, ahead).state.meeting.next_on == date(2026, 11, 26)


def test_a_meeting_near_its_usual_time_is_due_then(clock):
    assert usual_start(AGENDA, clock) is None
    weekly = replace(AGENDA, repeat=read_repeat("weekly on Tuesday at 11:30"))
    assert usual_start(weekly, clock) == TEN + timedelta(minutes=90)
    abroad = replace(weekly, zone="Europe/Berlin")
    assert usual_start(abroad, clock) == TEN + timedelta(minutes=30)
    assert usual_start(replace(weekly, zone="Asia/Tokyo"), clock) is None


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


def test_promises_kept_in_another_terminal_are_seen(store, clock):
    class TwoWindows(MemoryStore):
        """A store whose other window has written something."""

        pending = Changes()

        def follow(self):
            changes, self.pending = self.pending, Changes()
            return changes

    store = TwoWindows()
    runner = held(store, clock, ask.Next(), ask.Capture("! Send it @Ana"), ask.Capture("hello"))
    (action,) = runner.state.actions.values()
    (note,) = runner.state.notes.values()
    done = settle(action, ActionState.DONE, clock.now())
    foreign = Note(
        id="f" * 24, agenda="other", meeting="m", number=1, kind=note.kind, text="x", taken_at=TEN
    )
    store.pending = Changes((done, foreign, runner.state.meeting))
    assert runner.follow()
    assert list(runner.state.actions.values()) == [done]
    assert list(runner.state.notes.values()) == [note]
    assert not runner.follow()


def test_the_close_writes_the_minutes_and_a_later_rating_writes_them_again(store, clock, tmp_path):
    runner = open_meeting(store, clock, AGENDA, minutes_folder=tmp_path)
    runner.do(ask.Next())
    assert runner.minutes_path is None
    runner.do(ask.Close())
    runner.do(ask.Rate("Sales", 9))
    assert list(tmp_path.iterdir()) == [runner.minutes_path]
    assert "9" in runner.minutes_path.read_text("utf-8")


def test_minutes_that_cannot_be_written_do_not_undo_the_close(store, clock, tmp_path):
    (tmp_path / "minutes").write_text("in the way")
    runner = open_meeting(store, clock, AGENDA, minutes_folder=tmp_path / "minutes")
    runner.do(ask.Next())
    heard = []
    runner.subscribe(heard.append)
    with pytest.raises(MeetingtuiError, match="export last"):
        runner.do(ask.Close())
    assert runner.state.meeting.state is MeetingState.CLOSED
    assert store.find(Meeting) == [runner.state.meeting]
    assert len(heard) == 1


def test_the_next_meeting_starts_from_what_the_last_left_open(store, clock):
    held(
        store, clock, ask.Next(), ask.Capture("! Send it @Ana"), ask.Capture("? When"),
        ask.Capture("& pricing"), ask.Capture("! Done at once @Ana"), ask.Done(2), ask.Close(),
    )  # fmt: skip
    second = held(store, clock, ask.Next(), ask.Close())
    third = open_meeting(store, clock, AGENDA)
    assert [(c.times, c.number) for c in second.state.meeting.carried] == [(1, 0), (1, 1), (1, 2)]
    assert [c.times for c in third.state.meeting.carried] == [2, 2, 2]
    third.do(ask.Answer(1, "Friday"))
    third.do(ask.Done(1))
    assert [a.state for a in store.find(Action)] == [ActionState.DONE, ActionState.DONE]


def test_a_meeting_that_never_started_does_not_count_as_carrying(store, clock):
    held(store, clock, ask.Next(), ask.Capture("! Send it @Ana"), ask.Close())
    held(store, clock, ask.MarkAbsent("Ben"))
    assert [c.times for c in open_meeting(store, clock, AGENDA).state.meeting.carried] == [1]


def test_the_first_team_changes_from_meeting_to_meeting(store, clock):
    first = held(store, clock, ask.Next(), ask.Next(), ask.Close())
    second = open_meeting(store, clock, AGENDA)
    teams = [[s.team for s in r.state.meeting.slots if s.team] for r in (first, second)]
    assert teams == [["Sales", "Marketing"], ["Marketing", "Sales"]]


def test_somebody_can_say_who_goes_first(store, clock):
    runner = open_meeting(store, clock, AGENDA, first="marketing")
    assert runner.state.meeting.slots[1].team == "Marketing"
    with pytest.raises(UsageError, match="no team 'Legal'; the teams are Sales, Marketing"):
        open_meeting(store, clock, AGENDA, first="Legal")


def test_an_unfinished_meeting_goes_on_with_the_true_clock_and_its_undo(store, clock):
    held(store, clock, ask.Next(), ask.Capture("hello"), ask.Capture("! Send it @Ana"))
    clock.advance(timedelta(minutes=2))
    runner = resume_meeting(store, clock)
    assert runner.status().elapsed == timedelta(minutes=5)
    runner.do(ask.Undo())
    runner.do(ask.Undo())
    assert not runner.state.notes
    runner.do(ask.Redo())
    assert [note.text for note in store.find(Note)] == ["hello"]


def test_resume_takes_the_latest_or_the_one_named(store, clock):
    first = held(store, clock, ask.Next()).state.meeting.id
    second = held(store, clock, ask.Next()).state.meeting.id
    assert resume_meeting(store, clock).state.meeting.id == second
    assert resume_meeting(store, clock, first).state.meeting.id == first
    with pytest.raises(NotFoundError, match="no unfinished meeting 'zzz'"):
        resume_meeting(store, clock, "zzz")


def test_a_closed_meeting_is_finished(store, clock):
    runner = held(store, clock, ask.Next(), ask.Close())
    assert unfinished(store, "weekly") == []
    with pytest.raises(NotFoundError, match="no unfinished meeting$"):
        resume_meeting(store, clock)
    state = state_of(store, runner.state.meeting)
    assert state.meeting.state is MeetingState.CLOSED


def test_a_note_of_another_meeting_is_not_in_this_ones_state(store, clock):
    held(store, clock, ask.Next(), ask.Capture("first meeting's"), ask.Close())
    second = held(store, clock, ask.Next(), ask.Capture("second meeting's"))
    assert [note.text for note in second.state.notes.values()] == ["second meeting's"]
    with pytest.raises(Refused):
        second.do(ask.Edit(Ref(2), "x"))
