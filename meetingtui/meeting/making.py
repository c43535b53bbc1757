"""How notes and action items are made: whose they are, where they stand, when they are due."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from meetingtui.agenda.model import SegmentKind, Team
from meetingtui.agenda.plan import Slot
from meetingtui.meeting.brought import WAITING
from meetingtui.meeting.capture import CapturedAction, CapturedNote, Roster
from meetingtui.meeting.closing_rules import next_day_of
from meetingtui.meeting.course import course_of
from meetingtui.meeting.lookup import next_number
from meetingtui.meeting.model import Action, Meeting, Note, NoteKind, NoteState, Preview, State
from meetingtui.meeting.pen import Pen
from meetingtui.meeting.roll import teams_with_guests

DEFAULT_DUE = timedelta(days=7)
"""An action item without a date is due after this, where nobody knows the next meeting."""

OWN_KIND = {
    SegmentKind.WINS: NoteKind.WIN,
    SegmentKind.PREVIEWS: NoteKind.PREVIEW,
    SegmentKind.QUESTIONS: NoteKind.QUESTION,
    SegmentKind.INSIGHTS: NoteKind.INSIGHT,
    SegmentKind.EXCHANGE: NoteKind.INSIGHT,
    SegmentKind.CONCERNS: NoteKind.CONCERN,
    SegmentKind.THANKS: NoteKind.THANKS,
}


def own_kind(slot: Slot | None) -> NoteKind:
    """Return the kind that a line without a prefix has in `slot`."""
    return NoteKind.NOTE if slot is None else OWN_KIND.get(slot.kind, NoteKind.NOTE)


def open_slot(state: State) -> Slot | None:
    """Return the slot that has the floor."""
    index = course_of(state.meeting).slot
    return None if index is None else state.meeting.slots[index]


def roster_of(state: State) -> Roster:
    """Return the names that a line may use: of who is here, and who has taken a promise."""
    teams = teams_with_guests(state.meeting)
    here = {name for team in teams for name in team.people}
    owners = dict.fromkeys(action.owner for action in state.actions.values() if action.owner)
    others = tuple(name for name in owners if name not in here)
    return Roster((*teams, Team("", others)) if others else teams)


def new_note(pen: Pen, captured: CapturedNote, slot: Slot | None) -> Note:
    """Return the note that `captured` makes in `slot`."""
    team = slot.team if slot else ""
    return Note(
        id=pen.moment.new_id(),
        agenda=pen.state.meeting.agenda,
        meeting=pen.state.meeting.id,
        number=next_number(pen.state),
        kind=captured.kind,
        text=captured.text,
        state=first_state(captured.kind),
        team=team,
        teams=_others(captured, team) or teams_asked(pen.state.meeting, captured.kind, team),
        people=captured.people,
        tags=captured.tags,
        slot=slot.id if slot else "",
        preview=new_preview(captured),
        taken_at=pen.moment.now,
        history=pen.new(),
    )


def _others(captured: CapturedNote, team: str) -> tuple[str, ...]:
    """Return the teams that a note of `team` names; no team asks itself."""
    asks = captured.kind is NoteKind.QUESTION
    return tuple(name for name in captured.teams if not asks or name != team)


def teams_asked(meeting: Meeting, kind: NoteKind, team: str) -> tuple[str, ...]:
    """Return whom a note of `team` asks that names nobody: a question of one of two the other."""
    others = tuple(t.name for t in meeting.teams if t.name != team)
    return others if kind is NoteKind.QUESTION and team and len(others) == 1 else ()


def first_state(kind: NoteKind) -> NoteState:
    """Return where a new note stands."""
    return NoteState.OPEN if kind in WAITING else NoteState.RECORDED


def new_preview(captured: CapturedNote) -> Preview | None:
    """Return what a new preview says beside its title; None for every other kind."""
    return replace(Preview(), **captured.preview) if captured.kind is NoteKind.PREVIEW else None


def new_action(pen: Pen, captured: CapturedAction, text: str) -> Action:
    """Return the action item that `captured` makes, with `text`."""
    return Action(
        id=pen.moment.new_id(),
        agenda=pen.state.meeting.agenda,
        meeting=pen.state.meeting.id,
        text=text,
        owner=captured.owner,
        team=captured.team,
        due_on=captured.due_on or _default_due(pen),
        tags=captured.tags,
        taken_at=pen.moment.now,
        history=pen.new(),
    )


def _default_due(pen: Pen) -> date:
    next_on, today = next_day_of(pen.state.meeting), pen.moment.today
    # A meeting can be resumed, or reopened, after the day of the next.
    return next_on if next_on is not None and next_on > today else today + DEFAULT_DUE
