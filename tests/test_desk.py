"""The promises and notes that wait between meetings, and what is done to them."""

from __future__ import annotations

from datetime import date

import pytest
from weekly import done, drop, edit, give, note, one, second_meeting

from meetingtui.desk import StoreDesk
from meetingtui.errors import Refused, StoreError
from meetingtui.meeting import commands as ask
from meetingtui.meeting.commands import Next
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Changes,
    Meeting,
    Note,
    NoteState,
    PreviewResult,
)
from meetingtui.store.memory import MemoryStore
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def store():
    return MemoryStore()


@pytest.fixture
def second(store, clock):
    return second_meeting(store, clock)


@pytest.fixture
def desk(second, store, clock):
    """Return a desk over a store with two promises of an earlier meeting."""
    second.do(Next())
    return StoreDesk(store, clock)


def test_it_knows_what_was_promised_and_how_often_it_was_carried(desk):
    promises = [d for d in desk.documents.values() if isinstance(d, Action)]
    assert {a.number: (a.owner, desk.known.times[a.id]) for a in promises} == {
        1: ("Ben", 1),
        2: ("Eve", 1),
    }
    notes = [d.text for d in desk.documents.values() if isinstance(d, Note)]
    assert notes == ["When does the new deck arrive?", "Trade fair budget"]


def test_a_change_is_in_the_store_when_it_is_told(desk, store):
    assert give(desk, 1, done).startswith("!1 is done: Send the case study to Acme · Ben")
    assert store.get(Action, one(desk, 1).id).state is ActionState.DONE


def test_dropping_keeps_the_reason_and_reopening_forgets_it(desk, store):
    give(desk, 2, drop("no budget"))
    assert store.get(Action, one(desk, 2).id).reason == "no budget"
    assert give(desk, 2, ask.Reopen).startswith("!2 is open again")
    assert store.get(Action, one(desk, 2).id).reason == ""


def test_an_edit_is_read_as_in_capture(desk):
    give(desk, 1, edit("Send both decks @Dana due:2026-12-24"))
    edited = one(desk, 1)
    assert (edited.text, edited.owner, edited.team) == ("Send both decks", "Dana", "Marketing")
    assert edited.due_on == date(2026, 12, 24)
    assert (edited.history[-1].meeting, edited.history[-1].step) == ("", 0)


def test_what_was_done_is_undone_one_by_one(desk):
    before = dict(desk.documents)
    give(desk, 1, edit("Another text"))
    give(desk, 1, done)
    assert desk.undo().startswith("undone: !1 is open again: Another text")
    assert desk.undo().startswith("undone: !1 is changed: Send the case study")
    assert desk.documents == before
    with pytest.raises(Refused, match="nothing to undo"):
        desk.undo()


def test_several_are_one_change(desk):
    before = dict(desk.documents)
    both = [one(desk, 1), one(desk, 2)]
    told = desk.give(both, edit("due:2026-12-24"))
    assert told.startswith("2 changed, the last: !2 is changed: ")
    assert {each.due_on for each in (one(desk, 1), one(desk, 2))} == {date(2026, 12, 24)}
    assert desk.undo().startswith("undone: ")
    assert desk.documents == before
    give(desk, 1, done)
    with pytest.raises(Refused, match="!1 is done already"):
        desk.changed(both, done)
    assert one(desk, 2).state is ActionState.OPEN


def test_where_it_makes_no_sense_for_some_the_others_change(desk):
    give(desk, 1, done)
    before = dict(desk.documents)
    told = desk.give([one(desk, 1), one(desk, 2)], done)
    assert told.startswith("!2 is done: Update the pricing page")
    assert "· !1 is done already" in told
    assert desk.undo().startswith("undone: !2 is open again")
    assert desk.documents == before
    with pytest.raises(Refused, match="!1 is done already"):
        give(desk, 1, done)


def test_what_is_so_already_is_told_and_leaves_no_trace(desk):
    give(desk, 2, edit("@Dana"))
    before = dict(desk.documents)
    told = desk.give([one(desk, 1), one(desk, 2)], edit("@Dana"))
    assert told.startswith("!1 is changed: Send the case study to Acme · Dana")
    assert told.endswith("· !2 is so already")
    assert one(desk, 2) == before[one(desk, 2).id]
    assert desk.give([one(desk, 1), one(desk, 2)], edit("@Dana")) == "2 were so already"
    history = one(desk, 1).history
    assert give(desk, 1, edit("Send the case study to Acme @Dana")) == "!1 is so already"
    assert one(desk, 1).history == history
    assert desk.undo().startswith("undone: !1")
    assert desk.documents == before


def test_outside_a_meeting_nobody_finds_a_promise_not_done(desk):
    with pytest.raises(Refused, match="!1 stays open by itself; only the review in a meeting"):
        desk.not_done([one(desk, 1)])
    with pytest.raises(Refused, match="!1, !2 stay open by themselves"):
        desk.not_done([one(desk, 1), one(desk, 2)])


def test_of_several_it_says_how_many_changed_and_how_many_were_so(desk):
    give(desk, 1, lambda ref: ask.Split(ref.number, "Call Acme @Ana"))
    give(desk, 3, edit("due:thu"))
    told = desk.give([one(desk, n) for n in (3, 1, 2)], edit("due:thu"))
    assert told.startswith("2 changed, the last: !2 is changed: Update")
    assert told.endswith("· !3 is so already")
    assert desk.undo().startswith("undone: 2 changes, the last: !2 is changed: Update")


def test_one_becomes_two_and_undo_makes_them_one(desk):
    before = dict(desk.documents)
    told = give(desk, 1, lambda ref: ask.Split(ref.number, "Call Acme @Ana"))
    assert told == "new: !3 Call Acme · Ana"
    assert one(desk, 3).meeting == ""
    assert desk.undo() == "undone: !3 is gone"
    assert desk.documents == before


def test_put_on_the_next_agenda_it_is_in_the_queue(desk, store):
    told = give(desk, 1, lambda ref: ask.Postpone(ref.number))
    assert told.startswith("!1 is put on the next agenda, and no promise any more: Send")
    (topic,) = store.find(Note, meeting="")
    assert (topic.text, topic.number) == ("Send the case study to Acme", 0)
    assert topic.id in desk.documents
    assert topic.promise == 1
    assert topic.id.endswith(desk.ref(topic))


def test_questions_are_answered_and_parked_notes_settled(desk, store):
    asked, parked = note(desk, "When"), note(desk, "Trade")
    told = desk.give([asked], lambda ref: ask.Answer(ref.number, "On Friday"))
    assert told == "question: When does the new deck arrive? · answered: On Friday"
    assert desk.documents[asked.id].state is NoteState.ANSWERED
    assert desk.give([parked], drop("no fair")).endswith("dropped: no fair")
    desk.undo()
    assert desk.give([parked], drop("")).endswith("· dropped")
    desk.undo()
    assert desk.give([parked], edit("Fair budget")).endswith("Fair budget · changed")
    told = desk.give([parked], lambda ref: ask.MakeAction(ref.number, "@Ana"))
    assert told == "parked: Fair budget · an action item now · new: !3 Fair budget · Ana"


def test_previews_get_feedback_and_a_result(desk, second):
    second.do(ask.Capture("~ New deck"))
    desk._read()
    shown = note(desk, "New deck")
    told = desk.give([shown], lambda ref: ask.Feedback(ref.number, "too long"))
    assert told == "preview: New deck · feedback: too long"
    used = desk.give([shown], lambda ref: ask.SettlePreview(ref.number, PreviewResult.USED))
    assert used == "preview: New deck · used"
    assert desk.documents[shown.id].state is not NoteState.OPEN


def test_outside_a_meeting_nothing_is_put_in_order(desk):
    with pytest.raises(Refused, match="before a meeting starts"):
        desk.order([one(desk, 1)])
    with pytest.raises(Refused, match="before a meeting starts"):
        desk.merge(one(desk, 1), one(desk, 2))


@pytest.fixture
def shared(desk, store, clock, tmp_path):
    """Return two desks over one file, as two processes have them."""
    path = tmp_path / "library.json"
    documents = (*store.find(Action), *store.find(Note), *store.find(Meeting))
    TinyStore(path).commit(Changes(documents))
    return StoreDesk(TinyStore(path), clock), StoreDesk(TinyStore(path), clock)


def test_it_takes_in_what_others_changed(shared):
    mine, theirs = shared
    give(theirs, 1, done)
    mine.follow()
    assert one(mine, 1).state is ActionState.DONE


def test_it_changes_what_others_left_and_not_what_it_saw(shared):
    mine, theirs = shared
    give(theirs, 1, edit("Another text"))
    give(mine, 1, done)
    assert one(mine, 1).text == "Another text"


def test_what_others_changed_since_is_not_undone(shared):
    mine, theirs = shared
    give(mine, 1, done)
    give(theirs, 1, ask.Reopen)
    with pytest.raises(Refused, match="!1 was changed elsewhere"):
        mine.undo()
    mine.follow()
    assert one(mine, 1).state is ActionState.OPEN


def test_what_others_removed_cannot_be_changed(shared):
    mine, theirs = shared
    gone, asked = one(mine, 1), note(mine, "When")
    theirs._store.commit(Changes((), (gone, asked)))
    with pytest.raises(Refused, match="!1 is no longer there"):
        mine.give([gone], done)
    with pytest.raises(Refused, match="question .* is no longer there"):
        mine.give([asked], drop(""))


def test_what_could_not_be_saved_is_as_before(desk, monkeypatch, store):
    def fail(changes):
        raise StoreError("not saved: the disk is full")

    monkeypatch.setattr(store, "commit", fail)
    with pytest.raises(StoreError):
        give(desk, 1, done)
    assert one(desk, 1).state is ActionState.OPEN
    with pytest.raises(Refused, match="nothing to undo"):
        desk.undo()


def test_it_knows_everybody_of_a_series(desk):
    assert desk.roster(one(desk, 1)).people == ("Ben", "Chidi", "Ana", "Eve", "Dana")


def test_all_that_was_taken_down_can_be_searched_from_it(desk):
    archive = desk.archive()
    archive.read_near()
    assert len(archive) == 4


def test_it_looks_again_once_others_have_changed_something(shared):
    mine, theirs = shared
    assert mine.known.times
    give(theirs, 1, done)
    mine.follow()
    assert mine.known.times
    before = mine.documents
    mine.follow()
    assert mine.documents is before
