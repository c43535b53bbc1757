"""Action items from `task export`."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from meetingtui.errors import MeetingtuiError
from meetingtui.followup.intake import Incoming
from meetingtui.meeting.model import ActionState
from meetingtui.reports.as_todotxt import one_word
from meetingtui.reports.reading import all_of, day_of, json_trouble, read_in, text_of


class _Task(Struct):
    uuid: str
    description: str
    status: str = "pending"
    due: str = ""
    end: str = ""
    tags: tuple[str, ...] = ()
    owner: str = ""
    """Ours; taskwarrior keeps what it does not know."""


def read(content: bytes) -> list[Incoming]:
    """Return the tasks; those deleted there are left out.

    Raises MeetingtuiError where it is no such file, or naming each task that is wrong.
    """
    try:
        tasks = msgspec.json.decode(content, type=list[_Task])
    except (ValueError, RecursionError) as error:
        told = json_trouble(content) or f"it is no export of taskwarrior: {error}"
        raise MeetingtuiError(told) from error
    return all_of(_item(n, task) for n, task in enumerate(tasks, 1) if task.status != "deleted")


def _item(number: int, task: _Task) -> Incoming | str:
    try:
        text = read_in("description", text_of, task.description)
        due_on = read_in("due", day_of, task.due)
        settled_on = read_in("end", day_of, task.end)
    except ValueError as error:
        return f"task {number}, {error}"
    return Incoming(
        text=text,
        due_on=due_on,
        state=ActionState.DONE if task.status == "completed" else ActionState.OPEN,
        settled_on=settled_on,
        owner=task.owner,
        tags=tuple(tag for tag in task.tags if tag != one_word(task.owner)),
        id=task.uuid,
    )
