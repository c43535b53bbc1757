"""Minutes as GitHub Flavored Markdown: what was promised first, then what was said, then the clock.

It has no empty sections, local times, and text of people that reads as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from meetingtui.meeting.model import Action, ActionState, NoteKind, NoteState
from meetingtui.meeting.telling import tell_length
from meetingtui.meeting.timing import ZERO
from meetingtui.reports.gfm import escape, quoted, table
from meetingtui.reports.gfm_clock import airtime_lines, time_lines
from meetingtui.reports.held import Timing
from meetingtui.reports.minutes import Attendance, Entry, Minutes, Promise

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

Lines = list[str]


def render(minutes: Minutes) -> str:
    """Return `minutes` as Markdown with YAML front matter."""
    sections = [
        ("Action items", _actions(minutes)),
        ("Promises from earlier meetings", _promises(minutes)),
        *((heading, _notes(minutes, kind)) for kind, heading in _HEADINGS.items()),
        ("Dropped", [f"- {_line(entry)}" for entry in minutes.dropped]),
        ("Time", time_lines(minutes)),
        ("Airtime", airtime_lines(minutes.timing)),
        ("Rating", _ratings(minutes)),
        ("Next time", _next_time(minutes)),
    ]
    lines = ["---", *front_matter(minutes), "---", "", *_head(minutes)]
    for heading, section in sections:
        if section:
            lines += ["", f"## {heading}", "", *section]
    return "\n".join(lines) + "\n"


def front_matter(minutes: Minutes) -> Lines:
    """Return the lines of the front matter, without the rules around it."""
    meeting = minutes.meeting
    return [
        f"title: {quoted(meeting.title)}",
        f"date: {minutes.held_on.isoformat()}",
        f"meeting: {quoted(meeting.id)}",
        f"series: {quoted(meeting.agenda)}",
    ]


# The head


def _head(minutes: Minutes) -> Lines:
    meeting = minutes.meeting
    purpose = [escape(meeting.purpose), ""] if meeting.purpose else []
    led = [f"- **Facilitator**: {escape(meeting.facilitator)}"] if meeting.facilitator else []
    return [
        f"# {escape(meeting.title)}",
        "",
        *purpose,
        f"- **When**: {_when(minutes.held_on, minutes.timing)}",
        *led,
        *(f"- **{escape(team.team)}**: {_people(team)}" for team in minutes.attendance),
    ]


def _when(held_on: date, timing: Timing) -> str:
    day = f"{held_on:%A} {held_on.day} {held_on:%B %Y}"
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
    present = escape(", ".join(team.present)) or "nobody"
    return f"{present} (absent: {escape(', '.join(team.absent))})" if team.absent else present


# Promises


def _actions(minutes: Minutes) -> Lines:
    rows = [
        (
            f"!{action.number}",
            escape(action.text) + (" (done)" if action.state is ActionState.DONE else ""),
            _owner(action),
            _day(action.due_on, minutes.held_on) or "no date",
        )
        for action in minutes.actions
    ]
    return table(("No.", "What", "Who", "Due"), rows) if rows else []


def _owner(action: Action) -> str:
    if not action.owner:
        return escape(action.team) or "nobody yet"
    return escape(action.owner) + (f" ({escape(action.team)})" if action.team else "")


def _day(day: date | None, held_on: date) -> str:
    if day is None:
        return ""
    year = "" if day.year == held_on.year else f" {day.year}"
    return f"{day:%a} {day.day} {day:%b}{year}"


_RESULTS = {
    ActionState.DONE: "Done",
    ActionState.OPEN: "Not done",
    ActionState.DROPPED: "Dropped",
}


def _promises(minutes: Minutes) -> Lines:
    promises = minutes.promises
    kept = sum(promise.action.state is ActionState.DONE for promise in promises)
    lines = [_promise(promise, minutes.held_on) for promise in promises]
    return [*_score(kept, len(promises), "kept"), *lines]


def _promise(promise: Promise, held_on: date) -> str:
    action = promise.action
    reason = f": {escape(action.reason)}" if action.reason else ""
    due = _day(action.due_on, held_on) if action.state is ActionState.OPEN else ""
    about = [
        escape(action.owner) or "nobody yet",
        *([f"due {due}"] if due else []),
        f"carried ×{promise.times}",
    ]
    text = f"!{action.number} {escape(action.text)} ({', '.join(about)})"
    return f"- **{_RESULTS[action.state]}**: {text}{reason}"


# Notes


def _notes(minutes: Minutes, kind: NoteKind) -> Lines:
    entries = minutes.of(kind)
    if kind is not NoteKind.QUESTION:
        return _entries(entries)
    answered = sum(entry.note.state is NoteState.ANSWERED for entry in entries)
    return [*_score(answered, len(entries), "answered"), *_entries(entries)]


def _entries(entries: tuple[Entry, ...]) -> Lines:
    lines = []
    for entry in entries:
        lines.append(f"- {_line(entry)}")
        if entry.note.state is NoteState.ANSWERED:
            lines.append(f"  - {escape(entry.note.answer)}")
        elif entry.note.kind is NoteKind.QUESTION and entry.note.state is NoteState.OPEN:
            lines.append("  - *still open*")
    return lines


def _line(entry: Entry) -> str:
    who = _who(entry)
    carried = f" (carried ×{entry.times})" if entry.times else ""
    became = f" → !{entry.became}" if entry.became else ""
    return f"{f'**{who}**: ' if who else ''}{escape(entry.note.text)}{carried}{became}"


def _who(entry: Entry) -> str:
    """Return who speaks, and to whom: `Sales and Marketing`, `Sales asks Marketing (Dana)`."""
    teams, to = _and(entry.teams), _and(entry.to)
    if entry.note.kind is NoteKind.DECISION:
        teams = ""
    verb = "thanks" if entry.note.kind is NoteKind.THANKS else "asks"
    if to:
        teams = f"{teams} {verb} {to}" if teams else f"To {to}"
    people = escape(", ".join(entry.people))
    return f"{teams} ({people})" if teams and people else teams or people


def _and(names: Iterable[str]) -> str:
    *most, last = [escape(name) for name in names] or [""]
    return f"{', '.join(most)} and {last}" if most else last


# The end


def _score(number: int, of: int, what: str) -> Lines:
    """Return `2 of 3 kept.` and an empty line; nothing where there is no more than one."""
    return [f"{number} of {of} {what}.", ""] if of > 1 else []


def _ratings(minutes: Minutes) -> Lines:
    if minutes.rating is None:
        return []
    lines = [
        f"- **{escape(rated.team)}**: {rated.score}{f' – {escape(rated.why)}' if rated.why else ''}"
        for rated in minutes.ratings
    ]
    return [f"{minutes.rating:.1f} of 10 on average.", "", *lines]


def _next_time(minutes: Minutes) -> Lines:
    on = minutes.carries_on
    numbers = sorted(action.number for action in (*on.actions, *on.carried_actions))
    listed = ", ".join(f"!{number}" for number in numbers)
    parts = [
        f"{_count(len(numbers), 'open action item')} ({listed})" if numbers else "",
        _count(len(on.questions), "unanswered question"),
        _count(len(on.previews), "open preview"),
        _count(len(on.parked), "parked note"),
    ]
    told = [part for part in parts if part]
    return [f"Carried into the next meeting: {', '.join(told)}."] if told else []


def _count(number: int, what: str) -> str:
    """Return `2 parked notes`, or "" for none."""
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""
