"""`meetingtui agenda show`: the plan of an agenda, and when its meetings are."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo
from datetime import time as ClockTime
from shutil import get_terminal_size
from typing import Any

import click

from meetingtui.agenda.durations import format_duration
from meetingtui.agenda.ends import bent_by_ends, fix_ends
from meetingtui.agenda.find import open_agenda
from meetingtui.agenda.model import Agenda
from meetingtui.agenda.percents import whole_percents
from meetingtui.agenda.plan import (
    Slot,
    Timed,
    make_slots,
    shares_of,
    timed,
    total,
)
from meetingtui.agenda.problem import render
from meetingtui.agenda.repeat import next_dates
from meetingtui.agenda.timeline import TOGETHER, labels, timeline
from meetingtui.cli.agenda_words import instant, json_option, print_json, seconds
from meetingtui.cli.context import Context, with_context
from meetingtui.cli.types import ClockTimeValue
from meetingtui.clock import local, zone_named
from meetingtui.reports.columns import padded, width

_COMING = 4
"""How many of the next dates are shown."""

_WIDEST = 100
"""Cells that the bars take at most."""


@click.command(short_help="Print the plan, drawn and in minutes.")
@click.argument("name", metavar="AGENDA")
@click.option(
    "--at",
    "clock_time",
    type=ClockTimeValue(),
    help="Start at this time (10:00 or 3pm), not at the agenda's own.",
)
@json_option
@with_context
def show(context: Context, name: str, clock_time: ClockTime | None, as_json: bool) -> None:
    """Print the slots of AGENDA, a file or an id, with the time of each team."""
    loaded, warnings = open_agenda(name, context.agenda_folders)
    for warning in warnings:
        click.echo(render(warning), err=True)
    zone = zone_named(loaded.zone, context.clock.zone)
    now = context.clock.now()
    coming = next_dates(loaded.repeat, now, zone, _COMING) if loaded.repeat else ()
    slots = make_slots(loaded, [team.name for team in loaded.teams])
    starts_at = _start(coming, now, clock_time, zone)
    if starts_at is not None:
        slots = fix_ends(loaded, slots, starts_at, zone)
    plan = timed(slots, starts_at or now)
    if as_json:
        told = _plan_as_json(loaded, plan, with_instants=starts_at is not None)
        print_json(**told, next=[instant(at) for at in coming])
        return
    zoned = f", clock times of {loaded.zone}" if loaded.zone else ""
    click.echo(f"{loaded.title} ({loaded.id}){zoned}")
    if loaded.purpose:
        click.echo(loaded.purpose)
    label = labels(plan[0].starts_at, zone, with_clock=starts_at is not None)
    for _, bent in bent_by_ends(loaded, plan, label) if clock_time else ():
        click.echo(bent, err=True)
    click.echo()
    _print_slots(plan, label)
    if bars := timeline(plan, [team.name for team in loaded.teams], _columns(), label):
        click.echo("\n" + "\n".join(bars))
    click.echo()
    _print_shares(loaded, slots)
    if coming:
        click.echo("next " + ", ".join(f"{local(at, zone):%a %d %b %H:%M}" for at in coming))


def _start(
    coming: Sequence[datetime], now: datetime, clock_time: ClockTime | None, zone: tzinfo | None
) -> datetime | None:
    """Return when the plan starts: at the time asked for, on the day of the next meeting."""
    start = coming[0] if coming else None
    if clock_time is None:
        return start
    day = local(start or now, zone)
    return datetime.combine(day.date(), clock_time, zone or day.tzinfo)


def _columns() -> int:
    return min(get_terminal_size().columns, _WIDEST)


def _print_slots(plan: Sequence[Timed], label: Callable[[datetime], str]) -> None:
    rows = [
        (label(each.starts_at), format_duration(each.slot.length), each.slot.title, each.slot.team)
        for each in plan
    ]
    *columns, end = padded([*rows, (label(plan[-1].ends_at), "", "end", "")])
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
    shares = shares_of(agenda.teams, slots)
    percents = whole_percents([share.total_seconds() for share in shares.values()])
    rows = [
        (team or TOGETHER, format_duration(share), f"{percent}%")
        for (team, share), percent in zip(shares.items(), percents, strict=True)
    ]
    for row in padded(rows, right=2):
        click.echo("  ".join(row).rstrip())
    spare = agenda.length - planned
    how = f"{format_duration(abs(spare))} {'free' if spare > timedelta(0) else 'too long'}"
    of_length = f"{format_duration(planned)} of {format_duration(agenda.length)}"
    click.echo(f"{of_length}, {how}" if spare else of_length)


def _plan_as_json(agenda: Agenda, plan: Sequence[Timed], *, with_instants: bool) -> dict[str, Any]:
    slots = [each.slot for each in plan]
    planned, shares = total(slots), shares_of(agenda.teams, slots)
    return {
        "id": agenda.id,
        "title": agenda.title,
        "purpose": agenda.purpose,
        "length_s": seconds(agenda.length),
        "planned_s": seconds(planned),
        "zone": agenda.zone,
        "teams": [
            {
                "name": team.name,
                "people": team.people,
                "planned_s": seconds(shares[team.name]),
                "share": round(shares[team.name] / planned, 4),
            }
            for team in agenda.teams
        ],
        "slots": [_slot_as_json(each, plan[0].starts_at, with_instants) for each in plan],
    }


def _slot_as_json(each: Timed, begin: datetime, with_instants: bool) -> dict[str, Any]:
    slot = each.slot
    instants = {"starts_at": instant(each.starts_at), "ends_at": instant(each.ends_at)}
    return {
        "id": slot.id,
        "kind": slot.kind,
        "title": slot.title,
        "team": slot.team,
        "prompt": slot.prompt,
        "required": slot.required,
        "length_s": seconds(slot.length),
        "starts_after_s": seconds(each.starts_at - begin),
        **(instants if with_instants else {}),
    }
