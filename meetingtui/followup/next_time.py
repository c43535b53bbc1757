"""When the next meeting of a series is: as its agenda repeats, unless the last one moved it."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from meetingtui.agenda.model import Agenda
from meetingtui.agenda.repeat import NEAR, next_dates, next_day, planned_start, start_on
from meetingtui.clock import local_date, zone_named
from meetingtui.meeting.closing_rules import moved_day_of, next_day_of
from meetingtui.meeting.model import Meeting


def next_start(
    agenda: Agenda, last: Meeting | None, now: datetime, zone: tzinfo | None
) -> datetime | None:
    """Return the start of the next meeting of `agenda`, its usual hour on the day it was moved to.

    `last` is the last one that was started. A moved day counts until it is over. None where the
    agenda does not say when it repeats. `zone` counts where the agenda names none.
    """
    if agenda.repeat is None:
        return None
    zone = zone_named(agenda.zone, zone)
    moved = _moved(last, local_date(now, zone))
    if moved:
        return start_on(agenda.repeat, moved, zone)
    return next_dates(agenda.repeat, now, zone, 1)[0]


def due_start(
    agenda: Agenda, last: Meeting | None, now: datetime, zone: tzinfo | None
) -> datetime | None:
    """Return the start of today's meeting, where that is at most three hours from `now`.

    None where today's was held already, or moved to another day, and where the agenda does not say.
    """
    if agenda.repeat is None:
        return None
    zone = zone_named(agenda.zone, zone)
    today = local_date(now, zone)
    if last and last.starts_at and local_date(last.starts_at, zone) == today:
        return None
    moved = _moved(last, today)
    if moved is None:
        return planned_start(agenda.repeat, now, zone)
    start = start_on(agenda.repeat, moved, zone)
    return start if moved == today and abs(start - now) <= NEAR else None


def next_day_after(
    agenda: Agenda, last: Meeting | None, now: datetime, zone: tzinfo | None
) -> date | None:
    """Return the day of the first meeting of `agenda` after today; None where nobody said one."""
    zone = zone_named(agenda.zone, zone)
    today = local_date(now, zone)
    moved = _moved(last, today)
    if moved and moved > today:
        return moved
    return next_day(agenda.repeat, today, zone) if agenda.repeat else None


def told_day(last: Meeting | None, today: date) -> date | None:
    """Return the day that the last meeting gave for the next, unless it is over."""
    on = next_day_of(last) if last else None
    return on if on and on >= today else None


def _moved(last: Meeting | None, today: date) -> date | None:
    on = moved_day_of(last) if last else None
    return on if on and on >= today else None
