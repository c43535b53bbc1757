"""Two weekly meetings in a row: the first leaves much open, the second has a bit of everything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from meetingtui.agenda.model import Agenda, First, Segment, SegmentKind, Team
from meetingtui.clock import ManualClock
from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import State
from meetingtui.opening import open_meeting
from meetingtui.runner import Runner
from meetingtui.store.memory import MemoryStore

ZONE = timezone(timedelta(hours=1))


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
