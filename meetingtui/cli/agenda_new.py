"""`meetingtui agenda new`: the first version of an agenda, which its author goes on with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta, tzinfo
from itertools import groupby
from pathlib import Path

import click
from msgspec.structs import replace

from meetingtui.agenda.find import extended_in, find_agenda
from meetingtui.agenda.keys import id_from
from meetingtui.agenda.load import load_agenda, parse_agenda
from meetingtui.agenda.model import Agenda, Segment, Team
from meetingtui.agenda.plan import Slot, make_slots, share_of, total
from meetingtui.agenda.problem import AgendaError, shown
from meetingtui.agenda.rules import LIMITS
from meetingtui.agenda.schema import FILE_NAME, schema_text
from meetingtui.agenda.source import read_source
from meetingtui.agenda.write import leading_comments, names_in, written
from meetingtui.cli.context import Context, with_context
from meetingtui.clock import local, zone_named
from meetingtui.errors import NotFoundError, Refused, UsageError
from meetingtui.meeting.model import Meeting
from meetingtui.text import clean

_TEMPLATE = "sales-marketing-weekly"
_OFTEN = ("week", "weekly")
"""What nobody said of other teams where nobody chose an agenda to begin with."""

_ROUND_UP = timedelta(minutes=5)


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
    made = _made(begin, name, teams)
    gone = [t.name for t in begin.teams if t.name not in {team.name for team in made.teams}]
    origin, *when = about
    untrue = [*gone, *_untrue(begin, made), *(_OFTEN if teams and not template else ())]
    still = [line for line in when if not names_in(line, untrue)]
    text = written(made, [origin, *still], gone)
    path = output or _folder(context)
    if output is None or output.is_dir():
        path /= f"{_id(name)}.yaml"
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
    name = clean(str(path)) if output else _id(name)
    click.echo(f"now change it: meetingtui agenda edit {name}", err=True)


def _untrue(begin: Agenda, made: Agenda) -> list[str]:
    """Return the words that what is said of `begin` may have, and that are not true of `made`."""
    words = []
    if len(made.teams) != len(begin.teams):
        words += ["both", "each side", "the other", "two teams"]
    if made.length != begin.length:
        words += ["minutes", "hour"]
    return words


def _template(name: str | None, context: Context) -> tuple[Agenda, Sequence[str]]:
    path = find_agenda(name or _TEMPLATE, context.agenda_folders)
    agenda, _ = load_agenda(path, extended_in(context.agenda_folders))
    return agenda, [f"Begun from {agenda.id}:", *leading_comments(read_source(path))]


def _held(id: str, context: Context) -> tuple[Agenda, Sequence[str]]:
    found = [each for each in context.open_store().find(Meeting) if each.id.startswith(id)]
    if len(found) != 1:
        which = f"{len(found)} meetings begin" if found else "no meeting begins"
        raise NotFoundError(f"{which} with {shown(id)}; `meetingtui meetings` shows all")
    (meeting,) = found
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


def agenda_of(meeting: Meeting, box: timedelta, home: tzinfo | None) -> Agenda:
    """Return an agenda with the slots that `meeting` was planned with, and room for them in `box`.

    Clock times are those of the meeting's zone; `home` counts where it has none.
    """
    by_segment = groupby(meeting.slots, lambda slot: slot.id.partition("/")[0])
    zone = zone_named(meeting.zone, home)
    return Agenda(
        version=1,
        id=meeting.agenda,
        title=meeting.title,
        purpose=meeting.purpose,
        length=max(box, total(meeting.slots)),
        repeat=meeting.repeat,
        zone=meeting.zone,
        teams=meeting.teams,
        norms=meeting.norms,
        overrun=meeting.overrun,
        airtime=meeting.airtime,
        warn=meeting.warn,
        segments=tuple(_segment(id, tuple(slots), zone) for id, slots in by_segment),
    )


def _segment(id: str, slots: Sequence[Slot], zone: tzinfo | None) -> Segment:
    first, last = slots[0], slots[-1]
    lengths = {slot.team: slot.length for slot in slots}
    joint = not first.team and first.per_person is None
    return Segment(
        kind=first.kind,
        id=id,
        title=first.title,
        time=first.length if joint else None,
        per_team=lengths if first.team else None,
        per_person=None if first.team else first.per_person,
        ends_at=last.ends_at.astimezone(zone).time() if last.ends_at else None,
        prompt=first.prompt,
        required=first.required,
    )


def _made(begin: Agenda, name: str, teams: str | None) -> Agenda:
    """Return `begin` under its new name, for `teams`, with a length that all of it fits in."""
    names = _team_names(teams or "")
    by_person = any(segment.per_person for segment in begin.segments)
    own = tuple(Team(each, _people(each) if by_person else ()) for each in names) or begin.teams
    made = replace(
        begin,
        id=_id(name),
        title=clean(name).strip() if _id(name) != name else name.replace("-", " ").capitalize(),
        extends="",
        remove=(),
        teams=own,
        segments=tuple(_for_teams(segment, own) for segment in begin.segments),
    )
    slots = make_slots(made, [team.name for team in own])
    shares = {share_of(slots, team.name) for team in own}
    length = max(made.length, -(-total(slots) // _ROUND_UP) * _ROUND_UP)
    fits = total(slots) <= made.length
    return replace(made, length=made.length if fits else length, equal=len(shares) == 1)


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


def _people(team: str) -> tuple[str, ...]:
    # A round by person needs somebody to plan for.
    return (f"{team} 1", f"{team} 2")


def _for_teams(segment: Segment, teams: Sequence[Team]) -> Segment:
    """Return `segment` with a length for each of `teams`: one for all where it is the same."""
    if len(teams) > 2:
        others = re.sub(r"\bthe other team\b(?!')", "the other teams", segment.prompt)
        segment = replace(segment, prompt=others)
    if not isinstance(segment.per_team, dict):
        return segment
    longest = max(segment.per_team.values())
    known = {team.name for team in teams}
    if known != set(segment.per_team) or len(set(segment.per_team.values())) == 1:
        return replace(segment, per_team=longest)
    return segment


def _id(name: str) -> str:
    made = id_from(name)
    if not made:
        what = "use letters from a to z, and write its name as the title in the file"
        raise UsageError(f"{shown(clean(name))} gives no id for the agenda; {what}")
    return made


def _folder(context: Context) -> Path:
    here = Path("agendas")
    return here if here.is_dir() else context.folders.config / "agendas"
