"""The shape of an agenda file; the same types load it and describe it."""

from __future__ import annotations

from datetime import time as ClockTime
from datetime import timedelta
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from meetingtui.agenda.repeat import Repeat


def _says(description: str, *examples: object) -> Meta:
    """Describe a key for the people who write agendas; editors show it beside the key."""
    return Meta(description=description, examples=list(examples) or None)


class SegmentKind(StrEnum):
    """What a segment of an agenda is for."""

    OPENING = "opening"
    REVIEW = "review"
    NUMBERS = "numbers"
    WINS = "wins"
    PREVIEWS = "previews"
    QUESTIONS = "questions"
    INSIGHTS = "insights"
    CONCERNS = "concerns"
    THANKS = "thanks"
    ROUND = "round"
    EXCHANGE = "exchange"
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


class Airtime(StrEnum):
    """Whose time is told afterwards."""

    TEAMS = "teams"
    PEOPLE = "people"


class Warn(Struct, frozen=True, omit_defaults=True):
    """A warning before a slot's end: a share of its timebox spent, or a length still left."""

    spent: float | None = None
    """Share of the timebox that has passed, above 0 and below 1."""

    left: timedelta | None = None
    """Length that remains; a slot no longer than this never gives the warning."""


class Team(Struct, frozen=True):
    """A team and its people, in the order of the agenda."""

    name: Annotated[str, _says("What everybody calls the team.", "Sales")]
    people: Annotated[
        tuple[str, ...], _says("Who is in it, in the order in which they speak.", ["Ana", "Ben"])
    ] = ()


class Segment(Struct, frozen=True, kw_only=True):
    """One entry of an agenda: joint (`time`), per team or per person, and only one of these."""

    kind: Annotated[
        SegmentKind, _says("What the segment is for; text without a prefix becomes a note of it.")
    ]
    id: Annotated[
        str, _says("Its name within the agenda; by itself the kind: wins, wins-2.", "big-wins")
    ] = ""
    """Unique in the agenda; filled by the loader: the kind, numbered when it repeats."""

    title: Annotated[
        str, _says("What the screen calls it; by itself the kind has one.", "One problem to solve")
    ] = ""
    """Filled by the loader from the kind when the author gives none."""

    time: Annotated[timedelta | None, _says("How long everybody together has.", "5m")] = None
    per_team: Annotated[
        timedelta | dict[str, timedelta] | None,
        _says(
            "How long each team has: one length for all, or one for each team by name.",
            "3m",
            {"Sales": "5m", "Marketing": "3m"},
        ),
    ] = None
    per_person: Annotated[
        timedelta | None, _says("How long each person of all teams has, in a round.", "45s")
    ] = None
    prompt: Annotated[
        str, _says("What the facilitator asks when it begins.", "What closed since we last met?")
    ] = ""
    ends_at: Annotated[
        ClockTime | None,
        _says("The clock time at which it ends, whatever came before; quote it.", "10:30"),
    ] = None
    """Local clock time at which the segment's last slot ends, whatever came before."""

    required: Annotated[
        bool, _says("Whether making up for lost time leaves it alone as long as possible.")
    ] = False
    """Shortened last by re-fitting, and not below a third; a buffer too, which else pays first."""


class Agenda(Struct, frozen=True, kw_only=True):
    """A whole agenda; `id` names the series of meetings held from it."""

    version: Annotated[int, _says("The version of the file format.", 1)]
    id: Annotated[
        str,
        _says(
            "Names the series of meetings held from this file: small letters, digits, hyphens.",
            "sales-marketing-weekly",
        ),
    ]
    title: Annotated[str, _says("What people call the meeting.", "Weekly joint meeting")]
    purpose: Annotated[
        str, _says("Why it takes place, in one sentence.", "One plan, no surprises.")
    ] = ""
    extends: Annotated[
        str,
        _says(
            "Another agenda, by id or by path from here, whose values this one starts from;"
            " segments with the same id are merged.",
            "sales-marketing-weekly",
        ),
    ] = ""
    remove: Annotated[
        tuple[str, ...],
        _says("The ids of segments of the other agenda that this one leaves out.", ["previews"]),
    ] = ()
    length: Annotated[
        timedelta, _says("The box that the whole meeting must fit in.", "45m", "1h30m")
    ]
    repeat: Annotated[
        Repeat | None,
        _says(
            "When the meetings of the series take place.",
            "weekly on Tuesday at 10:00",
            "every 2 weeks on Thursday at 14:30 from 2026-12-03",
            "monthly on the first Tuesday at 9:00",
        ),
    ] = None
    zone: Annotated[
        str,
        _says(
            "The time zone of all clock times here; by itself that of the machine.", "Europe/Berlin"
        ),
    ] = ""
    """An IANA name; empty for the zone of the machine."""

    teams: Annotated[tuple[Team, ...], _says("The teams that meet, by name or with their people.")]
    equal: Annotated[
        bool, _says("Whether all teams are to get the same time; false says that they are not.")
    ] = True
    norms: Annotated[
        tuple[str, ...], _says("What the teams expect of one another.", ["Say it once"])
    ] = ()
    first: Annotated[First, _says("Which team opens each segment.")] = First.ALTERNATE
    overrun: Annotated[Overrun, _says("Who pays when a slot takes too long.")] = Overrun.BUFFER
    airtime: Annotated[
        Airtime, _says("Whose time the minutes and trends tell; of people, that in rounds.")
    ] = Airtime.TEAMS
    warn: Annotated[
        tuple[Warn, ...],
        _says(
            "When to warn before a slot ends: a share of it spent, or a length left.",
            ["70%", "60s"],
        ),
    ] = (Warn(spent=0.7), Warn(left=timedelta(seconds=60)))
    segments: Annotated[tuple[Segment, ...], _says("What the meeting consists of, in order.")]
