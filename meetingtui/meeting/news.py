"""What others did with a meeting, told from how it was before and how it is now."""

from __future__ import annotations

from meetingtui.meeting.facts import (
    ActionChanged,
    ActionTaken,
    Fact,
    NoteChanged,
    NoteTaken,
    Redone,
    Undone,
)
from meetingtui.meeting.model import Action, ActionState, Note, State, UndoneStep


def news(before: State, after: State) -> tuple[Fact, ...]:
    """Return the facts that lead from one state of a meeting to a later one, others' doing.

    What was taken back or done again is told as such; what else differs in a note or action item
    as its change.
    """
    undone = [step for step in after.meeting.undone if step not in before.meeting.undone]
    redone = [step for step in reversed(before.meeting.undone) if _is_in(after, step)]
    told = {document.id for step in (*undone, *redone) for document in _documents(step)}
    known = (*before.meeting.timeline, *(fact for step in redone for fact in step.facts))
    added = [fact for fact in after.meeting.timeline if fact not in known]
    notes: list[Fact] = []
    for id, note in after.notes.items():
        if id not in before.notes:
            notes += [] if id in told else [NoteTaken(id)]
        elif note != before.notes[id] and id not in told:
            notes.append(NoteChanged(id, _what(before.notes[id].state, note.state)))
    actions: list[Fact] = []
    for id, action in after.actions.items():
        if id not in before.actions:
            mine = action.meeting == after.meeting.id and id not in told
            actions += [ActionTaken(id)] if mine else []
        elif action != before.actions[id] and id not in told:
            actions.append(ActionChanged(id, _what(before.actions[id].state, action.state)))
    back: list[Fact] = [Undone(step.step) for step in undone]
    again: list[Fact] = [Redone(step.step) for step in redone]
    return (*back, *again, *added, *notes, *actions)


def _is_in(state: State, step: UndoneStep) -> bool:
    """Tell whether a step that was undone has been done again in `state`."""
    if step in state.meeting.undone:
        return False
    documents: dict[str, Note | Action] = {**state.notes, **state.actions}
    there = (documents.get(each.id) == each for each in _documents(step))
    return all(there) and all(fact in state.meeting.timeline for fact in step.facts)


def _documents(step: UndoneStep) -> tuple[Note | Action, ...]:
    return (*step.notes, *step.actions)


def _what(before: str, after: str) -> str:
    return after if before != after and after != ActionState.OPEN else "changed"
