"""Action items outside a meeting: which are wanted, how late they are, what is done to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from meetingtui.agenda.model import Team
from meetingtui.errors import NotFoundError, Refused
from meetingtui.meeting.capture import CapturedAction, Roster
from meetingtui.meeting.model import Action, ActionState, Meeting
from meetingtui.meeting.note_rules import edited_action
from meetingtui.meeting.roll import teams_with_guests
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
        f"there is no action item !{number}; `meetingtui actions --all` lists those that do exist"
    )


def settle(action: Action, to: ActionState, now: datetime, reason: str = "") -> Action:
    """Return `action` as done or dropped; Refused when it is settled already."""
    _require_open(action)
    return changed(action, now, {"state": to, "reason": reason, "settled_at": now})


def edit(action: Action, captured: CapturedAction, now: datetime) -> Action:
    """Return `action` with what `captured` says of it: text, owner, due date.

    Refused when it is settled, and when `captured` says nothing.
    """
    _require_open(action)
    return changed(action, now, edited_action(action, captured))


def reopen(action: Action, now: datetime) -> Action:
    """Return `action` as open again; Refused when it is open."""
    if action.state is ActionState.OPEN:
        raise Refused(f"!{action.number} is open already")
    return changed(action, now, {"state": ActionState.OPEN, "reason": "", "settled_at": None})


def roster_of(meetings: Iterable[Meeting]) -> Roster:
    """Return everybody who was expected or joined in `meetings`, which come oldest first.

    Somebody who changed teams is on the latest one.
    """
    people: dict[str, list[str]] = {}
    for meeting in reversed(list(meetings)):
        for team in teams_with_guests(meeting):
            known = {name for names in people.values() for name in names}
            people.setdefault(team.name, []).extend(n for n in team.people if n not in known)
    return Roster(tuple(Team(name, tuple(names)) for name, names in people.items()))


def _require_open(action: Action) -> None:
    if action.state is not ActionState.OPEN:
        raise Refused(f"!{action.number} is {action.state} already; reopen it first")


def _same(wanted: str, value: str) -> bool:
    return not wanted or wanted.casefold() == value.casefold()
