"""The instants at which the clock has something to say by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from msgspec.structs import replace

from meetingtui.agenda.durations import format_duration
from meetingtui.clock import local
from meetingtui.meeting.commands import EXTENSION, Command, Extend, Next, Refit
from meetingtui.meeting.facts import Extended
from meetingtui.meeting.model import Meeting, MeetingState
from meetingtui.meeting.refit import propose
from meetingtui.meeting.telling import tell_cuts
from meetingtui.meeting.timing import ZERO, status_of

REPEAT = timedelta(minutes=1)
"""A slot that is over says so again after this, then after twice as long, and so on."""


def next_signal(meeting: Meeting, now: datetime) -> datetime | None:
    """Return the next instant after `now` at which to speak up, or None while the clock stands.

    These are the agenda's warnings, the end of the timebox, and 1, 2, 4, 8 … minutes after it.
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
    coming = [at for at in instants if at > now]
    if coming:
        return min(coming)
    after = REPEAT
    while end + after <= now:
        after *= 2
    return end + after


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to go on when a timebox is used up, with its price."""

    command: Command
    word: str
    """What to type in either face."""

    price: str
    """What it costs; empty where it costs nothing."""


def choices_at_zero(meeting: Meeting, now: datetime, zone: tzinfo | None) -> tuple[Choice, ...]:
    """Return the choices at the end of the timebox of the open slot; none without one.

    Prices name the projected end as the people in `zone` read it, and who pays for a re-fit.
    """
    status = status_of(meeting, now)
    if status.slot is None:
        return ()
    by = EXTENSION - min(ZERO, status.remaining)
    extended = Extended(step=0, at=now, slot=status.slot, by=by)
    longer = replace(meeting, timeline=(*meeting.timeline, extended))
    later = _clock(status_of(longer, now).ends_at, zone)
    extend = Choice(Extend(EXTENSION), f"/extend {format_duration(EXTENSION)}", f"ends {later}")
    proposal = propose(meeting, now)
    if proposal is None:
        return (extend, Choice(Next(), "/next", ""))
    price = f"{tell_cuts(proposal.cuts, meeting)}, ends {_clock(proposal.ends_at, zone)}"
    return (extend, Choice(Next(), "/next", ""), Choice(Refit(), "/refit", price))


def _clock(at: datetime, zone: tzinfo | None) -> str:
    return f"{local(at, zone):%H:%M}"
