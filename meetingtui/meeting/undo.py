"""Taking steps back and doing them again, the clock and the notes alike."""

from __future__ import annotations

from msgspec.structs import replace

from meetingtui.errors import Refused
from meetingtui.meeting.facts import Redone, Undone
from meetingtui.meeting.model import Action, Changes, Note, State, UndoneStep
from meetingtui.meeting.outcome import Outcome, latest_step
from meetingtui.meeting.versions import before


def undo(state: State) -> Outcome:
    """Take the latest step back: its facts leave the timeline, its documents are as before."""
    meeting = state.meeting
    step = latest_step(state)
    if step == 0:
        raise Refused("there is nothing to undo")
    undone = step_of(state, step)
    put: list[Note | Action] = []
    remove: list[Note | Action] = []
    documents: tuple[Note | Action, ...] = (*undone.notes, *undone.actions)
    for document in documents:
        older = before(document)
        if older is None:
            remove.append(document)
        else:
            put.append(older)
    meeting = replace(
        meeting,
        timeline=tuple(fact for fact in meeting.timeline if fact.step != step),
        undone=(*meeting.undone, undone),
    )
    return Outcome((Undone(step),), Changes((meeting, *put), tuple(remove)))


def redo(state: State) -> Outcome:
    """Do the step undone last again, exactly."""
    meeting = state.meeting
    if not meeting.undone:
        raise Refused("there is nothing to redo")
    *rest, again = meeting.undone
    meeting = replace(meeting, timeline=(*meeting.timeline, *again.facts), undone=tuple(rest))
    return Outcome((Redone(again.step),), Changes((meeting, *again.notes, *again.actions)))


def step_of(state: State, step: int) -> UndoneStep:
    """Return the facts of a step and the documents that it changed last."""
    meeting = state.meeting
    return UndoneStep(
        step,
        tuple(fact for fact in meeting.timeline if fact.step == step),
        tuple(note for note in state.notes.values() if _made_by(note, meeting.id, step)),
        tuple(action for action in state.actions.values() if _made_by(action, meeting.id, step)),
    )


def _made_by(document: Note | Action, meeting: str, step: int) -> bool:
    if not document.history:
        return False
    latest = document.history[-1]
    return latest.meeting == meeting and latest.step == step
