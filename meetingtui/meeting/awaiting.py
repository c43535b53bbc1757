"""What the line asks for once something was saved, and which line is an answer to that.

A line is only taken for an answer where it can hardly be anything else. A name alone answers who
owns a promise, whom a question asks and whom a preview is for; a date alone, from when that can be
used; a link alone, where it is; any other words need the mark of their field in front. All of this
counts just after what it answers was saved; an owner counts as long as one is asked for, and
`@name` whatever is asked for.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from meetingtui.meeting.capture import Roster, split_prefix
from meetingtui.meeting.duedates import DueError, describe_due, parse_due
from meetingtui.meeting.duemark import FROM
from meetingtui.meeting.facts import NoteFilled
from meetingtui.meeting.marks import mentions_in
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Note,
    NoteKind,
    NoteState,
    Preview,
    State,
)
from meetingtui.meeting.pen import Pen, Written
from meetingtui.meeting.preview_marks import FOR, USE, take_preview
from meetingtui.text import MAX_LINE, clean, pattern


class Field(StrEnum):
    """What can be asked for; the value is the field of the document, or of its preview."""

    OWNER = "owner"
    ASKED = "teams"
    AUDIENCE = "audience"
    READY_ON = "ready_on"
    LINK = "link"
    OFFER = "offer"


MARKS = {
    Field.OWNER: "@",
    Field.ASKED: "@",
    Field.AUDIENCE: f"{FOR} ",
    Field.READY_ON: FROM,
    Field.LINK: "https://",
    Field.OFFER: f"{USE} ",
}
"""What a line begins with that fills a field, whatever its words."""

_PREVIEW_FIELDS = (Field.AUDIENCE, Field.READY_ON, Field.LINK, Field.OFFER)
_BETWEEN = pattern(r"[\s,&/]*(?:\band\b[\s,&/]*)?")


class Awaited(Struct, frozen=True):
    """A field of a note or action item that the line asks for."""

    document: Note | Action
    field: Field

    @property
    def key(self) -> tuple[str, Field]:
        """What tells it from everything else that was ever asked."""
        return self.document.id, self.field


def awaited(state: State, passed: Collection[tuple[str, Field]] = ()) -> Awaited | None:
    """Return what the line asks for now; None where it asks for nothing.

    That is what the note just saved lacks, then the owner of the latest promise without one. What
    was `passed` over, by its key, is not asked for again.
    """
    latest = _just_saved(state, state.latest_step)
    lacking = [Awaited(latest, field) for field in _lacking(latest)] if latest else []
    if len(state.meeting.teams) < 2:
        lacking = [each for each in lacking if each.field is not Field.ASKED]
    unowned = unowned_action(state)
    if unowned:
        lacking.append(Awaited(unowned, Field.OWNER))
    return next((each for each in lacking if each.key not in passed), None)


def unowned_action(state: State) -> Action | None:
    """Return the latest open action item of this meeting that still lacks an owner."""
    mine = [a for a in state.actions.values() if a.meeting == state.meeting.id]
    return next((a for a in reversed(mine) if not a.owner and a.state is ActionState.OPEN), None)


def answered(pen: Pen, line: str, roster: Roster) -> Written | None:
    """Return what `line` adds to what was saved before it; None where it is a line of its own."""
    text = clean(line).strip()
    if split_prefix(text)[0] or len(text) > MAX_LINE:
        return None
    latest = _just_saved(pen.state, pen.step - 1)
    if isinstance(latest, Note):
        filled = _filled(pen, latest, text, roster)
        if filled:
            return filled
    unowned = unowned_action(pen.state)
    asked = awaited(pen.state)
    by_name = asked is not None and asked.field is Field.OWNER
    owner = _owner(text, roster, asked=by_name) if unowned else ""
    if unowned and owner:
        named = {"owner": owner, "team": roster.team_of(owner)}
        return pen.change(unowned, "given an owner", named)
    return None


def _just_saved(state: State, step: int) -> Note | Action | None:
    """Return what the step with this number, the latest one, was about."""
    documents: tuple[Note | Action, ...] = (*state.notes.values(), *state.actions.values())
    mine = (each for each in reversed(documents) if each.meeting == state.meeting.id)
    taken = (each for each in mine if each.history)
    return next((each for each in taken if each.history[-1].step == step), None)


def _lacking(document: Note | Action) -> list[Field]:
    if isinstance(document, Action) or document.state is not NoteState.OPEN:
        return []
    if not _is_news(document):
        return []
    if document.kind is NoteKind.QUESTION and not document.teams:
        return [Field.ASKED]
    preview = document.preview
    return [field for field in _PREVIEW_FIELDS if preview and not getattr(preview, field)]


def _is_news(note: Note) -> bool:
    """Tell whether the latest change of `note` made it, or said more of what is asked for."""
    was = note.history[-1].was
    before = was.get("preview") or {}
    commented = note.preview and before.get("feedback", "") != note.preview.feedback
    return not was or ("preview" in was and not commented) or "text" in was or "kind" in was


def _filled(pen: Pen, note: Note, text: str, roster: Roster) -> Written | None:
    lacking = _lacking(note)
    if Field.ASKED in lacking:
        names = _only_names(text, roster)
        teams = tuple(dict.fromkeys(filter(None, (_team_of(name, roster) for name in names))))
        people = tuple(name for name in names if name in roster.people)
        if not teams:
            return None
        changed = pen.changed(note, {"teams": teams, "people": (*note.people, *people)})
        return (NoteFilled(note.id, f"to {', '.join(names)}"),), (changed,)
    if note.preview is None or note.state is not NoteState.OPEN:
        return None
    said = _said_of_preview(note.preview, lacking, text, roster, pen.moment.today)
    if not said:
        return None
    changed = pen.changed(note, {"preview": replace(note.preview, **said)})
    told = "; ".join(_told(field, value, pen.moment.today) for field, value in said.items())
    return (NoteFilled(note.id, told),), (changed,)


def _said_of_preview(
    preview: Preview, lacking: list[Field], text: str, roster: Roster, today: date
) -> dict[str, Any]:
    """Return the fields that `text` fills, which says nothing else; empty where it says more."""
    try:
        title, said = take_preview(text, today)
    except DueError:
        return {}
    if said and not title:
        bare_link = text == said.get("link")
        return {} if bare_link and Field.LINK not in lacking else said
    if Field.AUDIENCE in lacking and (names := _only_names(text, roster)):
        return {Field.AUDIENCE: ", ".join(names)}
    if Field.READY_ON in lacking:
        try:
            return {Field.READY_ON: parse_due(text, today)}
        except DueError:
            return {}
    return {}


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
