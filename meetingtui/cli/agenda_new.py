"""`meetingtui agenda new`: the first version of an agenda, which its author goes on with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import click

from meetingtui.agenda.derive import derived, id_for, untrue_of
from meetingtui.agenda.find import extended_in, find_agenda
from meetingtui.agenda.load import load_agenda, parse_agenda
from meetingtui.agenda.model import Agenda
from meetingtui.agenda.problem import AgendaError, shown
from meetingtui.agenda.rules import LIMITS
from meetingtui.agenda.schema import FILE_NAME, schema_text
from meetingtui.agenda.source import read_source
from meetingtui.agenda.write import leading_comments, names_in, written
from meetingtui.cli.context import Context, with_context
from meetingtui.clock import local, zone_named
from meetingtui.errors import NotFoundError, Refused, UsageError
from meetingtui.lookup import meeting_named
from meetingtui.meeting.as_agenda import agenda_of
from meetingtui.meeting.model import Meeting
from meetingtui.text import clean

_TEMPLATE = "sales-marketing-weekly"
_OFTEN = ("week", "weekly")
"""What nobody said of other teams where nobody chose an agenda to begin with."""


@click.command(short_help="Write a first agenda to go on with.")
@click.argument("name")
@click.option("--from", "template", metavar="AGENDA", help=f"Begin with it; else {_TEMPLATE}.")
@click.option("--from-meeting", "meeting", metavar="MEETING", help="Begin with the plan of this.")
@click.option("--teams", metavar="A,B,C", help="The teams that meet, separated by commas.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write this file, or into this folder."
)
@with_context
def new(
    context: Context,
    name: str,
    template: str | None,
    meeting: str | None,
    teams: str | None,
    output: Path | None,
) -> None:
    """Write a first agenda called NAME, with comments, that passes the check as it is.

    It goes into the folder agendas where there is one, or else into yours, and never takes the
    place of a file. `meetingtui agenda list` shows what --from can name.
    """
    if template and meeting:
        raise UsageError("an agenda begins with --from or with --from-meeting, not with both")
    begin, about = _held(meeting, context) if meeting else _template(template, context)
    made = derived(begin, name, _team_names(teams or ""))
    gone = [t.name for t in begin.teams if t.name not in {team.name for team in made.teams}]
    origin, *when = about
    untrue = [*gone, *untrue_of(begin, made), *(_OFTEN if teams and not template else ())]
    still = [line for line in when if not names_in(line, untrue)]
    text = written(made, [origin, *still], gone)
    path = output or _folder(context)
    if output is None or output.is_dir():
        path /= f"{id_for(name)}.yaml"
    parse_agenda(text, str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        taken = f"{clean(str(path))} is there already"
        raise Refused(f"{taken}; choose another name, or change it") from error
    schema = path.with_name(FILE_NAME)
    if not schema.exists():
        schema.write_text(schema_text(), "utf-8")
    click.echo(clean(str(path)))
    name = clean(str(path)) if output else id_for(name)
    click.echo(f"now change it: meetingtui agenda edit {name}", err=True)


def _template(name: str | None, context: Context) -> tuple[Agenda, Sequence[str]]:
    path = find_agenda(name or _TEMPLATE, context.agenda_folders)
    agenda, _ = load_agenda(path, extended_in(context.agenda_folders))
    return agenda, [f"Begun from {agenda.id}:", *leading_comments(read_source(path))]


def _held(name: str, context: Context) -> tuple[Agenda, Sequence[str]]:
    meeting = meeting_named(context.open_store(), name)
    day = local(meeting.opened_at, zone_named(meeting.zone, context.clock.zone))
    about = [
        f"Begun from the plan of the meeting of {day:%d %B %Y}: {clean(meeting.title)}.",
        "How long its slots really took is what `meetingtui agenda tune` looks at.",
    ]
    return agenda_of(meeting, _box(meeting, context), context.clock.zone), about


def _box(meeting: Meeting, context: Context) -> timedelta:
    """Return the length of the agenda of `meeting`; zero where that cannot be read any more."""
    try:
        path = find_agenda(meeting.agenda, context.agenda_folders)
        return load_agenda(path, extended_in(context.agenda_folders))[0].length
    except (AgendaError, NotFoundError):
        return timedelta(0)


def _team_names(teams: str) -> list[str]:
    """Return the names that `teams` lists; raises UsageError for one that is there twice."""
    names = [clean(each).strip() for each in teams.split(",") if each.strip()]
    twice = [
        name for n, name in enumerate(names) if name.casefold() in map(str.casefold, names[:n])
    ]
    if twice:
        raise UsageError(f"--teams names {shown(twice[0])} twice; each team is there once")
    most = dict(LIMITS)["teams"]
    if len(names) > most:
        raise UsageError(f"--teams names {len(names)} teams, and {most} are possible")
    return names


def _folder(context: Context) -> Path:
    here = Path("agendas")
    return here if here.is_dir() else context.folders.config / "agendas"
