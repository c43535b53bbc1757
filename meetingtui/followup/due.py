"""Which promises are due, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from meetingtui.followup.promises import Wanted, choose
from meetingtui.meeting.model import Action


def due_by_owner(
    actions: Iterable[Action], wanted: Wanted, today: date, within: timedelta
) -> dict[str, tuple[Action, ...]]:
    """Return the open action items due until `within` after `today`, overdue ones too, by owner.

    Owners come by name, "" for those without one last; items by date. What has no date is never
    due.
    """
    due = [
        action
        for action in choose(actions, wanted, today)
        if action.due_on is not None and action.due_on <= today + within
    ]
    owners = sorted({action.owner for action in due}, key=lambda name: (not name, name.casefold()))
    return {owner: tuple(a for a in due if a.owner == owner) for owner in owners}
