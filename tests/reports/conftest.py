"""Two weekly meetings in a row: the first leaves much open, the second has a bit of everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from msgspec.structs import replace

from meetingtui.agenda.model import Agenda, First, Segment, SegmentKind, Team
from meetingtui.agenda.plan import Slot
from meetingtui.clock import ManualClock
from meetingtui.meeting import commands as ask
from meetingtui.meeting.facts import Closed, Extended, Rated, Refitted, SlotOpened
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Carried,
    Meeting,
    Note,
    NoteKind,
    NoteState,
    State,
)
from meetingtui.opening import open_meeting
from meetingtui.runner import Runner
from meetingtui.store.memory import MemoryStore

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def segment(kind: SegmentKind, time: float = 0, per_team: float = 0, title: str = "") -> Segment:
    return Segment(
        kind=kind,
        id=str(kind),
        title=title or kind.title(),
        time=minutes(time) if time else None,
        per_team=minutes(per_team) if per_team else None,
    )


AGENDA = Agenda(
    version=1,
    id="sales-marketing-weekly",
    title="Weekly sales and marketing joint meeting",
    purpose="One plan, one pipeline, no surprises.",
    length=minutes(45),
    first=First.LISTED,
    teams=(Team("Sales", ("Ana", "Ben", "Chidi")), Team("Marketing", ("Dana", "Eve"))),
    segments=(
        segment(SegmentKind.OPENING, 2),
        segment(SegmentKind.REVIEW, 5),
        segment(SegmentKind.WINS, per_team=3),
        segment(SegmentKind.PREVIEWS, per_team=4),
        segment(SegmentKind.QUESTIONS, per_team=5),
        segment(SegmentKind.DISCUSSION, 7, title="One problem to solve"),
        segment(SegmentKind.BREAK, 2),
        segment(SegmentKind.BUFFER, 3),
        segment(SegmentKind.CLOSE, 4),
    ),
)


class Room:
    """A store and a clock in which meetings are held, minute by minute."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.clock = ManualClock(datetime(2026, 11, 17, 9, 0, tzinfo=UTC), ZONE)

    def at(self, day: int, hour: int = 9, minute: int = 0) -> None:
        self.clock = ManualClock(datetime(2026, 11, day, hour, minute, tzinfo=UTC), ZONE)

    def meet(self, **more: object) -> Runner:
        return open_meeting(self.store, self.clock, AGENDA, **more)

    def wait(self, count: float) -> None:
        self.clock.advance(minutes(count))

    def say(self, runner: Runner, *lines: str) -> None:
        for line in lines:
            runner.do(ask.Capture(line))


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def first(room: Room) -> State:
    """The state of the first meeting of the series, which was quick."""
    return hold_first(room)


def hold_first(room: Room) -> State:
    """Hold the first meeting."""
    runner = room.meet()
    runner.do(ask.Next())
    room.say(
        runner,
        "!Share the Northwind case study @Ben due:fri",
        "!Update the battle card for the new pricing @Eve due:fri",
        "!Invite Acme to the webinar @Dana",
        "?@Marketing When is the pricing page live?",
        "?@Sales Which objection do you hear most?",
        "&Who writes the release notes?",
        "&Swag for the fair",
    )
    runner.do(ask.Close())
    return runner.state


@pytest.fixture
def second(room: Room, first: State) -> State:
    """The state of the second meeting: late, with an overrun, and with promises to review."""
    return hold_second(room, first)


def hold_second(room: Room, first: State) -> State:
    """Hold the second meeting."""
    assert first.meeting.timeline
    room.at(24, 9, 0)
    runner = room.meet(facilitator="Ana", starts_at=room.clock.now())
    runner.do(ask.MarkAbsent("Chidi"))
    runner.do(ask.MarkPresent("Zoe"))
    _review(room, runner)
    _wins(room, runner)
    _previews_and_questions(room, runner)
    _end(room, runner)
    return runner.state


def _review(room: Room, runner: Runner) -> None:
    room.wait(2)
    runner.do(ask.Next())
    room.wait(2)
    runner.do(ask.Next())  # the review
    runner.do(ask.Done(1))
    runner.do(ask.Drop(ask.Ref(3, action=True), "the webinar is off"))
    runner.do(ask.Drop(ask.Ref(4)))
    runner.do(ask.MakeAction(3, "@Dana due:2 dec"))


def _wins(room: Room, runner: Runner) -> None:
    room.wait(5)
    runner.do(ask.Next())  # wins of Sales
    room.say(
        runner,
        "@Ana Acme signed for $40k a year",
        "@Sales @Marketing Northwind renewed after the case study",
        "a slip of the tongue",
    )
    runner.do(ask.Drop(ask.Ref(7)))
    room.wait(3)
    runner.do(ask.Extend(minutes(2)))
    room.wait(1.5)
    runner.do(ask.Refit())
    runner.do(ask.Next())  # wins of Marketing
    room.say(
        runner, "The pricing page is live: https://example.com/new_pricing", "*@Ben great demo"
    )
    room.wait(3)


def _previews_and_questions(room: Room, runner: Runner) -> None:
    runner.do(ask.Next())  # previews of Sales
    room.say(runner, "%Clients ask for R&D figures in <5 lines")
    room.wait(1)
    runner.do(ask.Next())
    room.say(runner, "@Eve Battle card v2 for the new tiers, from Monday on")
    room.wait(4)
    runner.do(ask.Pause())
    room.wait(3)
    runner.do(ask.Resume())
    runner.do(ask.Next())  # questions of Sales
    runner.do(ask.Answer(1, "It is live since this morning"))
    room.say(runner, "Can we name Northwind in the deck?", "@Dana is the webinar recorded?")
    runner.do(ask.Answer(12, "Yes, all of it"))
    room.wait(5)
    runner.do(ask.Next())


def _end(room: Room, runner: Runner) -> None:
    room.wait(4)
    runner.do(ask.Next())  # one problem to solve
    room.say(
        runner,
        "=We stop quoting list prices in first calls",
        "^Leads from the fair wait for days",
        ". The fair is in hall 7",
        "!Send the deck with the new prices @Ana due:fri",
        "!Call back all leads from the fair @Ben due:2027-01-08",
        "&Shared calendar for launches",
    )
    room.wait(7)
    runner.do(ask.Next())
    runner.do(ask.Skip())  # the break
    runner.do(ask.Goto(12))
    room.wait(4.25)
    runner.do(ask.Close())
    runner.do(ask.Rate("Sales", 9))
    runner.do(ask.Rate("Marketing", 7, "we ran over and nobody minded but the next room"))


@pytest.fixture
def zone() -> timezone:
    """The zone of the room."""
    return ZONE


@pytest.fixture(scope="session")
def second_once() -> State:
    """The same as `second`, for properties."""
    room = Room()
    return hold_second(room, hold_first(room))


@pytest.fixture(scope="session")
def full_state() -> Callable[[Callable[[str], str]], State]:
    """Return a way to make a meeting in which every text is what `said` gives for its name."""
    return _full_state


def _full_state(said: Callable[[str], str]) -> State:
    """A meeting in which every text is what `said` gives for its name."""
    one, two = said("team"), said("other team")
    meeting = Meeting(
        id="m",
        agenda="weekly",
        title=said("title"),
        purpose=said("purpose"),
        facilitator=said("facilitator"),
        teams=(Team(one, (said("person"),)), Team(two, ())),
        slots=(
            Slot(id="a", kind=SegmentKind.WINS, title=said("slot"), team=one, length=timedelta(9)),
        ),
        opened_at=NOW,
        carried=(Carried("old", 2), Carried("kept", 1, 1)),
        timeline=(
            SlotOpened(step=1, at=NOW, slot=0),
            Extended(step=2, at=NOW, slot=0, by=timedelta(minutes=1)),
            Refitted(step=3, at=NOW, cuts={0: timedelta(minutes=1)}),
            Closed(step=4, at=NOW + timedelta(minutes=1)),
            Rated(step=5, at=NOW, team=one, score=7, why=said("why")),
        ),
    )
    notes = [
        Note(id=kind, agenda="weekly", meeting="m", number=number, kind=kind, text=said(kind),
             team=one, teams=(two,), people=(said("person"),), taken_at=NOW)
        for number, kind in enumerate(NoteKind, start=2)
    ]  # fmt: skip
    kept = replace(
        notes[0], id="kept", meeting="l", kind=NoteKind.QUESTION, text=said("question asked"),
        state=NoteState.ANSWERED, answer=said("answer"),
    )  # fmt: skip
    new = Action(id="new", agenda="weekly", meeting="m", number=8, text=said("promise"),
                 owner=said("person"), team=one, taken_at=NOW)  # fmt: skip
    old = replace(new, id="old", meeting="l", state=ActionState.DROPPED, text=said("old promise"),
                  reason=said("reason"))  # fmt: skip
    return State(meeting, {n.id: n for n in (*notes, kept)}, {a.id: a for a in (new, old)})
