"""Meetings that were really held, on a clock that is moved by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from meetingtui.agenda.model import Agenda, First, Segment, SegmentKind, Team
from meetingtui.clock import ManualClock
from meetingtui.followup.insights import insights_of
from meetingtui.followup.promises import settle
from meetingtui.meeting.commands import Capture, Close, Next, Rate, Skip
from meetingtui.meeting.model import Action, ActionState, Changes, Meeting, Note
from meetingtui.opening import open_meeting
from meetingtui.store.memory import MemoryStore

FIRST = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
SALES, MARKETING = Team("Sales", ("Ana", "Ben")), Team("Marketing", ("Dana",))


def minutes(count):
    return timedelta(minutes=count)


def agenda(*teams):
    kind = SegmentKind
    return Agenda(
        version=1, id="weekly", title="Weekly", length=minutes(25), teams=teams,
        segments=(
            Segment(kind=kind.REVIEW, id="review", title="Review", time=minutes(5)),
            Segment(kind=kind.WINS, id="wins", title="Wins", per_team=minutes(4)),
            Segment(kind=kind.QUESTIONS, id="questions", title="Questions", per_team=minutes(4)),
            Segment(kind=kind.BUFFER, id="buffer", title="Buffer", time=minutes(2)),
            Segment(kind=kind.CLOSE, id="close", title="Close", time=minutes(2)),
        ), first=First.LISTED,
    )  # fmt: skip


class Series:
    """Meetings held one after the other, a week apart."""

    def __init__(self):
        self.store = MemoryStore()
        self.meet(SALES, MARKETING)
        self.at = FIRST

    def meet(self, *teams):
        """Let these teams meet from now on; the first listed speaks first."""
        self.agenda = agenda(*teams)

    def hold(self, *said, late=0, lengths=(), ratings=(), close=True):
        """Hold a meeting; what is `said` of a slot, by its number, is said as it opens."""
        clock = ManualClock(self.at, UTC)
        runner = open_meeting(self.store, clock, self.agenda, starts_at=self.at)
        clock.advance(minutes(late))
        runner.do(Next())
        planned = [round(slot.length / minutes(1)) for slot in runner.state.meeting.slots]
        for number, length in enumerate(lengths or planned):
            for slot, command in said:
                if slot == number:
                    runner.do(Capture(command) if isinstance(command, str) else command)
            if length is None:
                runner.do(Skip())
                continue
            clock.advance(minutes(length))
            if number < len(planned) - 1:
                runner.do(Next())
        if close:
            for rating in ratings:
                runner.do(Rate(*rating))
            runner.do(Close())
        self.at += WEEK
        return runner

    def insights(self):
        return insights_of(
            "weekly",
            self.store.find(Meeting),
            self.store.find(Note),
            self.store.find(Action),
            (self.at - WEEK).date(),
            UTC,
        )

    def figure(self, id, *, few=False):
        found = self.insights()
        return next(f for f in (found.over_few if few else found.over_many) if f.id == id)

    def change(self, kind, text, **fields):
        """Change the document of that text."""
        document = next(each for each in self.store.find(kind) if each.text == text)
        self.store.commit(Changes((replace(document, **fields),)))

    def done(self, text, on, to=ActionState.DONE):
        action = next(each for each in self.store.find(Action) if each.text == text)
        at = datetime(2026, 9, on, 12, 0, tzinfo=UTC)
        self.store.commit(Changes((settle(action, to, at),)))


@pytest.fixture
def series():
    return Series()
