from datetime import UTC, date, datetime

import pytest

from meetingtui.errors import Refused, StoreError
from meetingtui.meeting.commands import Capture, Done, Next, Undo
from meetingtui.meeting.model import Action, ActionState, Changes
from meetingtui.store.tiny import TinyStore
from meetingtui.tui.desk import MeetingDesk, StoreDesk


@pytest.fixture
def desk(second, store, clock):
    """Return a desk over a store with two promises of an earlier meeting."""
    second.do(Next())
    return StoreDesk(store, clock)


def one(desk, number):
    return next(action for action in desk.actions.values() if action.number == number)


def test_it_knows_what_was_promised_and_how_often_it_was_carried(desk):
    assert {a.number: (a.owner, desk.times[a.id]) for a in desk.actions.values()} == {
        1: ("Ben", 1),
        2: ("Eve", 1),
    }


def test_a_change_is_in_the_store_when_it_is_told(desk, store):
    assert desk.done(one(desk, 1)).startswith("!1 is done: Send the case study to Acme · Ben")
    assert store.get(Action, one(desk, 1).id).state is ActionState.DONE


def test_dropping_keeps_the_reason_and_reopening_forgets_it(desk, store):
    desk.drop(one(desk, 2), "no budget")
    assert store.get(Action, one(desk, 2).id).reason == "no budget"
    assert desk.reopen(one(desk, 2)).startswith("!2 is open again")
    assert store.get(Action, one(desk, 2).id).reason == ""


def test_an_edit_is_read_as_in_capture(desk):
    desk.edit(one(desk, 1), "Send both decks @Dana due:2026-12-24")
    edited = one(desk, 1)
    assert (edited.text, edited.owner, edited.team) == ("Send both decks", "Dana", "Marketing")
    assert edited.due_on == date(2026, 12, 24)
    assert edited.history[-1].meeting == ""


def test_what_was_done_is_undone_one_by_one(desk):
    before = dict(desk.actions)
    desk.edit(one(desk, 1), "Another text")
    desk.done(one(desk, 1))
    assert desk.undo().startswith("undone: !1 is open again: Another text")
    assert desk.undo().startswith("undone: !1 is changed: Send the case study")
    assert desk.actions == before
    with pytest.raises(Refused, match="nothing to undo"):
        desk.undo()


def test_what_makes_no_sense_is_refused_and_changes_nothing(desk):
    desk.done(one(desk, 1))
    before = desk.actions
    with pytest.raises(Refused, match="!1 is done already"):
        desk.drop(one(desk, 1), "")
    with pytest.raises(Refused, match="!2 is open already"):
        desk.reopen(one(desk, 2))
    with pytest.raises(Refused, match="say what to change of !2"):
        desk.edit(one(desk, 2), "")
    assert desk.actions is before


@pytest.fixture
def shared(desk, store, clock, tmp_path):
    """Return two desks over one file, as two processes have them."""
    path = tmp_path / "library.json"
    TinyStore(path).commit(Changes(tuple(store.find(Action))))
    return StoreDesk(TinyStore(path), clock), StoreDesk(TinyStore(path), clock)


def test_it_takes_in_what_others_changed(shared):
    mine, theirs = shared
    theirs.done(one(theirs, 1))
    mine.follow()
    assert one(mine, 1).state is ActionState.DONE


def test_it_changes_what_others_left_and_not_what_it_saw(shared):
    mine, theirs = shared
    theirs.edit(one(theirs, 1), "Another text")
    mine.done(one(mine, 1))
    assert one(mine, 1).text == "Another text"


def test_what_others_changed_since_is_not_undone(shared):
    mine, theirs = shared
    mine.done(one(mine, 1))
    theirs.reopen(one(mine, 1))
    with pytest.raises(Refused, match="!1 was changed elsewhere"):
        mine.undo()
    mine.follow()
    assert one(mine, 1).state is ActionState.OPEN


def test_what_others_removed_cannot_be_changed(shared):
    mine, theirs = shared
    gone = one(mine, 1)
    theirs._store.commit(Changes((), (gone,)))
    with pytest.raises(Refused, match="!1 is no longer there"):
        mine.done(gone)


def test_what_could_not_be_saved_is_as_before(desk, monkeypatch, store):
    def fail(changes):
        raise StoreError("not saved: the disk is full")

    monkeypatch.setattr(store, "commit", fail)
    with pytest.raises(StoreError):
        desk.done(one(desk, 1))
    assert one(desk, 1).state is ActionState.OPEN
    with pytest.raises(Refused, match="nothing to undo"):
        desk.undo()


def test_in_a_meeting_a_change_is_one_of_its_steps(second):
    second.do(Next())
    desk = MeetingDesk(second)
    assert desk.done(one(desk, 1)).startswith("done: action item !1")
    desk.drop(one(desk, 2), "no budget")
    assert one(desk, 2).history[-1].meeting == second.state.meeting.id
    second.do(Undo())
    assert one(desk, 2).state is ActionState.OPEN


def test_in_a_meeting_only_its_own_steps_are_undone(second):
    second.do(Next())
    second.do(Capture("!Call Bolt @Ana"))
    desk = MeetingDesk(second)
    desk.edit(one(desk, 3), "@Dana due:fri")
    assert (one(desk, 3).owner, desk.times.get(one(desk, 3).id)) == ("Dana", None)
    desk.undo()
    assert one(desk, 3).owner == "Ana"
    with pytest.raises(Refused, match="nothing to undo"):
        desk.undo()
    assert one(desk, 3).text == "Call Bolt"


def test_in_a_meeting_nothing_is_reopened(second):
    second.do(Next())
    second.do(Done(1))
    desk = MeetingDesk(second)
    desk.follow()
    with pytest.raises(Refused, match="reopens nothing"):
        desk.reopen(one(desk, 1))
    assert desk.today == datetime(2026, 12, 1, tzinfo=UTC).date()
    assert "Dana" in desk.roster(one(desk, 1)).people
