"""What a fact of the timeline sounds like, and what it costs whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta, tzinfo
from typing import NamedTuple

from msgspec.structs import replace

from meetingtui.agenda.durations import format_clock
from meetingtui.clock import local
from meetingtui.meeting import facts as fact_types
from meetingtui.meeting.clock_rules import HEALTHY_SCORE
from meetingtui.meeting.course import ZERO, Course, course_of, just_before
from meetingtui.meeting.duedates import tell_day
from meetingtui.meeting.facts import TimelineFact
from meetingtui.meeting.ledger import owed_by_then, tell_owed
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.overrun import whole
from meetingtui.meeting.spoken import tell_length
from meetingtui.meeting.timing import remaining_in

NAMED = 3
"""How many slots that change are named before they are summed up."""


def tell_clock(fact: TimelineFact, meeting: Meeting, zone: tzinfo | None) -> str:
    """Return a fact of the timeline as one line."""
    match fact:
        case fact_types.SlotOpened(slot=index):
            return _tell_opened(fact, meeting)
        case fact_types.SlotSkipped(slot=index):
            return f"skipped: {meeting.slots[index].label}"
        case fact_types.Moved(slot=index, place=place):
            label = meeting.slots[index].label
            return f"moved: {label} is now slot {place + 1} of {len(meeting.slots)}"
        case fact_types.Extended(slot=index, by=by):
            word = "longer" if by > ZERO else "shorter"
            told = f"{meeting.slots[index].label}: {tell_length(abs(by))} {word}"
            return "; ".join(filter(None, [told, _tell_debts(fact, meeting)]))
        case fact_types.Refitted(cuts=cuts, slot=payee):
            change = tell_change(meeting, just_before(meeting, fact), cuts)
            if all(cut < ZERO for cut in cuts.values()):
                return f"{'given' if payee is None else 'the same for the others'}: {change}"
            return f"re-fitted: {change}" if payee is None else f"paid by {change}"
        case fact_types.Repaying():
            return tell_repaying(fact, meeting)
        case fact_types.Forgiven(team=team):
            return f"forgiven: {team} owes nothing from earlier meetings"
        case fact_types.NotDone():
            return "an action item is not done"
        case fact_types.Arranged():
            return "what came into the meeting is in another order"
        case fact_types.NormChecked():
            return tell_norm(fact)
        case fact_types.Rescheduled(on=on):
            return f"next meeting {tell_day(on)}"
        case fact_types.BoundaryMoved(opened_at=opened_at):
            return f"the slot began at {local(opened_at, zone):%H:%M:%S}"
        case fact_types.Closed(at=at):
            return f"closed at {local(at, zone):%H:%M}"
        case _:
            return _tell_state(fact)


def tell_norm(fact: fact_types.NormChecked) -> str:
    """Return what was said of a norm: `norm kept: Say it once`, with a sentence behind it."""
    kept = {True: "norm kept", False: "norm not kept", None: "norm"}[fact.kept]
    return f"{kept}: {fact.norm} · {fact.said}" if fact.said else f"{kept}: {fact.norm}"


def tell_change(meeting: Meeting, before: Course, cuts: dict[int, timedelta]) -> str:
    """Return how slots change, in their order: `Buffer 3:00→1:00, Sales · Questions 5:00→4:30`."""
    changes = [
        Change(meeting.slots[i].label, before.lengths[i], before.lengths[i] - cuts[i])
        for i in sorted(cuts, key=before.place)
    ]
    return ", ".join(tell_changes(changes))


class Change(NamedTuple):
    """A slot whose length changes."""

    label: str
    was: timedelta
    becomes: timedelta

    @property
    def lost(self) -> timedelta:
        """How much shorter it becomes; negative where it becomes longer."""
        return self.was - self.becomes


def tell_changes(changes: Sequence[Change]) -> list[str]:
    """Return how slots change, a part for each; beyond NAMED the largest by name, the rest summed.

    For example `Buffer 3:00→0:00` and `5m 20s from 6 others`.
    """
    if len(changes) <= NAMED:
        return [tell_becoming(*change) for change in changes]
    largest = max(changes, key=lambda change: abs(change.lost))
    rest = sum((change.lost for change in changes), ZERO) - largest.lost
    way = "from" if rest > ZERO else "to"
    return [tell_becoming(*largest), f"{tell_length(abs(rest))} {way} {len(changes) - 1} others"]


def tell_becoming(label: str, was: timedelta, becomes: timedelta) -> str:
    """Return how one length changes: `Buffer 3:00→1:00`."""
    return f"{label} {format_clock(was)}→{format_clock(becomes)}"


def tell_repaying(fact: fact_types.Repaying, meeting: Meeting) -> str:
    """Return what a team owes, and what the plan takes of its slots for that."""
    owes = f"{fact.team} owes {format_clock(fact.owed)} from earlier meetings"
    given = sum((cut for cut in fact.cuts.values() if cut > ZERO), ZERO)
    if not given:
        return f"{owes}; it stays owed"
    slots = [(meeting.slots[i], cut) for i, cut in sorted(fact.cuts.items()) if cut > ZERO]
    gives = ", ".join(tell_becoming(s.title, s.length, s.length - cut) for s, cut in slots)
    others = [(meeting.slots[i], -cut) for i, cut in sorted(fact.cuts.items()) if cut < ZERO]
    gets = [Change(s.label, s.length, s.length + gift) for s, gift in others]
    to = f"; to {', '.join(tell_changes(gets))}" if gets else "; the meeting ends earlier"
    rest = f"; {format_clock(fact.owed - given)} stays owed" if fact.owed > given else ""
    return f"{owes}: {gives}{to}{rest}"


def _tell_opened(fact: fact_types.SlotOpened, meeting: Meeting) -> str:
    slot, course = meeting.slots[fact.slot], course_of(meeting)
    left = _tell_time_in(remaining_in(meeting, course, fact.slot, fact.at))
    place = f"slot {course.place(fact.slot) + 1} of {len(meeting.slots)}"
    return f"{place}: {slot.label}, {left}"


def _tell_debts(fact: fact_types.Extended, meeting: Meeting) -> str:
    """Return what a team owes for a longer slot, while that is what happened last."""
    if fact.by < ZERO or meeting.timeline[-1:] != (fact,):
        return ""
    before = replace(meeting, timeline=meeting.timeline[:-1])
    return tell_owed(owed_by_then(before, meeting, fact.at))


def _tell_time_in(left: timedelta) -> str:
    if whole(left) == ZERO:
        return "its time is up"
    return tell_length(left) if left > ZERO else f"over by {tell_length(-left)}"


State = (
    fact_types.Paused | fact_types.Resumed | fact_types.Spoke | fact_types.Passed
    | fact_types.PutOff | fact_types.Slept | fact_types.SleepLeftOut | fact_types.ClockStepped
    | fact_types.ClockAdopted | fact_types.Estimated | fact_types.Present | fact_types.Absent
    | fact_types.Rated
)  # fmt: skip


def _tell_state(fact: State) -> str:
    match fact:
        case fact_types.Paused():
            return "paused"
        case fact_types.Resumed():
            return "the clock goes on"
        case fact_types.Spoke(person=person):
            return f"{person} has spoken"
        case fact_types.Passed(person=person):
            return f"{person} passes"
        case fact_types.PutOff(person=person):
            return f"{person} speaks later"
        case fact_types.Present(person=person, team=team):
            return f"present: {person} ({team})" if team else f"present: {person}"
        case fact_types.Absent(person=person):
            return f"absent: {person}"
        case fact_types.Rated():
            return _tell_rating(fact)
        case _:
            return _tell_machine(fact)


def _tell_machine(
    fact: fact_types.Slept
    | fact_types.SleepLeftOut
    | fact_types.ClockStepped
    | fact_types.ClockAdopted
    | fact_types.Estimated,
) -> str:
    match fact:
        case fact_types.Slept(length=length):
            slept = tell_length(length)
            return f"the machine slept for {slept}, which counts; /asleep leaves it out"
        case fact_types.SleepLeftOut(since=since, until=until):
            return f"left out: {tell_length(until - since)} of sleep"
        case fact_types.ClockStepped(by=by):
            way = "forward" if by > ZERO else "back"
            moved = tell_length(abs(by))
            told = f"the machine's clock was set {way} by {moved}; the meeting's clock was not"
            return f"{told}; /adopt takes it over" if fact.ahead else told
        case fact_types.ClockAdopted(by=by):
            way = "forward" if by > ZERO else "back"
            moved = tell_length(abs(by))
            return f"the meeting's clock was set {way} by {moved}; what was timed stays as long"
        case _:
            return "the machine was restarted: the time since is an estimate; /began corrects it"


def _tell_rating(fact: fact_types.Rated) -> str:
    rating = f"{fact.team} rates {fact.score}"
    if fact.score < HEALTHY_SCORE and not fact.why:
        return f"{rating}. Why? /rate {fact.team} {fact.score} and one sentence"
    return f"{rating}: {fact.why}" if fact.why else rating
