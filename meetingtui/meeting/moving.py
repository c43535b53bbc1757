"""Moving a note to another slot or team: it was said there, and only typed here."""

from __future__ import annotations

from meetingtui.agenda.plan import Slot
from meetingtui.errors import Refused
from meetingtui.meeting.capture import CapturedNote
from meetingtui.meeting.course import course_of
from meetingtui.meeting.making import first_state, new_preview, own_kind, teams_asked
from meetingtui.meeting.marks import match_name
from meetingtui.meeting.model import Meeting, Note, NoteKind
from meetingtui.meeting.pen import Pen, Written


def moved(pen: Pen, note: Note, to: str) -> Written:
    """Return `note` in the slot, or with the team, that `to` names.

    A slot is named by its number, or by its label or title; a team by its name. A note that has the
    own kind of its slot takes on that of the other; with its team goes whom it asks.
    """
    meeting = pen.state.meeting
    team = match_name(to.removeprefix("@"), [team.name for team in meeting.teams])
    slot = _slot_of(meeting, note, team) if team else _named(meeting, note, to)
    if slot is None:
        fields: dict[str, object] = {}
    else:
        team = slot.team or team or note.team
        fields = {"slot": slot.id, **_kind_in(meeting, note, slot)}
    fields |= {"team": team, "teams": _asked(meeting, note, fields.get("kind", note.kind), team)}
    if all(getattr(note, name) == value for name, value in fields.items()):
        raise Refused(f"it is there already: {slot.label if slot else team}")
    return pen.change(note, f"moved to {slot.label if slot else team}", fields)


def _slot_of(meeting: Meeting, note: Note, team: str) -> Slot | None:
    """Return the slot of `team` that is of the same kind as the note's own, if there is one."""
    old = _slot(meeting, note.slot)
    same = (slot for slot in meeting.slots if old and slot.kind is old.kind and slot.team == team)
    return next(same, None)


def _named(meeting: Meeting, note: Note, to: str) -> Slot:
    if to.isdecimal() and 1 <= int(to) <= len(meeting.slots):
        return meeting.slots[course_of(meeting).order[int(to) - 1]]
    labels = [slot.label for slot in meeting.slots]
    if label := match_name(to, labels):
        return meeting.slots[labels.index(label)]
    titled = [slot for slot in meeting.slots if match_name(to, [slot.title])]
    if own := [slot for slot in titled if slot.team in ("", note.team)]:
        return own[0]
    raise Refused(f"there is no slot or team '{to[:40]}'; say a number as on the agenda, or a team")


def _kind_in(meeting: Meeting, note: Note, slot: Slot) -> dict[str, object]:
    old = _slot(meeting, note.slot)
    kind = own_kind(slot)
    if old is None or note.kind is not own_kind(old) or note.kind is kind:
        return {}
    preview = new_preview(CapturedNote(kind, note.text))
    return {"kind": kind, "state": first_state(kind), "preview": preview}


def _asked(meeting: Meeting, note: Note, kind: object, team: str) -> tuple[str, ...]:
    """Return the teams that the note names; a question no longer asks the team that it went to."""
    if kind is not NoteKind.QUESTION:
        return note.teams
    others = tuple(name for name in note.teams if name != team or team == note.team)
    return others or teams_asked(meeting, NoteKind.QUESTION, team)


def _slot(meeting: Meeting, id: str) -> Slot | None:
    return next((slot for slot in meeting.slots if slot.id == id), None)
