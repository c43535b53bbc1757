"""When an action item is due, and a doubt where it was due long before anybody said so."""

from __future__ import annotations

from datetime import date, timedelta

from meetingtui.meeting.duedates import describe_due
from meetingtui.meeting.model import Action

LONG = timedelta(days=7)
"""A new date that is past by more than this is hardly meant."""


def tell_due(action: Action, today: date) -> str:
    """Return `due Fri 27 Nov, in 3 days`, with a doubt where its date is; "" without a date."""
    if action.due_on is None:
        return ""
    # The day of an instant in UTC is near enough for a doubt.
    said = [v.at.date() for v in action.history if not v.was or "due_on" in v.was]
    return _told(action.due_on, today, said[-1] if said else today)


def tell_new_due(due_on: date, today: date) -> str:
    """Return the same for a date that is given now."""
    return _told(due_on, today, today)


def _told(due_on: date, today: date, said_on: date) -> str:
    doubt = " (long past; is the year right?)" if said_on - due_on > LONG else ""
    return f"due {describe_due(due_on, today)}{doubt}"
