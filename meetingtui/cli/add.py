"""`meetingtui add`: something for the next meeting, between meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from meetingtui.cli.context import Context, with_context
from meetingtui.cli.free_text import FreeText
from meetingtui.followup.queue import SIGNS, queued

if TYPE_CHECKING:
    from meetingtui.meeting.model import Document


@click.command(cls=FreeText)
@click.argument("kind", type=click.Choice(list(SIGNS)), metavar="KIND")
@click.argument("text", nargs=-1, required=True)
@click.option("--for", "agenda", required=True, metavar="AGENDA", help="Whose next meeting.")
@click.option("--team", default="", metavar="TEAM", help="Whose win, question or preview it is.")
@click.option("--owner", default="", metavar="NAME", help="Who does an action item.")
@click.option("--due", default="", metavar="DAY", help="By when: fri, 1 dec, in 3 days.")
@with_context
def add(
    context: Context, kind: str, text: Sequence[str], agenda: str, team: str, owner: str, due: str
) -> None:
    """Put something into the queue of the next meeting of AGENDA.

    KIND is win, preview, question, insight, concern, thanks, decision, note, parked or action.
    TEXT is read as in a meeting: @names, #tags, due:fri. What looks like an option is text
    only behind --.

    meetingtui add question When does the deck arrive --team Sales --for our-weekly
    """
    from meetingtui.agenda.find import open_agenda
    from meetingtui.clock import Ids, local_date, zone_named
    from meetingtui.followup.next_time import next_day_after
    from meetingtui.meeting.model import Changes, Meeting, MeetingState
    from meetingtui.meeting.outcome import Moment

    series, _ = open_agenda(agenda, context.agenda_folders)
    store = context.open_store(to_write=True)
    meetings = store.find(Meeting, agenda=series.id)
    now = context.clock.now()
    today = local_date(now, zone_named(series.zone, context.clock.zone))
    started = [m for m in meetings if m.state is not MeetingState.PLANNED]
    last = started[-1] if started else None
    next_on = next_day_after(series, last, now, context.clock.zone)
    moment = Moment(now, today, lambda: Ids().new(now))
    said = queued(
        kind, " ".join(text), team, series, meetings, next_on, moment, owner=owner, due=due
    )
    (stored,) = store.commit(Changes((said,))).put
    _tell(stored, series.id, today)
    if any(m.state in (MeetingState.RUNNING, MeetingState.PAUSED) for m in meetings):
        click.echo(
            "a meeting of it is being held, or not finished; this waits for the one after", err=True
        )


def _tell(stored: Document, series: str, today: date) -> None:
    from meetingtui.meeting.credit import tell_credit
    from meetingtui.meeting.model import Action, Note
    from meetingtui.meeting.telling import tell_action
    from meetingtui.text import plain

    if isinstance(stored, Action):
        click.echo(plain(f"in the queue of {series}: {tell_action(stored, today)}"))
        if not stored.owner:
            click.echo(
                f"nobody owns it yet; `meetingtui actions edit {stored.number} @NAME` gives it one",
                err=True,
            )
    elif isinstance(stored, Note):
        whose = tell_credit(stored)
        told = f"{stored.kind}{f' ({whose})' if whose else ''}: {stored.text}"
        click.echo(plain(f"in the queue of {series}: {told}"))
