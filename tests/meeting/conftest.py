"""A small meeting to play with: minutes are counted from its opening at 10:00."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from meetingtui.agenda.model import Overrun, SegmentKind, Team, Warn
from meetingtui.agenda.plan import Slot
from meetingtui.clock import Ids
from meetingtui.errors import Refused
from meetingtui.meeting.commands import Command, Next
from meetingtui.meeting.course import course_of
from meetingtui.meeting.facts import Fact
from meetingtui.meeting.model import Action, Changes, Meeting, State
from meetingtui.meeting.outcome import Moment
from meetingtui.meeting.rules import decide, evolve
from meetingtui.meeting.timing import Status, status_of

OPENED_AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def slot(kind: SegmentKind, length: float, team: str = "", **more: object) -> Slot:
    id = f"{kind}/{team}" if team else str(kind)
    return Slot(id=id, kind=kind, title=kind.title(), team=team, length=minutes(length), **more)


SLOTS = (
    slot(SegmentKind.OPENING, 2),
    slot(SegmentKind.REVIEW, 5),
    slot(SegmentKind.WINS, 3, "Sales"),
    slot(SegmentKind.WINS, 3, "Marketing"),
    slot(SegmentKind.QUESTIONS, 6, "Sales"),
    slot(SegmentKind.QUESTIONS, 6, "Marketing"),
    slot(SegmentKind.BUFFER, 3),
    slot(SegmentKind.CLOSE, 2, required=True),
)


def make_meeting(**changes: object) -> Meeting:
    fields: dict[str, object] = {
        "id": "0" * 24,
        "agenda": "weekly",
        "title": "Weekly",
        "teams": (Team("Sales", ("Ana", "Ben")), Team("Marketing", ("Dana", "Eve"))),
        "overrun": Overrun.BUFFER,
        "warn": (Warn(spent=0.7), Warn(left=timedelta(seconds=60))),
        "slots": SLOTS,
        "opened_at": OPENED_AT,
        **changes,
    }
    return Meeting(**fields)


class Table:
    """A meeting on the table: commands at minutes after ten, the clock, the outcome."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.now = OPENED_AT
        self._ids = Ids()

    def at(self, minute: float) -> Table:
        self.now = OPENED_AT + minutes(minute)
        return self

    def do(self, *commands: Command) -> tuple[Fact, ...]:
        facts: tuple[Fact, ...] = ()
        for command in commands:
            moment = Moment(self.now, TODAY, lambda: self._ids.new(self.now), UTC)
            outcome = decide(self.state, command, moment)
            self.state = evolve(self.state, self._numbered(outcome.changes))
            facts += outcome.facts
        return facts

    def refuses(self, command: Command) -> str:
        before = self.state
        with pytest.raises(Refused) as caught:
            self.do(command)
        assert self.state == before
        return str(caught.value)

    @property
    def status(self) -> Status:
        return status_of(self.state.meeting, self.now)

    @property
    def slot(self) -> int | None:
        return course_of(self.state.meeting).slot

    @property
    def notes(self) -> list[str]:
        return [note.text for note in self.state.notes.values()]

    def _numbered(self, changes: Changes) -> Changes:
        """Give new action items their short numbers, as a store does."""
        number = max((a.number for a in self.state.actions.values()), default=0)
        put = []
        for document in changes.put:
            if isinstance(document, Action) and document.number == 0:
                number += 1
                document = Action(**{**_fields(document), "number": number})
            put.append(document)
        return Changes(tuple(put), changes.remove)


def _fields(action: Action) -> dict[str, object]:
    return {name: getattr(action, name) for name in action.__struct_fields__}


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting()


@pytest.fixture
def table() -> Table:
    """A meeting that has not started."""
    return Table(State(make_meeting()))


@pytest.fixture
def running(table: Table) -> Table:
    """The same meeting, started at ten."""
    table.do(Next())
    return table


@pytest.fixture
def build():
    """The builder of the meeting, for one that differs."""
    return make_meeting


@pytest.fixture
def seat():
    """A table for a meeting of one's own."""
    return lambda **changes: Table(State(make_meeting(**changes)))
