from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.followup.search import Corpus, name_of
from meetingtui.followup.search_place import place_of, where
from meetingtui.meeting.facts import SlotOpened
from meetingtui.meeting.model import Action, ActionState, Meeting, Note, NoteKind, NoteState

AT = datetime(2026, 11, 3, 23, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
SLOT = Slot(id="wins/Sales", kind=SegmentKind.WINS, title="Wins", team="Sales", length=timedelta(1))
MEETING = Meeting(id="m", agenda="weekly", title="Weekly", teams=(), slots=(SLOT,), opened_at=AT)
WIN = Note(
    id="1", agenda="weekly", meeting="m", number=3, kind=NoteKind.WIN, text="Closed it",
    slot="wins/Sales", taken_at=AT,
)  # fmt: skip
PROMISE = Action(id="2", agenda="weekly", meeting="m", number=12, text="Send it", taken_at=AT)
QUEUED = Note(
    id="3", agenda="weekly", meeting="", number=0, kind=NoteKind.QUESTION, text="Why?", taken_at=AT
)
CORPUS = Corpus([WIN, PROMISE, QUEUED])


def test_a_note_is_in_its_slot():
    place = place_of(WIN, MEETING, CORPUS, TODAY, ZoneInfo("Europe/Berlin"))
    assert where(place, "weekly") == "Wed 4 Nov 2026 · Weekly · Sales · Wins"
    assert (place.before, place.after) == (None, PROMISE)


def test_a_promise_is_in_its_meeting():
    place = place_of(PROMISE, MEETING, CORPUS, TODAY, UTC)
    assert where(place, "weekly") == "Tue 3 Nov 2026 · Weekly"
    assert (place.before, place.after) == (WIN, None)


def test_only_what_was_taken_in_the_same_slot_is_told_beside_it():
    later = [AT + timedelta(minutes=minutes) for minutes in range(8)]
    slots = (SLOT, replace(SLOT, id="wins/Product", team="Product"))
    opened = tuple(SlotOpened(step=i, at=later[4 * i], slot=i) for i in range(2))
    meeting = replace(MEETING, slots=slots, timeline=opened)
    promise = replace(PROMISE, taken_at=later[3])
    theirs = replace(WIN, id="4", number=4, slot="wins/Product", taken_at=later[5])
    other = replace(PROMISE, id="5", number=13, taken_at=later[6])
    corpus = Corpus([WIN, promise, theirs, other])

    def told(document):
        place = place_of(document, meeting, corpus, TODAY, UTC)
        return place.slot, place.before, place.after

    assert told(WIN) == ("Sales · Wins", None, promise)
    assert told(promise) == ("Sales · Wins", WIN, None)
    assert told(theirs) == ("Product · Wins", None, other)
    assert told(other) == ("Product · Wins", theirs, None)


def test_without_its_meeting_there_is_the_series():
    assert where(place_of(WIN, None, CORPUS, TODAY, UTC), "weekly") == "Tue 3 Nov 2026 · weekly"


def test_what_is_queued_waits():
    other = Note(
        id="4", agenda="monthly", meeting="", number=0, kind=NoteKind.NOTE, text="x", taken_at=AT
    )
    place = place_of(QUEUED, None, Corpus([QUEUED, other]), TODAY, UTC)
    assert where(place, "weekly") == "Tue 3 Nov 2026 · weekly, between meetings"
    assert (place.before, place.after) == (None, None)


def test_names_are_what_people_type():
    assert [name_of(each) for each in (WIN, PROMISE, QUEUED)] == ["win 3", "!12", "question"]


@pytest.mark.parametrize(
    ("document", "became"),
    [
        (WIN, ""),
        (replace(QUEUED, state=NoteState.OPEN), "open"),
        (replace(QUEUED, state=NoteState.ANSWERED), "answered"),
        (PROMISE, "open, no date"),
        (replace(PROMISE, due_on=date(2026, 11, 20)), "open, Fri 20 Nov, 4 days overdue"),
        (replace(PROMISE, state=ActionState.DONE, settled_at=AT), "done Tue 3 Nov"),
    ],
)
def test_what_became_of_it(document, became):
    assert place_of(document, MEETING, CORPUS, TODAY, UTC).became == became
