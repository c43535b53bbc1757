"""The desk of a meeting: what is done at it are steps of the meeting."""

from datetime import UTC, datetime

import pytest
from weekly import done, drop, edit, give, note, one, second_meeting

from meetingtui.desk import StoreDesk
from meetingtui.errors import Refused
from meetingtui.meeting import commands as ask
from meetingtui.meeting.commands import Capture, Next, Undo
from meetingtui.meeting.model import ActionState
from meetingtui.resuming import resume_meeting
from meetingtui.store.tiny import TinyStore
from meetingtui.tui.desk import MeetingDesk


def test_in_a_meeting_a_change_is_one_of_its_steps(second):
    second.do(Next())
    desk = MeetingDesk(second)
    assert give(desk, 1, done).startswith("done: action item !1")
    give(desk, 2, drop("no budget"))
    assert one(desk, 2).history[-1].meeting == second.state.meeting.id
    second.do(Undo())
    assert one(desk, 2).state is ActionState.OPEN


def test_in_a_meeting_only_its_own_steps_are_undone(second):
    second.do(Next())
    second.do(Capture("!Call Bolt @Ana"))
    desk = MeetingDesk(second)
    give(desk, 3, edit("@Dana due:fri"))
    assert (one(desk, 3).owner, desk.known.times.get(one(desk, 3).id)) == ("Dana", None)
    desk.undo()
    assert one(desk, 3).owner == "Ana"
    with pytest.raises(Refused, match="nothing to undo"):
        desk.undo()
    assert one(desk, 3).text == "Call Bolt"


@pytest.fixture
def terminals(tmp_path, clock):
    """Return a desk at which a promise was done, and another terminal of the same meeting."""
    runner = second_meeting(TinyStore(tmp_path / "library.json"), clock)
    runner.do(Next())
    desk = MeetingDesk(runner)
    give(desk, 1, done)
    elsewhere = TinyStore(tmp_path / "library.json")
    return desk, resume_meeting(elsewhere, clock, runner.state.meeting)


def test_in_a_meeting_what_others_do_since_is_not_undone(terminals):
    desk, others = terminals
    others.do(Capture("Closed Acme"))
    for _ in range(2):
        with pytest.raises(Refused, match="more was done in the meeting since; undo that"):
            desk.undo()
    others.do(Undo())
    desk.undo()
    assert one(desk, 1).state is ActionState.OPEN


def test_in_a_meeting_a_step_of_others_with_the_same_number_is_not_undone(terminals):
    desk, others = terminals
    others.do(Undo())
    others.do(Capture("Closed Acme"))
    with pytest.raises(Refused, match="more was done"):
        desk.undo()


def test_in_a_meeting_several_are_undone_together(second):
    second.do(Next())
    desk = MeetingDesk(second)
    told = desk.give([one(desk, 1), one(desk, 2)], done)
    assert told.startswith("2 changed, the last: done: action item !2")
    assert desk.undo().startswith("2 taken back, the last: undone: ")
    assert {a.state for a in second.state.actions.values()} == {ActionState.OPEN}
    with pytest.raises(Refused):
        desk.give([note(desk, "When")], lambda ref: ask.Feedback(ref.number, "x"))
    with pytest.raises(Refused, match="nothing to undo"):
        desk.undo()
    assert desk.not_done([one(desk, 1)]).startswith("not done: action item !1")
    desk.follow()
    assert desk.today == datetime(2026, 12, 1, tzinfo=UTC).date()
    assert "Dana" in desk.roster(one(desk, 1)).people


def test_before_a_meeting_what_comes_into_it_is_put_in_order(second):
    desk = MeetingDesk(second)
    assert desk.planned
    assert desk.clock == ""
    first = list(desk.known.places)
    documents = [desk.documents[id] for id in first]
    desk.order(documents[::-1])
    assert list(desk.known.places) == first[::-1]
    desk.merge(documents[0], documents[1])
    assert one(desk, 2).reason == "merged into !1"
    desk.undo()
    desk.undo()
    assert list(desk.known.places) == first


def test_it_knows_what_is_in_the_queue_and_what_was_found(second, store, clock):
    desk = MeetingDesk(second)
    second.do(Next())
    desk.not_done([one(desk, 1)])
    assert desk.known.found == {one(desk, 1).id}
    assert desk.known.queue == frozenset()
    between = StoreDesk(store, clock)
    give(between, 1, lambda ref: ask.Postpone(ref.number))
    assert len(between.known.queue) == 1
