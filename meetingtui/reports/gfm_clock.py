"""The clock of a meeting in Markdown: planned and real, and what was changed on the way."""

from __future__ import annotations

from datetime import timedelta

from meetingtui.meeting.facts import Extended, Refitted
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.telling import tell_length
from meetingtui.meeting.timing import ZERO
from meetingtui.reports.gfm import escape, table
from meetingtui.reports.held import Outcome, SlotTime, Timing
from meetingtui.reports.minutes import Minutes

NAMED = 3
"""A re-fit names as many slots as this."""


def time_lines(minutes: Minutes) -> list[str]:
    """Return the table of slots and what was changed; nothing before the first slot opened."""
    timing = minutes.timing
    if timing.started_at is None:
        return []
    rows = [_row(slot) for slot in timing.slots]
    if timing.ended_at is not None:
        rows.append(("**In all**", *_lengths(timing.planned, timing.real)))
    lines = table(("Slot", "Planned", "Real", "Over or under"), rows, right=3)
    changes = _changes(minutes.meeting)
    if timing.paused >= timedelta(seconds=1):
        changes.append(f"- Paused for {tell_length(timing.paused)}")
    return [*lines, "", *changes] if changes else lines


def airtime_lines(timing: Timing) -> list[str]:
    """Return the table of teams; nothing while no team has had the floor."""
    if not any(team.real for team in timing.teams):
        return []
    rows = [
        (
            escape(team.team),
            *_lengths(team.planned, team.real),
            f"{team.real_share:.0%} (planned {team.planned_share:.0%})",
        )
        for team in timing.teams
    ]
    return table(("Team", "Planned", "Real", "Over or under", "Share"), rows, right=4)


def _row(slot: SlotTime) -> tuple[str, ...]:
    label = escape(slot.label)
    if slot.outcome is Outcome.HELD:
        return (label, *_lengths(slot.planned, slot.real))
    so_far = f"{tell_length(slot.real)}, " if slot.real else ""
    return (label, tell_length(slot.planned), f"{so_far}{slot.outcome}", "")


def _lengths(planned: timedelta, real: timedelta) -> tuple[str, str, str]:
    over = real - planned
    sign = "+" if over > ZERO else "−"
    return (
        tell_length(planned),
        tell_length(real),
        f"{sign}{tell_length(abs(over))}" if over else "on time",
    )


def _changes(meeting: Meeting) -> list[str]:
    lines = []
    for fact in meeting.timeline:
        if isinstance(fact, Extended):
            word = "extended" if fact.by > ZERO else "shortened"
            label = escape(meeting.slots[fact.slot].label)
            lines.append(f"- {label} {word} by {tell_length(abs(fact.by))}")
        elif isinstance(fact, Refitted):
            lines.append(f"- Re-fitted: {_paid(fact, meeting)}")
    return lines


def _paid(fact: Refitted, meeting: Meeting) -> str:
    """Return who gave or got how much, the largest parts by name and the rest as one."""
    cuts = sorted(fact.cuts.items(), key=lambda item: -abs(item[1]))
    parts = [
        f"{tell_length(abs(cut))} {_way(cut)} {escape(meeting.slots[index].label)}"
        for index, cut in cuts[:NAMED]
    ]
    if rest := cuts[NAMED:]:
        cut = sum((cut for _, cut in rest), ZERO)
        others = f"{len(rest)} other slots" if len(rest) > 1 else "1 other slot"
        parts.append(f"{tell_length(abs(cut))} {_way(cut)} {others}")
    return ", ".join(parts)


def _way(cut: timedelta) -> str:
    return "from" if cut > ZERO else "to"
