"""The contents of minutes: what was promised first, then what was said, then the clock.

There are no empty sections, times are local, and text of people reads as it was typed.
"""

from __future__ import annotations

from datetime import date, timedelta

from meetingtui.meeting.closing_rules import next_day_of, norm_checked
from meetingtui.meeting.course import ZERO
from meetingtui.meeting.model import NoteKind
from meetingtui.meeting.spoken import tell_length
from meetingtui.reports.held import Timing
from meetingtui.reports.minutes import Attendance, Minutes
from meetingtui.reports.outline import (
    Block,
    Bullets,
    Item,
    Outline,
    Section,
    Sentence,
    line,
    one_line,
    strong,
)
from meetingtui.reports.tell_clock import tell_airtime, tell_time
from meetingtui.reports.tell_notes import tell_dropped, tell_notes
from meetingtui.reports.tell_promises import tell_actions, tell_day, tell_promises

NEAR_ENOUGH = timedelta(seconds=30)
"""A delay below this is on time."""

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
        Section("Promises from earlier meetings", tell_promises(minutes)),
        *(Section(heading, tell_notes(minutes, kind)) for kind, heading in _HEADINGS.items()),
        Section("Dropped", tell_dropped(minutes)),
        Section("Time", tell_time(minutes), detail=True),
        Section("Airtime", tell_airtime(minutes.timing)),
        Section("Rating", _ratings(minutes)),
        Section("Next time", _next_time(minutes)),
    ]
    facilitator = one_line(meeting.facilitator)
    led = [("Facilitator", facilitator)] if facilitator else []
    there = [(one_line(team.team), _people(team)) for team in minutes.attendance]
    return Outline(
        title=one_line(meeting.title),
        purpose=one_line(meeting.purpose),
        facts=(("When", tell_when(minutes.held_on, minutes.timing)), *led, *there),
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
    told = [f"{what} {_delay(by)}" for what, by in delays if by is not None]
    return f"{began} to {timing.ended_at:%H:%M} ({', '.join(told)})"


def _delay(by: timedelta) -> str:
    if abs(by) < NEAR_ENOUGH:
        return "on time"
    length = tell_length(timedelta(minutes=round(abs(by) / timedelta(minutes=1))))
    return f"{length} {'late' if by > ZERO else 'early'}"


def _people(team: Attendance) -> str:
    present = ", ".join(map(one_line, team.present)) or "nobody"
    absent = ", ".join(map(one_line, team.absent))
    return f"{present} (absent: {absent})" if absent else present


def _ratings(minutes: Minutes) -> tuple[Block, ...]:
    checked = _norm(minutes)
    if minutes.rating is None:
        return checked
    items = tuple(
        Item(
            line(
                strong(one_line(rated.team)),
                f": {rated.score}",
                f" – {one_line(rated.why)}" if rated.why else "",
            )
        )
        for rated in minutes.ratings
    )
    average = Sentence(line(f"{minutes.rating:.1f} of 10 on average."))
    return (average, Bullets(items), *checked)


def _norm(minutes: Minutes) -> tuple[Block, ...]:
    checked = norm_checked(minutes.meeting)
    if checked is None:
        return ()
    kept = {True: "Norm kept", False: "Norm not kept", None: "Norm"}[checked.kept]
    said = f" – {one_line(checked.said)}" if checked.said else ""
    return (Sentence(line(strong(kept), f": {one_line(checked.norm)}{said}")),)


def _next_time(minutes: Minutes) -> tuple[Block, ...]:
    on = minutes.carries_on
    numbers = sorted(action.number for action in (*on.actions, *on.carried_actions))
    listed = ", ".join(f"!{number}" for number in numbers)
    parts = [
        f"{_count(len(numbers), 'open action item')} ({listed})" if numbers else "",
        _count(len(on.questions), "unanswered question"),
        _count(len(on.previews), "open preview"),
        _count(len(on.parked), "parked note"),
        _count(len(on.queued), "note of the queue"),
    ]
    told = [part for part in parts if part]
    carried = f"Carried into the next meeting: {', '.join(told)}." if told else ""
    again = next_day_of(minutes.meeting)
    day = f"The next meeting is on {tell_day(again, minutes.held_on)}." if again else ""
    return tuple(Sentence(line(each)) for each in (day, carried) if each)


def _count(number: int, what: str) -> str:
    """Return `2 parked notes`, or "" for none."""
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""
