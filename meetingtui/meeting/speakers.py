"""Who speaks now, and who is next: within a team's slot, and in a round of everybody present."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import chain, zip_longest

from msgspec import Struct

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.errors import Refused
from meetingtui.meeting.adopting import shown_at
from meetingtui.meeting.course import Course, Span
from meetingtui.meeting.facts import Absent, Passed, Present, PutOff, SlotOpened, Spoke
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.roll import absent_people, teams_with_guests
from meetingtui.meeting.spoken import tell_remaining


class Floor(Struct, frozen=True):
    """The turn of one person in a round."""

    speaker: str
    left: timedelta
    """What is left of the person's time; negative when it is over."""

    time: timedelta
    """What each person present has."""

    waiting: tuple[str, ...]
    """Who speaks after that, in this order."""


def is_round(slot: Slot) -> bool:
    """Tell whether everybody present speaks in turn in `slot`."""
    return slot.per_person is not None or slot.kind is SegmentKind.ROUND


def speakers_of(meeting: Meeting, slot: int) -> tuple[str, ...]:
    """Return the people present whose turns a slot is made of, in the order in which they speak.

    In a team's slot that is the team, in the order of its rota. In a round it is everybody, one
    from each team in turn, first from the team that opens the meeting; guests come last. Others
    have no order.
    """
    return _in_order(meeting, slot, absent_people(meeting))


def _in_order(meeting: Meeting, slot: int, absent: Collection[str]) -> tuple[str, ...]:
    teams = [
        (team.name, [person for person in team.people if person not in absent])
        for team in teams_with_guests(meeting)
    ]
    at = meeting.slots[slot]
    if at.team and not is_round(at):
        return tuple(dict(teams)[at.team])
    if not is_round(at):
        return ()
    opening = next((s.team for s in meeting.slots if s.team), teams[0][0])
    own = [people for name, people in teams if name in [team.name for team in meeting.teams]]
    first = [team.name for team in meeting.teams].index(opening)
    in_turn = chain.from_iterable(zip_longest(*own[first:], *own[:first]))
    guests = [people for _, people in teams[len(own) :]]
    return tuple(filter(None, chain(in_turn, *guests)))


def queue_of(meeting: Meeting, slot: int) -> tuple[str, ...]:
    """Return who is still to speak in a round, the one who has the floor first.

    Who comes in while the round is open takes the place in the order, but never the floor.
    """
    return _turns_of(meeting, slot)[0]


def _turns_of(meeting: Meeting, slot: int) -> tuple[tuple[str, ...], tuple[datetime, ...]]:
    """Return the queue of a round, and the instants at which the floor went on to somebody."""
    if not is_round(meeting.slots[slot]):
        return (), ()
    queue = list(_in_order(meeting, slot, ()))
    here = {person for team in meeting.teams for person in team.people}
    waiting, changes, is_open = [person for person in queue if person in here], [], False
    for fact in meeting.timeline:
        speaker = waiting[0] if is_open and waiting else None
        match fact:
            case SlotOpened(slot=opened):
                is_open = opened == slot
            case Present(person=person):
                here.add(person)
            case Absent(person=person):
                here.discard(person)
            case Spoke(slot=at, person=person) | Passed(slot=at, person=person) if at == slot:
                queue = [each for each in queue if each != person]
            case PutOff(slot=at, person=person) if at == slot and person in queue:
                queue = [each for each in queue if each != person] + [person]
            case _:
                continue
        if isinstance(fact, Present) and speaker:
            queue = [speaker, *(each for each in queue if each != speaker)]
        waiting = [person for person in queue if person in here]
        if speaker and waiting[:1] != [speaker]:
            changes.append(shown_at(meeting, fact))
    return tuple(waiting), tuple(changes)


def floor_of(meeting: Meeting, course: Course, now: datetime) -> Floor | None:
    """Return whose turn it is in the round that is open; None where nobody's is.

    Everybody present has the same part of the timebox as it stands.
    """
    slot = course.slot
    queue, changes = ((), ()) if slot is None else _turns_of(meeting, slot)
    if slot is None or not queue:
        return None
    since = max([course.turns[-1].span.start, *changes])
    time = course.lengths[slot] / len(speakers_of(meeting, slot))
    return Floor(queue[0], time - course.running(Span(since), now), time, queue[1:])


def spoke(meeting: Meeting, course: Course, step: int, now: datetime) -> Spoke | None:
    """Return that who has the floor in the open round has spoken; None where nobody has it."""
    floor = floor_of(meeting, course, now)
    if floor is None or course.slot is None:
        return None
    return Spoke(step=step, at=now, slot=course.slot, person=floor.speaker)


def passed(meeting: Meeting, course: Course, step: int, now: datetime) -> Passed:
    """Return that who has the floor in the open round has nothing to say."""
    slot, person = _in_turn(meeting, course)
    return Passed(step=step, at=now, slot=slot, person=person)


def put_off(meeting: Meeting, course: Course, step: int, now: datetime) -> PutOff:
    """Return that who has the floor in the open round speaks last instead."""
    slot, person = _in_turn(meeting, course)
    if len(queue_of(meeting, slot)) == 1:
        raise Refused(f"{person} is the last to speak; /pass leaves the turn out")
    return PutOff(step=step, at=now, slot=slot, person=person)


def tell_floor(floor: Floor) -> str:
    """Return a turn as one line: `Ana speaks, 0:45 left; next Ben, then Dana, Eve`."""
    told = f"{floor.speaker} speaks, {tell_remaining(floor.left)}"
    if not floor.waiting:
        return f"{told}; nobody after that"
    first, *others = floor.waiting
    return f"{told}; next {first}" + (f", then {', '.join(others)}" if others else "")


def _in_turn(meeting: Meeting, course: Course) -> tuple[int, str]:
    queue = () if course.slot is None else queue_of(meeting, course.slot)
    if course.slot is None or not queue:
        raise Refused("nobody's turn is running; /pass and /later are for rounds")
    return course.slot, queue[0]
