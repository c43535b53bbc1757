"""Action items from todo.txt: `x` is done, the first context owns, projects are tags."""

from __future__ import annotations

import re

from meetingtui.errors import MeetingtuiError
from meetingtui.followup.intake import Incoming
from meetingtui.meeting.model import ActionState
from meetingtui.reports.as_todotxt import unguarded
from meetingtui.reports.reading import all_of, day_of, read_in, text_of

_HEAD = re.compile(r"(?P<done>x )?(?:\([A-Z]\) )?(?P<first>\d{4}-\d\d-\d\d )?(?:\d{4}-\d\d-\d\d )?")


def read(content: bytes) -> list[Incoming]:
    """Return the action items of a todo.txt file; MeetingtuiError names each line that is wrong."""
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise MeetingtuiError("it is not in UTF-8") from error
    numbered = enumerate(map(str.strip, lines), 1)
    return all_of(_item(line, number) for number, line in numbered if line)


def _item(line: str, number: int) -> Incoming | str:
    head = _HEAD.match(line)
    is_done = bool(head and head["done"])
    settled = (head["first"] or "").strip() if head and is_done else ""
    words = (line[head.end() :] if head else line).split()
    owner = next((word for word in words if word.startswith("@") and word[1:]), "")
    tags = [word for word in words if word.startswith("+") and word[1:]]
    marks = [word for word in words if word.startswith(("due:", "id:")) and word[-1] != ":"]
    values = dict(mark.split(":", 1) for mark in marks)
    ours = {owner, *tags, *marks}
    try:
        text = text_of(" ".join(word for word in words if word not in ours))
        due_on = read_in("due", day_of, values.get("due", ""))
        settled_on = read_in("done", day_of, settled)
    except ValueError as error:
        return f"line {number}, {error}"
    return Incoming(
        text=unguarded(text),
        owner=owner[1:].replace("_", " "),
        due_on=due_on,
        state=ActionState.DONE if is_done else ActionState.OPEN,
        settled_on=settled_on,
        tags=tuple(tag[1:] for tag in tags),
        id=values.get("id", ""),
    )
