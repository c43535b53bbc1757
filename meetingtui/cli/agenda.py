"""`meetingtui agenda`: check, show and list agenda files."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

import click

from meetingtui.agenda.durations import format_duration
from meetingtui.agenda.find import FoundAgenda, agenda_files, find_agenda, list_agendas
from meetingtui.agenda.load import load_agenda
from meetingtui.agenda.model import Agenda
from meetingtui.agenda.plan import Slot, Timed, fix_ends, make_slots, share_of, timed, total
from meetingtui.agenda.problem import AgendaError, Problem, Severity, render
from meetingtui.cli.context import Context, with_context
from meetingtui.clock import local
from meetingtui.errors import NotFoundError
from meetingtui.reports.as_json import dumps
from meetingtui.reports.columns import padded, width
from meetingtui.text import plain

SCHEMA = 1
"""The number of the shape that --json prints."""

_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def agenda() -> None:
    """Check, show and list agendas."""


@agenda.command()
@click.argument("agendas", nargs=-1)
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@_JSON
@with_context
@click.pass_context
def check(
    ctx: click.Context, context: Context, agendas: tuple[str, ...], strict: bool, as_json: bool
) -> None:
    """Print every problem of AGENDAS: files, or ids; of all that are found, if none is named.

    The exit status is 1 where there are errors, or warnings with --strict, and 3 where an agenda
    is not found.
    """
    folders = context.agenda_folders
    checked: list[tuple[Path, tuple[Problem, ...]]] = []
    status = 0
    for name in agendas or [str(path) for _, path in agenda_files(folders)]:
        try:
            path = find_agenda(name, folders)
            checked.append((path, _problems_of(path)))
        except NotFoundError as error:
            click.echo(f"meetingtui: {error}", err=True)
            status = error.exit_code
    problems = [problem for _, found in checked for problem in found]
    if as_json:
        _print_json(agendas=[{"path": str(path), **_told(found)} for path, found in checked])
    else:
        for problem in problems:
            click.echo(render(problem))
        click.echo(f"{_counted(len(checked), 'agenda')}: {_summary(problems)}", err=True)
    failing = problems if strict else [p for p in problems if p.severity is Severity.ERROR]
    ctx.exit(status or int(bool(failing)))


@agenda.command()
@click.argument("name", metavar="AGENDA")
@click.option(
    "--at",
    "clock_time",
    type=click.DateTime(["%H:%M"]),
    help="Show clock times for a start at 10:00.",
)
@_JSON
@with_context
def show(context: Context, name: str, clock_time: datetime | None, as_json: bool) -> None:
    """Print the slots of AGENDA, a file or an id, with the time of each team."""
    loaded, warnings = load_agenda(find_agenda(name, context.agenda_folders))
    for warning in warnings:
        click.echo(render(warning), err=True)
    now = local(context.clock.now(), context.clock.zone)
    slots = make_slots(loaded, [team.name for team in loaded.teams])
    starts_at = now
    if clock_time is not None:
        starts_at = datetime.combine(now.date(), clock_time.time(), now.tzinfo)
        slots = fix_ends(loaded, slots, starts_at, context.clock.zone)
    plan = timed(slots, starts_at)
    if as_json:
        _print_json(**_plan_as_json(loaded, plan, with_instants=clock_time is not None))
        return
    click.echo(f"{loaded.title} ({loaded.id})")
    if loaded.purpose:
        click.echo(loaded.purpose)
    click.echo()
    _print_slots(plan, context, with_clock=clock_time is not None)
    click.echo()
    _print_shares(loaded, slots)


@agenda.command("list")
@_JSON
@with_context
def list_(context: Context, as_json: bool) -> None:
    """Print every agenda that is found, the first of an id winning."""
    found = list_agendas(context.agenda_folders)
    if as_json:
        _print_json(agendas=[_found_as_json(each) for each in found])
        return
    rows = [
        (each.id, each.agenda.title if each.agenda else "", plain(str(each.path)), _state_of(each))
        for each in found
    ]
    for row in padded([("ID", "TITLE", "FILE", "STATE"), *rows]):
        click.echo("  ".join(row).rstrip())


def _problems_of(path: Path) -> tuple[Problem, ...]:
    try:
        return load_agenda(path)[1]
    except AgendaError as error:
        return error.problems


def _summary(problems: Sequence[Problem]) -> str:
    counts = [
        _counted(sum(problem.severity is severity for problem in problems), severity)
        for severity in Severity
    ]
    return ", ".join(count for count in counts if not count.startswith("0 ")) or "no problems"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _state_of(found: FoundAgenda) -> str:
    shadowed = ["shadowed"] if found.shadowed else []
    problems = [_summary(found.problems)] if found.problems else []
    return ", ".join([found.origin, *shadowed, *problems])


def _print_slots(plan: Sequence[Timed], context: Context, *, with_clock: bool) -> None:
    begin = plan[0].starts_at

    def at(instant: datetime) -> str:
        if with_clock:
            return f"{local(instant, context.clock.zone):%H:%M}"
        return f"+{format_duration(instant - begin)}" if instant > begin else "start"

    rows = [
        (at(each.starts_at), format_duration(each.slot.length), each.slot.title, each.slot.team)
        for each in plan
    ]
    *columns, end = padded([*rows, (at(plan[-1].ends_at), "", "end", "")])
    for row, each in zip(columns, plan, strict=True):
        click.echo(_beside("  ".join(row), each.slot.prompt))
    click.echo("  ".join(end).rstrip())


def _beside(columns: str, prompt: str) -> str:
    """Return `prompt` beside the other columns, in lines that fit where people watch."""
    if not prompt:
        return columns.rstrip()
    room = get_terminal_size().columns - width(columns) - 2
    if not sys.stdout.isatty() or room < 20:
        return f"{columns}  {prompt}"
    indent = " " * (width(columns) + 2)
    first, *others = textwrap.wrap(prompt, room)
    return "\n".join([f"{columns}  {first}", *(indent + line for line in others)])


def _print_shares(agenda: Agenda, slots: Sequence[Slot]) -> None:
    planned = total(slots)
    shares = [(team.name, share_of(slots, team.name)) for team in agenda.teams]
    shares.append(("together", share_of(slots, "")))
    rows = [(name, format_duration(share), f"{share / planned:.0%}") for name, share in shares]
    for row in padded(rows, right=2):
        click.echo("  ".join(row).rstrip())
    spare = agenda.length - planned
    how = f"{format_duration(abs(spare))} {'free' if spare > timedelta(0) else 'too long'}"
    of_length = f"{format_duration(planned)} of {format_duration(agenda.length)}"
    click.echo(f"{of_length}, {how}" if spare else of_length)


def _plan_as_json(agenda: Agenda, plan: Sequence[Timed], *, with_instants: bool) -> dict[str, Any]:
    slots = [each.slot for each in plan]
    planned = total(slots)
    return {
        "id": agenda.id,
        "title": agenda.title,
        "purpose": agenda.purpose,
        "length_s": _seconds(agenda.length),
        "planned_s": _seconds(planned),
        "teams": [
            {
                "name": team.name,
                "people": team.people,
                "planned_s": _seconds(share_of(slots, team.name)),
                "share": round(share_of(slots, team.name) / planned, 4),
            }
            for team in agenda.teams
        ],
        "slots": [_slot_as_json(each, plan[0].starts_at, with_instants) for each in plan],
    }


def _slot_as_json(each: Timed, begin: datetime, with_instants: bool) -> dict[str, Any]:
    slot = each.slot
    instants = {"starts_at": _instant(each.starts_at), "ends_at": _instant(each.ends_at)}
    return {
        "id": slot.id,
        "kind": slot.kind,
        "title": slot.title,
        "team": slot.team,
        "prompt": slot.prompt,
        "required": slot.required,
        "length_s": _seconds(slot.length),
        "starts_after_s": _seconds(each.starts_at - begin),
        **(instants if with_instants else {}),
    }


def _found_as_json(found: FoundAgenda) -> dict[str, Any]:
    return {
        "id": found.id,
        "title": found.agenda.title if found.agenda else "",
        "path": str(found.path),
        "origin": found.origin,
        "shadowed": found.shadowed,
        **_told(found.problems),
    }


def _told(problems: Iterable[Problem]) -> dict[str, Any]:
    shown = ("line", "column", "end_column", "severity", "message", "hint")
    return {"problems": [{name: getattr(problem, name) for name in shown} for problem in problems]}


def _seconds(length: timedelta) -> int:
    return length // timedelta(seconds=1)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _print_json(**values: Any) -> None:
    click.echo(dumps({"schema": SCHEMA, **values}), nl=False)
