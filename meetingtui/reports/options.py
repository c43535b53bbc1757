"""What may be chosen when minutes are exported."""

from __future__ import annotations

from dataclasses import dataclass

from meetingtui.reports.tasks import Task


@dataclass(frozen=True, slots=True)
class Options:
    """How a format is to be written; each format looks at what concerns it."""

    raw: bool = False
    """For programs: cells are not guarded against spreadsheets that take them for formulas."""

    actions_as_events: bool = False
    """For calendars that know no tasks: action items become all-day events."""

    between: tuple[Task, ...] = ()
    """Action items made between meetings, for lists of action items: no minutes tell of them."""
