"""What a key of the review screen means for a promise, a question, a preview or a parked note."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from meetingtui.errors import Refused
from meetingtui.followup.outside import Ask
from meetingtui.followup.review import Row
from meetingtui.meeting import commands as ask
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.lookup import name_of
from meetingtui.meeting.model import Action, Note, NoteKind, PreviewResult
from meetingtui.meeting.rewrite import as_typed
from meetingtui.tui.desk import Desk, Document
from meetingtui.tui.prompt_line import Asked

Answered = Callable[[str, Roster], Ask]
"""Makes of a typed line the command to give; raises Refused where the line says too little."""


class Wish(NamedTuple):
    """What a key asks for."""

    what: Ask | Asked
    """A command, or what to ask for first."""

    of: tuple[Row, ...]
    left: str
    """Which others it leaves as they are, because it asks them for another thing or nothing."""


def wish(key: str, rows: Sequence[Row]) -> Wish:
    """Return what the intent `key` asks of those of `rows` that it means the same for as the first.

    Raises Refused where it means nothing for any of them.
    """
    if not rows:
        raise Refused("there is nothing to change")
    wishes = [_wish(key, row.document) for row in rows]
    what = next((each for each in wishes if each is not None), None)
    if what is None:
        document = rows[0].document
        kind = "an action item" if isinstance(document, Action) else f"a {document.kind} note"
        raise Refused(f"that key does nothing for {kind}; F1 shows what each does")
    fit = tuple(row for row, each in zip(rows, wishes, strict=True) if each == what)
    return Wish(what, fit, left_as_is([row for row in rows if row not in fit]))


def beginning(asked: Asked, rows: Sequence[Row]) -> str:
    """Return what stands in the line to begin with: to an edit, what it changes."""
    return as_typed(rows[0].document) if asked is Asked.CHANGE and len(rows) == 1 else ""


def where_next(
    before: Mapping[str, Document],
    after: Mapping[str, Document],
    ahead: Sequence[str],
    *,
    goes: bool,
) -> list[str]:
    """Return where the cursor may go after a change, by id, the first that is shown.

    It `goes` to what changed; else, of what was `ahead` of it, to the first that is not decided.
    """
    changed = [id for id, each in after.items() if each != before.get(id)]
    if goes:
        return changed
    there = [id for id in ahead if id in before and id in after]
    return [id for id in there if not _decided(before[id], after[id])]


def _decided(before: Document, after: Document) -> bool:
    """Tell whether a change settled it, or gave it another owner or day."""
    names = ("state", "owner", "due_on")
    return any(getattr(before, name, None) != getattr(after, name, None) for name in names)


def left_as_is(rows: Sequence[Row]) -> str:
    """Return which row a key leaves as it is, of more how many; empty where there are none."""
    if len(rows) > 1:
        return f"{len(rows)} others left as before"
    return "".join(f"left as before: {name_of(row.document)}" for row in rows)


def _wish(key: str, document: Action | Note) -> Ask | Asked | None:
    if isinstance(document, Action):
        return _OF_ACTIONS.get(key)
    if document.kind is NoteKind.QUESTION:
        return {"review-done": Asked.ANSWER, **_OF_NOTES}.get(key)
    if document.kind is NoteKind.PREVIEW:
        return {**_OF_PREVIEWS, **_OF_NOTES}.get(key)
    return _OF_NOTES.get(key)


def answer(desk: Desk, rows: Sequence[Row], asked: Asked, line: str) -> str:
    """Give the command that `line` means, as an answer to what was `asked` about `rows`."""
    command = _ANSWERS[asked](line, desk.roster(rows[0].document))
    return desk.give([row.document for row in rows], command)


def _done(ref: ask.Ref) -> ask.Command:
    return ask.Done(ref.number)


def _later(ref: ask.Ref) -> ask.Command:
    return ask.Postpone(ref.number)


_OF_ACTIONS: Mapping[str, Ask | Asked] = {
    "review-done": _done,
    "review-later": _later,
    "review-reopen": ask.Reopen,
    "review-drop": Asked.REASON,
    "review-edit": Asked.CHANGE,
    "review-date": Asked.DATE,
    "review-hand": Asked.OWNER,
    "review-split": Asked.SPLIT,
}
_OF_NOTES: Mapping[str, Ask | Asked] = {
    "review-drop": Asked.REASON,
    "review-edit": Asked.CHANGE,
    "review-reopen": ask.Reopen,
    "review-promise": Asked.PROMISE,
}
_OF_PREVIEWS: Mapping[str, Ask | Asked] = {
    "review-done": Asked.USED,
    "review-not": Asked.UNUSED,
    "review-feedback": Asked.FEEDBACK,
}


def _date(line: str, roster: Roster) -> Ask:
    day = line.strip().removeprefix("due:").strip()
    if not day:
        raise Refused("say the new date: fri, 3 dec, in two weeks")
    return lambda ref: ask.Edit(ref, f"due:{day}")


def _owner(line: str, roster: Roster) -> Ask:
    name, _, more = line.strip().removeprefix("@").partition(" due:")
    person = roster.person(name)
    if not person:
        people = ", ".join(roster.people) or "nobody"
        raise Refused(f"nobody called '{name}' is known; known are {people}")
    due = f" due:{more}" if more else ""
    return lambda ref: ask.Edit(ref, f"@{person}{due}")


_ANSWERS: Mapping[Asked, Answered] = {
    Asked.REASON: lambda line, _: lambda ref: ask.Drop(ref, line),
    Asked.CHANGE: lambda line, _: lambda ref: ask.Edit(ref, line),
    Asked.DATE: _date,
    Asked.OWNER: _owner,
    Asked.SPLIT: lambda line, _: lambda ref: ask.Split(ref.number, line),
    Asked.ANSWER: lambda line, _: lambda ref: ask.Answer(ref.number, line),
    Asked.FEEDBACK: lambda line, _: lambda ref: ask.Feedback(ref.number, line),
    Asked.USED: lambda line, _: lambda ref: ask.SettlePreview(ref.number, PreviewResult.USED, line),
    Asked.UNUSED: lambda line, _: (
        lambda ref: ask.SettlePreview(ref.number, PreviewResult.NOT_USED, line)
    ),
    Asked.PROMISE: lambda line, _: lambda ref: ask.MakeAction(ref.number, line),
}
