"""Undo and redo through everything."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetingtui.meeting import commands as ask
from meetingtui.meeting.commands import Ref
from meetingtui.meeting.model import NoteState
from meetingtui.meeting.rules import allowed


def test_there_is_nothing_to_undo_or_redo_at_first(table):
    assert "nothing to undo" in table.refuses(ask.Undo())
    assert "nothing to redo" in table.refuses(ask.Redo())


def test_clock_and_notes_share_one_history(running):
    running.do(ask.Capture("one"), ask.Next(), ask.Capture("two"))
    running.do(ask.Undo())
    assert running.notes == ["one"]
    running.do(ask.Undo())
    assert running.slot == 0
    running.do(ask.Undo())
    assert running.notes == []
    running.do(ask.Undo())
    assert running.slot is None
    running.do(ask.Redo(), ask.Redo(), ask.Redo(), ask.Redo())
    assert (running.slot, running.notes) == (1, ["one", "two"])


def test_an_undone_answer_leaves_the_question_as_it_was(running):
    running.do(ask.Capture("? When"))
    before = running.state
    running.do(ask.Answer(1, "Friday"), ask.Undo())
    assert running.state.notes == before.notes
    running.do(ask.Redo())
    (question,) = running.state.notes.values()
    assert (question.state, question.answer) == (NoteState.ANSWERED, "Friday")


def test_a_new_command_forgets_what_could_be_redone(running):
    running.do(ask.Capture("one"), ask.Undo(), ask.Capture("other"))
    assert "nothing to redo" in running.refuses(ask.Redo())
    running.do(ask.Undo(), ask.Next())
    assert not running.state.meeting.undone


def test_a_change_from_outside_the_meeting_is_not_undone(running):
    from meetingtui.followup.promises import settle
    from meetingtui.meeting.model import ActionState, Changes
    from meetingtui.meeting.rules import evolve

    running.do(ask.Capture("! Send it @Ana"))
    (action,) = running.state.actions.values()
    done = settle(action, ActionState.DONE, running.now)
    running.state = evolve(running.state, Changes((done,)))
    running.do(ask.Undo())
    assert running.slot is None
    assert list(running.state.actions.values()) == [done]


COMMANDS = st.sampled_from(
    [
        ask.Next(), ask.Back(), ask.Skip(), ask.Pause(), ask.Resume(), ask.Goto(5),
        ask.Extend(timedelta(minutes=1)), ask.Began(timedelta(seconds=5)), ask.Refit(),
        ask.MarkAbsent("Ben"), ask.MarkPresent("Zoe"), ask.Rate("Sales", 9), ask.Close(),
        ask.Capture("a win"), ask.Capture("? a question"), ask.Capture("! promise @Ana"),
        ask.Answer(1, "yes"), ask.Edit(Ref(1), "new text"), ask.MakeAction(1), ask.Park(1),
        ask.Drop(Ref(1)), ask.Done(1),
    ]
)  # fmt: skip


@given(commands=st.lists(COMMANDS, min_size=1, max_size=14))
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_undoing_everything_restores_each_state_exactly_and_redo_brings_it_back(seat, commands):
    from meetingtui.errors import Refused

    table = seat()
    states = [table.state]
    for minute, command in enumerate(commands):
        table.at(minute)
        try:
            table.do(command)
        except Refused:
            continue
        states.append(table.state)
    last = table.state
    for state in reversed(states[:-1]):
        assert ask.Undo in allowed(table.state)
        table.do(ask.Undo())
        assert (table.state.meeting.timeline, table.state.notes, table.state.actions) == (
            state.meeting.timeline,
            state.notes,
            state.actions,
        )
    for _ in states[1:]:
        assert ask.Redo in allowed(table.state)
        table.do(ask.Redo())
    assert table.state == last
