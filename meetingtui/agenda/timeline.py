"""Draws a plan as bars: one line for each team and one for what all do together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo

from meetingtui.agenda.durations import format_duration
from meetingtui.agenda.plan import Timed
from meetingtui.agenda.problem import cells
from meetingtui.clock import local
from meetingtui.text import plain

TOGETHER = "together"
"""The name of the line of joint slots."""

_BARS = "█▒"
"""Turns on one line that follow one another look different."""

_STEPS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 240))
_LONGEST_NAME = 16


def timeline(
    plan: Sequence[Timed],
    teams: Sequence[str],
    width: int,
    label: Callable[[datetime], str],
) -> list[str]:
    """Return the lines of a drawing of `plan`, none longer than `width` cells.

    `label` writes an instant for the scale above the bars. A slot too short for a cell of its own
    still has one. Below 30 cells there is no room, and nothing is drawn.
    """
    names = [*teams, TOGETHER]
    margin = min(_LONGEST_NAME, max(map(cells, names))) + 1
    room = width - margin
    if width < 30:
        return []
    begin, whole = plan[0].starts_at, plan[-1].ends_at - plan[0].starts_at

    def cell(at: datetime) -> int:
        return (at - begin) * room // whole

    lines = [" " * margin + _scale(plan, room, cell, label)]
    for name in names:
        mine = [each for each in plan if (each.slot.team or TOGETHER) == name]
        lines.append((_fitted(name, margin) + _bars(mine, room, cell)).rstrip())
    return lines


def labels(begin: datetime, zone: tzinfo | None, *, with_clock: bool) -> Callable[[datetime], str]:
    """Return how to write instants: `10:05` as clocks in `zone` show it, or `+5m` from `begin`."""

    def label(at: datetime) -> str:
        if with_clock:
            return f"{local(at, zone):%H:%M}"
        return f"+{format_duration(at - begin)}" if at > begin else "start"

    return label


def _fitted(name: str, margin: int) -> str:
    title = plain(name)
    while cells(title) >= margin:
        title = title[:-1]
    return title + " " * (margin - cells(title))


def _scale(
    plan: Sequence[Timed],
    room: int,
    cell: Callable[[datetime], int],
    label: Callable[[datetime], str],
) -> str:
    begin, end = plan[0].starts_at, plan[-1].ends_at
    widest = len(label(end)) + 2
    step = next((s for s in _STEPS if cell(begin + s) >= widest), end - begin)
    line = ""
    at = begin
    while at <= end and cell(at) + len(label(at)) <= room:
        line = line.ljust(cell(at)) + label(at)
        at += step
    return line


def _bars(slots: Sequence[Timed], room: int, cell: Callable[[datetime], int]) -> str:
    bars = [" "] * room
    for number, each in enumerate(slots):
        first = min(cell(each.starts_at), room - 1)
        last = max(first + 1, cell(each.ends_at))
        bars[first:last] = _BARS[number % 2] * (last - first)
    return "".join(bars)
