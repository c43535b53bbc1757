"""`meetingtui meetings`: the meetings held, and which of them a name stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import tzinfo
from typing import Any, NamedTuple

import click

from meetingtui.cli.context import Context, with_context
from meetingtui.clock import local, zone_named
from meetingtui.errors import NotFoundError, UsageError
from meetingtui.lookup import latest_meeting, open_actions
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.roll import ratings_of
from meetingtui.meeting.spoken import tell_length
from meetingtui.reports.as_json import dumps
from meetingtui.reports.columns import padded
from meetingtui.reports.held import Timing, timing_of
from meetingtui.store.port import Store
from meetingtui.text import plain

SCHEMA = 1
"""The version of the JSON that `meetings --json` prints."""

SHORTEST_ID = 8
"""Characters of an id that are shown at least."""


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
    length = _short([meeting.id for meeting in every])
    for cells in padded([_row(held, length, promises[held.meeting.id]) for held in told]):
        click.echo("  ".join(cells).rstrip())


def find_meeting(store: Store, name: str) -> Meeting:
    """Return the meeting that `name` stands for: `last`, the id of an agenda, or part of an id.

    The latest meeting of all or of an agenda is one that has started, where there is one.
    Raises NotFoundError when there is none, and UsageError when an id has more than one end.
    """
    of_series = {} if name == "last" else {"agenda": name}
    meeting = latest_meeting(store, **of_series) or store.get(Meeting, name.lower())
    if meeting:
        return meeting
    every = store.find(Meeting)
    if not every:
        raise NotFoundError("there are no meetings yet; `meetingtui run AGENDA` holds one")
    found = [m for m in every if name and m.id.startswith(name.lower())]
    if not found:
        raise NotFoundError(f"there is no meeting {name!r}; `meetingtui meetings` lists them")
    if len(found) > 1:
        length = _short([meeting.id for meeting in found])
        ids = ", ".join(meeting.id[:length] for meeting in found[-3:])
        raise UsageError(f"{len(found)} meetings begin with {name!r}; write more of it, as {ids}")
    return found[0]


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
        f"rated {held.rating:.1f}" if held.rating is not None else "",
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


def _short(ids: Sequence[str]) -> int:
    """Return how many characters tell `ids` apart."""
    longest = max(map(len, ids), default=0)
    lengths = range(SHORTEST_ID, longest)
    return next((n for n in lengths if len({id[:n] for id in ids}) == len(ids)), longest)
