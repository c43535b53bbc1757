"""A meeting as it was when it closed, whatever became of its notes and promises later."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from meetingtui.meeting.course import course_of
from meetingtui.meeting.model import Action, Note, State
from meetingtui.meeting.versions import before

N = TypeVar("N", Note, Action)


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
        notes = [_as_of(note, meeting.id, closed_at) for note in notes]
        actions = [_as_of(action, meeting.id, closed_at) for action in actions]
    return State(meeting, {n.id: n for n in notes}, {a.id: a for a in actions})


def _as_of(document: N, meeting: str, closed_at: datetime) -> N:
    while document.history:
        latest = document.history[-1]
        older = before(document)
        if latest.at <= closed_at or latest.meeting == meeting or older is None:
            break
        document = older
    return document
