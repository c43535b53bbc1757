"""`meetingtui agenda tune`: lengths as past meetings really needed them, as a patch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import click

from meetingtui.agenda.durations import format_clock, format_duration
from meetingtui.agenda.find import extended_in, find_agenda
from meetingtui.agenda.load import Loaded, read_agenda
from meetingtui.agenda.plan import make_slots, total
from meetingtui.agenda.source import BOM, read_source
from meetingtui.agenda.tune import LEAST, Measured, measured, patch_text, retimed
from meetingtui.cli.context import Context, with_context
from meetingtui.errors import Refused
from meetingtui.meeting.model import Meeting, MeetingState
from meetingtui.meeting.timing import held_slots
from meetingtui.reports.columns import padded
from meetingtui.text import clean


@click.command(short_help="Print a patch with the lengths that slots really need.")
@click.argument("name", metavar="AGENDA")
@click.option(
    "--meetings", default=8, type=click.IntRange(min=1), show_default=True,
    help="Learn from so many of the latest closed meetings.",
)  # fmt: skip
@with_context
def tune(context: Context, name: str, meetings: int) -> None:
    """Print how long the slots of AGENDA really take, and a patch that writes it into the file.

    The medians go to stderr and the patch to stdout: `meetingtui agenda tune weekly | patch -p0`
    changes the numbers and nothing else.
    """
    path = find_agenda(name, context.agenda_folders)
    loaded = read_agenda(read_source(path), str(path), extended_in(context.agenda_folders))
    held = [
        meeting
        for meeting in context.open_store().find(Meeting, agenda=loaded.agenda.id)
        if meeting.state is MeetingState.CLOSED
    ][-meetings:]
    found = measured(loaded, _turns(held))
    if not found:
        raise Refused(
            f"{loaded.agenda.id} has {len(held)} closed meetings: too few to learn from, as no "
            f"segment was held {LEAST} times"
        )
    _tell(loaded, found, len(held))
    changes = [each for each in found if each.better != each.planned]
    for file in dict.fromkeys(each.span.path or str(path) for each in changes):
        mine = [each for each in changes if (each.span.path or str(path)) == file]
        click.echo(_patch(Path(file), mine), nl=False)


def _turns(meetings: Sequence[Meeting]) -> dict[str, list[timedelta]]:
    turns: defaultdict[str, list[timedelta]] = defaultdict(list)
    for meeting in meetings:
        for held in held_slots(meeting):
            turns[held.slot].append(held.length)
    return turns


def _tell(loaded: Loaded, found: Sequence[Measured], meetings: int) -> None:
    rows = [
        (
            each.segment.id,
            each.team,
            format_duration(each.planned),
            format_clock(each.real),
            str(each.turns),
            format_duration(each.better) if each.better != each.planned else "",
        )
        for each in found
    ]
    header = ("SEGMENT", "TEAM", "PLANNED", "REALLY", "TURNS", "BETTER")
    for row in padded([header, *rows]):
        click.echo("  ".join(row).rstrip(), err=True)
    agenda = loaded.agenda
    planned = total(make_slots(agenda, [team.name for team in agenda.teams]))
    planned += sum((_gain(each, len(agenda.teams)) for each in found), timedelta(0))
    box = f"{format_duration(planned)} of {format_duration(agenda.length)}"
    click.echo(f"from {meetings} meetings; with the better lengths the plan takes {box}", err=True)


def _gain(each: Measured, teams: int) -> timedelta:
    slots = teams if isinstance(each.segment.per_team, timedelta) else 1
    return (each.better - each.planned) * slots


def _patch(path: Path, changes: Sequence[Measured]) -> str:
    bom = BOM.decode() if path.read_bytes().startswith(BOM) else ""
    text = read_source(path)
    return patch_text(clean(_name(path)), bom + text, bom + retimed(text, changes))


def _name(path: Path) -> str:
    """Return how patch finds the file from here; it takes no absolute names."""
    here = Path.cwd()
    absolute = path.resolve()
    return str(absolute.relative_to(here) if absolute.is_relative_to(here) else path)
