"""`meetingtui insights`: the trends of a series."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

import click

from meetingtui.archive import known_series, read_insights
from meetingtui.cli.context import Context, with_context
from meetingtui.errors import NotFoundError, UsageError
from meetingtui.followup.charts import bars_of, columns
from meetingtui.followup.insights import FEW, MANY, Insights, tell_basis, tell_verdict
from meetingtui.followup.insights_model import Figure, Stretch
from meetingtui.lookup import series_named
from meetingtui.meeting.timing import held_on
from meetingtui.reports.columns import padded
from meetingtui.text import plain

SCHEMA = 1
"""The version of the JSON that `insights --json` prints."""

_BAR = 24
_HEAD = ("series", "window", "figure", "label", "meeting", "held_on", "value", "target", "unit")
_MARKS = {True: "✓", False: "✗", None: "·"}
_COLOURS = {True: "green", False: "yellow", None: None}


@click.command()
@click.option("--series", default="", metavar="ID", help="Those of this agenda.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV: a row for each value.")
@with_context
def insights(context: Context, series: str, as_json: bool, as_csv: bool) -> None:
    """Show the trends of a series over its last 4 and 12 meetings.

    On time, planned and real, airtime, promises, questions, previews, recognition and rating:
    teams are compared, never people, and each figure says what to try. Without --series it is
    the series that met last.
    """
    if as_json and as_csv:
        raise UsageError("--json and --csv are two formats; choose one")
    store = context.open_store()
    context.require_names(series=series)
    known = known_series(store)
    if not known:
        raise NotFoundError("there are no meetings yet; `meetingtui run AGENDA` holds one")
    found = read_insights(store, series_named(store, series) if series else known[0], context.clock)
    if as_json:
        from meetingtui.reports.as_json import dumps

        click.echo(dumps(_as_values(found)), nl=False)
    elif as_csv:
        click.echo(_as_csv(found), nl=False)
    else:
        _print(found, in_colour=not context.environ.get("NO_COLOR"))
        others = [each for each in known if each != found.series]
        if others and not series:
            click.echo(f"\nOther series: {plain(', '.join(others))}; --series ID.", err=True)


def _print(found: Insights, *, in_colour: bool) -> None:
    click.echo(click.style(f"{plain(found.title)} ({plain(found.series)})", bold=True))
    click.echo(plain(tell_basis(found)))
    if not found.closed:
        return
    click.echo(plain(tell_verdict(found)))
    for over_many, over_few in zip(found.over_many, found.over_few, strict=True):
        click.echo()
        for row in _rows(over_many, over_few, found.closed > FEW, in_colour):
            click.echo(row)


def _rows(over_many: Figure, over_few: Figure, is_more: bool, in_colour: bool) -> Iterator[str]:
    """Return the rows of one figure; only over the last few meetings where there are no more."""
    colour = _COLOURS[over_few.meets] if in_colour else None
    mark = click.style(_MARKS[over_few.meets], fg=colour, bold=True)
    goal = over_few.goal
    title = click.style(f"{over_few.title:22}" if goal else over_few.title, bold=True)
    yield f"{mark} {title}{click.style(goal, dim=True)}"
    chart = columns(over_many)
    if is_more:
        yield f"  {chart:{MANY}}  last {MANY:<3} {plain(over_many.told)}"
        chart = ""
    yield f"  {chart:{MANY}}  last {FEW:<3} {plain(over_few.told)}"
    bars = [[plain(label), drawn, plain(words)] for label, drawn, words in bars_of(over_few, _BAR)]
    for cells in padded(bars) if bars else ():
        yield f"      {'  '.join(cells)}".rstrip()
    if over_few.advice:
        yield f"  → {plain(over_few.advice)}"


def _as_values(found: Insights) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "series": found.series,
        "title": found.title,
        "closed": found.closed,
        "unclosed": found.unclosed,
        "over": {
            str(MANY): _of_stretch(found.many, found.over_many),
            str(FEW): _of_stretch(found.few, found.over_few),
        },
    }


def _of_stretch(stretch: Stretch, figures: Sequence[Figure]) -> dict[str, Any]:
    return {
        "meetings": [
            {"id": meeting.id, "held_on": held_on(meeting, stretch.zone)}
            for meeting in stretch.meetings
        ],
        "figures": {
            figure.id: {
                "title": figure.title,
                "goal": figure.goal,
                "meets": figure.meets,
                "unit": figure.unit,
                "less_is_better": figure.less_is_better,
                "told": figure.told,
                "points": [_rounded(point) for point in figure.points],
                "bars": [
                    {
                        "label": bar.label,
                        "value": _rounded(bar.value),
                        "target": _rounded(bar.target),
                        "told": bar.told,
                    }
                    for bar in figure.bars
                ],
                "advice": figure.advice,
            }
            for figure in figures
        },
    }


def _as_csv(found: Insights) -> str:
    """Return a row for each point and bar; points name their meeting, bars what they compare."""
    from meetingtui.reports.as_csv import guarded

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEAD)
    for stretch, figures, window in (
        (found.many, found.over_many, MANY),
        (found.few, found.over_few, FEW),
    ):
        for figure in figures:
            head = (guarded(plain(found.series)), window, figure.id)
            for meeting, point in zip(stretch.meetings, figure.points, strict=False):
                on = held_on(meeting, stretch.zone)
                writer.writerow((*head, "", meeting.id, on, _rounded(point), "", figure.unit))
            for bar in figure.bars:
                values = (_rounded(bar.value), _rounded(bar.target), figure.unit)
                writer.writerow((*head, guarded(plain(bar.label)), "", "", *values))
    return out.getvalue()


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
