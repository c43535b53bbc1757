"""Notes and action items: what a line becomes, and what can be done to it."""

from datetime import date, timedelta

import pytest

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.errors import Refused
from meetingtui.meeting import commands as ask
from meetingtui.meeting.capture import CapturedAction
from meetingtui.meeting.commands import Ref
from meetingtui.meeting.model import ActionState, NoteKind, NoteState, Preview, State
from meetingtui.meeting.note_rules import edited_action


def only_note(table):
    (note,) = table.state.notes.values()
    return note


def only_action(table):
    (action,) = table.state.actions.values()
    return action


def test_bare_text_is_of_the_slots_own_kind(running):
    running.do(ask.Capture("before anything"), ask.Goto(3), ask.Capture("Closed Acme"))
    running.do(ask.Goto(5), ask.Capture("When is the deck ready?"))
    assert [(n.number, n.kind, n.team, n.slot) for n in running.state.notes.values()] == [
        (1, NoteKind.NOTE, "", "opening"),
        (2, NoteKind.WIN, "Sales", "wins/Sales"),
        (3, NoteKind.QUESTION, "Sales", "questions/Sales"),
    ]


def test_what_was_seen_at_the_others_is_an_insight(seat):
    length = timedelta(minutes=5)
    slot = Slot(id="exchange", kind=SegmentKind.EXCHANGE, title="Exchange", length=length)
    table = seat(slots=(slot,))
    table.do(ask.Next(), ask.Capture("@Ana: clients ask for the price first"))
    assert only_note(table).kind is NoteKind.INSIGHT


def test_a_note_can_be_taken_before_the_start(table):
    table.do(ask.Capture("Dana is late"))
    assert only_note(table).slot == ""


def test_a_question_of_one_of_two_teams_goes_to_the_other(running):
    running.do(ask.Goto(5), ask.Capture("When?"), ask.Capture("@Sales why not we?"))
    asked = [note.teams for note in running.state.notes.values()]
    assert asked == [("Marketing",), ("Marketing",)]
    assert all(note.state is NoteState.OPEN for note in running.state.notes.values())


def test_a_question_in_a_joint_slot_or_among_three_teams_names_whom_it_asks(running, seat):
    running.do(ask.Capture("? who knows"))
    assert only_note(running).teams == ()


def test_an_action_item_is_due_in_a_week_unless_it_says_when(running):
    running.do(ask.Capture("! Send the deck @Ana due:fri"), ask.Capture("! Call Acme @Eve"))
    first, second = running.state.actions.values()
    assert (first.text, first.owner, first.team) == ("Send the deck", "Ana", "Sales")
    assert first.due_on == date(2026, 11, 27)
    assert second.due_on == date(2026, 12, 1)
    assert (first.number, second.number) == (1, 2)


@pytest.mark.parametrize(("next_on", "due_on"), [(8, 8), (2, 2), (1, 8)])
def test_it_is_due_at_the_next_meeting_where_that_is_known(seat, next_on, due_on):
    # The table is set on 24 November; a meeting that has passed says nothing.
    day = date(2026, 11, 23)
    table = seat(next_on=day + timedelta(days=next_on))
    table.do(ask.Capture("! Call Acme @Eve"))
    assert only_action(table).due_on == day + timedelta(days=due_on)


@pytest.mark.parametrize("name", ["@Dana", "Dana", "dana"])
def test_an_action_item_without_owner_is_saved_and_takes_the_next_name(running, name):
    running.do(ask.Capture("! Send the deck"))
    assert only_action(running).owner == ""
    running.do(ask.Capture(name))
    assert (only_action(running).owner, only_action(running).team) == ("Dana", "Marketing")
    assert not running.state.notes


def test_a_bare_name_is_an_owner_as_long_as_one_is_asked_for(running):
    running.do(ask.Capture("! Send the deck"), ask.Capture("Zoe"), ask.Capture("Dana"))
    assert running.notes == ["Zoe"]
    assert only_action(running).owner == "Dana"
    running.do(ask.Capture("Eve"))
    assert running.notes == ["Zoe", "Eve"]
    running.do(ask.Capture("! Call Acme"), ask.Capture("? When"), ask.Capture("Ben"))
    assert [action.owner for action in running.state.actions.values()] == ["Dana", ""]


def test_a_name_is_a_note_when_nothing_waits_for_an_owner(running):
    running.do(ask.Capture("Dana"))
    assert only_note(running).text == "Dana"


def test_other_lines_may_come_before_the_owner(running):
    running.do(ask.Capture("! Send the deck"), ask.Capture("something else"), ask.Capture("@Ben"))
    assert only_action(running).owner == "Ben"


def test_a_question_is_answered_and_nothing_else_is(running):
    running.do(ask.Capture("? When"), ask.Answer(1, "on Friday"), ask.Capture("a note"))
    question = running.state.notes[min(running.state.notes)]
    assert (question.state, question.answer) == (NoteState.ANSWERED, "on Friday")
    assert question.answered_at == running.now
    assert "is a note, not a question" in running.refuses(ask.Answer(2, "x"))
    assert "say the answer too" in running.refuses(ask.Answer(1, ""))
    assert "no note 7" in running.refuses(ask.Answer(7, "x"))


def test_an_edit_replaces_text_kind_and_names(running):
    running.do(ask.Goto(3), ask.Capture("Closed Acm"), ask.Edit(Ref(1), "@Sales @Marketing Acme"))
    note = only_note(running)
    assert (note.text, note.kind, note.teams) == ("Acme", NoteKind.WIN, ("Sales", "Marketing"))
    running.do(ask.Edit(Ref(1), "? Acme"))
    assert (only_note(running).kind, only_note(running).state) == (
        NoteKind.QUESTION,
        NoteState.OPEN,
    )
    assert only_note(running).teams == ("Sales", "Marketing")


def test_a_note_edited_into_a_question_asks_the_other_team(running):
    running.do(ask.Goto(3), ask.Capture("Closed it"), ask.Edit(Ref(1), "? who did it"))
    assert only_note(running).teams == ("Marketing",)


def test_a_preview_is_open_until_its_result_is_known_and_others_are_none(running):
    running.do(ask.Capture("~ New deck"), ask.Capture("a note"))
    preview, other = running.state.notes.values()
    assert (preview.state, preview.preview) == (NoteState.OPEN, Preview())
    assert (other.state, other.preview) == (NoteState.RECORDED, None)
    running.do(ask.Edit(Ref(1), "+ New deck is out"), ask.Edit(Ref(2), "~ Newer deck"))
    preview, other = running.state.notes.values()
    assert (preview.state, preview.preview) == (NoteState.RECORDED, None)
    assert (other.state, other.preview) == (NoteState.OPEN, Preview())


def test_an_edit_can_turn_a_note_into_an_action_item(running):
    running.do(ask.Capture("Deck"), ask.Edit(Ref(1), "! Send the deck @Ana"))
    assert only_action(running).text == "Send the deck"
    assert only_note(running).became == only_action(running).id


def test_an_action_item_is_edited_in_part(running):
    running.do(ask.Capture("! Send the deck @Ana due:fri"))
    running.do(ask.Edit(Ref(1, action=True), "@Eve"))
    assert (only_action(running).text, only_action(running).owner) == ("Send the deck", "Eve")
    running.do(ask.Edit(Ref(1, action=True), "due:today"))
    assert only_action(running).due_on == date(2026, 11, 24)
    running.do(ask.Edit(Ref(1, action=True), "Send both decks"))
    assert only_action(running).text == "Send both decks"
    with pytest.raises(Refused, match="what to change"):
        edited_action(only_action(running), CapturedAction(text=""))


def test_a_note_becomes_an_action_item_once(running):
    running.do(ask.Capture("? Who sends the deck"), ask.MakeAction(1, "@Ana due:fri"))
    assert (only_action(running).text, only_action(running).owner) == (
        "Who sends the deck",
        "Ana",
    )
    assert only_note(running).state is NoteState.RECORDED
    assert "already" in running.refuses(ask.MakeAction(1))


def test_a_plain_note_that_becomes_an_action_item_keeps_its_state(running):
    running.do(ask.Capture("Deck"), ask.MakeAction(1, "Send the deck"))
    assert only_action(running).text == "Send the deck"
    assert only_note(running).state is NoteState.RECORDED


def test_parking_keeps_a_note_open_for_the_next_meeting(running):
    running.do(ask.Capture("pricing"), ask.Park(1))
    assert (only_note(running).kind, only_note(running).state) == (
        NoteKind.PARKED,
        NoteState.OPEN,
    )
    assert "comes back by itself" in running.refuses(ask.Park(1))


def test_what_is_settled_is_not_revived_by_the_way(running):
    running.do(ask.Capture("? one"), ask.Drop(Ref(1), "no longer asked"))
    assert only_note(running).reason == "no longer asked"
    for command in (ask.Answer(1, "x"), ask.Park(1), ask.MakeAction(1), ask.Edit(Ref(1), "x")):
        assert "question 1 is dropped" in running.refuses(command)
    running.do(ask.Capture("two"), ask.MakeAction(2, "@Ana"))
    for command in (ask.Park(2), ask.MakeAction(2), ask.Edit(Ref(2), "x")):
        assert "note 2 is action item !1 already" in running.refuses(command)
    running.do(ask.Capture("? three"), ask.Answer(3, "yes"))
    assert "question 3 is answered" in running.refuses(ask.Park(3))
    running.do(ask.Done(1))
    assert "!1 is done already" in running.refuses(ask.Edit(Ref(1, action=True), "x"))


def test_what_a_note_became_need_not_be_known_here(running):
    running.do(ask.Capture("one"), ask.MakeAction(1))
    running.state = State(running.state.meeting, running.state.notes)
    for command in (ask.Edit(Ref(1), "two"), ask.Reopen(Ref(1))):
        assert "note 1 is an action item already" in running.refuses(command)


def test_nothing_is_captured_once_the_meeting_is_closed(running):
    running.do(ask.Capture("? one"), ask.Close())
    for command in (ask.Capture("late"), ask.Answer(1, "x"), ask.Drop(Ref(1))):
        assert (
            "the meeting is closed; /rate and /norm still work, /undo opens it again"
            in running.refuses(command)
        )


def test_notes_and_action_items_are_dropped(running):
    running.do(ask.Capture("oops"), ask.Drop(Ref(1)))
    assert only_note(running).state is NoteState.DROPPED
    assert "dropped already" in running.refuses(ask.Drop(Ref(1)))
    running.do(ask.Capture("! Send it @Ana"), ask.Drop(Ref(1, action=True), "not needed"))
    assert (only_action(running).state, only_action(running).reason) == (
        ActionState.DROPPED,
        "not needed",
    )
    assert "!1 is dropped already" in running.refuses(ask.Done(1))


def test_a_promise_is_done(running):
    running.do(ask.Capture("! Send it @Ana"), ask.Done(1))
    assert only_action(running).state is ActionState.DONE
    assert only_action(running).settled_at == running.now


def test_an_action_items_number_is_not_a_notes(running):
    running.do(ask.Capture("! Send it @Ana"))
    assert "the action item is !1" in running.refuses(ask.Edit(Ref(1), "x"))
    assert "no action item !9" in running.refuses(ask.Done(9))


def test_three_teams_leave_a_question_open_to_all(seat):
    from meetingtui.agenda.model import Team

    table = seat(
        teams=(Team("Sales"), Team("Marketing"), Team("Product")),
        slots=(
            Slot(
                id="questions/Sales", kind=SegmentKind.QUESTIONS, title="Questions", team="Sales",
                length=timedelta(minutes=5),
            ),
        ),
    )  # fmt: skip
    table.do(ask.Next(), ask.Capture("When?"))
    assert only_note(table).teams == ()
