"""Taking steps back and doing them again, the clock and the notes alike."""

from __future__ import annotations

from msgspec.structs import replace

from meetingtui.errors import Refused
from meetingtui.meeting.facts import Closed, Redone, Undone
from meetingtui.meeting.lookup import number_of
from meetingtui.meeting.model import Action, Changes, Note, State, UndoneStep, Version
from meetingtui.meeting.outcome import Outcome
from meetingtui.meeting.versions import before


def undo(state: State, only: UndoneStep | None = None) -> Outcome:
    """Take the latest step back: its facts leave the timeline, its documents are as before.

    Refused where it is not `only`, the step that somebody means.
    """
    meeting = state.meeting
    step = state.latest_step
    if step == 0:
        raise Refused("there is nothing to undo")
    undone = step_of(state, step)
    if only and undone != only:
        raise Refused("more was done in the meeting since; undo that there first")
    _refuse_if_changed_since(state, undone)
    put: list[Note | Action] = []
    remove: list[Note | Action] = []
    documents: tuple[Note | Action, ...] = (*undone.notes, *undone.actions)
    for document in documents:
        older = _before(document)
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


def takes_close_back(state: State) -> bool:
    """Tell whether `undo` opens a closed meeting again."""
    step = state.latest_step
    return any(isinstance(fact, Closed) and fact.step == step for fact in state.meeting.timeline)


def redo(state: State) -> Outcome:
    """Do the step undone last again, exactly."""
    meeting = state.meeting
    if not meeting.undone:
        raise Refused("there is nothing to redo")
    *rest, again = meeting.undone
    documents: tuple[Note | Action, ...] = (*again.notes, *again.actions)
    put = tuple(_done_again(state, document) for document in documents)
    meeting = replace(meeting, timeline=(*meeting.timeline, *again.facts), undone=tuple(rest))
    return Outcome((Redone(again.step),), Changes((meeting, *put)))


def step_of(state: State, step: int) -> UndoneStep:
    """Return the facts of a step and the documents that it changed."""
    meeting = state.meeting
    return UndoneStep(
        step,
        tuple(fact for fact in meeting.timeline if fact.step == step),
        tuple(note for note in state.notes.values() if _made_by(note, meeting.id, step)),
        tuple(action for action in state.actions.values() if _made_by(action, meeting.id, step)),
    )


def _made_by(document: Note | Action, meeting: str, step: int) -> bool:
    return any(_is_of(version, meeting, step) for version in document.history)


def _is_of(version: Version, meeting: str, step: int) -> bool:
    return (version.meeting, version.step) == (meeting, step)


def _refuse_if_changed_since(state: State, undone: UndoneStep) -> None:
    documents: tuple[Note | Action, ...] = (*undone.notes, *undone.actions)
    for document in documents:
        latest = document.history[-1]
        if not _is_of(latest, state.meeting.id, undone.step):
            raise Refused(_changed_since(state, document, "undo"))


def _before(document: Note | Action) -> Note | Action | None:
    """Return `document` as it was before its latest step; None when that made it."""
    latest, older = document.history[-1], before(document)
    while older and older.history and _is_of(older.history[-1], latest.meeting, latest.step):
        older = before(older)
    return older


def _done_again(state: State, document: Note | Action) -> Note | Action:
    """Return `document` to put over what undo left; Refused where that was changed since."""
    documents: dict[str, Note | Action] = {**state.notes, **state.actions}
    if documents.get(document.id) != _before(document):
        raise Refused(_changed_since(state, document, "redo"))
    return document


def _changed_since(state: State, document: Note | Action, lost_by: str) -> str:
    if isinstance(document, Action):
        name = ref = f"!{document.number}"
    else:
        ref = str(number_of(state, document))
        name = f"{document.kind} {ref}"
    lost = f"{name} was changed elsewhere since, and {lost_by} would lose that"
    return f"{lost}; /edit {ref} or /drop {ref} changes it as it is now"
