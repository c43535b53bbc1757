"""A year of meetings of four series, held one after the other up to now."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as ClockTime
from random import Random
from typing import NamedTuple

from msgspec.structs import replace

from meetingtui.agenda.find import packaged_agendas
from meetingtui.agenda.load import load_agenda
from meetingtui.agenda.model import Agenda
from meetingtui.agenda.repeat import Every, Repeat
from meetingtui.clock import ManualClock, local, local_date
from meetingtui.demo.fates import Fates
from meetingtui.demo.habits import habits_at
from meetingtui.demo.room import Room
from meetingtui.demo.speakers import Speakers
from meetingtui.demo.words import Words
from meetingtui.meeting.model import Action, Document, Meeting, Note
from meetingtui.opening import open_meeting
from meetingtui.store.memory import MemoryStore

WEEKS = 52

_BEGINS = ClockTime(10)
_WORKING_HOURS = range(8, 18)
_ROUND = 5
"""Meetings begin at a multiple of so many minutes."""

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_EARLY = timedelta(minutes=4)
"""How long before its start the roll call of a meeting begins."""


class Series(NamedTuple):
    """One of the agendas that ship, on a day on which it takes place."""

    name: str
    day: date
    interval: int
    """Weeks from one meeting to the next."""


class Year(NamedTuple):
    """What a year of meetings leaves behind."""

    agendas: tuple[Agenda, ...]
    """The agendas that the meetings were held from, which say when they repeat."""

    documents: tuple[Document, ...]
    """All that there is to put into an empty store."""


def hold_year(now: datetime, zone: tzinfo | None, *, weeks: int = WEEKS, seed: int = 1) -> Year:
    """Return what `weeks` of meetings up to the instant `now` leave behind.

    The next weekly meeting is due today, or on Monday where nobody works today; within working
    hours in a few minutes. The same `now`, `zone` and `seed` lead to the same meetings; only the
    ends of ids differ.
    """
    random = Random(seed)  # noqa: S311 - for a show, not for secrets
    store, fates, words = MemoryStore(), Fates(random, zone), Words(random)
    due_on = _workday(local_date(now, zone), later=True)
    begins = _begins(local(now, zone))
    agendas = {series: _agenda(series, begins) for series in _series(due_on)}
    appointments = sorted(
        (datetime.combine(day, begins, zone).astimezone(UTC), series)
        for series in agendas
        for day in _days(series, due_on, weeks)
    )
    began, _ = appointments[0]
    for at, series in appointments:
        fates.settle(store, store.find(Action), until=at)
        clock = ManualClock(at - _EARLY, zone)
        runner = open_meeting(store, clock, agendas[series], facilitator="Ana", starts_at=at)
        habits = habits_at((at - began) / (now - began))
        Room(runner, clock, Speakers(runner, random, habits, fates, words)).hold()
    fates.settle(store, store.find(Action), until=now)
    documents: list[Document] = [*store.find(Meeting), *store.find(Note), *store.find(Action)]
    return Year(tuple(agendas.values()), tuple(documents))


def _series(due_on: date) -> tuple[Series, ...]:
    """Return the weekly meeting, two monthly ones, and that of the two heads the day before."""
    return (
        Series("sales-marketing-weekly", due_on, 1),
        Series("wins-and-insights-monthly", _workday(due_on - 5 * _DAY, later=False), 4),
        Series("shadow-debrief", _workday(due_on - 12 * _DAY, later=False), 4),
        Series("leads-sync", _workday(due_on - _DAY, later=False), 2),
    )


def _begins(now: datetime) -> ClockTime:
    """Return when meetings begin: soon, as clocks show it at `now`, or at ten in the morning."""
    soon = now + timedelta(minutes=2 * _ROUND - now.minute % _ROUND)
    return ClockTime(soon.hour, soon.minute) if soon.hour in _WORKING_HOURS else _BEGINS


def _agenda(series: Series, begins: ClockTime) -> Agenda:
    agenda, _ = load_agenda(packaged_agendas() / f"{series.name}.yaml")
    return replace(
        agenda,
        repeat=Repeat(
            every=Every.WEEK,
            interval=series.interval,
            weekdays=(series.day.weekday(),),
            at=begins,
            # Counted from a day on which it takes place.
            since=series.day - 4 * WEEKS * _WEEK,
        ),
    )


def _days(series: Series, due_on: date, weeks: int) -> list[date]:
    """Return the days in the `weeks` before `due_on`, but for those around the new year."""
    latest = series.day if series.day < due_on else due_on - _WEEK
    days = [latest - week * _WEEK for week in range(0, weeks, series.interval)]
    return [day for day in days if (1, 3) < (day.month, day.day) < (12, 23)]


def _workday(day: date, *, later: bool) -> date:
    """Return `day`, or the Monday after or the Friday before where it is on a weekend."""
    while day.weekday() > 4:
        day += _DAY if later else -_DAY
    return day
