"""`meetingtui import`: what other programs, or another machine, have to say."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from meetingtui.cli.context import Context, with_context
from meetingtui.clock import Ids
from meetingtui.errors import MeetingtuiError, NotFoundError, UsageError
from meetingtui.followup.intake import (
    Incoming,
    Intake,
    new_documents,
    take_in,
    tell_intake,
    tell_strangers,
)
from meetingtui.followup.promises import roster_of
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.model import Action, Document, Meeting, Note
from meetingtui.meeting.outcome import Moment
from meetingtui.reports import from_csv, from_json, from_taskwarrior, from_todotxt
from meetingtui.reports.as_taskwarrior import uuid_of
from meetingtui.reports.tasks import DOMAIN
from meetingtui.store.port import Store
from meetingtui.text import plain

_READERS = {
    "csv": from_csv.read,
    "todotxt": from_todotxt.read,
    "taskwarrior": from_taskwarrior.read,
}
FORMATS = (*_READERS, "json")
_SUFFIXES = {".csv": "csv", ".txt": "todotxt"}


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "format", type=click.Choice(FORMATS), help="If its name does not tell.")
@click.option("--for", "agenda", default="", metavar="AGENDA", help="Whose queue takes new items.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@with_context
def import_(context: Context, file: Path, format: str | None, agenda: str, dry_run: bool) -> None:
    """Take in action items from CSV, todo.txt or taskwarrior, or meetings from our JSON.

    What is done or dropped in FILE is so here too, since the day that FILE says; what is new goes
    into the queue of AGENDA. Where FILE has another text, owner or date for what is open here, that
    is told and not taken in. Days are 2026-12-01, 1.12.2026 or 1 Dec 2026. Where anything is wrong,
    all of it is told, and nothing is taken in. A copy of the store is kept first.
    """
    content = _content(file)
    format = format or _format_of(file, content)
    store = context.open_store(to_write=not dry_run)
    try:
        items = _READERS[format](content) if format in _READERS else []
        documents = from_json.read(content) if format == "json" else []
    except MeetingtuiError as error:
        raise MeetingtuiError(f"{file} is not imported: {error}") from error
    roster = Roster()
    if format == "json":
        here: list[Document] = [*store.find(Meeting), *store.find(Note), *store.find(Action)]
        intake = new_documents(documents, {each.id: each for each in here})
    else:
        series, roster = _series(context, store, agenda)
        intake = _actions(context, store, items, series, roster)
    changes = intake.changes
    if changes and not dry_run:
        from meetingtui.store.keeping import keep_backup

        if context.store_path.exists():
            keep_backup(context.store_path, context.today)
        changes = store.commit(changes)
    for line in tell_intake(changes, intake.left, intake.differs):
        click.echo(plain(line))
    for line in tell_strangers(changes, roster):
        click.echo(plain(line), err=True)
    if dry_run:
        click.echo("nothing was changed: this was a dry run", err=True)


def _content(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    if not file.is_file():
        raise NotFoundError(f"there is no file {file}")
    return file.read_bytes()


def _format_of(file: Path, content: bytes) -> str:
    """Return the format that the end of the name tells, and in JSON the first character."""
    if file.suffix == ".json":
        return "taskwarrior" if content.lstrip().startswith(b"[") else "json"
    if file.suffix in _SUFFIXES:
        return _SUFFIXES[file.suffix]
    raise UsageError(f"what is {file}? name it with --format: {', '.join(FORMATS)}")


def _series(context: Context, store: Store, agenda: str) -> tuple[str, Roster]:
    """Return the id of the agenda that takes what is new, and its people; empty without one."""
    from meetingtui.agenda.find import open_agenda

    if not agenda:
        return "", Roster()
    series = open_agenda(agenda, context.agenda_folders)[0]
    held = roster_of(store.find(Meeting, agenda=series.id)).teams
    return series.id, Roster((*held, *series.teams))


def _actions(
    context: Context, store: Store, items: Sequence[Incoming], series: str, roster: Roster
) -> Intake:
    actions = store.find(Action)
    known = {uuid_of(action.id): action for action in actions}
    known |= {f"{action.id}@{DOMAIN}": action for action in actions}
    known |= {action.id: action for action in actions}
    now, ids = context.clock.now(), Ids()
    moment = Moment(now, context.today, lambda: ids.new(now), context.clock.zone)
    return take_in(items, known, series, roster, moment)
