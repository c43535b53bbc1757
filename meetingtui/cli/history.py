"""`meetingtui meetings`: the meetings held."""

from __future__ import annotations

from collections import Counter
from datetime import tzinfo
from typing import Any, NamedTuple

import click

from meetingtui.cli.context import Context, with_context
from meetingtui.clock import local, zone_named
from meetingtui.lookup import open_actions, telling_apart
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.roll import ratings_of
from meetingtui.meeting.spoken import tell_length, tell_score
from meetingtui.reports.as_json import dumps
from meetingtui.reports.columns import padded
from meetingtui.reports.held import Timing, timing_of
from meetingtui.text import plain

SCHEMA = 1
"""The version of the JSON that `meetings --json` prints."""


@click.command()
@click.option("--series", default="", metavar="ID", help="Only those of this agenda.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_context
def meetings(context: Context, series: str, as_json: bool) -> None:
    """List the meetings, the latest first."""
    store = context.open_store()
    context.require_names(series=series)
    every = store.find(Meeting)
    chosen = [m for m in reversed(every) if not series or m.agenda.casefold() == series.casefold()]
    promises = Counter(action.meeting for action in open_actions(store))
    told = [_held(meeting, context.clock.zone) for meeting in chosen]
    if as_json:
        listed = [_as_values(held, promises[held.meeting.id]) for held in told]
        click.echo(dumps({"schema": SCHEMA, "meetings": listed}), nl=False)
        return
    if not told:
        click.echo(f"There are no meetings{f' of {plain(series)}' if series else ''}.", err=True)
    length = telling_apart([meeting.id for meeting in every])
    for cells in padded([_row(held, length, promises[held.meeting.id]) for held in told]):
        click.echo("  ".join(cells).rstrip())


class _Held(NamedTuple):
    """What is told of a meeting in one line; all of it is in the meeting itself."""

    meeting: Meeting
    zone: tzinfo | None
    timing: Timing
    scores: dict[str, int]

    @property
    def rating(self) -> float | None:
        return sum(self.scores.values()) / len(self.scores) if self.scores else None


def _held(meeting: Meeting, zone: tzinfo | None) -> _Held:
    zone = zone_named(meeting.zone, zone)
    scores = {rated.team: rated.score for rated in ratings_of(meeting).values()}
    return _Held(meeting, zone, timing_of(meeting, zone), scores)


def _row(held: _Held, length: int, promises: int) -> tuple[str, ...]:
    meeting, timing = held.meeting, held.timing
    began = timing.started_at or local(meeting.opened_at, held.zone)
    took = timing.ended_at - timing.started_at if timing.ended_at and timing.started_at else None
    return (
        meeting.id[:length],
        f"{began:%a} {began.day:2} {began:%b %Y  %H:%M}",
        plain(meeting.agenda),
        plain(meeting.title),
        str(meeting.state),
        tell_length(took) if took else "",
        f"rated {tell_score(held.rating)}" if held.rating is not None else "",
        f"{promises} open" if promises else "",
    )


def _as_values(held: _Held, promises: int) -> dict[str, Any]:
    meeting, timing = held.meeting, held.timing
    return {
        "id": meeting.id,
        "series": meeting.agenda,
        "title": meeting.title,
        "facilitator": meeting.facilitator,
        "state": meeting.state,
        "opened_at": meeting.opened_at,
        "started_at": timing.started_at,
        "ended_at": timing.ended_at,
        "start_delay_s": timing.start_delay,
        "end_delay_s": timing.end_delay,
        "ratings": held.scores,
        "rating": held.rating,
        "open_actions": promises,
    }
