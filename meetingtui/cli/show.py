"""`meetingtui show`: the minutes of a meeting, and of which one where a command asks for them."""

from __future__ import annotations

from collections.abc import Iterable

import click

from meetingtui.cli.context import Context, with_context
from meetingtui.clock import local, zone_named
from meetingtui.lookup import SHORTEST_ID, meeting_named
from meetingtui.meeting.model import Meeting, MeetingState
from meetingtui.reports import as_json as as_json_format
from meetingtui.reports import as_markdown
from meetingtui.reports.minutes import minutes_of
from meetingtui.reports.options import Options
from meetingtui.resuming import state_of
from meetingtui.text import plain


@click.command()
@click.argument("name", metavar="MEETING")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_context
def show(context: Context, name: str, as_json: bool) -> None:
    """Print the minutes of a meeting, finished or not.

    MEETING is the beginning of its id, the id of an agenda for the latest one that was closed, or
    `last`.
    """
    meeting = meeting_to_read(context, name)
    minutes = minutes_of(state_of(context.open_store(), meeting), context.clock.zone)
    format = as_json_format if as_json else as_markdown
    click.echo(format.render([minutes], Options()).decode(), nl=False)


def meeting_to_read(context: Context, name: str) -> Meeting:
    """Return the meeting that `name` stands for, and say on stderr where it is not closed yet.

    `last`, and the id of an agenda, mean the latest that was closed; one that came after it and is
    left out is named there too. Where none was closed, they mean the latest.
    """
    store = context.open_store()
    found = meeting_named(store, name)
    if found.state is MeetingState.CLOSED:
        return found
    if not found.id.startswith(name.lower()):
        of_series = {} if name == "last" else {"agenda": found.agenda}
        if closed := store.find(Meeting, latest=1, state=MeetingState.CLOSED, **of_series):
            shows = f"`meetingtui show {found.id[: SHORTEST_ID + 2]}` shows it"
            click.echo(
                f"left out: {tell_meeting(context, found)}, not closed yet; {shows}", err=True
            )
            return closed[0]
    tell_unclosed(context, [found])
    return found


def tell_unclosed(context: Context, meetings: Iterable[Meeting]) -> None:
    """Say on stderr which of `meetings` are not closed yet."""
    for meeting in meetings:
        if meeting.state is not MeetingState.CLOSED:
            click.echo(f"{tell_meeting(context, meeting)} is not closed yet", err=True)


def tell_meeting(context: Context, meeting: Meeting) -> str:
    """Return `meeting` by its title and when it was opened, for a sentence."""
    at = local(meeting.opened_at, zone_named(meeting.zone, context.clock.zone))
    return plain(f"{meeting.title or meeting.agenda} of {at:%a} {at.day} {at:%b %H:%M}")
