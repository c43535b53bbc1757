"""How a meeting kept its time: planned and real, slot by slot and team by team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from meetingtui.clock import local
from meetingtui.meeting.airtime import time_of_people
from meetingtui.meeting.course import ZERO, Course, course_of
from meetingtui.meeting.figures import shares_of
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.roll import teams_with_guests
from meetingtui.meeting.slot_outcomes import Outcome, outcome_of
from meetingtui.meeting.timing import planned_end


@dataclass(frozen=True, slots=True)
class SlotTime:
    """One slot; lengths are rounded to whole seconds."""

    id: str
    label: str
    outcome: Outcome
    planned: timedelta
    real: timedelta
    """What it took; while it is open, what its earlier turns took."""

    @property
    def over(self) -> timedelta:
        """How far it went beyond its plan; negative when it took less."""
        return self.real - self.planned


@dataclass(frozen=True, slots=True)
class TeamTime:
    """The floor of one team; shares are parts of the time of all teams, 0 to 1."""

    team: str
    planned: timedelta
    real: timedelta
    planned_share: float
    real_share: float


@dataclass(frozen=True, slots=True)
class PersonTime:
    """How long one person had the floor in rounds."""

    person: str
    team: str
    real: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """The clock of a meeting afterwards; instants are local, delays positive when late."""

    planned_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    start_delay: timedelta | None
    """None without a planned start, or before the real one."""

    end_delay: timedelta | None
    """None before the close."""

    paused: timedelta
    """The sum of the pauses that are over."""

    slots: tuple[SlotTime, ...]
    teams: tuple[TeamTime, ...]
    """Empty when no team has a slot of its own."""

    people: tuple[PersonTime, ...]
    """Empty unless the agenda has the time of people told."""

    @property
    def planned(self) -> timedelta:
        """The length of the plan."""
        return sum((slot.planned for slot in self.slots), ZERO)

    @property
    def real(self) -> timedelta:
        """The length of all that was held."""
        return sum((slot.real for slot in self.slots), ZERO)


def timing_of(meeting: Meeting, zone: tzinfo | None) -> Timing:
    """Return how `meeting` kept its time; a slot that is open counts once it has ended."""
    course = course_of(meeting)
    until = course.closed_at or (course.turns[-1].span.start if course.turns else meeting.opened_at)
    started, ended, planned = course.started_at, course.closed_at, meeting.starts_at
    return Timing(
        planned_at=_local(planned, zone),
        started_at=_local(started, zone),
        ended_at=_local(ended, zone),
        start_delay=started - planned if started and planned else None,
        end_delay=ended - planned_end(meeting, course, ended) if ended else None,
        paused=sum(((span.end or until) - span.start for span in course.pauses), ZERO),
        slots=tuple(_slot(meeting, course, index, until) for index in range(len(meeting.slots))),
        teams=_teams(meeting, until),
        people=_people(meeting, course, until),
    )


def rounded(length: timedelta) -> timedelta:
    """Return `length` to the nearest whole second."""
    return timedelta(seconds=round(length.total_seconds()))


def _local(at: datetime | None, zone: tzinfo | None) -> datetime | None:
    return None if at is None else local(at, zone)


def _slot(meeting: Meeting, course: Course, index: int, until: datetime) -> SlotTime:
    slot = meeting.slots[index]
    outcome = outcome_of(meeting, course, index)
    real = rounded(course.elapsed(index, until))
    return SlotTime(slot.id, slot.label, outcome, rounded(slot.length), real)


def _teams(meeting: Meeting, until: datetime) -> tuple[TeamTime, ...]:
    return tuple(
        TeamTime(
            share.team,
            rounded(share.planned),
            rounded(share.real),
            share.planned_share,
            share.real_share,
        )
        for share in shares_of(meeting, until)
    )


def _people(meeting: Meeting, course: Course, until: datetime) -> tuple[PersonTime, ...]:
    teams = {person: team.name for team in teams_with_guests(meeting) for person in team.people}
    times = time_of_people(meeting, course, until)
    return tuple(PersonTime(each, teams[each], rounded(real)) for each, real in times.items())
