"""Who speaks now, and who is next: within a team's slot, and in a round of everybody present."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from meetingtui.errors import Refused
from meetingtui.meeting.course import Course
from meetingtui.meeting.facts import Passed, PutOff, Spoke
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.roll import absent_people
from meetingtui.meeting.rounds import hands, order_of, read_round
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


def speakers_of(meeting: Meeting, slot: int) -> tuple[str, ...]:
    """Return the people present whose turns a slot is made of, in the order in which they speak.

    In a team's slot that is the team, in the order of its rota; in a round it is everybody.
    Others have no order.
    """
    if not meeting.slots[slot].team and not meeting.slots[slot].is_round:
        return ()
    absent = absent_people(meeting)
    return tuple(person for person in order_of(meeting, slot) if person not in absent)


def queue_of(meeting: Meeting, slot: int) -> tuple[str, ...]:
    """Return who is still to speak in a round, the one who has the floor first."""
    return read_round(meeting, slot).waiting if meeting.slots[slot].is_round else ()


def floor_of(meeting: Meeting, course: Course, now: datetime) -> Floor | None:
    """Return whose turn it is in the round that is open; None where nobody's is.

    Everybody present has the same part of the timebox as it stands.
    """
    slot = course.slot
    queue = () if slot is None else queue_of(meeting, slot)
    if slot is None or not queue:
        return None
    latest = hands(read_round(meeting, slot), course, slot)[-1]
    time = course.lengths[slot] / len(speakers_of(meeting, slot))
    return Floor(queue[0], time - course.running(latest.span, now), time, queue[1:])


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
