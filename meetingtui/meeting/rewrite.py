"""Lines that are written for people to go on with: a note to edit, another kind for a line."""

from __future__ import annotations

import re

from meetingtui.meeting.capture import ACTION_PREFIX, PREFIXES, split_prefix
from meetingtui.meeting.duemark import DUE, FROM
from meetingtui.meeting.lookup import number_of
from meetingtui.meeting.marks import mentions_in
from meetingtui.meeting.model import Action, ActionState, Note, NoteKind, NoteState, Preview, State
from meetingtui.meeting.preview_marks import FOR, USE
from meetingtui.text import pattern

SIGNS = {kind: sign for sign, kind in PREFIXES.items()}
_TURN = ("", ACTION_PREFIX, "?", "=", "~", "+", "*", "^", "%", "&", ".")
_EDIT = pattern(r"\s*/edit\s+[0-9]+\s+", re.IGNORECASE)


def line_for(word: str, state: State, document: Note | Action) -> str:
    """Return the beginning of the line that does `word` to `document`, a `/` word.

    For an edit that is all of it, as it would be typed. Empty where the word is not for such a
    document.
    """
    if not _is_for(word, document):
        return ""
    if isinstance(document, Action):
        sign = "" if word == "done" else ACTION_PREFIX
        text = _action(document) if word == "edit" else ""
        return f"/{word} {sign}{document.number} {text}"
    text = _note(document) if word == "edit" else ""
    return f"/{word} {number_of(state, document)} {text}"


def as_typed(document: Note | Action) -> str:
    """Return what is typed to say again what `document` says; an edit begins with it.

    Of an action item that is its text; where the text mentions somebody, who is not to become its
    owner, its owner and date too.
    """
    if isinstance(document, Note):
        return _note(document)
    return _action(document) if "@" in document.text else _text(document)


def other_kind(line: str, own_kind: NoteKind | None) -> str:
    """Return `line` with the sign of the next kind, which in the end is none at all.

    Without a sign it is of `own_kind`; None where it would be no note. Behind `/edit N` it is as
    the note is.
    """
    edit = _EDIT.match(line)
    head = edit[0] if edit else ""
    sign, text = split_prefix(line[len(head) :])
    own = SIGNS[own_kind] if own_kind and not edit else None
    turn = [each for each in _TURN if each != own]
    following = turn[(turn.index(sign) + 1) % len(turn)] if sign in turn else turn[1]
    return f"{head}{following} {text}" if following else f"{head}{text}"


def _is_for(word: str, document: Note | Action) -> bool:
    if isinstance(document, Action):
        still = document.state is ActionState.OPEN
        return word == "reopen" if not still else word in ("edit", "drop", "done")
    settled = document.state in (NoteState.DROPPED, NoteState.ANSWERED)
    settled = settled or bool(document.preview and document.preview.result)
    if document.state is NoteState.DROPPED or document.became:
        return word == "reopen" and not document.became
    if word == "reopen":
        return settled
    if word == "park":
        return document.state is NoteState.RECORDED
    return word != "done" and _FOR_ONE_KIND.get(word, document.kind) is document.kind


_FOR_ONE_KIND = {
    "answer": NoteKind.QUESTION,
    "feedback": NoteKind.PREVIEW,
    "used": NoteKind.PREVIEW,
    "unused": NoteKind.PREVIEW,
}


def _action(action: Action) -> str:
    owner = f"@{action.owner}" if action.owner else ""
    due = f"{DUE}{action.due_on}" if action.due_on else ""
    return " ".join(filter(None, (owner, _text(action), due)))


def _text(action: Action) -> str:
    return f"{ACTION_PREFIX} {action.text}" if split_prefix(action.text)[0] else action.text


def _note(note: Note) -> str:
    """Return the text of `note` with what does not stand in it: its names, and marks."""
    sign = SIGNS[note.kind] if split_prefix(note.text)[0] else ""
    names = (*note.teams, *note.people)
    named = {mention.name for mention in mentions_in(note.text, names)}
    beside = [f"@{name}" for name in names if name not in named]
    marks = _marks(note.preview, note.text) if note.preview else ()
    return " ".join(filter(None, (sign, *beside, note.text, *marks)))


def _marks(preview: Preview, text: str) -> tuple[str, ...]:
    return (
        f"{FOR} {preview.audience}" if preview.audience else "",
        f"{FROM}{preview.ready_on}" if preview.ready_on else "",
        preview.link if preview.link.removeprefix("https://") not in text else "",
        f"{USE} {preview.offer}" if preview.offer else "",
    )
