"""Which line is an answer to what the line asks for, and what it fills.

Just after something was saved, a line that can hardly be anything else answers whatever was asked:
a name alone, a date alone, a link alone, or words behind the mark of their field; `@name` gives the
latest promise its owner at any time. What a person saw asked for takes more: any words say for
whom a preview is and what can be done with it, and a name that nobody has yet may take the promise
that was just saved. A line with a sign is never an answer, and of words those that say more than
what was asked are none either: a question, a whole sentence where a few words were wanted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from meetingtui.errors import Refused
from meetingtui.meeting.awaiting import (
    Awaited,
    Field,
    just_saved,
    lacking,
    may_be_asked,
    unowned,
)
from meetingtui.meeting.capture import Roster, split_prefix
from meetingtui.meeting.daytime import says_hour
from meetingtui.meeting.duedates import DueError, describe_due, parse_due
from meetingtui.meeting.facts import NoteFilled
from meetingtui.meeting.marks import mentions_in, name_at
from meetingtui.meeting.model import Action, Note, NoteState, Preview
from meetingtui.meeting.newcomer import newcomer_in
from meetingtui.meeting.pen import Pen, Written
from meetingtui.meeting.preview_marks import link_of, take_preview
from meetingtui.text import MAX_LINE, clean, pattern

_BETWEEN = pattern(r"[\s,&/]*(?:\band\b[\s,&/]*)?")
_LEAD = pattern(r"(?:for|from|to)\s+(?=\S)", re.IGNORECASE)
_MOST_WORDS = 12
"""More of them for whom a preview is are a sentence."""


def answered(pen: Pen, line: str, roster: Roster, seen: str = "") -> Written | None:
    """Return what `line` adds to what was saved before it; None where it is a line of its own.

    `seen` is the key of what a person saw asked for when typing it, if that was anything.
    """
    text = clean(line).strip()
    if split_prefix(text)[0] or len(text) > MAX_LINE:
        return None
    possible = may_be_asked(pen.state)
    asked = next((each for each in possible if each.key == seen), None)
    latest = just_saved(pen.state, pen.step - 1)
    if isinstance(latest, Note) and (filled := _filled(pen, latest, text, roster, asked)):
        return filled
    by_name = bool(possible) and possible[0].field is Field.OWNER
    return _owned(pen, text, roster, asked, by_name=by_name)


def _owned(
    pen: Pen, text: str, roster: Roster, asked: Awaited | None, *, by_name: bool
) -> Written | None:
    """Return the promise that was asked about, or else the latest, with the owner in `text`."""
    latest = unowned(pen.state)[:1]
    if asked and isinstance(asked.document, Action):
        about: Action = asked.document
        owner = _owner(text, roster, asked=True) or _owner_in(text, roster)
        if not owner and about == just_saved(pen.state, pen.step - 1):
            owner = newcomer_in(text, roster.people)
    elif latest:
        (about,) = latest
        owner = _owner(text, roster, asked=by_name)
    else:
        return None
    named = {"owner": owner, "team": roster.team_of(owner)}
    return pen.change(about, "given an owner", named) if owner else None


def _filled(
    pen: Pen, note: Note, text: str, roster: Roster, asked: Awaited | None
) -> Written | None:
    missing = lacking(note)
    if Field.ASKED in missing:
        names = _only_names(_LEAD.sub("", text, count=1) if asked else text, roster)
        teams = tuple(dict.fromkeys(filter(None, (_team_of(name, roster) for name in names))))
        people = tuple(name for name in names if name in roster.people)
        if not teams:
            return None
        changed = pen.changed(note, {"teams": teams, "people": (*note.people, *people)})
        return (NoteFilled(note.id, f"to {', '.join(names)}"),), (changed,)
    if note.preview is None or note.state is not NoteState.OPEN:
        return None
    today = pen.moment.today
    said = _said_of_preview(note.preview, missing, text, roster, today)
    if not said and asked and asked.document.id == note.id:
        said = _said_in_words(asked.field, text, today)
    if not said:
        return None
    changed = pen.changed(note, {"preview": replace(note.preview, **said)})
    told = "; ".join(_told(field, value, today) for field, value in said.items())
    return (NoteFilled(note.id, told),), (changed,)


def _said_of_preview(
    preview: Preview, missing: Sequence[Field], text: str, roster: Roster, today: date
) -> dict[str, Any]:
    """Return the fields that `text` fills, which says nothing else; empty where it says more."""
    try:
        title, said = take_preview(text, today)
    except DueError:
        return {}
    if said and not title:
        return {} if [*said] == [Field.LINK] and Field.LINK not in missing else said
    if Field.AUDIENCE in missing and (names := _only_names(text, roster)):
        return {Field.AUDIENCE: ", ".join(names)}
    if Field.READY_ON in missing and not says_hour(text):
        try:
            return {Field.READY_ON: parse_due(text, today)}
        except DueError:
            return {}
    return {}


def _said_in_words(field: Field, text: str, today: date) -> dict[str, Any]:
    """Return what `text` says to the one who asked for `field`, and what its marks say besides."""
    words = _LEAD.sub("", text, count=1)
    try:
        if field is Field.READY_ON:
            return {field: _day_in(words, today)}
        if field is Field.LINK:
            link = link_of(text)
            return {field: link} if link else {}
        title, said = take_preview(text if field is Field.OFFER else words, today)
    except DueError:
        return {}
    few = len(title.split()) <= _MOST_WORDS and not title.endswith((".", "!"))
    fits = field is Field.OFFER or (field is Field.AUDIENCE and few)
    return {field: title, **said} if fits and title and not title.endswith("?") else {}


def _day_in(words: str, today: date) -> date:
    day = parse_due(words, today)
    if says_hour(words):
        raise Refused(f"a day is kept of when it is ready: leave the time of day out of '{words}'")
    return day


def _told(field: str, value: Any, today: date) -> str:
    words = describe_due(value, today) if isinstance(value, date) else value or "…"
    lead = {Field.AUDIENCE: "for ", Field.READY_ON: "from ", Field.OFFER: "use: "}
    return f"{lead.get(Field(field), '')}{words}"


def _only_names(text: str, roster: Roster) -> tuple[str, ...]:
    """Return the names that `text` is made of, whole and with or without `@`; else nothing."""
    whole = [name for name in roster.names if name.casefold() == text.casefold()]
    if whole:
        return (whole[0],)
    at, names = 0, []
    for mention in mentions_in(text, roster.names):
        if _BETWEEN.fullmatch(text, at, mention.start) is None:
            return ()
        at = mention.end
        names.append(mention.name)
    return tuple(names) if names and not text[at:].strip() else ()


def _team_of(name: str, roster: Roster) -> str:
    return name if name in roster.team_names else roster.team_of(name)


def _owner(text: str, roster: Roster, *, asked: bool) -> str:
    """Return the person that the whole line names: `@Ana`, or `Ana` where that is `asked` for."""
    person = roster.person(text.removeprefix("@"))
    return (
        person if text.startswith("@") or (asked and text.casefold() == person.casefold()) else ""
    )


def _owner_in(text: str, roster: Roster) -> str:
    """Return the person whose name, or first name, `text` is."""
    named = name_at(text, 0, roster.people)
    return named[0] if named and named[1] == len(text.rstrip(".!")) else ""
