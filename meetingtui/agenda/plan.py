"""The ordered, timed slots of one meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team


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
    per_person: timedelta | None = None
    """What each person in the room has; the timebox follows from how many there are."""

    ends_at: datetime | None = None
    """The instant at which the slot ends, where the agenda fixes one."""

    @property
    def label(self) -> str:
        """The slot's name for people, with its team."""
        return f"{self.team} · {self.title}" if self.team else self.title

    @property
    def segment(self) -> str:
        """The id of the segment that it is of; the teams of that have a slot each."""
        return self.id.partition("/")[0]

    @property
    def is_buffer(self) -> bool:
        """Whether it pays for overruns; one that is required is kept, as all that is required."""
        return self.kind is SegmentKind.BUFFER and not self.required

    @property
    def is_round(self) -> bool:
        """Whether the people present speak in turn, each as long as the others."""
        return self.per_person is not None or self.kind is SegmentKind.ROUND


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


def total(slots: Sequence[Slot]) -> timedelta:
    """Return the sum of the timeboxes."""
    return sum((slot.length for slot in slots), timedelta(0))


def share_of(slots: Sequence[Slot], team: str) -> timedelta:
    """Return the length planned for `team`."""
    return total([slot for slot in slots if slot.team == team])


def shares_of(teams: Sequence[Team], slots: Sequence[Slot]) -> dict[str, timedelta]:
    """Return the length that `slots` give to each team, and to all together under "".

    In a round that all hold together, the time of each person is that of their team.
    """
    shares = {team: share_of(slots, team) for team in (*(t.name for t in teams), "")}
    people = sum(len(team.people) for team in teams)
    for slot in slots:
        if slot.is_round and not slot.team and people:
            for team in teams:
                part = slot.length * len(team.people) / people
                shares[team.name] += part
                shares[""] -= part
    return shares


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
            per_person=segment.per_person,
        )

    if segment.per_person is not None:
        return [slot("", segment.per_person * people)]
    if segment.per_team is None:
        return [slot("", segment.time or timedelta(0))]
    if isinstance(segment.per_team, timedelta):
        return [slot(team, segment.per_team) for team in team_order]
    return [slot(team, segment.per_team[team]) for team in team_order if team in segment.per_team]
