"""What a fact sounds like: one short line for the screen, for plain mode and for a reader's ear."""

from __future__ import annotations

from datetime import date, tzinfo

from meetingtui.agenda.durations import format_clock
from meetingtui.meeting import facts as fact_types
from meetingtui.meeting.clock_telling import tell_clock
from meetingtui.meeting.credit import tell_credit, thanks_nobody
from meetingtui.meeting.facts import Fact
from meetingtui.meeting.lookup import number_of
from meetingtui.meeting.marks import name_at, near_names
from meetingtui.meeting.model import Action, Note, NoteState, State, UndoneStep
from meetingtui.meeting.reopening import NEXT_AGENDA, NO_PROMISE
from meetingtui.meeting.roll import teams_with_guests
from meetingtui.meeting.tell_due import tell_due
from meetingtui.meeting.tell_preview import tell_preview
from meetingtui.meeting.timing import Status
from meetingtui.meeting.undo import step_of

TOLD = 3
"""A step that is taken back, or done again, is told with so many of its parts."""


def tell(fact: Fact, state: State, today: date, zone: tzinfo | None) -> str:
    """Return `fact` as one line; `state` is the one after it happened."""
    match fact:
        case fact_types.NoteTaken(id=id):
            note = state.notes[id]
            whom = f" · to whom? /edit {note.number} @NAME" if thanks_nobody(note) else ""
            return f"saved: {tell_note(state, note)}{whom}"
        case fact_types.NoteChanged(id=id, what=what):
            return f"{what}: {tell_note(state, state.notes[id])}"
        case fact_types.NoteFilled(id=id, said=said):
            note = state.notes[id]
            return f"{note.kind} {number_of(state, note)}: {said}"
        case fact_types.ActionTaken(id=id):
            taken = state.actions[id]
            return f"saved: {tell_action(taken, today)}{tell_near_owner(taken, state)}"
        case fact_types.ActionChanged(id=id, what="given an owner"):
            taken = state.actions[id]
            new = "" if taken.owner in _people(state) else ", new here"
            return f"!{taken.number}: {taken.owner} takes it{new}"
        case fact_types.ActionChanged(id=id, what=what):
            besides = f", {NO_PROMISE}" if what == NEXT_AGENDA else ""
            return f"{what}{besides}: {tell_action(state.actions[id], today)}"
        case fact_types.Undone(step=step):
            undone = [each for each in state.meeting.undone if each.step == step]
            return ", ".join(f"undone: {_tell_undone(state, each, today, zone)}" for each in undone)
        case fact_types.Redone(step=step):
            return f"done again: {_tell_step(state, step_of(state, step), today, zone)}"
        case fact_types.NotDone(action=id) if id in state.actions:
            return f"not done: {tell_action(state.actions[id], today)}"
        case _:
            return tell_clock(fact, state.meeting, zone)


def tell_note(state: State, note: Note, *, brief: bool = False) -> str:
    """Return a note as one line with its number: `win 3 (Sales): Closed Acme`.

    Of a preview with all that it says, or its title where `brief`.
    """
    whose = tell_credit(note)
    team = f" ({whose})" if whose else ""
    answer = f" → {note.answer}" if note.state is NoteState.ANSWERED else ""
    preview = tell_preview(note.preview) if note.preview and not brief else ""
    more = f" · {preview}" if preview else answer
    was = f" · was !{note.promise}" if note.promise else ""
    return f"{note.kind} {number_of(state, note)}{team}: {note.text}{was}{more}"


def tell_action(action: Action, today: date) -> str:
    """Return an action item as one line: `action item !12: Send it · Ana · due Fri 27 Nov`."""
    owner = action.owner or "no owner yet: who?"
    told = f"action item !{action.number}: {action.text}"
    return " · ".join(filter(None, (told, owner, tell_due(action, today))))


def tell_near_owner(action: Action, state: State) -> str:
    """Return who may be meant to own `action`, where it lacks an owner.

    That is whom it begins with, and whose name an `@` in it nearly says.
    """
    if action.owner:
        return ""
    people = _people(state)
    first = name_at(action.text, 0, people)
    names = (*(first or ())[:1], *near_names(action.text, people))
    near = " or ".join(f"@{name}" for name in names)
    return f" · did you mean {near}?" if near else ""


def _people(state: State) -> list[str]:
    return [name for team in teams_with_guests(state.meeting) for name in team.people]


def tell_airtime(status: Status) -> str:
    """Return each team's airtime against its share: `Sales 3:10 of 12:00, Marketing 0:00 of 12:00`.

    Empty where no team has slots of its own.
    """
    return ", ".join(
        f"{team} {format_clock(booked)} of {format_clock(status.share[team])}"
        for team, booked in status.airtime.items()
        if booked or status.share[team]
    )


def _tell_step(state: State, step: UndoneStep, today: date, zone: tzinfo | None) -> str:
    told = [tell(fact, state, today, zone) for fact in step.facts]
    told += [tell_note(state, note) for note in step.notes]
    told += [tell_action(action, today) for action in step.actions]
    return _in_short(told)


def _tell_undone(state: State, step: UndoneStep, today: date, zone: tzinfo | None) -> str:
    """Return what is no more, and what is again as it was before the step changed it."""
    told = [tell(fact, state, today, zone) for fact in step.facts]
    for action in step.actions:
        was = state.actions.get(action.id)
        told.append(f"{_taken_back(action, was)}{tell_action(was or action, today)}")
    for note in step.notes:
        before = state.notes.get(note.id)
        told.append(f"{_taken_back(note, before)}{tell_note(state, before or note)}")
    return _in_short(told)


def _taken_back(document: Note | Action, before: Note | Action | None) -> str:
    if before is None:
        return ""
    return "the edit; it reads again: " if document.text != before.text else "the change; again: "


def _in_short(told: list[str]) -> str:
    more = len(told) - TOLD
    return ", ".join([*told[:TOLD], f"and {more} more"] if more > 0 else told)
