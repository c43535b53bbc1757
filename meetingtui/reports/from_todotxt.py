"""Action items from todo.txt: `x` is done, the first context owns, projects are tags."""

from __future__ import annotations

import re

from meetingtui.errors import MeetingtuiError
from meetingtui.followup.intake import Incoming
from meetingtui.reports.reading import all_of, day_of

_HEAD = re.compile(r"(?P<done>x )?(?:\([A-Z]\) )?(?:\d{4}-\d\d-\d\d ){0,2}")


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
    words = (line[head.end() :] if head else line).split()
    owner = next((word for word in words if word.startswith("@") and word[1:]), "")
    tags = [word for word in words if word.startswith("+") and word[1:]]
    marks = [word for word in words if word.startswith(("due:", "id:")) and word[-1] != ":"]
    values = dict(mark.split(":", 1) for mark in marks)
    try:
        due_on = day_of(values.get("due", ""))
    except ValueError as error:
        return f"line {number}, due: {error}"
    ours = {owner, *tags, *marks}
    return Incoming(
        text=" ".join(word for word in words if word not in ours),
        owner=owner[1:].replace("_", " "),
        due_on=due_on,
        is_done=bool(head and head["done"]),
        tags=tuple(tag[1:] for tag in tags),
        id=values.get("id", ""),
    )
