"""The shape of an agenda file; the same types load it and describe it."""

from __future__ import annotations

from datetime import time as ClockTime
from datetime import timedelta
from enum import StrEnum

from msgspec import Struct


class SegmentKind(StrEnum):
    """What a segment of an agenda is for."""

    OPENING = "opening"
    REVIEW = "review"
    WINS = "wins"
    PREVIEWS = "previews"
    QUESTIONS = "questions"
    INSIGHTS = "insights"
    CONCERNS = "concerns"
    THANKS = "thanks"
    ROUND = "round"
    DISCUSSION = "discussion"
    BREAK = "break"
    BUFFER = "buffer"
    CLOSE = "close"


class First(StrEnum):
    """Which team opens each segment."""

    ALTERNATE = "alternate"
    LISTED = "listed"
    LEAST_AIRTIME = "least-airtime"


class Overrun(StrEnum):
    """Who pays for an overrun."""

    BUFFER = "buffer"
    MATCH = "match"
    REPAY = "repay"
    CARRY = "carry"
    NONE = "none"


class Warn(Struct, frozen=True, omit_defaults=True):
    """A warning before a slot's end: a share of its timebox spent, or a length still left."""

    spent: float | None = None
    """Share of the timebox that has passed, above 0 and below 1."""

    left: timedelta | None = None
    """Length that remains; a slot no longer than this never gives the warning."""


class Team(Struct, frozen=True):
    """A team and its people, in the order of the agenda."""

    name: str
    people: tuple[str, ...] = ()


class Segment(Struct, frozen=True, kw_only=True):
    """One entry of an agenda: joint (`time`) or per team (`per_team`), never both."""

    kind: SegmentKind
    id: str = ""
    """Unique in the agenda; filled by the loader: the kind, numbered when it repeats."""

    title: str = ""
    """Filled by the loader from the kind when the author gives none."""

    time: timedelta | None = None
    per_team: timedelta | dict[str, timedelta] | None = None
    prompt: str = ""
    ends_at: ClockTime | None = None
    """Local clock time at which the segment's last slot ends, whatever came before."""

    required: bool = False
    """Never dropped by re-fitting."""


class Agenda(Struct, frozen=True, kw_only=True):
    """A whole agenda; `id` names the series of meetings held from it."""

    version: int
    id: str
    title: str
    purpose: str = ""
    length: timedelta
    teams: tuple[Team, ...]
    norms: tuple[str, ...] = ()
    first: First = First.ALTERNATE
    overrun: Overrun = Overrun.BUFFER
    warn: tuple[Warn, ...] = (Warn(spent=0.7), Warn(left=timedelta(seconds=60)))
    segments: tuple[Segment, ...]
