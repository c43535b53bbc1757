"""Documents to store."""

from datetime import timedelta

import pytest

from meetingtui.agenda.model import SegmentKind, Team
from meetingtui.agenda.plan import Slot
from meetingtui.meeting.facts import Extended, Refitted, SlotOpened
from meetingtui.meeting.model import Action, Meeting, Note, NoteKind
from meetingtui.store.files import Files


@pytest.fixture
def note(now):
    """Return a maker of notes."""

    def make(id="n1", **fields):
        usual = {"agenda": "weekly", "meeting": "m1", "number": 1, "text": "Won Acme"}
        return Note(id=id, kind=NoteKind.WIN, **usual | {"taken_at": now} | fields)

    return make


@pytest.fixture
def action(now):
    """Return a maker of action items."""

    def make(id="a1", **fields):
        usual = {"agenda": "weekly", "meeting": "m1", "text": "Send the deck", "owner": "Ana"}
        return Action(id=id, **usual | {"taken_at": now} | fields)

    return make


@pytest.fixture
def meeting(now):
    """Return a maker of meetings."""
    wins = Slot(id="wins", kind=SegmentKind.WINS, title="Wins", length=timedelta(minutes=5))

    def make(id="m1", **fields):
        return Meeting(
            id=id,
            agenda="weekly",
            title="Weekly",
            teams=(Team("Sales", ("Ana", "Ben")), Team("Marketing", ("Dana",))),
            slots=(wins,),
            opened_at=now,
            timeline=(
                SlotOpened(step=1, at=now, slot=0),
                Extended(step=2, at=now, slot=0, by=timedelta(seconds=-30)),
                Refitted(step=3, at=now, cuts={2: timedelta(seconds=15)}),
            ),
            **fields,
        )

    return make


class Reading(Files):
    """Counts the bytes that are read."""

    def __init__(self):
        self.count = 0

    def read(self, descriptor, size, offset):
        content = super().read(descriptor, size, offset)
        self.count += len(content)
        return content


@pytest.fixture
def reading():
    """Return the operating system, with what was read counted."""
    return Reading()
