"""The action items of minutes as they are now, for the formats of task lists and calendars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from meetingtui.clock import local_date
from meetingtui.meeting.model import Action
from meetingtui.reports.minutes import Minutes
from meetingtui.reports.outline import one_line

DOMAIN = "meetingtui"


@dataclass(frozen=True, slots=True)
class Task:
    """An action item, and the meeting in which it was promised."""

    action: Action
    zone: tzinfo | None
    """The zone whose days are told of it."""

    meeting: str = ""
    """The title of the meeting; empty for one made between meetings."""

    held_on: date | None = None
    """The day of the meeting; None where the day on which it was made is all that is known."""

    @property
    def uid(self) -> str:
        """A name for it that is the same in every export."""
        return f"{one_line(self.action.id)}@{DOMAIN}"

    @property
    def changed_at(self) -> datetime:
        """When it was last changed, or else taken."""
        history = self.action.history
        return history[-1].at if history else self.action.taken_at

    @property
    def revision(self) -> int:
        """How often it was changed."""
        return sum(bool(version.was) for version in self.action.history)


def tasks_of(meetings: Sequence[Minutes], between: Sequence[Task] = ()) -> list[Task]:
    """Return the action items taken in `meetings` or carried into them, each once, oldest first.

    Those that a meeting took and dropped at once are left out, as in its minutes. Those of
    `between` are added that no meeting has.
    """
    found: dict[str, Task] = {}
    for minutes in meetings:
        told = [*minutes.actions, *(promise.action for promise in minutes.promises)]
        for action in told:
            found.setdefault(action.id, _task(minutes.stored.actions[action.id], minutes))
    for task in between:
        found.setdefault(task.action.id, task)
    return [found[id] for id in sorted(found)]


def _task(action: Action, minutes: Minutes) -> Task:
    """Return what was taken in this meeting, or in an earlier one of the same series."""
    made_here = action.meeting == minutes.meeting.id
    title = minutes.meeting.title if action.meeting else ""
    return Task(action, minutes.zone, title, minutes.held_on if made_here else None)


def about(task: Task) -> str:
    """Return where an action item was promised: `Weekly joint meeting, 2026-11-24`."""
    on = task.held_on or local_date(task.action.taken_at, task.zone)
    return f"{task.meeting or 'Made between meetings'}, {on.isoformat()}"
