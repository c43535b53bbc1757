"""A meeting as it was when it closed, whatever became of its notes and promises later."""

from __future__ import annotations

from meetingtui.meeting.course import course_of
from meetingtui.meeting.model import State
from meetingtui.meeting.versions import as_of


def at_close(state: State) -> State:
    """Return `state` as its meeting left it: with its own and its carried documents only.

    What happened to them after the close, outside the meeting or in a later one, is taken back;
    what the meeting itself did always counts. A meeting that is not closed is returned as it is.
    """
    meeting = state.meeting
    carried = {item.id for item in meeting.carried}
    notes = [n for n in state.notes.values() if n.meeting == meeting.id or n.id in carried]
    actions = [a for a in state.actions.values() if a.meeting == meeting.id or a.id in carried]
    closed_at = course_of(meeting).closed_at
    if closed_at is not None:
        notes = [as_of(note, closed_at, meeting.id) for note in notes]
        actions = [as_of(action, closed_at, meeting.id) for action in actions]
    return State(meeting, {n.id: n for n in notes}, {a.id: a for a in actions})
