"""The action items of minutes as they are now, for the formats of task lists and calendars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from meetingtui.meeting.model import Action
from meetingtui.reports.minutes import Minutes
from meetingtui.reports.outline import one_line

DOMAIN = "meetingtui"


@dataclass(frozen=True, slots=True)
class Task:
    """An action item with the meeting that the minutes are of."""

    action: Action
    minutes: Minutes

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


def tasks_of(meetings: Sequence[Minutes]) -> list[Task]:
    """Return the action items taken in `meetings` or carried into them, each once, oldest first.

    Those that a meeting took and dropped at once are left out, as in its minutes.
    """
    found: dict[str, Task] = {}
    for minutes in meetings:
        told = [*minutes.actions, *(promise.action for promise in minutes.promises)]
        for action in told:
            now = minutes.stored.actions[action.id]
            found.setdefault(action.id, Task(now, minutes))
    return [found[id] for id in sorted(found)]


def about(task: Task) -> str:
    """Return where an action item was last on the table: `Weekly joint meeting, 2026-11-24`."""
    return f"{task.minutes.meeting.title}, {task.minutes.held_on.isoformat()}"
