"""Action items from CSV: our own, or that of any program that has a column for their text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.errors import MeetingtuiError
from meetingtui.followup.intake import Incoming
from meetingtui.reports.as_csv import unguarded
from meetingtui.reports.reading import all_of, day_of

if TYPE_CHECKING:
    from _csv import Reader

_NAMES = {
    "text": ("action", "task", "what", "title", "summary", "name", "text", "description"),
    "owner": ("owner", "who", "assignee", "assigned to"),
    "due": ("due", "due date", "due_on"),
    "state": ("state", "status", "done", "completed"),
    "tags": ("tags", "labels"),
    "id": ("id", "uid"),
}
"""What columns may be called, the best name first; in any case."""

_DONE = frozenset({"done", "completed", "complete", "closed", "x", "yes", "true", "1"})


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
    cells = {what: unguarded(row.cells[at]) for what, at in columns.items() if at < len(row.cells)}
    try:
        due_on = day_of(cells.get("due", ""))
    except ValueError as error:
        return f"line {row.line}, column {head[columns['due']].strip()}: {error}"
    return Incoming(
        text=cells.get("text", ""),
        owner=cells.get("owner", ""),
        due_on=due_on,
        is_done=cells.get("state", "").strip().casefold() in _DONE,
        tags=tuple(cells.get("tags", "").replace(",", " ").split()),
        id=cells.get("id", "").strip(),
    )
