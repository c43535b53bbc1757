"""What the commands of the clock, the roll call and the rating do to the timeline."""

from __future__ import annotations

from datetime import datetime, timedelta

from meetingtui import clock
from meetingtui.agenda.durations import format_duration
from meetingtui.clock import Disturbance
from meetingtui.errors import Refused
from meetingtui.meeting import commands as ask
from meetingtui.meeting.facts import (
    Absent,
    BoundaryMoved,
    ClockStepped,
    Closed,
    Estimated,
    Extended,
    Paused,
    Present,
    Rated,
    Refitted,
    Resumed,
    SleepLeftOut,
    Slept,
    SlotOpened,
    SlotSkipped,
    TimelineFact,
)
from meetingtui.meeting.model import Meeting, MeetingState
from meetingtui.meeting.refit import propose
from meetingtui.meeting.roll import absent_people, teams_with_guests
from meetingtui.meeting.timing import ZERO, Course, course_of, remaining_in

SHORTEST = timedelta(seconds=1)
"""A timebox cannot be shortened below this."""

HEALTHY_SCORE = 8
"""A rating below this asks for one sentence why."""

SlotCommand = (
    ask.Back | ask.Skip | ask.Extend | ask.Pause | ask.Resume | ask.Began | ask.Boundary
    | ask.Refit | ask.Report | ask.LeaveOutSleep | ask.Close
)  # fmt: skip
ClockCommand = SlotCommand | ask.Next | ask.Goto | ask.MarkPresent | ask.MarkAbsent | ask.Rate


def clock_facts(
    meeting: Meeting, command: ClockCommand, step: int, now: datetime
) -> tuple[TimelineFact, ...]:
    """Return the facts that `command` adds to the timeline; Refused when it cannot be done."""
    course = course_of(meeting)
    match command:
        case ask.MarkPresent(person=person, team=team):
            return (Present(step=step, at=now, person=person, team=_joined(meeting, person, team)),)
        case ask.MarkAbsent(person=person):
            return (Absent(step=step, at=now, person=_expected(meeting, person)),)
        case ask.Rate(team=team, score=score, why=why):
            return (_rating(meeting, team, score, why, step, now),)
        case ask.Next():
            return _open(meeting, course, _following(course), step, now)
        case ask.Goto(number=number):
            return _open(meeting, course, _numbered(meeting, number), step, now)
        case _:
            return _running_facts(meeting, course, command, step, now)


def _running_facts(
    meeting: Meeting, course: Course, command: SlotCommand, step: int, now: datetime
) -> tuple[TimelineFact, ...]:
    slot = _require_slot(course)
    match command:
        case ask.Back():
            if slot == 0:
                raise Refused("this is the first slot: there is none to go back to")
            return _open(meeting, course, slot - 1, step, now)
        case ask.Skip():
            opened = _open(meeting, course, _following(course), step, now)
            return (SlotSkipped(step=step, at=now, slot=slot), *opened)
        case ask.Extend(by=by):
            return (_extension(meeting, course, by, step, now),)
        case ask.Pause():
            if course.paused:
                raise Refused("the clock stands already; /resume lets it go on")
            return (Paused(step=step, at=now),)
        case ask.Resume():
            if not course.paused:
                raise Refused("the clock is running already")
            return (Resumed(step=step, at=now),)
        case ask.Began(ago=ago):
            return (_boundary(meeting, course, now - ago, step, now),)
        case ask.Boundary(by=by):
            return (_boundary(meeting, course, course.turns[-1].span.start + by, step, now),)
        case ask.Report(disturbance=disturbance):
            return (_report(disturbance, now),)
        case ask.LeaveOutSleep():
            return (_left_out(meeting, step, now),)
        case ask.Refit():
            proposal = propose(meeting, now)
            if proposal is None:
                raise Refused("there is nothing to re-fit: the plan holds, or nobody can pay")
            return (Refitted(step=step, at=now, cuts=dict(proposal.cuts)),)
        case _:
            ratings = command.ratings
            rated = (_rating(meeting, r.team, r.score, r.why, step, now) for r in ratings)
            return (*rated, Closed(step=step, at=now))


def _open(
    meeting: Meeting, course: Course, slot: int, step: int, now: datetime
) -> tuple[TimelineFact, ...]:
    require_unclosed(course)
    if slot == course.slot:
        raise Refused(f"slot {slot + 1} is open already")
    opened = SlotOpened(step=step, at=now, slot=slot)
    return (Resumed(step=step, at=now), opened) if course.paused else (opened,)


def _following(course: Course) -> int:
    require_unclosed(course)
    if course.following is None:
        raise Refused("this is the last slot; /close ends the meeting")
    return course.following


def _numbered(meeting: Meeting, number: int) -> int:
    if not 1 <= number <= len(meeting.slots):
        raise Refused(f"there is no slot {number}; the slots are 1 to {len(meeting.slots)}")
    return number - 1


def _extension(
    meeting: Meeting, course: Course, by: timedelta, step: int, now: datetime
) -> Extended:
    slot = _require_slot(course)
    if course.lengths[slot] + by < SHORTEST:
        length = format_duration(course.lengths[slot])
        raise Refused(f"the slot is only {length} long; /next ends it now")
    if by > ZERO:
        by -= min(ZERO, remaining_in(meeting, course, slot, now))
    return Extended(step=step, at=now, slot=slot, by=by)


def _boundary(
    meeting: Meeting, course: Course, opened_at: datetime, step: int, now: datetime
) -> BoundaryMoved:
    if opened_at > now:
        raise Refused("a slot cannot begin in the future; /back returns to the slot before")
    if len(course.turns) > 1 and opened_at < course.turns[-2].span.start:
        label = meeting.slots[course.turns[-2].slot].label
        raise Refused(f"that is before {label} began; choose a later time")
    return BoundaryMoved(step=step, at=now, opened_at=opened_at)


def _report(disturbance: Disturbance, now: datetime) -> TimelineFact:
    """Return what a person did not do, and cannot undo: a fact of no step."""
    match disturbance:
        case clock.Slept(length=length):
            return Slept(step=0, at=now, length=length)
        case clock.Stepped(by=by):
            return ClockStepped(step=0, at=now, by=by)
        case _:
            return Estimated(step=0, at=now)


def sleep_to_leave_out(meeting: Meeting) -> Slept | None:
    """Return the last sleep on the timeline, unless it has been left out already."""
    told = [fact for fact in meeting.timeline if isinstance(fact, Slept | SleepLeftOut)]
    return told[-1] if told and isinstance(told[-1], Slept) else None


def _left_out(meeting: Meeting, step: int, now: datetime) -> SleepLeftOut:
    slept = sleep_to_leave_out(meeting)
    if slept is None:
        raise Refused("the machine has not slept, or that time is left out already")
    return SleepLeftOut(step=step, at=now, since=slept.at - slept.length, until=slept.at)


def _rating(meeting: Meeting, team: str, score: int, why: str, step: int, now: datetime) -> Rated:
    if team not in [t.name for t in meeting.teams]:
        raise Refused(f"there is no team {team!r}; {_listed(meeting)}")
    if not 1 <= score <= ask.MAX_SCORE:
        raise Refused(f"a rating goes from 1 to {ask.MAX_SCORE}, not {score}")
    return Rated(step=step, at=now, team=team, score=score, why=why)


def _joined(meeting: Meeting, person: str, team: str) -> str:
    """Return the team that `person` is on; somebody new joins `team`, or the guests."""
    for known in teams_with_guests(meeting):
        if person in known.people:
            return known.name
    if team and team not in [t.name for t in meeting.teams]:
        raise Refused(f"there is no team {team!r}; {_listed(meeting)}")
    return team


def _expected(meeting: Meeting, person: str) -> str:
    people = [name for team in teams_with_guests(meeting) for name in team.people]
    if person not in people:
        raise Refused(f"nobody called {person!r} is expected; expected are {', '.join(people)}")
    if person in absent_people(meeting):
        raise Refused(f"{person} is marked absent already")
    return person


def _listed(meeting: Meeting) -> str:
    return "the teams are " + ", ".join(team.name for team in meeting.teams)


def _require_slot(course: Course) -> int:
    require_unclosed(course)
    if course.slot is None:
        raise Refused("the meeting has not started; /start opens the first slot")
    return course.slot


def require_unclosed(course: Course) -> None:
    """Raise Refused where the meeting is closed."""
    if course.state is MeetingState.CLOSED:
        raise Refused("the meeting is closed; /undo opens it again")
