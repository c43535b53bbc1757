"""The contents of minutes: what is to be done first, then what was said, the figures last.

There are no empty sections, times are local, and text of people reads as it was typed.
"""

from __future__ import annotations

from datetime import date

from meetingtui.meeting.model import NoteKind
from meetingtui.meeting.spoken import tell_delay
from meetingtui.reports.held import Timing
from meetingtui.reports.minutes import Attendance, Minutes
from meetingtui.reports.outline import Outline, Section, one_line
from meetingtui.reports.tell_clock import tell_airtime, tell_people, tell_time
from meetingtui.reports.tell_end import (
    tell_exchange,
    tell_goals,
    tell_next,
    tell_next_day,
    tell_norms,
    tell_rating,
)
from meetingtui.reports.tell_notes import tell_dropped, tell_notes
from meetingtui.reports.tell_promises import tell_actions, tell_promises

_HEADINGS = {
    NoteKind.DECISION: "Decisions",
    NoteKind.WIN: "Wins",
    NoteKind.PREVIEW: "Previews",
    NoteKind.QUESTION: "Questions",
    NoteKind.INSIGHT: "Insights",
    NoteKind.CONCERN: "Concerns",
    NoteKind.THANKS: "Thanks",
    NoteKind.NOTE: "Notes",
    NoteKind.PARKED: "Parked",
}
"""The sections of notes, in their order."""


def outline_of(minutes: Minutes) -> Outline:
    """Return what `minutes` say, section by section. Pure."""
    meeting = minutes.meeting
    sections = [
        Section("Action items", tell_actions(minutes)),
        Section("Exchange", tell_exchange(minutes)),
        Section("Promises from earlier meetings", tell_promises(minutes)),
        *(Section(heading, tell_notes(minutes, kind)) for kind, heading in _HEADINGS.items()),
        Section("Dropped", tell_dropped(minutes)),
        Section("Next time", tell_next(minutes)),
        Section("Goals", tell_goals(minutes)),
        Section("Rating", tell_rating(minutes)),
        Section("Norm", tell_norms(minutes)),
        Section("Airtime", tell_airtime(minutes.timing), detail=True),
        Section("Airtime of people", tell_people(minutes.timing), detail=True),
        Section("Time", tell_time(minutes), detail=True),
    ]
    facilitator = one_line(meeting.facilitator)
    led = [("Facilitator", facilitator)] if facilitator else []
    then = tell_next_day(minutes)
    next_time = [("Next meeting", then)] if then else []
    only = [("Action items", _choice(minutes))] if minutes.only else []
    there = [(one_line(team.team), _people(team)) for team in minutes.attendance]
    return Outline(
        title=one_line(meeting.title),
        purpose=one_line(meeting.purpose),
        facts=(
            ("When", tell_when(minutes.held_on, minutes.timing)),
            *next_time,
            *led,
            *there,
            *only,
        ),
        sections=tuple(section for section in sections if section.blocks),
    )


def tell_date(day: date) -> str:
    """Return `Tuesday 24 November 2026`."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def tell_when(held_on: date, timing: Timing) -> str:
    """Return the day, from when to when, and how late that was."""
    day = tell_date(held_on)
    if timing.started_at is None:
        return f"{day}, not started yet"
    began = f"{day}, {timing.started_at:%H:%M}"
    if timing.ended_at is None:
        return f"{began}, not closed yet"
    delays = [("started", timing.start_delay), ("ended", timing.end_delay)]
    told = [f"{what} {tell_delay(by)}" for what, by in delays if by is not None]
    return f"{began} to {timing.ended_at:%H:%M} ({', '.join(told)})"


def _choice(minutes: Minutes) -> str:
    none = "" if minutes.actions or minutes.promises else "; there are none"
    return f"only {one_line(minutes.only)}{none}"


def _people(team: Attendance) -> str:
    present = ", ".join(map(one_line, team.present)) or "nobody"
    absent = ", ".join(map(one_line, team.absent))
    return f"{present} (absent: {absent})" if absent else present
