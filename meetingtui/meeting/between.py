"""What goes from one meeting of a series to the next beside notes and promises."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from msgspec import Struct


class Owed(Struct, frozen=True):
    """Time that a team owes: what it took beyond its own, under `carry`."""

    team: str
    length: timedelta


class Sitting(Struct, frozen=True):
    """When a meeting was, for those who judge its promises."""

    id: str
    opened_at: datetime
    ended_at: datetime
    on: date
    """The day on which it was held."""


Pair = tuple[str, str]
"""Two people of different teams."""


class Met(Struct, frozen=True):
    """Two people who were paired, and in how many meetings."""

    pair: Pair
    times: int


class Exchange(Struct, frozen=True, omit_defaults=True):
    """Pairs across teams: those of the past, those who tell how it was, those of this meeting."""

    met: tuple[Met, ...] = ()
    """Who had been paired before this meeting."""

    debrief: tuple[Pair, ...] = ()
    """The latest pairs before this meeting, who tell what they have seen."""

    pairs: tuple[Pair, ...] = ()
    """The pairs of this meeting; follows from the roll call and `met`."""
