"""The instants at which the clock has something to say by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from meetingtui.meeting.course import course_of
from meetingtui.meeting.model import Meeting, MeetingState
from meetingtui.meeting.speakers import floor_of
from meetingtui.meeting.timing import status_of

REPEAT = timedelta(minutes=1)
"""A slot that is over says so again after this, then after twice as long, and so on."""


def next_signal(meeting: Meeting, now: datetime) -> datetime | None:
    """Return the next instant after `now` at which to speak up, or None while the clock stands.

    These are the agenda's warnings, the end of the timebox, and 1, 2, 4, 8 … minutes after it; in
    a round also the end of a person's time.
    """
    status = status_of(meeting, now)
    if status.state is not MeetingState.RUNNING:
        return None
    box = status.elapsed + status.remaining
    end = now + status.remaining
    instants = [end]
    for warn in meeting.warn:
        if warn.left is not None and warn.left < box:
            instants.append(end - warn.left)
        elif warn.spent is not None:
            instants.append(end - box * (1 - warn.spent))
    floor = floor_of(meeting, course_of(meeting), now)
    if floor is not None:
        instants.append(now + floor.left)
    coming = [at for at in instants if at > now]
    if coming:
        return min(coming)
    after = REPEAT
    while end + after <= now:
        after *= 2
    return end + after
