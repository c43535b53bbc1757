"""What a command leads to, and what it may ask about the world."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo

from msgspec import Struct

from meetingtui.clock import local
from meetingtui.errors import Refused
from meetingtui.meeting.facts import Fact
from meetingtui.meeting.model import Action, Changes, Note, State


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


def changed_meanwhile(before: State, after: State, changes: Changes) -> Note | Action | None:
    """Return the first that `changes` replace and that is not as it was `before`, as it is now."""
    old: dict[str, Note | Action] = {**before.notes, **before.actions}
    new: dict[str, Note | Action] = {**after.notes, **after.actions}
    touched = (document.id for document in changes.put if document.id in old)
    return next((new[id] for id in touched if id in new and new[id] != old[id]), None)
