"""Steering by the end: which slots pay for a drift, under each overrun policy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from meetingtui.agenda.model import Overrun
from meetingtui.meeting.course import ZERO, Course, after, course_of
from meetingtui.meeting.facts import Refitted
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.overrun import overrun, paid_for, team_slots, unpaid, whole
from meetingtui.meeting.timing import planned_end, projected_end

SMALLEST = timedelta(seconds=15)
"""A drift below this is not worth a re-fit; the bound is OnlyT's."""

LARGEST = timedelta(minutes=15)
"""A drift above this is not made up by cutting slots; so is this one."""


def propose(meeting: Meeting, now: datetime, step: int = 0) -> tuple[Refitted, ...]:
    """Return the re-fit that the meeting's overrun policy asks for; empty where there is none.

    It has one fact for each overrun that is paid, and one for the drift that is nobody's: of
    joint slots, and of a late start. `buffer` pays all of the drift from buffers, then from the
    other slots to come in proportion to their timeboxes, required ones last. Under the other
    policies that is how nobody's drift is paid, and for a team `repay` takes it from the team's
    own slots to come, `match` gives every other team the same in its next slot, and `carry`
    leaves it to the next meeting. `none` pays nothing. No slot falls below a third of its planned
    timebox; a buffer may be used up; slots with a fixed end are never touched. A buffer that is
    required is no buffer here: it pays last and keeps its third, as every required slot does.
    Where the cuts do not suffice, the rest of the drift stays. Nothing is proposed below SMALLEST,
    nor is anything cut above LARGEST.
    """
    course = course_of(meeting)
    behind = drift(meeting, now)
    matched = meeting.overrun is Overrun.MATCH
    if course.slot is None or meeting.overrun is Overrun.NONE:
        return ()
    if behind > LARGEST and not matched:
        return ()
    facts: list[Refitted] = []
    if meeting.overrun is not Overrun.BUFFER:
        for slot in team_slots(meeting, course):
            facts += _pay_for_team(after(meeting, *facts), slot, behind, now, step)
            behind -= _burden(meeting, course, slot, now)
    if SMALLEST <= behind <= LARGEST:
        facts += _pay_from_all(after(meeting, *facts), None, behind, now, step)
    return tuple(facts) if _moved(facts) >= SMALLEST else ()


def payment(
    meeting: Meeting, slot: int, by: timedelta, now: datetime, step: int = 0
) -> tuple[Refitted, ...]:
    """Return how the policy pays for the extension of `slot` by `by`, which has happened.

    It pays for this extension and for no other drift, and only as far as the meeting is behind.
    """
    late = drift(meeting, now)
    behind = min(late, LARGEST if min(by, late) <= LARGEST else ZERO)
    if meeting.slots[slot].team and meeting.overrun is not Overrun.BUFFER:
        facts = _pay_for_team(meeting, slot, behind, now, step)
    elif meeting.overrun is Overrun.NONE:
        facts = []
    else:
        facts = _pay_from_all(meeting, slot, min(whole(by), behind), now, step)
    return tuple(facts) if _moved(facts) >= SMALLEST else ()


def matching(meeting: Meeting, slot: int, now: datetime, step: int = 0) -> tuple[Refitted, ...]:
    """Return what the other teams get for the time that `slot` has got, under `match`."""
    if meeting.overrun is not Overrun.MATCH or not meeting.slots[slot].team:
        return ()
    return tuple(_pay_for_team(meeting, slot, ZERO, now, step))


def drift(meeting: Meeting, now: datetime) -> timedelta:
    """Return how far the meeting is behind its plan, to the second; negative when ahead."""
    course = course_of(meeting)
    return whole(projected_end(meeting, course, now) - planned_end(meeting, course, now))


def buffers_left(meeting: Meeting, course: Course, now: datetime) -> dict[int, timedelta]:
    """Return what each buffer to come can still give; one that is required is kept for itself."""
    coming = (i for i in _movable(meeting, course) if meeting.slots[i].is_buffer)
    return {i: room for i in coming if (room := _room(meeting, course, i, now))}


def _pay_for_team(
    meeting: Meeting, slot: int, behind: timedelta, now: datetime, step: int
) -> list[Refitted]:
    course = course_of(meeting)
    if meeting.overrun is Overrun.MATCH:
        cuts = _gifts(meeting, course, slot, now)
    elif meeting.overrun is Overrun.REPAY:
        team = meeting.slots[slot].team
        own = [i for i in _movable(meeting, course) if meeting.slots[i].team == team]
        due = min(whole(unpaid(meeting, course, slot, now)), behind)
        cuts = collect(meeting, course, [own], due, now)
    else:
        cuts = {}
    return [Refitted(step=step, at=now, cuts=cuts, slot=slot)] if cuts else []


def _burden(meeting: Meeting, course: Course, slot: int, now: datetime) -> timedelta:
    """Return how much of the drift is a team's own affair, under a policy other than buffer."""
    if meeting.overrun is Overrun.REPAY:
        return whole(unpaid(meeting, course, slot, now))
    given = sum((cut for cut in paid_for(meeting, slot).values() if cut < ZERO), ZERO)
    return whole(overrun(meeting, course, slot, now)) - given


def _pay_from_all(
    meeting: Meeting, slot: int | None, due: timedelta, now: datetime, step: int
) -> list[Refitted]:
    course = course_of(meeting)
    payers = _movable(meeting, course)
    buffers = [i for i in payers if meeting.slots[i].is_buffer]
    others = [i for i in payers if i not in buffers]
    required = [i for i in others if meeting.slots[i].required]
    groups = [*([i] for i in buffers), [i for i in others if i not in required], required]
    cuts = collect(meeting, course, groups, due, now)
    return [Refitted(step=step, at=now, cuts=cuts, slot=slot)] if cuts else []


def left_out(meeting: Meeting, slot: int, now: datetime) -> tuple[str, ...]:
    """Return the teams that are due the same as `slot` has got and have no slot to get it in.

    Only `match` owes it to them; nothing is booked for another meeting.
    """
    course = course_of(meeting)
    if meeting.overrun is not Overrun.MATCH or not meeting.slots[slot].team:
        return ()
    having = {meeting.slots[i].team for i in _unfinished(meeting, course)}
    return tuple(team for team in _due(meeting, course, slot, now) if team not in having)


def _gifts(meeting: Meeting, course: Course, slot: int, now: datetime) -> dict[int, timedelta]:
    """Return what makes the others even: each team gets the same in its next slot.

    That is the one in the same segment, or else the first one; one that has the floor counts too.
    """
    gifts: dict[int, timedelta] = {}
    for team, due in _due(meeting, course, slot, now).items():
        theirs = [i for i in _unfinished(meeting, course) if meeting.slots[i].team == team]
        same = (i for i in theirs if segment_of(meeting, i) == segment_of(meeting, slot))
        if theirs:
            gifts[next(same, theirs[0])] = -due
    return gifts


def _due(meeting: Meeting, course: Course, slot: int, now: datetime) -> dict[str, timedelta]:
    """Return what each team with slots of its own lacks of what `slot` took beyond its time."""
    over = whole(overrun(meeting, course, slot, now))
    paid = paid_for(meeting, slot)
    due: dict[str, timedelta] = {}
    for name in dict.fromkeys(each.team for each in meeting.slots):
        given = -sum((cut for i, cut in paid.items() if meeting.slots[i].team == name), ZERO)
        if name not in ("", meeting.slots[slot].team) and over - given >= SMALLEST:
            due[name] = over - given
    return due


def collect(
    meeting: Meeting,
    course: Course,
    groups: Iterable[Sequence[int]],
    due: timedelta,
    now: datetime,
) -> dict[int, timedelta]:
    """Return how `due` is taken from `groups` of slots, each asked once the one before is empty."""
    cuts: dict[int, timedelta] = {}
    for group in groups:
        room = {i: _room(meeting, course, i, now) for i in group}
        paid = share_evenly(meeting, due, {i: course.lengths[i] for i in group}, room)
        cuts |= {i: cut for i, cut in paid.items() if cut}
        due -= sum(paid.values(), ZERO)
    return cuts


def share_out(
    owed: timedelta, weights: Mapping[int, timedelta], room: Mapping[int, timedelta]
) -> dict[int, timedelta]:
    """Split `owed` (whole seconds) by `weights`, giving nobody more than their `room`.

    The parts are whole seconds and add up to `owed`, or to all the room when that is less. What
    weighs nothing has no part.
    """
    parts = dict.fromkeys(weights, 0)
    sharing = [i for i in weights if weights[i]]
    left = min(_seconds(owed), sum(_seconds(room[i]) for i in sharing))
    while left > 0:
        open_ones = [i for i in sharing if parts[i] < _seconds(room[i])]
        total = sum(_seconds(weights[i]) for i in open_ones)
        pool = left
        for i in open_ones:
            part = max(1, pool * _seconds(weights[i]) // total)
            part = min(part, left, _seconds(room[i]) - parts[i])
            parts[i] += part
            left -= part
    return {i: timedelta(seconds=part) for i, part in parts.items()}


def share_evenly(
    meeting: Meeting,
    owed: timedelta,
    weights: Mapping[int, timedelta],
    room: Mapping[int, timedelta],
) -> dict[int, timedelta]:
    """Split as `share_out` does, the same for teams of a segment that have the same.

    The seconds that this leaves over go to other slots that have room, or else to the first.
    """
    parts = share_out(owed, weights, room)
    peers: dict[tuple[str, timedelta, timedelta], list[int]] = {}
    for i in weights:
        peers.setdefault((segment_of(meeting, i), weights[i], room[i]), []).append(i)
    odd = ZERO
    for group in peers.values():
        total = sum((parts[i] for i in group), ZERO)
        each = timedelta(seconds=_seconds(total) // len(group))
        parts |= dict.fromkeys(group, each)
        odd += total - each * len(group)
    alone = [group[0] for group in peers.values() if len(group) == 1]
    for i in (*alone, *(i for i in weights if i not in alone)):
        more = min(odd, room[i] - parts[i])
        parts[i] += more
        odd -= more
    return parts


def _room(meeting: Meeting, course: Course, index: int, now: datetime) -> timedelta:
    floor = ZERO if meeting.slots[index].is_buffer else course.full[index] / 3
    room = course.lengths[index] - max(floor, course.elapsed(index, now))
    return max(ZERO, timedelta(seconds=_seconds(room)))


def _movable(meeting: Meeting, course: Course) -> list[int]:
    return [i for i in course.coming if meeting.slots[i].ends_at is None]


def _unfinished(meeting: Meeting, course: Course) -> list[int]:
    open_one = () if course.slot is None else (course.slot,)
    return [
        *(i for i in open_one if meeting.slots[i].ends_at is None),
        *_movable(meeting, course),
    ]


def segment_of(meeting: Meeting, slot: int) -> str:
    """Return the id of the segment that a slot is of; its teams have a slot each."""
    return meeting.slots[slot].segment


def _moved(facts: Iterable[Refitted]) -> timedelta:
    return sum((abs(cut) for fact in facts for cut in fact.cuts.values()), ZERO)


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())
