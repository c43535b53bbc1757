"""Saved time ends the meeting earlier, unless the facilitator gives it out."""

from __future__ import annotations

from datetime import datetime, timedelta

from meetingtui.errors import Refused
from meetingtui.meeting.course import ZERO, Course
from meetingtui.meeting.facts import Refitted
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.refit import SMALLEST, drift, segment_of, share_evenly
from meetingtui.meeting.spoken import tell_length


def saved_time(meeting: Meeting, now: datetime) -> timedelta:
    """Return how far the meeting is ahead of its plan; zero where that is below SMALLEST."""
    saved = -drift(meeting, now)
    return saved if saved >= SMALLEST else ZERO


def given_out(
    meeting: Meeting,
    course: Course,
    slot: int | None,
    by: timedelta | None,
    step: int,
    now: datetime,
) -> Refitted:
    """Return how `by` of the saved time goes to `slot`, and then belongs to it.

    None for `by` is all that is saved. None for `slot` is all slots to come: those that were cut
    are made whole first, then all get more in proportion to their timeboxes. Buffers, slots with a
    fixed end, and a round with nobody here are given nothing. The teams of a segment get the same,
    the one that has the floor too; where one has had its slot already, the others are not given
    more than it had.
    """
    saved = saved_time(meeting, now)
    if not saved:
        behind = drift(meeting, now)
        stands = f"{tell_length(behind)} behind" if behind >= SMALLEST else "on time"
        raise Refused(
            f"no time is saved: the meeting is {stands}; /extend takes it from others, as the"
            " agenda says"
        )
    by = saved if by is None else by
    if by > saved:
        raise Refused(f"only {tell_length(saved)} are saved; /extend takes the rest from others")
    gifts = {slot: by} if slot is not None else _to_all(meeting, course, by)
    if not gifts or any(meeting.slots[i].ends_at for i in gifts):
        raise Refused("no slot to come can be longer; the meeting ends earlier instead")
    return Refitted(step=step, at=now, cuts={i: -gift for i, gift in gifts.items()})


def _to_all(meeting: Meeting, course: Course, by: timedelta) -> dict[int, timedelta]:
    slots = meeting.slots
    coming = [i for i in course.coming if not slots[i].is_buffer]
    if (now := course.slot) is not None and slots[now].team:
        same = (segment_of(meeting, i) == segment_of(meeting, now) for i in coming)
        coming = [now, *coming] if any(same) else coming
    free = [i for i in coming if slots[i].ends_at is None and course.lengths[i]]
    weights = {i: course.lengths[i] for i in free}
    begun = {
        segment_of(meeting, i): i for i in {turn.slot for turn in course.turns} if i not in free
    }
    even = {i: begun[at] for i in free if slots[i].team and (at := segment_of(meeting, i)) in begun}
    whole = {i: course.full[i] - course.repaid.get(i, ZERO) for i in free}
    most = {i: min(whole[i], course.lengths[even[i]]) if i in even else whole[i] for i in free}
    first = share_evenly(meeting, by, weights, {i: max(ZERO, most[i] - weights[i]) for i in free})
    others = {i: length for i, length in weights.items() if i not in even}
    rest = share_evenly(meeting, by - sum(first.values(), ZERO), others, dict.fromkeys(others, by))
    return {i: gift for i in free if (gift := first[i] + rest.get(i, ZERO))}
