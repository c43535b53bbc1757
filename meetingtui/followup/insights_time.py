"""Trends of the clock: started and ended on time, slots reached, planned against real time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

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
from meetingtui.meeting.figures import LATEST_START, LEAST_REACHED, Figures, figures_of
from meetingtui.meeting.model import Meeting, State
from meetingtui.meeting.spoken import tell_delay, tell_length

NEAR = 0.1
"""A segment keeps its time when it takes at most so much more or less of it, …"""

NEAR_TURN = timedelta(seconds=30)
"""… or so much for each of its turns; `agenda tune` proposes nothing below either."""

LEAST_ON_TIME = 0.75
"""Of the meetings; one that is late for once is no habit. Our own goal."""

_UNTIMED = frozenset({SegmentKind.BUFFER, SegmentKind.BREAK})


class _Held(NamedTuple):
    """A segment as it was held, or usually is."""

    id: str
    title: str
    planned: timedelta
    real: timedelta
    turns: int

    @property
    def off(self) -> float:
        """By what part of its time it runs over; negative where it takes less."""
        return (self.real - self.planned) / self.planned if self.planned else 0.0

    @property
    def told(self) -> str:
        return f"{tell_length(self.real)} of {tell_length(self.planned)}"

    @property
    def keeps_time(self) -> bool:
        return abs(self.real - self.planned) <= max(self.turns * NEAR_TURN, NEAR * self.planned)


def started(stretch: Stretch) -> Figure:
    """Return how late the meetings started; three of four at most two minutes is the goal."""
    every = [_figures(stretch, meeting) for meeting in stretch.meetings]
    delays = [figures.start_delay for figures in every]
    meets = _mostly(figures.started_on_time for figures in every)
    return Figure(
        id="started",
        title="Started on time",
        goal=f"at most {tell_length(LATEST_START)} late in {LEAST_ON_TIME:.0%}",
        unit="min",
        told=_told_delays(delays, [figures.started_on_time for figures in every])
        or "no start was planned",
        meets=meets,
        points=_points(delays),
        less_is_better=True,
        advice=advised(
            meets,
            keep="who comes on time is not made to wait.",
            mend="Begin at the minute with whoever is there, and let the late ones catch up.",
        ),
    )


def ended(stretch: Stretch) -> Figure:
    """Return how late the meetings ended; three of four no later than planned is the goal."""
    every = [_figures(stretch, meeting) for meeting in stretch.meetings]
    delays = [figures.end_delay for figures in every]
    meets = _mostly(figures.ended_on_time for figures in every)
    return Figure(
        id="ended",
        title="Ended on time",
        goal=f"no later than planned in {LEAST_ON_TIME:.0%}",
        unit="min",
        told=_told_delays(delays, [figures.ended_on_time for figures in every])
        or "nothing to tell yet",
        meets=meets,
        points=_points(delays),
        less_is_better=True,
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
    meetings: dict[str, list[_Held]] = {}
    for meeting in reversed(stretch.meetings):
        for held in _held(meeting):
            meetings.setdefault(held.id, []).append(held)
    usual = [_usual(those) for those in meetings.values()]
    off = [each for each in usual if not each.keeps_time]
    worst = max(off, key=lambda each: abs(each.off), default=None)
    return Figure(
        id="segments",
        title="Planned against real",
        goal=f"each within {NEAR:.0%}, or {tell_length(NEAR_TURN)} a turn",
        unit="min",
        told=_told_segments(len(usual), len(off)),
        meets=not off if usual else None,
        bars=tuple(
            Bar(each.title, minutes(each.real), each.told, minutes(each.planned)) for each in usual
        ),
        advice=_advice(worst) if usual else "",
    )


def _figures(stretch: Stretch, meeting: Meeting) -> Figures:
    """Return the figures of a meeting that need none of its notes."""
    ended_at = course_of(meeting).closed_at or meeting.opened_at
    return figures_of(State(meeting), ended_at, stretch.zone)


def _points(delays: Iterable[timedelta | None]) -> Points:
    return tuple(None if delay is None else minutes(delay) for delay in delays)


def _mostly(on_time: Iterable[bool | None]) -> bool | None:
    """Tell whether enough of those that can be judged were on time; None without any."""
    judged = [each for each in on_time if each is not None]
    return sum(judged) >= LEAST_ON_TIME * len(judged) if judged else None


def _told_delays(delays: Iterable[timedelta | None], on_time: Iterable[bool | None]) -> str:
    """Return how many were on time, and what is usual; empty without any."""
    values = known(_points(delays))
    if not values:
        return ""
    usual = timedelta(minutes=middle(values))
    return f"{sum(map(bool, on_time))} of {len(values)}, usually {tell_delay(usual)}"


def _held(meeting: Meeting) -> list[_Held]:
    """Return each segment that was held to its end."""
    course = course_of(meeting)
    ended_at = course.closed_at or meeting.opened_at
    found: dict[str, _Held] = {}
    for index, slot in enumerate(meeting.slots):
        if index not in course.skipped and course.held(index) and slot.kind not in _UNTIMED:
            id = slot.id.partition("/")[0]
            before = found.get(id, _Held(id, slot.title, ZERO, ZERO, 0))
            found[id] = before._replace(
                planned=before.planned + slot.length,
                real=before.real + course.elapsed(index, ended_at),
                turns=before.turns + 1,
            )
    return list(found.values())


def _usual(held: Sequence[_Held]) -> _Held:
    """Return what is usual of a segment; its name is that of the latest meeting, which is first."""
    planned = timedelta(minutes=middle([minutes(each.planned) for each in held]))
    real = timedelta(minutes=middle([minutes(each.real) for each in held]))
    return held[0]._replace(planned=planned, real=real)


def _told_segments(count: int, off: int) -> str:
    if not count:
        return "nothing to tell yet"
    return f"{count - off} of {count} keep their time" if off else "every segment keeps its time"


def _advice(worst: _Held | None) -> str:
    if worst is None:
        return "Keep it: the plan is what really happens."
    if worst.off > 0:
        way = f"Give {worst.title} what it really takes"
    else:
        way = f"Plan less for {worst.title} and spend it where time is short"
    return f"{way}: `meetingtui agenda tune` proposes how."
