"""What is looked up without reading years of meetings."""

from datetime import UTC, datetime

import pytest

from meetingtui.errors import NotFoundError, UsageError
from meetingtui.followup.overview import RECENT
from meetingtui.lookup import (
    latest_meeting,
    meeting_named,
    meetings_at_hand,
    open_actions,
    series_named,
    telling_apart,
    waiting_notes,
)
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Carried,
    Changes,
    Meeting,
    MeetingState,
    Note,
    NoteKind,
    NoteState,
)
from meetingtui.store.memory import MemoryStore

AT = datetime(2026, 11, 24, tzinfo=UTC)


def meeting(id, state=MeetingState.CLOSED, agenda="weekly", **fields):
    return Meeting(
        id=id, agenda=agenda, title="T", teams=(), slots=(), opened_at=AT, state=state, **fields
    )


def note(id, state=NoteState.RECORDED, kind=NoteKind.WIN, of=""):
    return Note(id=id, agenda="weekly", meeting=of, number=0, kind=kind, state=state,
                text="t", taken_at=AT)  # fmt: skip


@pytest.fixture
def store():
    return MemoryStore()


def put(store, *documents):
    store.commit(Changes(documents))


def ids(documents):
    return [document.id for document in documents]


def test_the_latest_meeting_is_one_that_has_started(store):
    assert latest_meeting(store) is None
    put(store, meeting("2", MeetingState.PLANNED))
    assert latest_meeting(store).id == "2"
    put(store, meeting("1"), meeting("0", MeetingState.RUNNING), meeting("3", agenda="monthly"))
    assert latest_meeting(store).id == "3"
    assert latest_meeting(store, agenda="weekly").id == "1"
    assert latest_meeting(store, agenda="daily") is None


def test_at_hand_are_the_unfinished_the_latest_and_the_last_of_each_series(store):
    put(store, meeting("000"), meeting("001", agenda="yearly"), meeting("002", MeetingState.PAUSED))
    put(store, meeting("003", MeetingState.PLANNED))
    put(store, *(meeting(f"{n:03}") for n in range(100, 100 + RECENT)))
    latest = [f"{n:03}" for n in range(100, 100 + RECENT)]
    found = meetings_at_hand(store, ["weekly", "yearly", "never"])
    assert ids(found) == ["001", "002", "003", *latest]


def test_notes_wait_that_are_open_or_queued_for_a_slot_that_was_not_held(store):
    put(store, note("q2"), note("q1"), note("n3", of="m1"))
    put(
        store, note("n4", NoteState.OPEN, NoteKind.QUESTION, of="m1"), note("q5", NoteState.DROPPED)
    )
    put(store, meeting("m1", carried=(Carried("q1", 0, 1),)))
    assert ids(waiting_notes(store)) == ["n4", "q1", "q2"]


def test_open_action_items_are_those_that_are_not_settled(store):
    usual = {"agenda": "weekly", "meeting": "m1", "text": "t", "taken_at": AT}
    put(store, Action(id="a1", **usual), Action(id="a2", state=ActionState.DONE, **usual))
    assert ids(open_actions(store)) == ["a1"]


# which meeting

FIRST, SECOND = "0192000000000000aaaaaaaa", "0193000000010000cccccccc"
MONTHLY, PLANNED = "0193000000000000bbbbbbbb", "0194000000000000dddddddd"


@pytest.fixture
def held(store):
    put(store, meeting(FIRST), meeting(MONTHLY, agenda="Monthly"), meeting(SECOND))
    put(store, meeting(PLANNED, MeetingState.PLANNED))
    return store


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("last", SECOND),
        ("weekly", SECOND),
        ("Weekly", SECOND),
        ("monthly", MONTHLY),
        ("0192", FIRST),
        ("019300000001", SECOND),
        (PLANNED.upper(), PLANNED),
    ],
)
def test_a_meeting_goes_by_id_series_or_last(held, name, id):
    assert meeting_named(held, name).id == id


def test_where_none_has_started_the_last_one_is_planned(store):
    put(store, meeting("p", MeetingState.PLANNED))
    assert meeting_named(store, "last").id == "p"


@pytest.mark.parametrize("name", ["xyz", "", "0195"])
def test_an_unknown_meeting_is_not_found(held, name):
    with pytest.raises(NotFoundError, match="there is no meeting .* `meetingtui meetings` lists"):
        meeting_named(held, name)


def test_without_meetings_it_says_how_to_hold_one(store):
    with pytest.raises(NotFoundError, match="no meetings yet; `meetingtui run AGENDA` holds one"):
        meeting_named(store, "last")


def test_a_beginning_that_fits_several_asks_for_more(held):
    sentence = "2 meetings begin with '0193'; write more of it, as 019300000000, 019300000001"
    with pytest.raises(UsageError, match=f"^{sentence}$"):
        meeting_named(held, "0193")


def test_a_series_goes_by_its_name_in_any_case(held):
    launch = Action(
        id="a", number=1, agenda="Launch", meeting="", text="t", owner="Ana", taken_at=AT
    )
    put(held, launch)
    named = {name: series_named(held, name) for name in ("weekly", "MONTHLY", "launch", "Launch")}
    assert list(named.values()) == ["weekly", "Monthly", "Launch", "Launch"]
    assert series_named(held, "nothing") == "nothing"


def test_ids_are_as_short_as_tells_them_apart():
    assert telling_apart([]) == 0
    assert telling_apart(["abcdefghij"]) == 8
    assert telling_apart(["abcdefghij", "abcdefghik"]) == 10
