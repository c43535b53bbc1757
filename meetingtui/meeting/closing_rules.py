"""What is settled when a meeting closes: one norm is checked, and the next meeting has its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from meetingtui.errors import Refused
from meetingtui.meeting import commands as ask
from meetingtui.meeting.duedates import DueError, describe_due, parse_due
from meetingtui.meeting.facts import NormChecked, Rescheduled, TimelineFact
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.outcome import Moment

ClosingCommand = ask.CheckNorm | ask.Reschedule


def closing_facts(
    meeting: Meeting, command: ClosingCommand, step: int, moment: Moment
) -> tuple[TimelineFact, ...]:
    """Return the facts that `command` adds to the timeline; Refused when it cannot be done."""
    match command:
        case ask.CheckNorm():
            return (_checked(meeting, command, step, moment),)
        case _:
            return (_rescheduled(command.on, step, moment),)


def norm_to_check(norms: Sequence[str], earlier: Sequence[Meeting]) -> str:
    """Return the one of `norms` that is up: never checked, or longest ago; "" of none.

    `earlier` holds the meetings of the series so far, oldest first.
    """
    checked = [fact.norm for meeting in earlier if (fact := norm_checked(meeting))]
    last = {norm: at for at, norm in enumerate(checked)}
    return min(norms, key=lambda norm: last.get(norm, -1), default="")


def norm_checked(meeting: Meeting) -> NormChecked | None:
    """Return what was last said of the norm that was checked."""
    told = [fact for fact in meeting.timeline if isinstance(fact, NormChecked)]
    return told[-1] if told else None


def next_day_of(meeting: Meeting) -> date | None:
    """Return the day of the next meeting: as was said here, or as the agenda repeats."""
    return moved_day_of(meeting) or meeting.next_on


def moved_day_of(meeting: Meeting) -> date | None:
    """Return the day of the next meeting, where it was said here; None where nobody did."""
    told = [fact.on for fact in meeting.timeline if isinstance(fact, Rescheduled)]
    return told[-1] if told else None


def day_after(words: str, today: date) -> date:
    """Return the day that `words` name, which is after `today`; else Refused."""
    try:
        on = parse_due(words, today)
    except DueError as error:
        raise Refused(str(error)) from error
    if on <= today:
        raise Refused(f"the next meeting is after today, and that is {describe_due(on, today)}")
    return on


def _checked(meeting: Meeting, command: ask.CheckNorm, step: int, moment: Moment) -> NormChecked:
    if not meeting.norm:
        raise Refused("the agenda of this meeting has no norms; `norms:` in its file lists them")
    return NormChecked(
        step=step, at=moment.now, norm=meeting.norm, kept=command.kept, said=command.said
    )


def _rescheduled(words: str, step: int, moment: Moment) -> Rescheduled:
    return Rescheduled(step=step, at=moment.now, on=day_after(words, moment.today))
