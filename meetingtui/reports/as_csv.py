"""Action items as CSV for spreadsheets: UTF-8 with its mark, CRLF, days as YYYY-MM-DD.

A spreadsheet takes a cell that begins with = + - or @ for a formula, whoever typed it; an
apostrophe before it makes it text. `unguarded` takes that away again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime

from meetingtui.clock import local_date
from meetingtui.reports.minutes import Minutes
from meetingtui.reports.options import Options
from meetingtui.reports.outline import one_line
from meetingtui.reports.tasks import Task, tasks_of

name = "csv"
suffix = ".csv"

COLUMNS = (
    "number", "action", "owner", "team", "due", "state", "reason", "tags", "taken", "settled",
    "series", "meeting", "id",
)  # fmt: skip

# Full-width signs count as their narrow ones; what is guarded already is guarded once more, so
# that taking one guard away always gives back the text.
_FORMULA = re.compile(r"'*\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def render(meetings: Sequence[Minutes], options: Options) -> bytes:
    """Return a row for each action item, guarded unless `options.raw`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for task in tasks_of(meetings, options.between):
        cells = _cells(task)
        writer.writerow(cells if options.raw else map(guarded, cells))
    return out.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """Return `cell` so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what `guarded` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _cells(task: Task) -> list[str]:
    action, zone = task.action, task.zone

    def day(at: datetime | None) -> str:
        return _iso(None if at is None else local_date(at, zone))

    cells = [
        str(action.number), action.text, action.owner, action.team, _iso(action.due_on),
        action.state, action.reason, " ".join(action.tags), day(action.taken_at),
        day(action.settled_at), action.agenda, task.meeting, action.id,
    ]  # fmt: skip
    return list(map(one_line, cells))


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
