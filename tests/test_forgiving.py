"""The forgiving clock: every step taken back after quitting, and the night when clocks are set."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from meetingtui.agenda.model import Agenda, First, Overrun, Segment, SegmentKind, Team
from meetingtui.agenda.plan import Slot
from meetingtui.clock import ManualClock
from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import Meeting
from meetingtui.opening import open_meeting
from meetingtui.plain import PlainFace
from meetingtui.resuming import resume_meeting
from meetingtui.store.tiny import TinyStore

KIND = SegmentKind
MINUTE = timedelta(minutes=1)


def agenda(**changes):
    fields = {
        "version": 1,
        "id": "weekly",
        "title": "Weekly",
        "length": 60 * MINUTE,
        "first": First.LISTED,
        "overrun": Overrun.CARRY,
        "teams": (Team("Sales", ("Ana", "Ben")), Team("Marketing", ("Dana", "Eve"))),
        "segments": (
            Segment(kind=KIND.ROUND, id="round", title="Round", per_person=MINUTE),
            Segment(kind=KIND.WINS, id="wins", title="Wins", per_team=5 * MINUTE),
            Segment(kind=KIND.EXCHANGE, id="exchange", title="Exchange", time=5 * MINUTE),
            Segment(kind=KIND.BUFFER, id="buffer", title="Buffer", time=3 * MINUTE),
            Segment(kind=KIND.CLOSE, id="close", title="Close", time=5 * MINUTE),
        ),
        **changes,
    }
    return Agenda(**fields)


ROUND = (
    ask.Next(), ask.MarkAbsent("Ben"), ask.Capture("! Send it @Ana"), ask.Later(), ask.Pass(),
    ask.MoveSlot(5), ask.Goto(3), ask.Extend(), ask.Pause(), ask.Resume(), ask.Began(MINUTE),
    ask.UseBuffer(), ask.ParkTopic(), ask.Refit(), ask.Capture("a win"), ask.Skip(),
    ask.MarkPresent("Ben"), ask.Rate("Sales", 9), ask.Goto(2), ask.Boundary(-MINUTE / 2),
)  # fmt: skip


def lasting(meeting):
    """Return what a meeting is, without what could be redone."""
    return replace(meeting, undone=())


def test_a_hundred_steps_are_taken_back_and_done_again_across_a_quit(tmp_path):
    clock = ManualClock(datetime(2026, 11, 24, 10, tzinfo=UTC))
    store = TinyStore(tmp_path / "library.json")
    runner = open_meeting(store, clock, agenda())
    states = [runner.state]
    while len(states) <= 100:
        for command in ROUND:
            clock.advance(timedelta(seconds=40))
            if type(command) in runner.allowed():
                try_to(runner, command)
                if runner.state is not states[-1]:
                    states.append(runner.state)
    for at, state in enumerate(reversed(states[:-1])):
        if at == 50:
            store.close()
            store = TinyStore(tmp_path / "library.json")
            runner = resume_meeting(store, clock, store.get(Meeting, runner.state.meeting.id))
        runner.do(ask.Undo())
        assert lasting(runner.state.meeting) == lasting(state.meeting)
        assert (runner.state.notes, runner.state.actions) == (state.notes, state.actions)
    for _ in states[1:]:
        runner.do(ask.Redo())
    assert lasting(runner.state.meeting) == lasting(states[-1].meeting)
    assert runner.state.notes == states[-1].notes
    store.close()


def try_to(runner, command):
    from meetingtui.errors import Refused

    try:
        runner.do(command)
    except Refused:
        return


def test_summer_time_ends_in_the_middle_of_a_meeting(tmp_path):
    zone = ZoneInfo("Europe/Zurich")
    clock = ManualClock(datetime(2026, 10, 25, 2, 30, tzinfo=zone), zone)
    runner = open_meeting(TinyStore(tmp_path / "library.json"), clock, agenda(overrun=Overrun.NONE))
    runner.do(ask.Next())
    ends_at = runner.status().ends_at
    clock.advance(45 * MINUTE)
    assert clock.now().astimezone(zone).strftime("%H:%M") == "02:15"
    assert runner.status().elapsed == 45 * MINUTE
    assert runner.status().drift == 41 * MINUTE
    assert runner.status().ends_at == ends_at + 41 * MINUTE


def test_summer_time_begins_before_a_fixed_end(tmp_path):
    zone = ZoneInfo("Europe/Zurich")
    clock = ManualClock(datetime(2026, 3, 29, 1, 50, tzinfo=zone), zone)
    fixed = Segment(kind=KIND.BREAK, id="break", title="Break", time=MINUTE, ends_at=time(3, 10))
    talk = Segment(kind=KIND.DISCUSSION, id="talk", title="Talk", time=5 * MINUTE)
    plan = agenda(segments=(talk, fixed, talk))
    runner = open_meeting(TinyStore(tmp_path / "library.json"), clock, plan)
    slots: tuple[Slot, ...] = runner.state.meeting.slots
    assert slots[1].length == 15 * MINUTE
    runner.do(ask.Next())
    clock.advance(25 * MINUTE)
    assert runner.status().drift == 5 * MINUTE


def test_a_late_start_and_what_is_owed_are_said_once_in_lines(tmp_path):
    clock = ManualClock(datetime(2026, 11, 24, 10, tzinfo=UTC), UTC)
    store = TinyStore(tmp_path / "library.json")
    runner = open_meeting(store, clock, agenda())
    runner.do(ask.Goto(2))
    clock.advance(7 * MINUTE)
    runner.do(ask.Close())
    clock.advance(7 * 24 * 60 * MINUTE)
    said = []
    runner = open_meeting(store, clock, agenda(), starts_at=clock.now())
    clock.advance(3 * MINUTE)
    face = PlainFace(runner, said.append)
    face.greet()
    taken = "Sales owes 2:00 from earlier meetings: Wins 5:00→3:00; to Buffer 3:00→5:00"
    assert f"{taken}; /forgive lets it go" in said
    said.clear()
    face.take("/next")
    assert said == [
        "slot 1 of 6: Round, 4m",
        "Ben speaks, 1:00 left; next Eve, then Ana, Dana",
        "started 3m late; /refit (ends 10:34, Buffer 5:00→2:00)",
    ]
    store.close()
