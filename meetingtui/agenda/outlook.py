"""What a plan holds in store: who speaks how long, who is up when, and where there is no slack."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from meetingtui.agenda.durations import format_duration
from meetingtui.agenda.ends import Label
from meetingtui.agenda.model import Agenda
from meetingtui.agenda.percents import whole_percents
from meetingtui.agenda.plan import Timed, shares_of, total
from meetingtui.agenda.timeline import TOGETHER


def outlook(agenda: Agenda, plan: Sequence[Timed], label: Label) -> tuple[str, ...]:
    """Return what there is to know of `plan`, a line each, before anybody has spoken.

    `plan` is one of `agenda`, in the order in which its teams speak. Which slots will overrun is
    not known; what an overrun would cost is.
    """
    names = [team.name for team in agenda.teams]
    return (
        *_shares(agenda, plan),
        *(_turns(plan, name, label) for name in names),
        *_slack(agenda, plan, label),
    )


def unbuffered(plan: Sequence[Timed]) -> list[Timed]:
    """Return the slots that no buffer follows; all of them where there is no buffer."""
    buffers = [index for index, each in enumerate(plan) if each.slot.is_buffer]
    return list(plan[buffers[-1] + 1 :]) if buffers else list(plan)


def _shares(agenda: Agenda, plan: Sequence[Timed]) -> list[str]:
    slots = [each.slot for each in plan]
    shares = shares_of(agenda.teams, slots)
    percents = whole_percents([share.total_seconds() for share in shares.values()])
    return [
        f"{f'{team} speaks' if team else f'all {TOGETHER} have'} {format_duration(share)}, "
        f"{percent}% of the plan"
        for (team, share), percent in zip(shares.items(), percents, strict=True)
    ]


def _turns(plan: Sequence[Timed], team: str, label: Label) -> str:
    turns = [each for each in plan if each.slot.team == team]
    if not turns:
        return f"{team} has no turn of its own"
    return f"{team} is up at " + ", ".join(_placed(each, label) for each in turns)


def _slack(agenda: Agenda, plan: Sequence[Timed], label: Label) -> list[str]:
    slots = [each.slot for each in plan]
    planned, buffer = total(slots), total([slot for slot in slots if slot.is_buffer])
    spare = agenda.length - planned
    lines = []
    if buffer:
        of_plan = f"{format_duration(buffer)} of {format_duration(planned)}"
        lines.append(f"the buffer is {of_plan}, {buffer / planned:.0%}")
    else:
        lines.append("there is no buffer: later slots pay for every overrun, or the end moves")
    if spare > timedelta(0):
        lines.append(f"{format_duration(spare)} of {format_duration(agenda.length)} is not planned")
    elif spare < timedelta(0):
        longer = f"{format_duration(-spare)} longer than {format_duration(agenda.length)}"
        lines.append(f"the plan is {longer}")
    tight = unbuffered(plan)
    if buffer and tight:
        where = ", ".join(_placed(each, label) for each in tight)
        lines.append(f"no buffer comes after {where}")
    for each in plan:
        if each.slot.ends_at is not None:
            until = f"{each.slot.label} ends at {label(each.ends_at)} whatever comes before"
            lines.append(f"{until}: an overrun shortens it")
    return lines


def _placed(each: Timed, label: Label) -> str:
    name = each.slot.title
    return f"{label(each.starts_at)} ({name}, {format_duration(each.slot.length)})"
