"""One meeting in several terminals, and what other commands do to it meanwhile."""

from __future__ import annotations

from datetime import UTC

import pytest
from small import AGENDA, TEN, held
from weekly import WEEKLY, done, give, note, second_meeting

from meetingtui.clock import ManualClock
from meetingtui.desk import StoreDesk
from meetingtui.errors import Refused
from meetingtui.followup.promises import settle
from meetingtui.meeting import commands as ask
from meetingtui.meeting.commands import Ref
from meetingtui.meeting.foretell import foretell
from meetingtui.meeting.model import ActionState, Changes, Meeting, Note, NoteKind
from meetingtui.meeting.outcome import Moment
from meetingtui.opening import open_meeting
from meetingtui.resuming import resume_meeting
from meetingtui.store.tiny import TinyStore
from meetingtui.waiting import Waiting


@pytest.fixture
def clock():
    return ManualClock(TEN, UTC)


def test_two_terminals_hold_the_same_meeting(tmp_path, clock):
    def terminal():
        return TinyStore(tmp_path / "library.json")

    first = open_meeting(terminal(), clock, AGENDA)
    first.do(ask.Next())
    second = resume_meeting(terminal(), clock, first.state.meeting)
    told = []
    first.subscribe(lambda fact: told.append(first.tell(fact)))
    second.do(ask.Next())
    second.do(ask.Capture("Closed Acme"))
    second.do(ask.Capture("! Send it @Ana due:fri"))
    assert first.follow()
    assert told == [
        "slot 2 of 4: Sales · Wins, 5m",
        "saved: win 1 (Sales): Closed Acme",
        "saved: action item !1: Send it · Ana · due Fri 27 Nov, in 3 days",
    ]
    assert first.state == second.state
    first.do(ask.Capture("Beta renewal"))
    second.do(ask.Undo())
    first.follow()
    assert [note.number for note in first.state.notes.values()] == [1]


@pytest.fixture
def pair(tmp_path, clock):
    """Return two terminals of one meeting with a note and an action item, and what each heard."""
    first = open_meeting(TinyStore(tmp_path / "library.json"), clock, AGENDA)
    for command in (ask.Next(), ask.Capture("one"), ask.Capture("! Send it @Ana")):
        first.do(command)
    second = resume_meeting(TinyStore(tmp_path / "library.json"), clock, first.state.meeting)
    told = []
    second.subscribe(lambda fact: told.append(second.tell(fact)))
    return first, second, told


def test_what_others_change_settle_and_take_back_is_told(pair):
    first, second, told = pair
    first.do(ask.Edit(ask.Ref(1), "two"))
    first.do(ask.Done(1))
    second.follow()
    assert [line.partition(":")[0] for line in told] == ["changed", "done"]
    assert "two" in told[0]
    told.clear()
    first.do(ask.Undo())
    first.do(ask.Undo())
    second.follow()
    assert [line.partition(":")[0] for line in told] == ["undone", "undone"]
    assert "Send it" in told[0]
    assert first.state == second.state
    told.clear()
    first.do(ask.Redo())
    first.do(ask.Drop(ask.Ref(1)))
    first.do(ask.Reopen(ask.Ref(1)))
    second.follow()
    assert [line.partition(":")[0] for line in told] == ["changed"]


def test_a_change_of_what_was_changed_unseen_is_refused_once(pair):
    first, second, _ = pair
    first.do(ask.Edit(ask.Ref(1), "by 1"))
    with pytest.raises(Refused, match=r"somebody changed that meanwhile: .*: by 1; enter it again"):
        second.do(ask.Edit(ask.Ref(1), "by 2"))
    second.do(ask.Edit(ask.Ref(1), "by 2"))
    first.do(ask.Edit(ask.Ref(1, action=True), "Send them"))
    with pytest.raises(Refused, match="meanwhile: action item !1: Send them"):
        second.do(ask.Edit(ask.Ref(1, action=True), "Ship it"))
    seen = first.state
    second.do(ask.Edit(ask.Ref(1), "by 3"))
    first.follow()
    with pytest.raises(Refused, match="by 3"):
        first.do(ask.Edit(ask.Ref(1), "by 4"), seen=seen)


def test_what_was_meant_for_the_slot_before_is_refused_once(pair):
    first, second, _ = pair
    first.do(ask.Next())
    with pytest.raises(Refused, match="somebody went on meanwhile: Sales · Wins"):
        second.do(ask.Next())
    assert second.status().slot == 1
    second.do(ask.Next())
    assert second.status().slot == 2


def test_a_command_is_decided_on_what_others_have_stored_by_then(tmp_path, clock):
    def terminal():
        return TinyStore(tmp_path / "library.json")

    first = open_meeting(terminal(), clock, AGENDA)
    first.do(ask.Next())
    first.do(ask.Capture("! Send it @Ana"))
    (action,) = first.state.actions.values()
    elsewhere = terminal()
    elsewhere.commit(Changes((settle(action, ActionState.DONE, clock.now()),)))
    with pytest.raises(Refused, match="!1 is done already"):
        first.do(ask.Done(1))
    with pytest.raises(Refused, match="changed elsewhere"):
        first.do(ask.Undo())


def test_what_another_terminal_stores_at_the_same_moment_is_not_lost(tmp_path, clock, monkeypatch):
    def terminal():
        return TinyStore(tmp_path / "library.json")

    first = open_meeting(terminal(), clock, AGENDA)
    first.do(ask.Next())
    second = resume_meeting(terminal(), clock, first.state.meeting)
    commit = first._store.commit

    def raced(changes):
        monkeypatch.setattr(first._store, "commit", commit)
        second.do(ask.Next())
        return commit(changes)

    monkeypatch.setattr(first._store, "commit", raced)
    first.do(ask.MarkAbsent("Ana"))
    assert first.status().slot == 1
    assert first.state.meeting == terminal().get(Meeting, first.state.meeting.id)


def test_what_concerns_other_meetings_is_left_alone(tmp_path, clock):
    store, elsewhere = TinyStore(tmp_path / "library.json"), TinyStore(tmp_path / "library.json")
    runner = held(store, clock, ask.Next())
    other = Note(
        id="f" * 24, agenda="other", meeting="m", number=1, kind=NoteKind.WIN, text="x",
        taken_at=TEN,
    )  # fmt: skip
    elsewhere.commit(Changes((other,)))
    assert not runner.follow()
    assert not runner.state.notes


CHANGES = (ask.Edit(Ref(1), "two"), ask.Reopen(Ref(1)), ask.Answer(1, "Friday"), ask.Park(1))


@pytest.mark.parametrize("later", ["", "done"])
def test_a_question_that_becomes_an_action_item_elsewhere_is_one_here_too(tmp_path, clock, later):
    runner = second_meeting(TinyStore(tmp_path / "library.json"), clock)
    runner.do(ask.Next())
    desk = StoreDesk(TinyStore(tmp_path / "library.json"), clock)
    desk.give([note(desk, "When")], lambda ref: ask.MakeAction(ref.number, "@Dana"))
    if later:
        give(desk, 3, done)
    runner.follow()
    resumed = resume_meeting(runner.store, clock, runner.state.meeting)
    for terminal in (runner, resumed):
        for command in CHANGES:
            with pytest.raises(Refused, match="question 1 is action item !3 already"):
                terminal.do(command)
        moment = Moment(clock.now(), terminal.today, terminal.new_id)
        assert "!3 already" in foretell("/answer 1 Friday", terminal.state, moment, UTC)


@pytest.fixture
def opened_twice(tmp_path, clock):
    """Return a way to open the next meeting in one more terminal."""
    return lambda: open_meeting(TinyStore(tmp_path / "library.json"), clock, AGENDA)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ((ask.MarkAbsent("Ben"),), "roll call began .*`meetingtui run weekly` goes on with that"),
        ((ask.Next(),), "it began in another terminal; .*`meetingtui resume` goes on"),
        ((ask.Next(), ask.Pause()), "it began in another terminal"),
        ((ask.Next(), ask.Close()), "was held; leave, and `meetingtui run weekly` opens the next"),
    ],
)
def test_a_meeting_does_not_begin_beside_one_that_began_meanwhile(opened_twice, before, said):
    first, second = opened_twice(), opened_twice()
    for command in before:
        first.do(command)
    waiting = Waiting(second)
    with pytest.raises(Refused, match=said):
        waiting.enter("Closed Acme")
    assert waiting.refused == ["Closed Acme"]
    with pytest.raises(Refused, match="this meeting cannot begin"):
        second.do(ask.Next())
    assert len(second.store.find(Meeting)) == 1
    assert second.parting() == ""
    assert opened_twice().do(ask.MarkPresent("Ben"))


def test_of_two_that_begin_at_the_same_moment_one_does(opened_twice, monkeypatch):
    first, second = opened_twice(), opened_twice()
    commit = first.store.commit

    def raced(changes):
        monkeypatch.setattr(first.store, "commit", commit)
        second.do(ask.Next())
        return commit(changes)

    monkeypatch.setattr(first.store, "commit", raced)
    with pytest.raises(Refused, match="this meeting cannot begin"):
        first.do(ask.Next())
    assert first.store.find(Meeting) == [second.state.meeting]


def test_a_meeting_begins_beside_one_that_is_known_and_of_another_series(opened_twice, clock):
    first = opened_twice()
    first.do(ask.Next())
    open_meeting(first.store, clock, WEEKLY).do(ask.Next())
    assert opened_twice().do(ask.Next())


def test_notes_of_the_same_moment_have_numbers_and_steps_of_their_own(tmp_path, clock, monkeypatch):
    first = open_meeting(TinyStore(tmp_path / "library.json"), clock, AGENDA)
    first.do(ask.Next())
    again = TinyStore(tmp_path / "library.json")
    second = resume_meeting(again, clock, first.state.meeting)
    commit = first.store.commit

    def raced(changes):
        monkeypatch.setattr(first.store, "commit", commit)
        second.do(ask.Capture("theirs"))
        return commit(changes)

    monkeypatch.setattr(first.store, "commit", raced)
    first.do(ask.Capture("mine"))
    assert {n.text: n.number for n in first.state.notes.values()} == {"theirs": 1, "mine": 2}
    first.do(ask.Undo())
    assert [n.text for n in first.state.notes.values()] == ["theirs"]
