"""What others did with a meeting."""

import pytest

from meetingtui.meeting import commands as ask
from meetingtui.meeting.commands import Ref
from meetingtui.meeting.facts import (
    ActionChanged,
    ActionTaken,
    Extended,
    NoteChanged,
    NoteTaken,
    Redone,
    Refitted,
    SlotOpened,
    Undone,
)
from meetingtui.meeting.news import news


@pytest.fixture
def heard(running):
    """Return what another terminal hears of commands."""

    def does(*commands):
        before = running.state
        running.do(*commands)
        return news(before, running.state)

    return does


def ids(table):
    return [*table.state.notes, *table.state.actions]


def test_what_is_taken_back_and_done_again_is_told_as_such(running, heard):
    assert heard(ask.Capture("one")) == (NoteTaken(ids(running)[0]),)
    step = len(ids(running)) + 1
    assert heard(ask.Undo()) == (Undone(step),)
    assert heard(ask.Redo()) == (Redone(step),)
    heard(ask.Edit(Ref(1), "won"))
    assert heard(ask.Undo()) == (Undone(step + 1),)
    assert heard(ask.Redo()) == (Redone(step + 1),)


def test_a_step_of_the_clock_and_of_an_action_item_too(heard):
    heard(ask.Next())
    assert heard(ask.Undo()) == (Undone(2),)
    assert heard(ask.Redo()) == (Redone(2),)
    heard(ask.Capture("! do it @Ana"), ask.Undo())
    assert heard(ask.Redo()) == (Redone(3),)


def test_several_steps_are_told_in_the_order_in_which_they_were_done_again(heard):
    heard(ask.Capture("one"), ask.Capture("two"), ask.Undo(), ask.Undo())
    assert heard(ask.Redo(), ask.Redo()) == (Redone(2), Redone(3))
    heard(ask.Undo(), ask.Undo())
    assert heard(ask.Redo()) == (Redone(2),)


def test_what_is_new_and_forgets_a_step_is_told_as_new(running, heard):
    heard(ask.Capture("one"), ask.Undo())
    assert heard(ask.Capture("other")) == (NoteTaken(ids(running)[0]),)
    heard(ask.Undo())
    (opened,) = heard(ask.Next())
    assert isinstance(opened, SlotOpened)


def test_what_was_changed_after_it_was_done_again_is_told_as_it_is(running, heard):
    heard(ask.Capture("one"), ask.Undo())
    told = heard(ask.Redo(), ask.Edit(Ref(1), "won"))
    assert told == (NoteTaken(ids(running)[0]),)


def test_another_change_is_a_change(running, heard):
    heard(ask.Capture("one"))
    assert heard(ask.Edit(Ref(1), "won")) == (NoteChanged(ids(running)[0], "changed"),)


def test_a_promise_is_told_once_and_its_changes_after(running, heard):
    (taken,) = heard(ask.Capture("! do it @Ana"))
    assert isinstance(taken, ActionTaken)
    (done,) = heard(ask.Done(1))
    assert done == ActionChanged(taken.id, "done")
    assert len(heard(ask.Capture("one"))) == 1


def test_what_an_extension_takes_from_others_is_told(running, heard):
    heard(ask.Extend())
    assert [type(fact) for fact in heard(ask.Extend())] == [Extended, Refitted]
