"""Action items outside a meeting: which are wanted, how late they are, what is done to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from meetingtui.errors import NotFoundError, Refused
from meetingtui.meeting.model import Action, ActionState
from meetingtui.meeting.versions import changed


@dataclass(frozen=True, slots=True)
class Wanted:
    """A choice of action items; empty fields choose all."""

    open_only: bool = False
    overdue: bool = False
    owner: str = ""
    team: str = ""
    series: str = ""

    def takes(self, action: Action, today: date) -> bool:
        """Tell whether `action` is among those wanted on `today`; names in any case."""
        return (
            (not self.open_only or action.state is ActionState.OPEN)
            and (not self.overdue or is_overdue(action, today))
            and _same(self.owner, action.owner)
            and _same(self.team, action.team)
            and _same(self.series, action.agenda)
        )


def choose(actions: Iterable[Action], wanted: Wanted, today: date) -> list[Action]:
    """Return the action items wanted: open ones first, by due date, those without one last."""
    chosen = [action for action in actions if wanted.takes(action, today)]
    return sorted(
        chosen,
        key=lambda a: (a.state is not ActionState.OPEN, a.due_on or date.max, a.number),
    )


def is_overdue(action: Action, today: date) -> bool:
    """Tell whether `action` is open and was due before `today`."""
    return action.state is ActionState.OPEN and action.due_on is not None and action.due_on < today


def numbered(actions: Iterable[Action], number: int) -> Action:
    """Return the action item with this short number; NotFoundError when there is none."""
    for action in actions:
        if action.number == number:
            return action
    raise NotFoundError(
        f"there is no action item !{number}; `meetingtui actions` lists those that exist"
    )


def settle(action: Action, to: ActionState, now: datetime, reason: str = "") -> Action:
    """Return `action` as done or dropped; Refused when it is settled already."""
    if action.state is not ActionState.OPEN:
        raise Refused(f"!{action.number} is {action.state} already; reopen it first")
    return changed(action, now, {"state": to, "reason": reason, "settled_at": now})


def reopen(action: Action, now: datetime) -> Action:
    """Return `action` as open again; Refused when it is open."""
    if action.state is ActionState.OPEN:
        raise Refused(f"!{action.number} is open already")
    return changed(action, now, {"state": ActionState.OPEN, "reason": "", "settled_at": None})


def _same(wanted: str, value: str) -> bool:
    return not wanted or wanted.casefold() == value.casefold()
