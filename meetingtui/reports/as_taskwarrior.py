"""Action items as JSON for `task import`; the same item always has the same uuid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from meetingtui.meeting.model import ActionState
from meetingtui.reports.as_json import dumps
from meetingtui.reports.as_todotxt import one_word
from meetingtui.reports.minutes import Minutes
from meetingtui.reports.options import Options
from meetingtui.reports.outline import one_line
from meetingtui.reports.tasks import Task, about, tasks_of

name = "taskwarrior"
suffix = ".task.json"

NAMESPACE = UUID("7b0a3a5e-6b0f-5d0e-9a43-5c1f0e3f9d62")
_STATES = {
    ActionState.OPEN: "pending",
    ActionState.DONE: "completed",
    ActionState.DROPPED: "deleted",
}


def render(meetings: Sequence[Minutes], options: Options) -> bytes:
    """Return the array of tasks; owners are a tag and `owner`, the series is the project."""
    return dumps([_task(task) for task in tasks_of(meetings, options.between)]).encode()


def uuid_of(action_id: str) -> str:
    """Return the uuid of an action item."""
    return str(uuid5(NAMESPACE, action_id))


def _task(task: Task) -> dict[str, Any]:
    action = task.action
    tags = [one_word(tag) for tag in (*action.tags, action.owner) if tag]
    fields = {
        "uuid": uuid_of(action.id),
        "description": one_line(action.text),
        "status": _STATES[action.state],
        "entry": _instant(action.taken_at),
        "modified": _instant(task.changed_at),
        "end": action.settled_at and _instant(action.settled_at),
        "due": action.due_on and action.due_on.isoformat(),
        "project": one_line(action.agenda),
        "owner": one_line(action.owner or action.team),
        "tags": list(dict.fromkeys(tags)),
        "annotations": [{"entry": _instant(action.taken_at), "description": one_line(about(task))}],
    }
    return {key: value for key, value in fields.items() if value}


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
