"""What a command leads to, and what it may ask about the world."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from meetingtui.meeting.facts import Fact
from meetingtui.meeting.model import Action, Changes, Note, State


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant at which a command is given."""

    now: datetime
    today: date
    """The calendar day of the people in the room."""

    new_id: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command leads to: facts to tell, documents to write."""

    facts: tuple[Fact, ...]
    changes: Changes


def latest_step(state: State) -> int:
    """Return the highest step of the meeting that has not been undone; 0 before the first."""
    meeting = state.meeting
    steps = [fact.step for fact in meeting.timeline]
    documents: tuple[Note | Action, ...] = (*state.notes.values(), *state.actions.values())
    for document in documents:
        steps += [v.step for v in document.history if v.meeting == meeting.id]
    return max(steps, default=0)
