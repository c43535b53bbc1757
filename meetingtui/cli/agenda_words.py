"""What the commands about agendas share: options, words, JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from meetingtui.agenda.find import SUFFIXES, AgendaFolder, find_agenda
from meetingtui.agenda.problem import Problem
from meetingtui.errors import NotFoundError
from meetingtui.text import clean

SCHEMA = 1
"""The number of the shape that --json prints."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def files_named(name: str, folders: Sequence[AgendaFolder]) -> list[Path]:
    """Return the agenda files that `name` means: one agenda, or all in a folder and below it.

    An agenda comes before a folder of the same name. Raises NotFoundError for neither of them,
    and for a folder without agendas.
    """
    folder = Path(name)
    try:
        found = find_agenda(name, folders)
    except NotFoundError:
        if not folder.is_dir():
            raise
        found = folder
    if not found.is_dir():
        return [found]
    files = [
        path
        for path in sorted(found.rglob("*"))
        if path.suffix in SUFFIXES and not path.name.startswith(".") and path.is_file()
    ]
    if not files:
        raise NotFoundError(f"there are no agendas in {clean(name)}; their names end in .yaml")
    return files


def told(problems: Iterable[Problem], path: Path) -> list[dict[str, Any]]:
    """Return `problems` for JSON; those of a file that the one at `path` extends name theirs."""
    shown = ("line", "column", "end_column", "severity", "message", "hint")
    return [
        {name: getattr(problem, name) for name in shown}
        | ({} if problem.path == str(path) else {"path": problem.path})
        for problem in problems
    ]


def seconds(length: timedelta) -> int:
    """Return `length` in whole seconds."""
    return length // timedelta(seconds=1)


def instant(at: datetime) -> str:
    """Return `at` in UTC, as JSON has it."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def print_json(**values: Any) -> None:
    """Print `values` with the number of their shape."""
    from meetingtui.reports.as_json import dumps

    click.echo(dumps({"schema": SCHEMA, **values}), nl=False)
