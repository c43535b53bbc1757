"""What waits between meetings, in words: when it is due, how long it has waited, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo

from meetingtui.clock import local_date
from meetingtui.followup.promises import Wanted
from meetingtui.meeting.duedates import describe_due
from meetingtui.meeting.model import Action, ActionState, Note, NoteKind, NoteState
from meetingtui.meeting.reopening import NEXT_AGENDA, NO_PROMISE
from meetingtui.meeting.tell_due import tell_due


def tell_when(
    document: Action | Note, today: date, zone: tzinfo | None, *, brief: bool = False
) -> str:
    """Return when a promise is due, `Fri 20 Nov, 4 days overdue`, or when it was settled.

    Of a note: how long it has waited, or from when a preview can be used. `brief` is for where
    the age stands beside it: `20 Nov, 4d overdue`, `Fri 4 Dec`.
    """
    if isinstance(document, Note):
        return _tell_note(document, today, zone, brief=brief)
    if document.state is not ActionState.OPEN:
        if document.settled_at is None:
            return str(document.state)
        settled_on = local_date(document.settled_at, zone)
        return f"{document.state} {_day(settled_on, today)}"
    if document.due_on is None:
        return "no date"
    late = (today - document.due_on).days
    day = _day(document.due_on, today)
    if late > 0:
        # Which day of the week it was matters no longer.
        return f"{day[4:]}, {late}d overdue" if brief else f"{day}, {_days(late)} overdue"
    if brief:
        return {0: "today", -1: "tomorrow"}.get(late, day)
    return describe_due(document.due_on, today)


def tell_change(before: Action, after: Action, today: date) -> str:
    """Return what a change made of an action item, as `!3 is done: Send it · Ana`."""
    parts = [after.text, after.owner or "nobody yet"]
    if after.reason == NEXT_AGENDA:
        return f"!{after.number} is {NEXT_AGENDA}, {NO_PROMISE}: {' · '.join(parts)}"
    if after.state is not ActionState.OPEN:
        parts += [after.reason] if after.reason else []
        return f"!{after.number} is {after.state}: {' · '.join(parts)}"
    parts += [tell_due(after, today)] if after.due_on else []
    again = "changed" if before.state is after.state else "open again"
    return f"!{after.number} is {again}: {' · '.join(parts)}"


def tell_changed(before: Action | Note | None, after: Action | Note, today: date) -> str:
    """Return what a change made of anything that waits; `before` is None for what is new."""
    if isinstance(after, Action):
        if isinstance(before, Action):
            return tell_change(before, after, today)
        return f"new: !{after.number} {after.text} · {after.owner or 'nobody yet'}"
    return f"{after.kind}: {after.text} · {_standing(after) if before else 'on the next agenda'}"


def in_short(told: Sequence[str], verb: str) -> str:
    """Return up to two sentences whole, of more how many there are and the last one."""
    return f"{len(told)} {verb}, the last: {told[-1]}" if len(told) > 2 else " · ".join(told)


def in_all(told: Sequence[str], count: int, verb: str) -> str:
    """Return all that was `told` of one thing; of more, by `count`, how many and the last one."""
    return f"{count} {verb}, the last: {told[-1]}" if count > 1 else " · ".join(told)


SHORTEST = 4
"""Characters of the end of a note's id that name it, at least."""


def shortest_end(id: str, ids: Sequence[str]) -> str:
    """Return the shortest end of `id` that none of the other `ids` has."""
    ends = (id[-length:] for length in range(SHORTEST, len(id)))
    return next((end for end in ends if sum(each.endswith(end) for each in ids) == 1), id)


def tell_choice(wanted: Wanted, words: str, what: str = "action items") -> str:
    """Return what is looked for, as `overdue action items of Ana with "deck"`."""
    which = "overdue " if wanted.overdue else "open " if wanted.open_only else ""
    names = ", ".join(filter(None, (wanted.owner, wanted.team, wanted.series)))
    of = f" of {names}" if names else ""
    return f"{which}{what}{of}" + (f' with "{words}"' if words else "")


def is_settled(note: Note) -> bool:
    """Tell whether nothing is to come of `note` any more."""
    result = note.preview is not None and bool(note.preview.result)
    return result or note.state in (NoteState.ANSWERED, NoteState.DROPPED)


def _standing(note: Note) -> str:
    if note.answer:
        return f"answered: {note.answer}"
    if note.became:
        return "an action item now"
    if note.preview and (note.preview.result or note.preview.feedback):
        return note.preview.result or f"feedback: {note.preview.feedback}"
    if note.state is NoteState.DROPPED:
        return f"dropped: {note.reason}" if note.reason else "dropped"
    return "changed"


def _tell_note(note: Note, today: date, zone: tzinfo | None, *, brief: bool) -> str:
    days = (today - local_date(note.taken_at, zone)).days
    ago = "" if brief else f" {_days(days)} ago" if days else " today"
    if note.state in (NoteState.ANSWERED, NoteState.DROPPED):
        return str(note.state)
    if note.preview is not None and note.preview.result:
        return str(note.preview.result)
    if note.preview is not None:
        lacks = "result?" if note.preview.feedback else "feedback?"
        ready = note.preview.ready_on
        if ready is None:
            return f"{lacks} shown{ago}"
        day = _day(ready, today)
        return f"{lacks} {day[4:]}" if brief else f"{lacks} from {day}"
    verb = {NoteKind.QUESTION: "asked", NoteKind.PARKED: "parked"}.get(note.kind, "added")
    return f"{verb}{ago}"


def _day(on: date, today: date) -> str:
    return describe_due(on, today).rpartition(", ")[0]


def _days(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'}"
