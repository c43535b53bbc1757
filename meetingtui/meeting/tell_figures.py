"""The figures of a meeting in words, each beside its goal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from meetingtui.agenda.percents import whole_percents
from meetingtui.meeting.clock_telling import NAMED
from meetingtui.meeting.course import ZERO
from meetingtui.meeting.figures import (
    LATEST_START,
    LEAST_COMPLETE,
    LEAST_KEPT,
    LEAST_RATING,
    LEAST_REACHED,
    NOT_COUNTED,
    Direction,
    Figures,
    Part,
)
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.spoken import SECOND, tell_delay, tell_length, tell_score


class Told(Struct, frozen=True):
    """One figure; `holds` says whether its goal is reached, None where there is no goal."""

    name: str
    value: str
    goal: str = ""
    holds: bool | None = None


def tell_figures(figures: Figures, meeting: Meeting) -> tuple[Told, ...]:
    """Return what there is to say of `figures`; what there was nothing of is left out."""
    return (
        *_delays(figures),
        *_reached(figures.reached, meeting),
        *_shares(figures),
        *_questions(figures.questions),
        *_part("action items with owner and date", figures.complete, LEAST_COMPLETE),
        *_part("promises kept", figures.kept, LEAST_KEPT),
        *_extensions(figures, meeting),
        *_rating(figures.rating),
    )


def _delays(figures: Figures) -> tuple[Told, ...]:
    start, end = figures.start_delay, figures.end_delay
    ended = Told("end", tell_delay(end), "on time", figures.ended_on_time)
    if start is None:
        return (ended,)
    goal = f"{tell_length(LATEST_START)} late at most"
    return (Told("start", tell_delay(start), goal, figures.started_on_time), ended)


def _part(name: str, part: Part, least: float) -> tuple[Told, ...]:
    if not part.of:
        return ()
    return (Told(name, _of(part), "all" if least == 1 else f"{least:.0%}", part.reaches(least)),)


def _reached(part: Part, meeting: Meeting) -> tuple[Told, ...]:
    """Return how many slots were reached, and which kinds of the plan are no part of that."""
    kinds = dict.fromkeys(slot.kind for slot in meeting.slots if slot.kind in NOT_COUNTED)
    aside = f", {' and '.join(kinds)} aside" if kinds else ""
    told = _part("slots reached", part, LEAST_REACHED)
    return tuple(replace(each, value=f"{each.value}{aside}") for each in told)


def _of(part: Part) -> str:
    return f"{part.count} of {part.of}"


def _shares(figures: Figures) -> tuple[Told, ...]:
    real = whole_percents([share.real_share for share in figures.shares])
    planned = whole_percents([share.planned_share for share in figures.shares])
    return tuple(
        Told(
            f"airtime of {share.team}",
            f"{of_real}%, planned {of_planned}%",
            "within 10 points",
            share.fair,
        )
        for share, of_real, of_planned in zip(figures.shares, real, planned, strict=True)
        if sum((each.real for each in figures.shares), ZERO) >= SECOND
    )


def _questions(directions: tuple[Direction, ...]) -> tuple[Told, ...]:
    if not directions:
        return ()
    return (Told("questions answered", ", ".join(map(_direction, directions))),)


def _direction(each: Direction) -> str:
    if not each.asker and not each.asked:
        return _of(each.answered)
    return f"{each.asker or 'all'} to {each.asked or 'all'} {_of(each.answered)}"


def _extensions(figures: Figures, meeting: Meeting) -> tuple[Told, ...]:
    times = f"{figures.extensions} time{'' if figures.extensions == 1 else 's'}"
    rows = (
        ("time added", f"{times}, {tell_length(figures.extended)}" if figures.extensions else ""),
        ("time taken by re-fits", _tell_slots("from", figures.paid, meeting)),
        ("time given", _tell_slots("to", figures.given, meeting)),
    )
    return tuple(Told(name, value) for name, value in rows if value)


def _tell_slots(way: str, changed: Mapping[int, timedelta], meeting: Meeting) -> str:
    """Return how much is from or to which slots: `3m from Buffer`, or of how many; "" of none."""
    if len(changed) > NAMED:
        return f"{tell_length(sum(changed.values(), ZERO))} {way} {len(changed)} slots"
    labels = meeting.slots
    return ", ".join(f"{tell_length(changed[i])} {way} {labels[i].label}" for i in sorted(changed))


def _rating(rating: float | None) -> tuple[Told, ...]:
    if rating is None:
        return ()
    return (Told("rating", tell_score(rating), f"{LEAST_RATING} or more", rating >= LEAST_RATING),)
