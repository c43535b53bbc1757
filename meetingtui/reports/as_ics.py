"""Action items and the meetings to come as iCalendar (RFC 5545).

Each action item is a VTODO, or with `actions_as_events` an all-day VEVENT on its due date, for
calendars that know no tasks. The series is a VEVENT that repeats from its next meeting on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from meetingtui.agenda.plan import total
from meetingtui.agenda.repeat import next_day
from meetingtui.clock import zone_named
from meetingtui.meeting.closing_rules import next_day_of
from meetingtui.meeting.model import ActionState
from meetingtui.reports.minutes import Minutes
from meetingtui.reports.options import Options
from meetingtui.reports.outline import one_line
from meetingtui.reports.recurrence import recurrence
from meetingtui.reports.tasks import DOMAIN, Task, about, tasks_of
from meetingtui.reports.tell_promises import tell_owner

if TYPE_CHECKING:
    from icalendar import Component, Event, Todo

name = "ics"
suffix = ".ics"

_STATES = {
    ActionState.OPEN: "NEEDS-ACTION",
    ActionState.DONE: "COMPLETED",
    ActionState.DROPPED: "CANCELLED",
}


def render(meetings: Sequence[Minutes], options: Options) -> bytes:
    """Return one calendar; the latest meeting of each series says when that repeats."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//meetingtui//minutes//EN")
    calendar.add("version", "2.0")
    latest = {minutes.meeting.agenda: minutes for minutes in meetings}
    for minutes in latest.values():
        for event in _to_come(minutes):
            calendar.add_component(event)
    for task in tasks_of(meetings, options.between):
        if not options.actions_as_events:
            calendar.add_component(_todo(task))
        elif task.action.due_on is not None and task.action.state is ActionState.OPEN:
            calendar.add_component(_event(task, task.action.due_on))
    if meetings:
        calendar.add_missing_timezones(first_date=min(minutes.held_on for minutes in meetings))
    content: bytes = calendar.to_ical()
    return content


def _todo(task: Task) -> Todo:
    from icalendar import Todo

    action, todo = task.action, Todo()
    _describe(todo, task)
    todo.add("status", _STATES[action.state])
    todo.add("percent-complete", 100 if action.state is ActionState.DONE else 0)
    if action.due_on is not None:
        todo.add("due", action.due_on)
    if action.state is ActionState.DONE and action.settled_at is not None:
        todo.add("completed", action.settled_at)
    return todo


def _event(task: Task, due: date) -> Event:
    from icalendar import Event

    event = Event()
    _describe(event, task)
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _describe(component: Component, task: Task) -> None:
    action = task.action
    owner = one_line(action.owner or action.team)
    component.add("uid", task.uid)
    component.add("dtstamp", task.changed_at)
    component.add("created", action.taken_at)
    component.add("last-modified", task.changed_at)
    component.add("sequence", task.revision)
    component.add("summary", f"{one_line(action.text)}{f' ({owner})' if owner else ''}")
    component.add("description", f"{tell_owner(action)}\n{one_line(about(task))}")
    component.add("categories", [one_line(tag) for tag in (action.agenda, *action.tags)])


def _to_come(minutes: Minutes) -> Iterator[Event]:
    """Give the series from its next meeting on, or only that where it does not repeat.

    Where the next meeting was put on another day, that one is an exception of the series.
    """
    repeat, told = minutes.meeting.repeat, next_day_of(minutes.meeting)
    if told is not None and told <= minutes.held_on:
        told = None
    if repeat is None:
        if told is not None:
            event = _meeting(minutes)
            event.add("dtstart", told)
            yield event
        return
    # Without a zone of the agenda the hour is that of whoever reads.
    zone = zone_named(minutes.meeting.zone, None)
    usual = datetime.combine(next_day(repeat, minutes.held_on, minutes.zone), repeat.at, zone)
    series = _meeting(minutes)
    series.add("dtstart", usual)
    series.add("duration", total(minutes.meeting.slots))
    series.add("rrule", recurrence(repeat))
    yield series
    if told is not None and told != usual.date():
        moved = _meeting(minutes)
        moved.add("recurrence-id", usual)
        moved.add("dtstart", datetime.combine(told, repeat.at, zone))
        moved.add("duration", total(minutes.meeting.slots))
        yield moved


def _meeting(minutes: Minutes) -> Event:
    """Return what all meetings to come have in common."""
    from icalendar import Event

    meeting, event = minutes.meeting, Event()
    event.add("uid", f"{one_line(meeting.agenda)}@{DOMAIN}")
    event.add("dtstamp", minutes.timing.ended_at or meeting.opened_at)
    # The series moves on with each meeting: a later one replaces what an earlier one said.
    event.add("sequence", minutes.held_on.toordinal())
    event.add("summary", one_line(meeting.title))
    if meeting.purpose:
        event.add("description", one_line(meeting.purpose))
    return event
