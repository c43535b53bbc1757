"""Taking over the machine's clock once somebody has set it: all times move, no length does."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from meetingtui.clock import Anchor
from meetingtui.errors import Refused
from meetingtui.meeting.facts import ClockAdopted, ClockStepped, Estimated, TimelineFact
from meetingtui.meeting.model import Meeting

ZERO = timedelta(0)


def clocks_apart(meeting: Meeting) -> timedelta:
    """Return how far the machine's clock is ahead of the meeting's, as was told last.

    Zero once that was taken over, and after a restart, from which on the machine's clock counts.
    """
    told = [f for f in meeting.timeline if isinstance(f, ClockStepped | ClockAdopted | Estimated)]
    return told[-1].ahead if told and isinstance(told[-1], ClockStepped) else ZERO


def adopted(meeting: Meeting, step: int, now: datetime) -> ClockAdopted:
    """Return that the meeting's clock shows from now on what the machine's shows."""
    by = clocks_apart(meeting)
    if not by:
        raise Refused("the machine's clock was not set, or that is taken over already")
    return ClockAdopted(step=step, at=now, by=by)


def anchor_of(meeting: Meeting) -> Anchor | None:
    """Return what ties the clock of `meeting` to the calendar, with all that it has taken over."""
    by = sum((f.by for f in meeting.timeline if isinstance(f, ClockAdopted)), ZERO)
    anchor = meeting.anchor
    return anchor and replace(anchor, at=anchor.at + by)


def shown_at(meeting: Meeting, fact: TimelineFact) -> datetime:
    """Return when a fact of the timeline was, on the clock of the meeting as it is now."""
    later = meeting.timeline[meeting.timeline.index(fact) + 1 :]
    return fact.at + sum((f.by for f in later if isinstance(f, ClockAdopted)), ZERO)
