"""The plain face: a whole meeting in lines, on a clock that moves only when it is told to."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team
from meetingtui.clock import ManualClock, SystemClock
from meetingtui.errors import StoreError
from meetingtui.opening import open_meeting
from meetingtui.plain import PlainFace, hold
from meetingtui.resuming import resume_meeting, unfinished
from meetingtui.runner import NOTHING
from meetingtui.store.memory import MemoryStore
from meetingtui.voice import Voice

TEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def minutes(count):
    return timedelta(minutes=count)


AGENDA = Agenda(
    version=1,
    id="weekly",
    title="Weekly",
    purpose="One plan.",
    length=minutes(20),
    norms=("Say it once",),
    teams=(Team("Sales", ("Ana", "Ben")), Team("Marketing")),
    segments=(
        Segment(kind=SegmentKind.REVIEW, id="review", title="Review", time=minutes(5)),
        Segment(
            kind=SegmentKind.WINS, id="wins", title="Wins", per_team=minutes(5), prompt="What won?"
        ),
        Segment(kind=SegmentKind.BUFFER, id="buffer", title="Buffer", time=minutes(2)),
        Segment(kind=SegmentKind.CLOSE, id="close", title="Close", time=minutes(3)),
    ),
)


class Room:
    """A plain meeting and everything that it has said."""

    def __init__(self, store=None, clock=None, keeping=NOTHING, resume=False, **options):
        self.said = []
        self.store = store or MemoryStore()
        self.clock = clock or ManualClock(TEN, UTC)
        self.runner = (
            resume_meeting(self.store, self.clock, unfinished(self.store)[-1])
            if resume
            else open_meeting(self.store, self.clock, AGENDA, keeping=keeping)
        )
        self.face = PlainFace(self.runner, self.said.append, **options)

    def hears(self, *lines):
        """Say the lines; return what was said since."""
        self.said.clear()
        for line in lines:
            self.face.take(line)
        return list(self.said)


@pytest.fixture
def room():
    return Room()


@pytest.fixture
def running(room):
    room.hears("/start")
    return room


def test_the_meeting_introduces_itself(room):
    room.face.greet()
    assert room.said == [
        "Weekly",
        "One plan.",
        "Sales: Ana, Ben",
        "Marketing: nobody listed",
        "norm: Say it once",
        "5 slots, 20m; /absent NAME marks who is missing, /start begins",
    ]


def test_a_resumed_meeting_says_where_it_stands(running):
    running.clock.advance(minutes(1))
    again = Room(running.store, running.clock, resume=True)
    again.face.greet()
    assert again.said == [
        "Weekly, resumed",
        (
            "slot 1 of 5: Review, 4:00 left; on time, ends 10:20; "
            "Sales 0:00 of 5:00, Marketing 0:00 of 5:00"
        ),
    ]


def test_a_slot_opens_with_its_prompt_and_takes_its_own_kind(running):
    assert running.hears("/next", "Closed Acme", "", "   ") == [
        "slot 2 of 5: Sales · Wins, 5m",
        "What won?",
        "Ana first, then Ben",
        "saved: win 1 (Sales): Closed Acme",
    ]


def test_what_cannot_be_done_is_said_with_what_was_typed(running):
    assert running.hears("/back", "! x due:someday") == [
        "not taken: this is the first slot: there is none to go back to · you typed: /back",
        running.said[1],
    ]
    assert running.said[1].startswith("not taken: ")
    assert running.said[1].endswith("· you typed: ! x due:someday")


def test_waiting_hears_every_warning_at_its_instant(running):
    *warned, zero, over, at = running.hears("/wait 6m30s")
    assert (*warned, at) == ("Review: 1:30 left", "Review: 1:00 left", "it is 10:06:30")
    prices = "/extend 2m (ends 10:20, Buffer 2:00→0:00), /buffer (2:00 left)"
    assert zero == f"Review: time is up; {prices}, /park, /next (Sales · Wins)"
    assert over.startswith("Review: over by 1:00; /extend 2m (ends 10:20, Buffer 2:00→0:00, 1m")


def test_the_same_choices_are_said_once(running):
    *_, over, later, last, _ = running.hears("/wait 10m")
    assert "/refit" in over
    assert (later, last) == ("Review: over by 2:00", "Review: over by 4:00")
    running.hears("/extend 2m")
    assert any("/extend 1m" in line for line in running.hears("/wait 3m"))


def test_the_clock_speaks_up_once_by_itself(running):
    running.clock.advance(minutes(4.5))
    running.said.clear()
    running.face.tick()
    running.face.tick()
    assert running.said == ["Review: 0:30 left"]


def test_a_slot_found_to_be_over_says_so_at_once(running):
    running.hears("/wait 6m", "/next", "/wait 30s")
    began, over = running.hears("/began 6m ago")
    assert began == "the slot began at 10:00:30"
    assert over.startswith(
        "Sales · Wins: over by 1:00; /extend 2m (ends 10:18), /buffer (1:00 from now"
    )


def test_a_change_of_slot_silences_the_slot_before(running):
    running.clock.advance(minutes(5.5))
    assert running.hears("/next")[-3:-1] == ["slot 2 of 5: Sales · Wins, 5m", "What won?"]
    running.said.clear()
    running.face.tick()
    assert running.said == []


def test_the_clock_has_nothing_to_say_while_no_slot_is_open(room):
    Voice(room.runner, room.said.append).clock(room.clock.now())
    assert room.said == []


def test_the_real_clock_cannot_be_moved(running):
    running.runner.clock = SystemClock()
    assert "is real · you typed: /wait 5m" in running.hears("/wait 5m")[-1]


def test_trouble_with_the_store_is_said_once(running, monkeypatch):
    def lost():
        raise StoreError("the store is gone")

    monkeypatch.setattr(running.store, "follow", lost)
    running.said.clear()
    running.face.tick()
    running.face.tick()
    assert running.said == ["the store is gone"]


def test_lists_and_status_on_demand(running):
    running.hears("one", "! Send it @Ana due:fri", "/pause")
    assert running.hears("/notes", "/actions", "/status") == [
        "note 1: one",
        "action item !1: Send it · Ana · due Fri 27 Nov, in 3 days",
        (
            "slot 1 of 5: Review, 5:00 left, paused; on time, ends 10:20; "
            "Sales 0:00 of 5:00, Marketing 0:00 of 5:00"
        ),
    ]
    assert "slots and clock: /next" in running.hears("/help")[0]
    assert running.hears("/help next") == ["/next: open the next slot"]


def test_lists_leave_out_what_is_settled_and_say_when_they_are_empty(running):
    running.hears("one", "/drop 1", "! Send it @Ana", "/done 1")
    assert running.hears("/notes", "/actions") == [
        "there are no notes yet",
        "no action item is open",
    ]


def test_status_before_the_start(room):
    assert room.hears("/status") == ["planned; Sales 0:00 of 5:00, Marketing 0:00 of 5:00"]


def test_the_next_meeting_says_what_it_brings_where_it_belongs(running):
    running.hears("! Send it @Ana due:fri", "? @Marketing When", "/close")
    second = Room(running.store, running.clock)
    second.face.greet()
    promise = "action item !1: Send it · Ana · due Fri 27 Nov, in 3 days, carried ×1"
    assert promise in second.said
    assert second.hears("/start") == [
        "slot 1 of 5: Review, 5m",
        promise,
        "question 1 (to Marketing): When, carried ×1",
        "!1 Send it: /done or /not?",
    ]
    assert second.hears("/done 1", "/answer 1 soon") == [
        "done: action item !1: Send it · Ana · due Fri 27 Nov, in 3 days",
        "answered: question 1 (to Marketing): When → soon",
    ]


def test_quitting_leaves_the_meeting_to_be_resumed(running):
    assert not running.face.take("/quit")
    running.said.clear()
    running.face.leave()
    assert running.said == ["the meeting is not closed; `meetingtui resume` goes on with it"]
    running.hears("/close", "/rate Sales 9", "/rate Marketing 9")
    running.said.clear()
    running.face.leave()
    assert running.said == []


def test_a_whole_meeting_from_a_script(room):
    hold(room.face, ["/start\n", "hello\n", "/quit\n", "never read\n"])
    assert room.said[-1] == "the meeting is not closed; `meetingtui resume` goes on with it"
    assert "saved: note 1: hello" in room.said
    assert not any("never read" in line for line in room.said)


def test_the_end_of_input_leaves_the_meeting_unfinished(room):
    hold(room.face, ["/start\n"])
    assert room.said[-1] == "the meeting is not closed; `meetingtui resume` goes on with it"


def test_each_line_of_json_has_the_clock():
    room = Room(as_json=True)
    room.hears("/start")
    room.clock.advance(minutes(6))
    first, second = (json.loads(line) for line in room.hears("Closed Acme"))
    assert first["event"] == "zero"
    assert [choice["word"] for choice in first["choices"][-2:]] == ["/park", "/next"]
    assert {"slot": "buffer", "from_s": 120, "to_s": 0} in first["choices"][0]["pays"]
    assert first["choices"][0]["ends_at"] == "2026-11-24T10:20:00Z"
    assert "pays" not in first["choices"][-1]
    assert second == {
        "event": "note_taken",
        "text": "saved: note 1: Closed Acme",
        "slot": "review",
        "remaining_s": -60,
        "drift_s": 60,
        "ends_at": "2026-11-24T10:21:00Z",
        "airtime_s": {"Sales": 0, "Marketing": 0},
        "id": second["id"],
        "number": 1,
        "note": "Closed Acme",
    }


@pytest.mark.parametrize(
    "line", ["\x1b]0;title\x07x", "[/]", "<b>", "\u202etxt", "é".encode().decode("latin-1")]
)
def test_no_text_steers_the_terminal(running, line):
    for said in running.hears(line, "/" + line):
        assert said.isprintable() or "\N{REPLACEMENT CHARACTER}" in said
        assert "\x1b" not in said
        assert "\u202e" not in said


def test_what_is_asked_is_answered_in_any_words(room):
    room.hears("/start", "~ New deck", "all reps", "fri", "", "Send it", "+ Acme")
    (deck, win) = room.runner.state.notes.values()
    assert (deck.preview.audience, deck.preview.offer) == ("all reps", "Send it")
    assert win.text == "Acme"


def test_older_promises_are_asked_for_when_nothing_else_is(room):
    said = room.hears("/start", "! First", "! Second", "")
    assert said[-1] == "!1: who takes it? a name; an empty line passes, a sign makes it a note"
    assert room.hears("Lee") == ["saved: note 1: Lee"]
    assert room.hears("Ana") == ["!1: Ana takes it"]
    assert room.hears("! Third", "Lee")[-1] == "!3: Lee takes it, new here"
