"""Action items from CSV: our own, or that of any program that has a column for their text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.errors import MeetingtuiError
from meetingtui.followup.intake import Incoming
from meetingtui.meeting.model import ActionState
from meetingtui.reports.as_csv import unguarded
from meetingtui.reports.reading import all_of, day_of, read_in, text_of
from meetingtui.text import clean

if TYPE_CHECKING:
    from _csv import Reader

_NAMES = {
    "text": ("action", "task", "what", "title", "summary", "name", "text", "description"),
    "owner": ("owner", "who", "assignee", "assigned to"),
    "team": ("team",),
    "due": ("due", "due date", "due_on"),
    "state": ("state", "status", "done", "completed"),
    "settled": ("settled", "done on", "completed on", "completed at", "completion date"),
    "reason": ("reason",),
    "tags": ("tags", "labels"),
    "id": ("id", "uid"),
}
"""What columns may be called, the best name first; in any case."""

_STATES = {
    ActionState.DONE: ("done", "completed", "complete", "closed", "resolved", "finished", "x",
                       "yes", "true", "1"),
    ActionState.DROPPED: ("dropped", "cancelled", "canceled", "deleted", "won't do", "rejected"),
    ActionState.OPEN: ("", "open", "to do", "to-do", "todo", "new", "no", "false", "0", "pending",
                       "in progress", "doing", "started", "not started", "waiting", "blocked",
                       "on hold", "backlog", "reopened"),
}  # fmt: skip
"""What other programs say, in any case."""


def read(content: bytes) -> list[Incoming]:
    """Return the action items of a CSV file, separated by commas, semicolons or tabs.

    Raises MeetingtuiError where it is no such file, or naming each line and column that is wrong.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MeetingtuiError("it is not in UTF-8; save it as CSV UTF-8") from error
    mark = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        head, *rows = list(_numbered(reader)) or [_Row(1, [])]
    except csv.Error as error:
        raise MeetingtuiError(f"line {reader.line_num}: it is no CSV: {error}") from error
    columns = _columns(head.cells)
    return all_of(_item(row, head.cells, columns) for row in rows if any(row.cells))


class _Row(NamedTuple):
    line: int
    """Where it begins; a cell may have several lines."""

    cells: list[str]


def _numbered(reader: Reader) -> Iterator[_Row]:
    line = 1
    for cells in reader:
        yield _Row(line, cells)
        line = reader.line_num + 1


def _columns(head: list[str]) -> dict[str, int]:
    """Return where each column is."""
    known = [name.strip().casefold() for name in head]
    found = {
        what: next(known.index(name) for name in names if name in known)
        for what, names in _NAMES.items()
        if any(name in known for name in names)
    }
    if "text" not in found:
        wanted = ", ".join(_NAMES["text"][:-1])
        there = ", ".join(filter(None, map(str.strip, head))) or "none"
        raise MeetingtuiError(
            f"no column is called {wanted} or description; the first line has {there}"
        )
    return found


def _item(row: _Row, head: list[str], columns: dict[str, int]) -> Incoming | str:
    """Return the action item of a row, or what is wrong with it."""
    cells = dict.fromkeys(_NAMES, "")
    cells |= {what: unguarded(row.cells[at]) for what, at in columns.items() if at < len(row.cells)}
    names = {what: f"column {head[at].strip()}" for what, at in columns.items()}
    try:
        text = read_in(names["text"], text_of, cells["text"])
        due_on = read_in(names.get("due", ""), day_of, cells["due"])
        state = read_in(names.get("state", ""), _state_of, cells["state"])
        settled_on = read_in(names.get("settled", ""), day_of, cells["settled"])
    except ValueError as error:
        return f"line {row.line}, {error}"
    return Incoming(
        text=text,
        owner=cells["owner"] or cells["team"],
        due_on=due_on,
        state=state,
        settled_on=settled_on,
        reason=cells["reason"],
        tags=tuple(cells["tags"].replace(",", " ").split()),
        id=cells["id"].strip(),
    )


def _state_of(said: str) -> ActionState:
    word = " ".join(said.casefold().split())
    for state, words in _STATES.items():
        if word in words:
            return state
    raise ValueError(f"'{clean(said)}' is no state such as open, done or dropped")
