"""Which promises are due, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from operator import itemgetter

from meetingtui.followup.promises import Wanted
from meetingtui.meeting.model import Action


def due_by_owner(
    actions: Iterable[Action], wanted: Wanted, today: date, within: timedelta
) -> dict[str, tuple[Action, ...]]:
    """Return the open action items due until `within` after `today`, overdue ones too, by owner.

    Owners come by name, "" for those without one last; items by date. What has no date is never
    due.
    """
    dated = [
        (action.due_on, action.number, action)
        for action in actions
        if action.due_on is not None and wanted.takes(action, today)
    ]
    until = today + within
    due = [action for on, _, action in sorted(dated, key=itemgetter(0, 1)) if on <= until]
    owners = sorted({action.owner for action in due}, key=lambda name: (not name, name.casefold()))
    return {owner: tuple(a for a in due if a.owner == owner) for owner in owners}
