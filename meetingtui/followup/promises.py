"""Action items outside a meeting: which are wanted, how late they are, what is done to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from meetingtui.agenda.model import Team
from meetingtui.errors import NotFoundError, Refused
from meetingtui.meeting.brought import WAITING, is_queued
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.model import Action, ActionState, Meeting, Note, NoteState
from meetingtui.meeting.roll import teams_with_guests
from meetingtui.meeting.versions import changed


@dataclass(frozen=True, slots=True)
class Wanted:
    """A choice of action items and of notes that wait; empty fields choose all."""

    open_only: bool = False
    overdue: bool = False
    owner: str = ""
    team: str = ""
    series: str = ""

    def takes(self, document: Action | Note, today: date) -> bool:
        """Tell whether `document` is among those wanted on `today`; names in any case.

        Of notes, those that wait for something or have waited; none of them is overdue.
        """
        if isinstance(document, Note):
            waits = document.state is NoteState.OPEN or _in_queue(document)
            dropped = document.state is NoteState.DROPPED and not document.meeting
            waited = (document.kind in WAITING or dropped) and not self.open_only
            owners, teams = document.people, (document.team, *document.teams)
            right = (waits or waited) and not self.overdue
        else:
            owners, teams = (document.owner,), (document.team,)
            is_open = not self.open_only or document.state is ActionState.OPEN
            right = is_open and (not self.overdue or is_overdue(document, today))
        return (
            right
            and _among(self.owner, owners)
            and _among(self.team, teams)
            and _among(self.series, (document.agenda,))
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


def settle(
    action: Action,
    to: ActionState,
    now: datetime,
    reason: str = "",
    settled_at: datetime | None = None,
) -> Action:
    """Return `action` as done or dropped, now or at `settled_at`; Refused when it is already."""
    _require_open(action)
    return changed(action, now, {"state": to, "reason": reason, "settled_at": settled_at or now})


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


def _among(wanted: str, values: Iterable[str]) -> bool:
    return not wanted or wanted.casefold() in map(str.casefold, values)


def _in_queue(note: Note) -> bool:
    return is_queued(note) and note.state is NoteState.RECORDED
