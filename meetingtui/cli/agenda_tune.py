"""`meetingtui agenda tune`: lengths as past meetings really needed them, as a patch."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from meetingtui.agenda.durations import format_clock, format_duration
from meetingtui.agenda.find import extended_in, find_agenda
from meetingtui.agenda.lesson import Lesson, learned
from meetingtui.agenda.load import read_agenda
from meetingtui.agenda.near import LEAST
from meetingtui.agenda.source import read_source
from meetingtui.agenda.tune import Measured, measured
from meetingtui.agenda.write import lengths_by_team
from meetingtui.authoring import refuse_packaged
from meetingtui.cli.agenda_words import json_option, print_json, seconds
from meetingtui.cli.context import Context, with_context
from meetingtui.cli.types import Count
from meetingtui.errors import Refused
from meetingtui.meeting.model import Meeting, MeetingState
from meetingtui.meeting.timing import held_slots
from meetingtui.reports.columns import padded
from meetingtui.text import clean


@click.command(short_help="Print a patch with the lengths that slots really need.")
@click.argument("name", metavar="AGENDA")
@click.option(
    "--meetings", default=8, type=Count(), show_default=True,
    help="Learn from so many of the latest closed meetings.",
)  # fmt: skip
@json_option
@with_context
def tune(context: Context, name: str, meetings: int, as_json: bool) -> None:
    """Print how long the slots of AGENDA really take, and a patch that writes it into the file.

    The medians go to stderr and the patch to stdout: `meetingtui agenda tune weekly | patch -p0`
    changes the numbers and nothing else. Lengths that stand in an agenda that this one extends
    are left as they are.
    """
    lesson = _learned(context, name, meetings)
    if as_json:
        print_json(**_as_json(lesson))
        return
    _tell(lesson)
    for doubt in lesson.doubts(extended_in(context.agenda_folders)):
        click.echo(f"with these lengths `agenda check` will warn: {doubt}", err=True)
    if lesson.changes:
        refuse_packaged(lesson.path, context.agenda_folders)
        click.echo(
            f"apply it: meetingtui agenda tune {shlex.quote(name)} | {_applied(lesson)}", err=True
        )
        click.echo(lesson.patch(), nl=False)


def _learned(context: Context, name: str, most: int) -> Lesson:
    path = find_agenda(name, context.agenda_folders)
    loaded = read_agenda(read_source(path), str(path), extended_in(context.agenda_folders))
    held = [
        meeting
        for meeting in context.open_store().find(Meeting, agenda=loaded.agenda.id)
        if meeting.state is MeetingState.CLOSED
    ][-most:]
    found = measured(loaded, _turns(held))
    if not found:
        raise Refused(
            f"{loaded.agenda.id} has {len(held)} closed meetings: too few to learn from, as no "
            f"segment was held {LEAST} times"
        )
    return learned(path, loaded, len(held), found)


def _turns(meetings: Sequence[Meeting]) -> dict[str, list[timedelta]]:
    turns: defaultdict[str, list[timedelta]] = defaultdict(list)
    for meeting in meetings:
        for held in held_slots(meeting):
            turns[held.slot].append(held.length)
    return turns


def _tell(lesson: Lesson) -> None:
    rows = [
        (
            each.segment.id,
            each.team,
            format_duration(each.planned),
            format_clock(each.real),
            str(each.turns),
            format_duration(each.better) if each.differs else "",
        )
        for each in lesson.found
    ]
    header = ("SEGMENT", "TEAM", "PLANNED", "REALLY", "TURNS", "BETTER")
    for row in padded([header, *rows]):
        click.echo("  ".join(row).rstrip(), err=True)
    box = f"{format_duration(lesson.planned)} of {format_duration(lesson.loaded.agenda.length)}"
    if any(each.differs for each in lesson.found):
        told = f"with the better lengths the plan takes {box}"
    elif lesson.needed > lesson.planned:
        told = f"there is no room for longer slots: the plan takes {box}"
    else:
        told = (
            f"every length is near to what it really takes: nothing to change, the plan takes {box}"
        )
    click.echo(f"from {lesson.meetings} meetings; {told}", err=True)
    if lesson.needed > lesson.planned:
        needed = format_duration(lesson.needed)
        click.echo(f"as it really goes it takes {needed}: 'length: {needed}' has room", err=True)
    for line in dict.fromkeys(
        _told_of_inherited(each, lesson.inherited) for each in lesson.inherited
    ):
        click.echo(line, err=True)


def _as_json(lesson: Lesson) -> dict[str, Any]:
    lengths = [
        {
            "segment": each.segment.id,
            "team": each.team,
            "planned_s": seconds(each.planned),
            "real_s": seconds(each.real),
            "turns": each.turns,
            "better_s": seconds(each.better),
            "path": each.span.path or str(lesson.path),
            "line": each.span.line,
        }
        for each in lesson.found
    ]
    agenda = lesson.loaded.agenda
    return {
        "id": agenda.id,
        "meetings": lesson.meetings,
        "length_s": seconds(agenda.length),
        "planned_s": seconds(lesson.planned),
        "needed_s": seconds(lesson.needed),
        "lengths": lengths,
        "patch": lesson.patch(),
    }


def _told_of_inherited(each: Measured, inherited: Sequence[Measured]) -> str:
    segment = each.segment
    better = {other.team: other.better for other in inherited if other.segment.id == segment.id}
    if isinstance(segment.per_team, dict):
        value = f"per_team: {lengths_by_team({**segment.per_team, **better})}"
    else:
        key = "time" if segment.time is not None else "per_team"
        value = f"{key}: {format_duration(each.better)}"
    where = f"{segment.id} stands in {clean(each.span.path)}, which others may extend"
    return f"{where}; write under segments here: - {{id: {segment.id}, {value}}}"


def _applied(lesson: Lesson) -> str:
    folder = lesson.folder
    return (
        "patch -p0" if folder == Path.cwd() else f"patch -p0 -d {shlex.quote(clean(str(folder)))}"
    )
