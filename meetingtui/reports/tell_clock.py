"""What minutes say of the clock: planned and real, and what was changed on the way."""

from __future__ import annotations

from datetime import timedelta

from meetingtui.agenda.percents import whole_percents
from meetingtui.meeting.course import ZERO
from meetingtui.meeting.facts import Extended, Refitted
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.slot_outcomes import Outcome
from meetingtui.meeting.spoken import SECOND, tell_length
from meetingtui.reports.held import SlotTime, Timing
from meetingtui.reports.minutes import Minutes
from meetingtui.reports.outline import Block, Bullets, Item, Line, Table, line, one_line, strong

NAMED = 3
"""A re-fit names as many slots as this."""


def tell_time(minutes: Minutes) -> tuple[Block, ...]:
    """Return the table of slots and what was changed; nothing before the first slot opened."""
    timing = minutes.timing
    if timing.started_at is None:
        return ()
    rows = [_row(slot) for slot in timing.slots]
    if timing.ended_at is not None:
        rows.append((line(strong("In all")), *_lengths(timing.planned, timing.real)))
    table = Table(("Slot", "Planned", "Real", "Over or under"), tuple(rows), right=3)
    changes = _changes(minutes.meeting)
    if timing.paused >= SECOND:
        changes.append(f"Paused for {tell_length(timing.paused)}")
    items = tuple(Item(line(change)) for change in changes)
    return (table, Bullets(items)) if items else (table,)


def tell_airtime(timing: Timing) -> tuple[Block, ...]:
    """Return the table of teams; nothing while no team has had the floor."""
    if not any(team.real for team in timing.teams):
        return ()
    real = whole_percents([team.real_share for team in timing.teams])
    planned = whole_percents([team.planned_share for team in timing.teams])
    rows = tuple(
        (
            line(one_line(team.team)),
            *_lengths(team.planned, team.real),
            line(f"{of_real}% (planned {of_planned}%)"),
        )
        for team, of_real, of_planned in zip(timing.teams, real, planned, strict=True)
    )
    return (Table(("Team", "Planned", "Real", "Over or under", "Share"), rows, right=4),)


def tell_people(timing: Timing) -> tuple[Block, ...]:
    """Return how long each person had the floor in rounds, by team; nobody is compared."""
    rows = tuple(
        (line(one_line(each.team)), line(one_line(each.person)), line(tell_length(each.real)))
        for each in timing.people
    )
    return (Table(("Team", "Who", "In rounds"), rows, right=1),) if rows else ()


def _row(slot: SlotTime) -> tuple[Line, ...]:
    label = line(one_line(slot.label))
    if slot.outcome is Outcome.HELD:
        return (label, *_lengths(slot.planned, slot.real))
    so_far = f"{tell_length(slot.real)}, " if slot.real else ""
    return (label, line(tell_length(slot.planned)), line(f"{so_far}{slot.outcome}"), ())


def _lengths(planned: timedelta, real: timedelta) -> tuple[Line, Line, Line]:
    over = real - planned
    sign = "+" if over > ZERO else "−"
    return (
        line(tell_length(planned)),
        line(tell_length(real)),
        line(f"{sign}{tell_length(abs(over))}" if over else "on time"),
    )


def _changes(meeting: Meeting) -> list[str]:
    told = []
    for fact in meeting.timeline:
        if isinstance(fact, Extended):
            word = "extended" if fact.by > ZERO else "shortened"
            label = one_line(meeting.slots[fact.slot].label)
            told.append(f"{label} {word} by {tell_length(abs(fact.by))}")
        elif isinstance(fact, Refitted):
            told.append(f"Re-fitted: {_paid(fact, meeting)}")
    return told


def _paid(fact: Refitted, meeting: Meeting) -> str:
    """Return who gave or got how much, the largest parts by name and the rest as one."""
    cuts = sorted(fact.cuts.items(), key=lambda item: -abs(item[1]))
    parts = [
        f"{tell_length(abs(cut))} {_way(cut)} {one_line(meeting.slots[index].label)}"
        for index, cut in cuts[:NAMED]
    ]
    if rest := cuts[NAMED:]:
        cut = sum((cut for _, cut in rest), ZERO)
        others = f"{len(rest)} other slots" if len(rest) > 1 else "1 other slot"
        parts.append(f"{tell_length(abs(cut))} {_way(cut)} {others}")
    return ", ".join(parts)


def _way(cut: timedelta) -> str:
    return "from" if cut > ZERO else "to"
