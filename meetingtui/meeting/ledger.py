"""Time that a team owes: an overrun under `carry`, until a later meeting has had it back.

A team that owes gives the time from its own slots of the next meeting, in proportion to their
timeboxes and never below a third of them. What it gives goes to the buffers of that meeting, or to
its joint slots where there is no buffer, so that the meeting stays as long as it is. No other team
gets it: everybody has the same time over the series once the team has spoken that much less, and
a team that was given the time would be ahead by as much as the other was before.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from meetingtui.agenda.durations import format_clock
from meetingtui.agenda.model import Overrun
from meetingtui.errors import Refused
from meetingtui.meeting.between import Owed
from meetingtui.meeting.course import ZERO, Course, course_of
from meetingtui.meeting.facts import Forgiven, Repaying
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.overrun import whole
from meetingtui.meeting.refit import SMALLEST, collect, share_out
from meetingtui.meeting.timing import remaining_in


def repayments(meeting: Meeting, brought: tuple[Owed, ...]) -> tuple[Repaying, ...]:
    """Return what the plan of `meeting`, before its start, takes for what its teams owe.

    Debts below SMALLEST wait, and so does what does not fit above the floor of the team's slots.
    """
    facts: list[Repaying] = []
    course = course_of(meeting)
    names = [team.name for team in meeting.teams]
    for debt in brought:
        if debt.team in names:
            due = debt.length if debt.length >= SMALLEST else ZERO
            cuts = _given(meeting, course, debt.team, due)
            at = meeting.opened_at
            facts.append(Repaying(step=0, at=at, team=debt.team, owed=debt.length, cuts=cuts))
    return tuple(facts)


def brought_debts(meeting: Meeting) -> dict[str, Repaying]:
    """Return what teams owed when the meeting opened and nobody has forgiven, by team."""
    debts: dict[str, Repaying] = {}
    for fact in meeting.timeline:
        if isinstance(fact, Repaying):
            debts[fact.team] = fact
        elif isinstance(fact, Forgiven):
            debts.pop(fact.team, None)
    return debts


def owed(meeting: Meeting, now: datetime) -> tuple[Owed, ...]:
    """Return what each team owes at `now`: what it owed before, and what it has taken since.

    A debt from before shrinks by what the plan took of the team's slots that have had the floor,
    and by nothing else: who leaves a slot early gives nobody time. A team takes what its slots need
    beyond what they have; one that needs less is set against another of the same meeting.
    New debts are made only under `carry`; whole seconds.
    """
    course = course_of(meeting)
    debts = brought_debts(meeting)
    owing = []
    for team in meeting.teams:
        before = debts[team.name].owed if team.name in debts else ZERO
        given, taken = (
            _given_back(meeting, course, team.name),
            _taken(meeting, course, team.name, now),
        )
        if meeting.overrun is not Overrun.CARRY:
            taken = min(given, taken)
        if length := whole(max(ZERO, before - given + taken)):
            owing.append(Owed(team.name, length))
    return tuple(owing)


def tell_owed(owing: Iterable[Owed]) -> str:
    """Return debts as one line: `Sales owes 4:01, Marketing owes 0:30`; empty without any."""
    return ", ".join(f"{debt.team} owes {format_clock(debt.length)}" for debt in owing)


def owed_by_then(meeting: Meeting, then: Meeting, now: datetime) -> tuple[Owed, ...]:
    """Return which debts `then` makes different from `meeting`, once its open slot is used up."""
    course = course_of(then)
    if meeting.overrun is not Overrun.CARRY or course.slot is None:
        return ()
    until = now + max(ZERO, remaining_in(then, course, course.slot, now))
    before = {debt.team: debt.length for debt in owed(meeting, now)}
    return tuple(debt for debt in owed(then, until) if debt.length != before.get(debt.team))


def forgiven(meeting: Meeting, team: str, step: int, now: datetime) -> Forgiven:
    """Return that `team` owes nothing any more from earlier meetings; its slots are whole again."""
    if team not in brought_debts(meeting):
        raise Refused(f"{team} owes nothing from earlier meetings")
    return Forgiven(step=step, at=now, team=team)


def _given_back(meeting: Meeting, course: Course, team: str) -> timedelta:
    held = [i for i in course.repaid if meeting.slots[i].team == team and course.held(i)]
    return sum((course.repaid[i] for i in held), ZERO)


def _taken(meeting: Meeting, course: Course, team: str, now: datetime) -> timedelta:
    """Return what the slots of `team` took beyond what they had; zero where it was less.

    The slot that has the floor still may take its timebox, so it counts only once beyond it.
    """
    taken = ZERO
    for index, slot in enumerate(meeting.slots):
        if slot.team != team or not course.held(index):
            continue
        has = course.agreed[index] - course.repaid.get(index, ZERO)
        spoken = course.elapsed(index, now)
        taken += (max(spoken, has) if index == course.slot else spoken) - has
    return max(ZERO, taken)


def _given(meeting: Meeting, course: Course, team: str, due: timedelta) -> dict[int, timedelta]:
    """Return what the slots of `team` give, positive, and what others get for it, negative."""
    slots, free = meeting.slots, [i for i, slot in enumerate(meeting.slots) if not slot.ends_at]
    own = [i for i in free if slots[i].team == team]
    cuts = collect(meeting, course, [own], due, meeting.opened_at)
    given = sum(cuts.values(), ZERO)
    buffers = [i for i in free if slots[i].is_buffer]
    joint = [i for i in free if not slots[i].team and not slots[i].per_person]
    getting = buffers or joint
    lengths = {i: course.lengths[i] for i in getting}
    gifts = share_out(given, lengths, dict.fromkeys(getting, given))
    return {**cuts, **{i: -gift for i, gift in gifts.items() if gift}}
