"""The ordered, timed slots of one meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from datetime import time as ClockTime

from msgspec import Struct
from msgspec.structs import replace

from meetingtui.agenda.model import Agenda, Segment, SegmentKind
from meetingtui.clock import zone_named

NEAR = timedelta(hours=12)
"""A fixed end further away than this is meant for another day."""


class Slot(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One timed turn: a segment, or a segment × a team."""

    id: str
    """`wins/Sales` for a team's slot, `close` for a joint one."""

    kind: SegmentKind
    title: str
    team: str = ""
    """The team that has the floor; empty for a joint slot."""

    length: timedelta
    """The timebox."""

    prompt: str = ""
    required: bool = False
    ends_at: datetime | None = None
    """The instant at which the slot ends, where the agenda fixes one."""

    @property
    def label(self) -> str:
        """The slot's name for people, with its team."""
        return f"{self.team} · {self.title}" if self.team else self.title


class Timed(Struct, frozen=True):
    """A slot with the instants at which the plan lets it start and end."""

    slot: Slot
    starts_at: datetime
    ends_at: datetime


def make_slots(agenda: Agenda, team_order: Sequence[str]) -> tuple[Slot, ...]:
    """Return the slots of `agenda`, teams of each segment in `team_order` (their names)."""
    people = sum(len(team.people) for team in agenda.teams)
    return tuple(
        slot for segment in agenda.segments for slot in _slots_of(segment, team_order, people)
    )


def timed(slots: Sequence[Slot], starts_at: datetime) -> list[Timed]:
    """Return each slot with its planned instants when the first starts at `starts_at`."""
    result = []
    at = starts_at
    for slot in slots:
        end = at + slot.length
        result.append(Timed(slot, at, end))
        at = end
    return result


def fix_ends(
    agenda: Agenda, slots: Sequence[Slot], starts_at: datetime, zone: tzinfo | None
) -> tuple[Slot, ...]:
    """Return `slots` with the agenda's `ends_at` clock times as instants.

    A slot with a fixed end is as long as the plan leaves it: from the end of the slot before to
    the next time that clocks in the agenda's zone (or else in `zone`) show its time. Where that
    is more than NEAR away, its `time` stands and the end is not fixed.
    """
    zone = zone_named(agenda.zone, zone)
    last_of = {_segment_id(slot): index for index, slot in enumerate(slots)}
    wanted = {last_of[s.id]: s.ends_at for s in agenda.segments if s.ends_at is not None}
    result = []
    at = starts_at
    for index, slot in enumerate(slots):
        clock_time = wanted.get(index)
        if clock_time is not None:
            end = _next_time(clock_time, at, zone)
            if end - at <= NEAR:
                slot = replace(slot, ends_at=end, length=end - at)
        result.append(slot)
        at += slot.length
    return tuple(result)


def _next_time(clock_time: ClockTime, after: datetime, zone: tzinfo | None) -> datetime:
    """Return the first instant after `after` at which clocks in `zone` show `clock_time`."""
    today = after.astimezone(zone).date()
    days = (today, today + timedelta(days=1))
    shown = [datetime.combine(day, clock_time, zone).astimezone(after.tzinfo) for day in days]
    return next((at for at in shown if at > after), shown[-1])


def total(slots: Sequence[Slot]) -> timedelta:
    """Return the sum of the timeboxes."""
    return sum((slot.length for slot in slots), timedelta(0))


def share_of(slots: Sequence[Slot], team: str) -> timedelta:
    """Return the length planned for `team`."""
    return total([slot for slot in slots if slot.team == team])


def _segment_id(slot: Slot) -> str:
    return slot.id.partition("/")[0]


def _slots_of(segment: Segment, team_order: Sequence[str], people: int) -> list[Slot]:
    def slot(team: str, length: timedelta) -> Slot:
        return Slot(
            id=f"{segment.id}/{team}" if team else segment.id,
            kind=segment.kind,
            title=segment.title,
            team=team,
            length=length,
            prompt=segment.prompt,
            required=segment.required,
        )

    if segment.per_person is not None:
        return [slot("", segment.per_person * people)]
    if segment.per_team is None:
        return [slot("", segment.time or timedelta(0))]
    if isinstance(segment.per_team, timedelta):
        return [slot(team, segment.per_team) for team in team_order]
    return [slot(team, segment.per_team[team]) for team in team_order if team in segment.per_team]
