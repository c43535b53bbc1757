"""What a command leads to, and what it may ask about the world."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo

from msgspec import Struct

from meetingtui.clock import local
from meetingtui.errors import Refused
from meetingtui.meeting.facts import (
    ActionChanged,
    ActionTaken,
    Fact,
    NoteChanged,
    NoteTaken,
    Undone,
)
from meetingtui.meeting.model import Action, ActionState, Changes, Note, State


class Moment(Struct, frozen=True):
    """The instant at which a command is given."""

    now: datetime
    today: date
    """The calendar day of the people in the room."""

    new_id: Callable[[], str]
    zone: tzinfo | None = None
    """Where the people in the room read their clocks; None is where the machine is."""


def ago(at: time, moment: Moment) -> timedelta:
    """Return how long before `moment` a clock in the room showed `at`; Refused above half a day."""
    now = local(moment.now, moment.zone)
    shown = now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    past = (now - shown) % timedelta(days=1)
    if past > timedelta(hours=12):
        raise Refused(f"it is not {at:%H:%M} yet: it is {now:%H:%M}")
    return past


class Outcome(Struct, frozen=True):
    """What a command leads to: facts to tell, documents to write."""

    facts: tuple[Fact, ...]
    changes: Changes


def latest_step(state: State) -> int:
    """Return the highest step of the meeting that has not been undone; 0 before the first."""
    meeting = state.meeting
    documents: tuple[Note | Action, ...] = (*state.notes.values(), *state.actions.values())
    steps = [fact.step for fact in meeting.timeline]
    steps += [v.step for one in documents for v in one.history if v.meeting == meeting.id]
    return max(steps, default=0)


def news(before: State, after: State) -> tuple[Fact, ...]:
    """Return the facts that lead from one state of a meeting to a later one, others' doing.

    What was taken back is told as such; what else differs in a note or action item as its change.
    """
    undone = after.meeting.undone[len(before.meeting.undone) :]
    told = {note.id for step in undone for note in step.notes}
    told |= {action.id for step in undone for action in step.actions}
    added = [fact for fact in after.meeting.timeline if fact not in before.meeting.timeline]
    notes: list[Fact] = []
    for id, note in after.notes.items():
        if id not in before.notes:
            notes.append(NoteTaken(id))
        elif note != before.notes[id] and id not in told:
            notes.append(NoteChanged(id, _what(before.notes[id].state, note.state)))
    actions: list[Fact] = []
    for id, action in after.actions.items():
        if id not in before.actions:
            actions += [ActionTaken(id)] if action.meeting == after.meeting.id else []
        elif action != before.actions[id] and id not in told:
            actions.append(ActionChanged(id, _what(before.actions[id].state, action.state)))
    return (*(Undone(step.step) for step in undone), *added, *notes, *actions)


def changed_meanwhile(before: State, after: State, changes: Changes) -> Note | Action | None:
    """Return the first that `changes` replace and that is not as it was `before`, as it is now."""
    old: dict[str, Note | Action] = {**before.notes, **before.actions}
    new: dict[str, Note | Action] = {**after.notes, **after.actions}
    touched = (document.id for document in changes.put if document.id in old)
    return next((new[id] for id in touched if id in new and new[id] != old[id]), None)


def _what(before: str, after: str) -> str:
    return after if before != after and after != ActionState.OPEN else "changed"
