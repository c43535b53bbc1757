"""`meetingtui export`: the minutes of meetings in the formats of other programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from meetingtui.cli.context import Context, with_context
from meetingtui.cli.show import meeting_to_read, tell_unclosed
from meetingtui.clock import local_date
from meetingtui.errors import MeetingtuiError, NotFoundError, Refused, UsageError
from meetingtui.followup.past_days import WRITE, past_days
from meetingtui.lookup import latest_meeting, series_named
from meetingtui.meeting.model import Action, Meeting, MeetingState, State
from meetingtui.reports.choose import chosen, is_wanted
from meetingtui.reports.files import file_name, replace_file
from meetingtui.reports.format import Format
from meetingtui.reports.formats import LISTS, format_for, format_named, known_formats
from meetingtui.reports.minutes import Minutes, minutes_of
from meetingtui.reports.options import Options
from meetingtui.reports.tasks import Task, tasks_of
from meetingtui.resuming import state_of
from meetingtui.store.port import Store
from meetingtui.text import plain

STDOUT = Path("-")


class FormatName(click.ParamType[Format]):
    """The name of a format, of the house or installed."""

    name = "format"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Format:
        """Return the format of this name; click's usage error where there is none."""
        try:
            return format_named(value)
        except UsageError as error:
            self.fail(str(error), param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the names that begin with what is typed."""
        names = [name for name in known_formats() if name.startswith(incomplete)]
        return [CompletionItem(name) for name in names]


def _output(_ctx: click.Context, _param: click.Parameter, value: str) -> Path:
    """Return where to write; a name that ends in a slash is that of a folder."""
    path = Path(value)
    if value.endswith("/") and not path.is_dir():
        raise NotFoundError(f"there is no folder {value} to write into")
    return path


@click.command()
@click.argument("name", metavar="[MEETING]", default="")
@click.option(
    "--format", "formats", type=FormatName(), multiple=True, metavar="F",
    help=f"One of {', '.join(known_formats())}. May be given several times.",
)  # fmt: skip
@click.option(
    "-o", "--output", "path", default="-", metavar="FILE", callback=_output,
    help="Write into this file or folder; without it, or with -, to standard output.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace files that are there.")
@click.option(
    "--since", metavar="DAY", default="",
    help="All meetings since this day, as 2026-11-25, fri or 4w; of one agenda where MEETING is"
    " its id.",
)  # fmt: skip
@click.option("--owner", default="", metavar="NAME", help="Only action items of this person.")
@click.option("--open-only", is_flag=True, help="Only action items that are open now.")
@click.option("--raw", is_flag=True, help="CSV for programs: not guarded against formulas.")
@click.option(
    "--actions-as", type=click.Choice(["tasks", "events"]), default="tasks",
    help="What action items are in a calendar.",
)  # fmt: skip
@with_context
def export(
    context: Context, name: str, formats: Sequence[Format], path: Path, force: bool,
    since: str, owner: str, open_only: bool, raw: bool, actions_as: str,
) -> None:  # fmt: skip
    """Write the minutes of meetings in a format for others.

    MEETING is the beginning of its id, the id of an agenda for the latest one that was closed, or
    `last`.
    Without --format the end of the file's name decides; else it is Markdown. Of an agenda, and
    with --since, lists of action items have those made between meetings too.
    """
    context.require_names(owner=owner)
    if name not in ("", "last"):
        name = series_named(context.open_store(), name)
    if since and name == "last":
        raise UsageError("--since takes the id of an agenda, or none for all; 'last' is a meeting")
    first = _since(context, since) if since else None
    found, made = _found(context, name, first), _between(context, name, first)
    meetings = [chosen(minutes, owner, open_only=open_only) for minutes in found]
    between = tuple(t for t in made if is_wanted(t.action, owner, open_only=open_only))
    if owner and not tasks_of(meetings, between):
        click.echo(f"There are no action items of {plain(owner)}.", err=True)
    formats = formats or (format_for(path),)
    if not meetings and not (made and all(format in LISTS for format in formats)):
        raise _nothing(name, first, made)
    options = Options(raw=raw, actions_as_events=actions_as == "events", between=between)
    targets = _targets(formats, path, meetings)
    for _, target in targets:
        _require_free(target, force)
    for format, target in targets:
        _write(target, format.render(meetings, options))


def _since(context: Context, text: str) -> date:
    try:
        return past_days(text, context.today)[0]
    except (ValueError, OverflowError) as error:
        raise UsageError(f"--since {text!r} is no day; {WRITE}") from error


def _found(context: Context, name: str, since: date | None) -> list[Minutes]:
    """Return the minutes that are asked for, oldest first.

    There are none of an agenda that has action items only, and none where nobody met since then.
    """
    store, zone = context.open_store(), context.clock.zone
    if since is None:
        if not name:
            raise UsageError("which meeting? name one, such as last, or all with --since DAY")
        if not store.find(Meeting, agenda=name, latest=1) and _made_for(store, name):
            return []
        return [minutes_of(state_of(store, meeting_to_read(context, name)), zone)]
    held = store.find(Meeting, agenda=name) if name else store.find(Meeting)
    begun = [meeting for meeting in held if meeting.state is not MeetingState.PLANNED]
    asked = [meeting for meeting in begun if _day(meeting, zone) >= since]
    tell_unclosed(context, asked)
    return [minutes_of(state_of(store, meeting), zone) for meeting in asked]


def _between(context: Context, name: str, since: date | None) -> list[Task]:
    """Return the action items made between meetings: since a day, or since the agenda's latest.

    What was made earlier has entered that one. A meeting that is named has none.
    """
    store, zone = context.open_store(), context.clock.zone
    if since is not None:
        made = [a for a in _made_for(store, name) if local_date(a.taken_at, zone) >= since]
    else:
        latest = latest_meeting(store, agenda=name)
        after = latest.opened_at if latest else datetime.min.replace(tzinfo=UTC)
        made = [action for action in _made_for(store, name) if action.taken_at >= after]
    return [Task(action, zone) for action in made]


def _made_for(store: Store, series: str) -> list[Action]:
    """Return the action items that were made in no meeting, of all agendas where none is named."""
    if series:
        return store.find(Action, meeting="", agenda=series)
    return store.find(Action, meeting="")


def _nothing(name: str, since: date | None, made: Sequence[Task]) -> NotFoundError:
    series = f" of {name!r}" if name else ""
    when = f" since {since}" if since else ""
    lists = "; --format csv has the action items made between meetings" if made else ""
    return NotFoundError(
        f"there is no meeting{series}{when}{lists or '; `meetingtui meetings` lists them'}"
    )


def _day(meeting: Meeting, zone: tzinfo | None) -> date:
    """Return the day on which a meeting was held, without looking at its notes."""
    return minutes_of(State(meeting), zone).held_on


def _targets(
    formats: Sequence[Format], path: Path, meetings: Sequence[Minutes]
) -> list[tuple[Format, Path]]:
    """Return where each format goes: into the file, into files of one stem, or into the folder."""
    if path == STDOUT and len(formats) > 1:
        raise UsageError("several formats need -o with a folder, or the beginning of a file name")
    if path.is_dir():
        return [(format, path / file_name(meetings, format.suffix)) for format in formats]
    if len(formats) == 1:
        return [(formats[0], path)]
    return [(format, path.with_name(path.name + format.suffix)) for format in formats]


def _require_free(path: Path, force: bool) -> None:
    if path == STDOUT:
        return
    if path.exists() and not force:
        raise Refused(f"{path} exists already; --force replaces it")
    if not path.absolute().parent.is_dir():
        raise NotFoundError(f"there is no folder {path.absolute().parent} to write into")


def _write(path: Path, content: bytes) -> None:
    if path == STDOUT:
        click.echo(content, nl=False)
        return
    try:
        replace_file(path, content)
    except OSError as error:
        raise MeetingtuiError(f"{path} could not be written: {error.strerror}") from error
    click.echo(f"Written to {plain(str(path))}.", err=True)
