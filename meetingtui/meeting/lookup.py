"""Finding a note or action item by the number that a person types."""

from __future__ import annotations

from meetingtui.errors import Refused
from meetingtui.meeting.commands import Ref
from meetingtui.meeting.model import Action, ActionState, Meeting, Note, NoteKind, State


def number_of(state: State, note: Note) -> int:
    """Return the number that `note` has in this meeting; carried notes get one of their own."""
    if note.meeting == state.meeting.id:
        return note.number
    return next(c.number for c in state.meeting.carried if c.id == note.id)


def name_of(document: Action | Note) -> str:
    """Return what `document` is called outside a meeting: `!3`, `question "When is it ready?"`."""
    if isinstance(document, Action):
        return f"!{document.number}"
    return f'{document.kind} "{document.text}"'


def next_number(state: State) -> int:
    """Return the number of the next note of this meeting."""
    taken = [note.number for note in state.notes.values() if note.meeting == state.meeting.id]
    return 1 + max([*taken, *(c.number for c in state.meeting.carried)], default=0)


def highest_undone(meeting: Meeting) -> int:
    """Return the highest number of a note that redo would bring back; 0 where it brings none."""
    return max((note.number for step in meeting.undone for note in step.notes), default=0)


def find_note(state: State, number: int) -> Note:
    """Return the note with this number; Refused when there is none."""
    for note in state.notes.values():
        if number_of(state, note) == number:
            return note
    hint = f"; the action item is !{number}" if _action(state, number) else ""
    raise Refused(f"there is no note {number} in this meeting{hint}; /notes lists them")


def find_question(state: State, number: int) -> Note:
    """Return the question with this number; Refused when it is something else."""
    note = find_note(state, number)
    if note.kind is NoteKind.PREVIEW:
        raise Refused(f"note {number} is a preview; /feedback {number} says what you think of it")
    if note.kind is not NoteKind.QUESTION:
        raise Refused(
            f"note {number} is a {note.kind}, not a question; only questions are answered"
        )
    return note


def find_preview(state: State, number: int) -> Note:
    """Return the preview with this number; Refused when it is something else."""
    note = find_note(state, number)
    if note.kind is not NoteKind.PREVIEW:
        raise Refused(
            f"note {number} is a {note.kind}, not a preview; /edit {number} ~ makes it one"
        )
    return note


def find_action(state: State, number: int) -> Action:
    """Return the action item with this number; Refused when there is none here."""
    action = _action(state, number)
    if action is None:
        raise Refused(f"there is no action item !{number} in this meeting; /actions lists them")
    return action


def find_open_action(state: State, number: int) -> Action:
    """Return the open action item with this number; Refused when it is settled."""
    action = find_action(state, number)
    require_open(action)
    return action


def require_open(action: Action) -> None:
    """Raise Refused where `action` is settled."""
    if action.state is not ActionState.OPEN:
        raise Refused(f"!{action.number} is {action.state} already; reopen it first")


def require_note(state: State, note: Note) -> None:
    """Raise Refused where `note` went on as an action item, be that known here or not."""
    if note.became:
        action = state.actions.get(note.became)
        now = f"action item !{action.number}" if action else "an action item"
        raise Refused(f"{note.kind} {number_of(state, note)} is {now} already")


def find(state: State, ref: Ref) -> Note | Action:
    """Return what `ref` stands for; Refused when there is no such thing."""
    return find_action(state, ref.number) if ref.action else find_note(state, ref.number)


def _action(state: State, number: int) -> Action | None:
    return next((a for a in state.actions.values() if a.number == number), None)
