"""What the commands of the clock, the roll call and the rating do to the timeline."""

from __future__ import annotations

from datetime import datetime, timedelta

from meetingtui import clock
from meetingtui.agenda.model import Overrun
from meetingtui.clock import Disturbance
from meetingtui.errors import Refused
from meetingtui.meeting import commands as ask
from meetingtui.meeting.adopting import adopted, shown_at
from meetingtui.meeting.course import Course, course_of
from meetingtui.meeting.extending import extension, from_buffer
from meetingtui.meeting.facts import (
    MAX_SCORE,
    Absent,
    BoundaryMoved,
    ClockStepped,
    Closed,
    Estimated,
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
from meetingtui.meeting.giving import given_out, saved_time
from meetingtui.meeting.ledger import forgiven
from meetingtui.meeting.model import Meeting, MeetingState
from meetingtui.meeting.refit import LARGEST, SMALLEST, drift, propose
from meetingtui.meeting.reorder import moved, slot_numbered
from meetingtui.meeting.roll import absent_people, teams_with_guests
from meetingtui.meeting.speakers import passed, put_off, queue_of, spoke
from meetingtui.meeting.spoken import tell_length

HEALTHY_SCORE = 8
"""A rating below this asks for one sentence why."""

SlotCommand = (
    ask.Back | ask.Skip | ask.Extend | ask.UseBuffer | ask.Refit | ask.Give | ask.Pause | ask.Resume
    | ask.Began | ask.Boundary | ask.Pass | ask.Later | ask.Report | ask.LeaveOutSleep
    | ask.AdoptClock | ask.Close
)  # fmt: skip
Correction = (
    ask.Pause | ask.Resume | ask.Began | ask.Boundary | ask.Pass | ask.Later | ask.Report
    | ask.LeaveOutSleep | ask.AdoptClock | ask.Close
)  # fmt: skip
ClockCommand = (
    SlotCommand | ask.Next | ask.Goto | ask.MoveSlot | ask.Forgive | ask.MarkPresent
    | ask.MarkAbsent | ask.Rate
)  # fmt: skip


def clock_facts(
    meeting: Meeting, command: ClockCommand, step: int, now: datetime
) -> tuple[TimelineFact, ...]:
    """Return the facts that `command` adds to the timeline; Refused when it cannot be done."""
    course = course_of(meeting)
    match command:
        case ask.MarkPresent(person=person, team=team, others=others):
            return tuple(
                Present(step=step, at=now, person=one, team=_joined(meeting, one, team))
                for one in (person, *others)
            )
        case ask.MarkAbsent(person=person, others=others):
            gone = (_expected(meeting, one) for one in (person, *others))
            return tuple(Absent(step=step, at=now, person=one) for one in gone)
        case ask.Rate(team=team, score=score, why=why):
            return (_rating(meeting, team, score, why, step, now),)
        case ask.Forgive(team=team):
            require_unclosed(course)
            return (forgiven(meeting, _team(meeting, team), step, now),)
        case ask.MoveSlot(number=number, place=place):
            require_unclosed(course)
            return (moved(meeting, course, number, place, step, now),)
        case ask.Next():
            return _go_on(meeting, course, step, now)
        case ask.Goto(number=number):
            return _open(meeting, course, slot_numbered(course, number), step, now)
        case _:
            return _running_facts(meeting, course, command, step, now)


def _running_facts(
    meeting: Meeting, course: Course, command: SlotCommand, step: int, now: datetime
) -> tuple[TimelineFact, ...]:
    slot = require_slot(course)
    match command:
        case ask.Back():
            if course.place(slot) == 0:
                raise Refused("this is the first slot: there is none to go back to")
            return _open(meeting, course, course.order[course.place(slot) - 1], step, now)
        case ask.Skip():
            opened = open_following(meeting, course, step, now)
            return (SlotSkipped(step=step, at=now, slot=slot), *opened)
        case ask.Extend(by=by):
            return extension(meeting, course, slot, by, step, now)
        case ask.UseBuffer(by=by):
            return from_buffer(meeting, course, slot, by, step, now)
        case ask.Refit():
            return _refit(meeting, step, now)
        case ask.Give(number=number, by=by):
            to = slot_numbered(course, number) if number else None
            return (given_out(meeting, course, to, by, step, now),)
        case _:
            return _stopped_or_corrected(meeting, course, command, step, now)


def _stopped_or_corrected(
    meeting: Meeting, course: Course, command: Correction, step: int, now: datetime
) -> tuple[TimelineFact, ...]:
    match command:
        case ask.Pass():
            return (*_going(course, step, now), passed(meeting, course, step, now))
        case ask.Later():
            return (*_going(course, step, now), put_off(meeting, course, step, now))
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
        case ask.AdoptClock():
            return (adopted(meeting, step, now),)
        case ask.LeaveOutSleep():
            return (_left_out(meeting, step, now),)
        case _:
            return (Closed(step=step, at=now),)


def _open(
    meeting: Meeting, course: Course, slot: int, step: int, now: datetime
) -> tuple[TimelineFact, ...]:
    require_unclosed(course)
    if slot == course.slot:
        raise Refused(f"slot {course.place(slot) + 1} is open already")
    return (*_going(course, step, now), SlotOpened(step=step, at=now, slot=slot))


def _going(course: Course, step: int, now: datetime) -> tuple[Resumed, ...]:
    """Return that the clock goes on, where it stands."""
    return (Resumed(step=step, at=now),) if course.paused else ()


def open_following(
    meeting: Meeting, course: Course, step: int, now: datetime
) -> tuple[TimelineFact, ...]:
    """Return that the next slot has the floor; Refused after the last one."""
    require_unclosed(course)
    if course.following is None:
        raise Refused("this is the last slot; /close ends the meeting")
    return _open(meeting, course, course.following, step, now)


def _go_on(meeting: Meeting, course: Course, step: int, now: datetime) -> tuple[TimelineFact, ...]:
    """Return that the floor goes to the next person of a round, or else to the next slot."""
    require_unclosed(course)
    said = spoke(meeting, course, step, now)
    if said is None:
        return open_following(meeting, course, step, now)
    more = len(queue_of(meeting, said.slot)) > 1 or course.following is None
    going = _going(course, step, now) if more else open_following(meeting, course, step, now)
    return (*going, said) if more else (said, *going)


def _refit(meeting: Meeting, step: int, now: datetime) -> tuple[Refitted, ...]:
    proposal = propose(meeting, now, step)
    if proposal:
        return proposal
    behind = drift(meeting, now)
    if behind > LARGEST:
        raise Refused(
            f"the meeting is {tell_length(behind)} behind, and more than {tell_length(LARGEST)} is"
            " not made up by shorter slots; /skip one, or end later"
        )
    if saved_time(meeting, now):
        raise Refused("the meeting is ahead of its plan; /give gives the saved time out")
    raise Refused(_nothing_to_refit(meeting, behind))


def _nothing_to_refit(meeting: Meeting, behind: timedelta) -> str:
    if behind < SMALLEST:
        return "there is nothing to re-fit: the plan holds"
    late = f"the meeting is {tell_length(behind)} behind"
    match meeting.overrun:
        case Overrun.NONE:
            return f"{late}, and its agenda says that nobody pays (overrun: none): it ends later"
        case Overrun.CARRY:
            return f"{late}, for which the next meeting has the team pay (overrun: carry)"
        case Overrun.MATCH:
            return f"{late}: the others have the same already, or have no slot to come (match)"
        case Overrun.REPAY:
            return f"{late}, and no slot of the team can be shorter (overrun: repay); /skip one"
        case _:
            return f"{late}, and no slot to come can be shorter; /skip one, or end later"


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
        case clock.Stepped(by=by, ahead=ahead):
            return ClockStepped(step=0, at=now, by=by, ahead=ahead)
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
    until = shown_at(meeting, slept)
    return SleepLeftOut(step=step, at=now, since=until - slept.length, until=until)


def _rating(meeting: Meeting, team: str, score: int, why: str, step: int, now: datetime) -> Rated:
    team = _team(meeting, team)
    if not 1 <= score <= MAX_SCORE:
        raise Refused(f"a rating goes from 1 to {MAX_SCORE}, not {score}")
    return Rated(step=step, at=now, team=team, score=score, why=why)


def _joined(meeting: Meeting, person: str, team: str) -> str:
    """Return the team that `person` is on; somebody new joins `team`, or the guests."""
    for known in teams_with_guests(meeting):
        if person in known.people:
            if team and team != known.name:
                raise Refused(
                    f"{person} is on {known.name}, not on {team}; a namesake needs a name"
                )
            return known.name
    return _team(meeting, team) if team else ""


def _expected(meeting: Meeting, person: str) -> str:
    people = [name for team in teams_with_guests(meeting) for name in team.people]
    if person not in people:
        raise Refused(f"nobody called {person!r} is expected; expected are {', '.join(people)}")
    if person in absent_people(meeting):
        raise Refused(f"{person} is marked absent already")
    return person


def _team(meeting: Meeting, name: str) -> str:
    names = [team.name for team in meeting.teams]
    if name not in names:
        raise Refused(f"there is no team {name!r}; the teams are {', '.join(names)}")
    return name


def require_slot(course: Course) -> int:
    """Return the slot that has the floor; Refused where none has."""
    require_unclosed(course)
    if course.slot is None:
        raise Refused("the meeting has not started; /start opens the first slot")
    return course.slot


def require_unclosed(course: Course) -> None:
    """Raise Refused where the meeting is closed."""
    if course.state is MeetingState.CLOSED:
        raise Refused("the meeting is closed; /rate and /norm still work, /undo opens it again")
