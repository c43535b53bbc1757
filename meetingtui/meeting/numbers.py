"""The numbers that a command may name, each with what it stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from meetingtui.meeting.course import course_of
from meetingtui.meeting.lookup import number_of
from meetingtui.meeting.model import ActionState, NoteKind, NoteState, State
from meetingtui.text import pattern

Numbered = tuple[str, str]
"""A number as it is typed, and the text of what has it."""

_TYPED = pattern(r"\s*/(?P<word>[a-z]+)(?P<behind>\s+[0-9]+)?\s+(?P<number>!?[0-9]*)")


def numbers_for(line: str, state: State) -> list[Numbered]:
    """Return what the number at the end of `line`, a command that takes one there, may become.

    Empty for every other line, and once more stands behind the number.
    """
    typed = _TYPED.fullmatch(line)
    if typed is None:
        return []
    offered = (_BEHIND if typed["behind"] else _OFFERED).get(typed["word"])
    if offered is None:
        return []
    return [each for each in offered(state) if each[0].startswith(typed["number"])]


def number_completions(line: str, state: State) -> list[str]:
    """Return the whole lines that `line` may become by completing the number behind its word."""
    if _BEHIND.get(line.partition(" ")[0].lstrip("/")) and line.count(" ") > 1:
        return []
    start = line.rpartition(" ")[0]
    return [f"{start} {number}" for number, _ in numbers_for(line, state)]


def _slots(state: State) -> list[Numbered]:
    slots, order = state.meeting.slots, course_of(state.meeting).order
    return [(str(at), slots[index].label) for at, index in enumerate(order, start=1)]


def _slots_to_come(state: State) -> list[Numbered]:
    coming = course_of(state.meeting).coming
    order = course_of(state.meeting).order
    return [each for each in _slots(state) if order[int(each[0]) - 1] in coming]


def _questions(state: State) -> list[Numbered]:
    return _open(state, NoteKind.QUESTION)


def _previews(state: State) -> list[Numbered]:
    return _open(state, NoteKind.PREVIEW)


def _open(state: State, kind: NoteKind) -> list[Numbered]:
    return [
        (str(number_of(state, note)), note.text)
        for note in state.notes.values()
        if note.kind is kind and note.state is NoteState.OPEN
    ]


def _notes(state: State) -> list[Numbered]:
    """Return the notes that stand, the latest first."""
    standing = [
        note
        for note in reversed(list(state.notes.values()))
        if note.state is not NoteState.DROPPED and not note.became
    ]
    return [(str(number_of(state, note)), note.text) for note in standing]


def _actions(state: State) -> list[Numbered]:
    open_ones = [a for a in state.actions.values() if a.state is ActionState.OPEN]
    return [(str(action.number), action.text) for action in open_ones]


def _settled(state: State) -> list[Numbered]:
    """Return what may be opened again."""
    notes = [
        (str(number_of(state, note)), note.text)
        for note in state.notes.values()
        if note.state in (NoteState.DROPPED, NoteState.ANSWERED)
        or (note.preview is not None and note.preview.result)
    ]
    actions = [a for a in state.actions.values() if a.state is not ActionState.OPEN]
    return [*notes, *((f"!{action.number}", action.text) for action in actions)]


def _everything(state: State) -> list[Numbered]:
    marked = [(f"!{number}", text) for number, text in _actions(state)]
    return [*_notes(state), *marked]


_OFFERED: Mapping[str, Callable[[State], list[Numbered]]] = {
    "goto": _slots,
    "move": _slots_to_come,
    "answer": _questions,
    "done": _actions,
    "drop": _everything,
    "edit": _everything,
    "action": _notes,
    "park": _notes,
    "to": _notes,
    "question": _notes,
    "feedback": _previews,
    "used": _previews,
    "unused": _previews,
    "reopen": _settled,
}

_BEHIND: Mapping[str, Callable[[State], list[Numbered]]] = {"to": _slots}
"""The same for a number that stands behind another one."""
