"""Undo and redo through everything."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetingtui.clock import Stepped
from meetingtui.errors import Refused
from meetingtui.followup.promises import settle
from meetingtui.meeting import commands as ask
from meetingtui.meeting.commands import Ref
from meetingtui.meeting.model import ActionState, Carried, Changes, Note, NoteKind, NoteState, State
from meetingtui.meeting.rules import allowed, evolve
from meetingtui.meeting.undo import step_of
from meetingtui.meeting.versions import changed


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


def from_outside(table, change):
    """Change the only action item as another terminal does."""
    (action,) = table.state.actions.values()
    table.state = evolve(table.state, Changes((change(action, table.now),)))


def done(action, now):
    return settle(action, ActionState.DONE, now)


def opened_again(action, now):
    return changed(action, now, {"state": ActionState.OPEN, "settled_at": None})


def test_undo_never_takes_back_what_was_done_elsewhere(running):
    running.do(ask.Capture("! Send it @Ana"))
    from_outside(running, done)
    assert running.refuses(ask.Undo()) == (
        "!1 was changed elsewhere since, and undo would lose that;"
        " /edit !1 or /drop !1 changes it as it is now"
    )
    from_outside(running, opened_again)
    assert "changed elsewhere" in running.refuses(ask.Undo())


def test_a_step_is_taken_back_as_a_whole_or_not_at_all(running):
    running.do(ask.Capture("a note"), ask.MakeAction(1, "@Ana"))
    from_outside(running, done)
    assert "!1 was changed elsewhere" in running.refuses(ask.Undo())


def test_redo_never_overwrites_what_was_done_elsewhere(running):
    running.do(ask.Capture("! Send it @Ana"), ask.Done(1), ask.Undo())
    from_outside(running, done)
    assert "!1 was changed elsewhere since, and redo would lose" in running.refuses(ask.Redo())


def test_a_question_changed_elsewhere_is_named_by_its_kind(running):
    running.do(ask.Capture("? When"))
    (question,) = running.state.notes.values()
    elsewhere = changed(question, running.now, {"text": "When exactly"})
    running.state = evolve(running.state, Changes((elsewhere,)))
    assert "question 1 was changed elsewhere" in running.refuses(ask.Undo())


def test_what_was_carried_is_named_by_its_number_in_this_meeting(seat):
    table = seat(carried=(Carried("q", 1, 2),))
    asked = Note(
        id="q", agenda="weekly", meeting="", number=0, kind=NoteKind.QUESTION, text="When",
        state=NoteState.OPEN, taken_at=table.now,
    )  # fmt: skip
    table.state = State(table.state.meeting, {"q": asked})
    table.do(ask.Next(), ask.Edit(Ref(2), "When exactly"))
    elsewhere = changed(table.state.notes["q"], table.now, {"text": "When then"})
    table.state = evolve(table.state, Changes((elsewhere,)))
    refused = table.refuses(ask.Undo())
    assert refused.startswith("question 2 was changed elsewhere since, and undo would lose")
    assert refused.endswith("/edit 2 or /drop 2 changes it as it is now")


def test_what_the_machine_reports_is_no_step(running):
    running.do(
        ask.Capture("one"), ask.Undo(), ask.Report(Stepped(timedelta(seconds=3), timedelta()))
    )
    running.do(ask.Redo(), ask.Undo(), ask.Undo())
    assert running.slot is None
    assert len(running.state.meeting.timeline) == 1
    assert "nothing to undo" in running.refuses(ask.Undo())


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


def pasted(table, *lines):
    """Enter lines as one step."""
    table.do(ask.Capture(lines[0]))
    first = max([*table.state.notes, *table.state.actions])
    table.do(*(ask.Capture(line, first) for line in lines[1:]))


def test_lines_that_were_pasted_go_and_come_back_as_one(running):
    running.do(ask.Capture("before"))
    before = running.state
    pasted(running, "one", "! two @Ana", "three")
    after = running.state
    running.do(ask.Undo())
    assert (running.state.notes, running.state.actions) == (before.notes, before.actions)
    running.do(ask.Redo())
    assert running.state == after


def test_a_pasted_line_that_answers_what_is_asked_goes_with_the_others(running):
    pasted(running, "! Send it", "@Ben", "three")
    (action,) = running.state.actions.values()
    assert action.owner == "Ben"
    running.do(ask.Undo())
    assert not running.state.actions
    running.do(ask.Redo())
    assert running.state.actions == {action.id: action}
    running.do(ask.Undo(), ask.Undo())
    assert running.slot is None


def test_what_comes_between_pasted_lines_makes_a_step_of_the_rest(running):
    running.do(ask.Capture("one"))
    (first,) = running.state.notes
    running.do(ask.Next(), ask.Capture("two", first), ask.Undo())
    assert running.notes == ["one"]
    running.do(ask.Undo(), ask.Undo())
    running.do(ask.Capture("three", first))
    assert running.notes == ["three"]


def test_a_step_is_taken_back_only_while_it_is_the_latest(running):
    running.do(ask.Capture("one"))
    mine = step_of(running.state, running.state.latest_step)
    running.do(ask.Capture("two"))
    assert "more was done in the meeting since" in running.refuses(ask.Undo(mine))
    running.do(ask.Undo(), ask.Undo(mine))
    assert running.notes == []
