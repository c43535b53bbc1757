"""Trends of the clock: started and ended on time, slots reached, planned against real time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.near import (
    LEAST,
    NEAR,
    NEAR_TURN,
    better_length,
    keeps_time,
    really_held,
    usual,
)
from meetingtui.agenda.plan import Slot, total
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

LEAST_ON_TIME = 0.75
"""Of the meetings; one that is late for once is no habit. Our own goal."""

_UNTIMED = frozenset({SegmentKind.BUFFER, SegmentKind.BREAK})


class _Held(NamedTuple):
    """A segment as it was held, or usually is: all its turns together."""

    id: str
    title: str
    planned: timedelta
    real: timedelta

    @property
    def told(self) -> str:
        return f"{tell_length(self.real)} of {tell_length(self.planned)}"


class _Turns(NamedTuple):
    """The turns of a segment for which the same is planned, judged as `agenda tune` judges them."""

    segment: str
    title: str
    planned: timedelta
    real: Sequence[timedelta]
    times: int
    """How many there are in the latest meeting."""

    is_free: bool
    """Whether their length is for the agenda to say, and follows from nothing else."""

    @property
    def off(self) -> timedelta:
        """By how much they run over in a meeting; negative where they take less."""
        return (usual(self.real) - self.planned) * max(1, self.times)

    @property
    def is_tuned(self) -> bool:
        """Whether `agenda tune` has a length to propose for them."""
        return self.is_free and len(self.real) >= LEAST

    @property
    def gain(self) -> timedelta:
        """How much longer a meeting is with the length that `agenda tune` proposes."""
        better = better_length(usual(self.real), self.planned)
        return (better - self.planned) * self.times if self.is_tuned else ZERO


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
    usually = [_usually(those) for those in meetings.values()]
    off = [
        turns
        for turns in _turns(stretch.meetings)
        if not keeps_time(usual(turns.real), turns.planned)
    ]
    return Figure(
        id="segments",
        title="Planned against real",
        goal=f"each within {NEAR:.0%}, or {tell_length(NEAR_TURN)} a turn",
        unit="min",
        told=_told_segments(len(usually), len({turns.segment for turns in off})),
        meets=not off if usually else None,
        bars=tuple(
            Bar(each.title, minutes(each.real), each.told, minutes(each.planned))
            for each in usually
        ),
        advice=_advice(off, stretch) if usually else "",
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


def _opened(meeting: Meeting) -> Iterator[tuple[Slot, timedelta]]:
    """Return each slot that was held, with what it took; no buffers and breaks."""
    course = course_of(meeting)
    ended_at = course.closed_at or meeting.opened_at
    opened = {turn.slot for turn in course.turns} - course.skipped
    for index, slot in enumerate(meeting.slots):
        if index in opened and slot.kind not in _UNTIMED:
            yield slot, course.elapsed(index, ended_at)


def _held(meeting: Meeting) -> list[_Held]:
    """Return each segment that was held to its end."""
    found: dict[str, _Held] = {}
    for slot, real in _opened(meeting):
        before = found.get(slot.segment, _Held(slot.segment, slot.title, ZERO, ZERO))
        found[slot.segment] = before._replace(
            planned=before.planned + slot.length, real=before.real + real
        )
    return list(found.values())


def _usually(held: Sequence[_Held]) -> _Held:
    """Return what is usual of a segment; its name is that of the latest meeting, which is first."""
    planned, real = usual([each.planned for each in held]), usual([each.real for each in held])
    return held[0]._replace(planned=planned, real=real)


def _turns(meetings: Sequence[Meeting]) -> Iterator[_Turns]:
    """Return the turns of each segment, by the length that was planned for them last."""
    latest = {slot.id: slot for meeting in meetings for slot, _ in _opened(meeting)}
    found: dict[tuple[str, timedelta], list[timedelta]] = {}
    slots: dict[tuple[str, timedelta], Slot] = {}
    for meeting in meetings:
        for slot, real in _opened(meeting):
            planned = latest[slot.id].length
            key = (slot.segment, planned)
            slots[key] = slot
            found.setdefault(key, []).extend(really_held([real], planned))
    for (segment, planned), lengths in found.items():
        if lengths:
            slot = slots[segment, planned]
            is_free = slot.per_person is None and slot.ends_at is None
            count = sum(_is_turn(each, segment, planned) for each in meetings[-1].slots)
            yield _Turns(segment, slot.title, planned, lengths, count, is_free)


def _is_turn(slot: Slot, segment: str, planned: timedelta) -> bool:
    return slot.segment == segment and slot.length == planned


def _told_segments(count: int, off: int) -> str:
    if not count:
        return "nothing to tell yet"
    return f"{count - off} of {count} keep their time" if off else "every segment keeps its time"


def _advice(off: Sequence[_Turns], stretch: Stretch) -> str:
    if not off:
        return "Keep it: the plan is what really happens."
    worst = max(off, key=lambda turns: abs(turns.off))
    if worst.off > ZERO:
        way = f"Give {worst.title} what it really takes"
    elif any(turns.off > ZERO for turns in off):
        way = f"Plan less for {worst.title} and spend it where time is short"
    else:
        slots = stretch.meetings[-1].slots
        enough = total(slots) + sum((turns.gain for turns in off), ZERO)
        fewer = f", and {tell_length(enough)} in all" if enough < total(slots) else ""
        way = f"Plan less for {worst.title}{fewer}"
    if not worst.is_tuned:
        return f"{way}."
    series, meetings = stretch.meetings[-1].agenda, len(stretch.meetings)
    return f"{way}: `meetingtui agenda tune {series} --meetings {meetings}` proposes how."
