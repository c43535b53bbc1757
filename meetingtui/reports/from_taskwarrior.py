"""Action items from `task export`."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from msgspec import Struct

from meetingtui.errors import MeetingtuiError
from meetingtui.followup.intake import Incoming


class _Task(Struct):
    uuid: str
    description: str
    status: str = "pending"
    due: str = ""
    tags: tuple[str, ...] = ()


def read(content: bytes) -> list[Incoming]:
    """Return the tasks; those deleted there are left out. Raises MeetingtuiError otherwise."""
    try:
        tasks = msgspec.json.decode(content, type=list[_Task])
        return [_item(task) for task in tasks if task.status != "deleted"]
    except ValueError as error:
        raise MeetingtuiError(f"it is no export of taskwarrior: {error}") from error


def _item(task: _Task) -> Incoming:
    return Incoming(
        text=task.description,
        due_on=_day(task.due) if task.due else None,
        is_done=task.status == "completed",
        tags=task.tags,
        id=task.uuid,
    )


def _day(due: str) -> date:
    """Return the local day of an instant such as 20261127T000000Z, or of a day as it is."""
    at = datetime.fromisoformat(due)
    return at.astimezone().date() if at.tzinfo else at.date()
