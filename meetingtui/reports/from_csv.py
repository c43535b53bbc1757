"""Action items from CSV: our own, or that of any program that has a column for their text."""

from __future__ import annotations

import csv
import io
from datetime import date

from meetingtui.errors import MeetingtuiError
from meetingtui.followup.intake import Incoming
from meetingtui.reports.as_csv import unguarded

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

    Raises MeetingtuiError where it is no such file, naming the row.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MeetingtuiError("it is not in UTF-8; save it as CSV UTF-8") from error
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise MeetingtuiError(f"it is no CSV: {error}") from error
    columns = _columns(rows[0] if rows else [])
    return [_item(row, columns, n) for n, row in enumerate(rows[1:], start=2) if any(row)]


def _columns(head: list[str]) -> dict[str, int]:
    """Return where each column is."""
    known = [name.strip().casefold() for name in head]
    found = {
        what: next(known.index(name) for name in names if name in known)
        for what, names in _NAMES.items()
        if any(name in known for name in names)
    }
    if "text" not in found:
        raise MeetingtuiError(
            f"no column is called {', '.join(_NAMES['text'][:-1])} or description"
        )
    return found


def _item(row: list[str], columns: dict[str, int], number: int) -> Incoming:
    cells = {what: unguarded(row[at]) for what, at in columns.items() if at < len(row)}
    due = cells.get("due", "").strip()
    try:
        due_on = date.fromisoformat(due) if due else None
    except ValueError as error:
        raise MeetingtuiError(f"row {number}: {due!r} is no day such as 2026-11-27") from error
    return Incoming(
        text=cells.get("text", ""),
        owner=cells.get("owner", ""),
        due_on=due_on,
        is_done=cells.get("state", "").strip().casefold() in _DONE,
        tags=tuple(cells.get("tags", "").replace(",", " ").split()),
        id=cells.get("id", "").strip(),
    )
