"""Trends of the clock: started and ended on time, slots reached, planned against real time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from meetingtui.agenda.model import SegmentKind
from meetingtui.followup.insights_model import (
    Bar,
    Figure,
    Points,
    Stretch,
    advised,
    known,
    middle,
    minutes,
    percent,
)
from meetingtui.meeting.course import ZERO, course_of
from meetingtui.meeting.figures import LATEST_END, LATEST_START, LEAST_REACHED, Figures, figures_of
from meetingtui.meeting.model import Meeting, State
from meetingtui.meeting.spoken import tell_length

NEAR = 0.1
"""A segment keeps its time when it takes at most so much more of it."""

_UNTIMED = frozenset({SegmentKind.BUFFER, SegmentKind.BREAK})
Pick = Callable[[Figures], float | None]


def started(stretch: Stretch) -> Figure:
    """Return how late the meetings started; the goal is two minutes at most."""

    def delay(figures: Figures) -> float | None:
        return None if figures.start_delay is None else minutes(figures.start_delay)

    points = _points(stretch, delay)
    latest = minutes(LATEST_START)
    meets = _median_within(points, latest)
    return Figure(
        id="started",
        title="Started on time",
        goal=f"at most {tell_length(LATEST_START)} late",
        unit="min",
        told=_told_delays(points, latest) or "no start was planned",
        meets=meets,
        points=points,
        advice=advised(
            meets,
            keep="who comes on time is not made to wait.",
            mend="Begin at the minute with whoever is there, and let the late ones catch up.",
        ),
    )


def ended(stretch: Stretch) -> Figure:
    """Return how late the meetings ended against their plan; the goal is not at all."""
    points = _points(stretch, lambda figures: minutes(figures.end_delay))
    meets = _median_within(points, minutes(LATEST_END))
    return Figure(
        id="ended",
        title="Ended on time",
        goal="no later than planned",
        unit="min",
        told=_told_delays(points, minutes(LATEST_END)) or "nothing to tell yet",
        meets=meets,
        points=points,
        advice=advised(
            meets,
            keep="an end that holds brings people back.",
            mend="Re-fit at the first overrun, not at the last, or plan less into the box.",
        ),
    )


def reached(stretch: Stretch) -> Figure:
    """Return how many slots had the floor; the goal is 90 %."""
    parts = [_figures(stretch, meeting).reached for meeting in stretch.meetings]
    count, of = sum(part.count for part in parts), sum(part.of for part in parts)
    share = percent(count, of)
    meets = None if share is None else share >= 100 * LEAST_REACHED
    return Figure(
        id="reached",
        title="Items reached",
        goal=f"at least {LEAST_REACHED:.0%}",
        unit="%",
        told="nothing to tell yet" if share is None else f"{share:.0f}%: {count} of {of} slots",
        meets=meets,
        points=tuple(percent(part.count, part.of) for part in parts),
        full=100.0,
        advice=advised(
            meets,
            keep="what is on the agenda is worth its place.",
            mend="Put what matters most before what is left out most, or give it up.",
        ),
    )


def segments(stretch: Stretch) -> Figure:
    """Return the real time of each segment against the planned one, in the median."""
    lengths: dict[str, list[tuple[timedelta, timedelta]]] = {}
    titles: dict[str, str] = {}
    for meeting in reversed(stretch.meetings):
        for id, title, planned, real in _held(meeting):
            titles.setdefault(id, title)
            lengths.setdefault(id, []).append((planned, real))
    bars = tuple(_bar(titles[id], pairs) for id, pairs in lengths.items())
    over = max(bars, key=_overrun, default=None)
    meets = None if over is None else _overrun(over) <= NEAR
    name = over.label if over else ""
    worst = f"{name}: {over.told}" if over else "nothing to tell yet"
    return Figure(
        id="segments",
        title="Planned against real",
        goal=f"each within {NEAR:.0%}",
        unit="min",
        told="every segment keeps its time" if meets else worst,
        meets=meets,
        bars=bars,
        advice=advised(
            meets,
            keep="the plan is what really happens.",
            mend=f"Give {name} what it really takes: `meetingtui agenda tune` proposes how.",
        ),
    )


def _figures(stretch: Stretch, meeting: Meeting) -> Figures:
    """Return the figures of a meeting that need none of its notes."""
    ended_at = course_of(meeting).closed_at or meeting.opened_at
    return figures_of(State(meeting), ended_at, stretch.held_on(meeting))


def _points(stretch: Stretch, pick: Pick) -> Points:
    return tuple(pick(_figures(stretch, meeting)) for meeting in stretch.meetings)


def _median_within(points: Points, most: float) -> bool | None:
    values = known(points)
    return middle(values) <= most if values else None


def _told_delays(points: Points, most: float) -> str:
    """Return how many of the delays are small enough, and what is usual; empty without any."""
    values = known(points)
    if not values:
        return ""
    usual = timedelta(minutes=middle(values))
    way = "late" if usual > ZERO else "early"
    told = f"{tell_length(abs(usual))} {way}" if abs(usual) >= timedelta(seconds=1) else "on time"
    return f"{sum(value <= most for value in values)} of {len(values)}, usually {told}"


def _held(meeting: Meeting) -> list[tuple[str, str, timedelta, timedelta]]:
    """Return id, title, planned and real time of each segment that was held to its end."""
    course = course_of(meeting)
    ended_at = course.closed_at or meeting.opened_at
    opened = {turn.slot for turn in course.turns} - course.skipped
    planned: dict[str, timedelta] = {}
    real: dict[str, timedelta] = {}
    titles: dict[str, str] = {}
    for index, slot in enumerate(meeting.slots):
        if index in opened and slot.kind not in _UNTIMED:
            id = slot.id.partition("/")[0]
            titles[id] = slot.title
            planned[id] = planned.get(id, ZERO) + slot.length
            real[id] = real.get(id, ZERO) + course.elapsed(index, ended_at)
    return [(id, titles[id], planned[id], real[id]) for id in planned]


def _bar(title: str, pairs: list[tuple[timedelta, timedelta]]) -> Bar:
    planned = middle([minutes(pair[0]) for pair in pairs])
    real = middle([minutes(pair[1]) for pair in pairs])
    told = (tell_length(timedelta(minutes=length)) for length in (planned, real))
    return Bar(title, real, "{1} of {0}".format(*told), planned)


def _overrun(bar: Bar) -> float:
    """Return by what part of its time a segment runs over; negative where it takes less."""
    return (bar.value - bar.target) / bar.target if bar.target else 0.0
