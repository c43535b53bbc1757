"""Trends of the promises: how many are kept, and how old the open ones are."""

from __future__ import annotations

from collections.abc import Iterable

from meetingtui.clock import local_date
from meetingtui.followup.insights_model import Bar, Figure, Stretch, advised, many, middle, percent
from meetingtui.followup.promises import is_overdue
from meetingtui.meeting.figures import LEAST_KEPT, Part
from meetingtui.meeting.kept import judged
from meetingtui.meeting.model import Action, ActionState, Meeting
from meetingtui.meeting.sequel import sitting_of

OFTEN = 3
"""A promise that was carried into so many meetings asks for a choice."""

_AGES = (("under a week", 7), ("1 to 2 weeks", 14), ("2 to 4 weeks", 28), ("older", None))


def kept(stretch: Stretch) -> Figure:
    """Return how many promises were kept; the goal is 90 %.

    Each counts once, as `judged` says.
    """
    held = [sitting_of(meeting, stretch.zone) for meeting in stretch.meetings]
    before = [sitting_of(stretch.before, stretch.zone) if stretch.before else None, *held]
    found = [judged(stretch.actions, *each) for each in zip(held, before, strict=False)]
    parts = [Part(sum(done for _, done in each), len(each)) for each in found]
    every = [promise for each in found for promise in each]
    whole = Part(sum(done for _, done in every), len(every))
    meets = whole.reaches(LEAST_KEPT)
    return Figure(
        id="kept",
        title="Promises kept",
        goal=f"at least {LEAST_KEPT:.0%}",
        unit="%",
        told=_told(whole) if every else "no promise was due",
        meets=meets,
        points=tuple(percent(part.count, part.of) for part in parts),
        bars=tuple(_bar(stretch, team, every) for team in stretch.teams) if every else (),
        full=100.0,
        advice=advised(
            meets,
            keep="a promise here is worth something.",
            mend="Promise less and smaller, each with one owner, and look through them midweek.",
        ),
    )


def age(stretch: Stretch) -> Figure:
    """Return how old the open promises are; none should have been carried three times."""
    still_open = [a for a in stretch.actions if a.state is ActionState.OPEN]
    ages = [(stretch.today - local_date(a.taken_at, stretch.zone)).days for a in still_open]
    often = _carried_often(stretch, stretch.meetings[-1:], {a.id for a in still_open})
    meets = not often if stretch.meetings else None
    overdue = sum(is_overdue(action, stretch.today) for action in still_open)
    made = {action.id for action in stretch.actions}
    return Figure(
        id="age",
        title="Age of promises",
        goal=f"none carried {OFTEN} times",
        told=_told_ages(ages),
        meets=meets,
        points=tuple(
            float(len(_carried_often(stretch, [meeting], made))) for meeting in stretch.meetings
        ),
        less_is_better=True,
        bars=_ages(ages) if ages else (),
        advice=advised(
            meets,
            keep=f"no promise came back {OFTEN} times{_but_late(overdue)}.",
            mend=f"{many(len(often), 'promise')} came back {OFTEN} times or more: do it now,"
            " hand it over, drop it, or put it on the agenda.",
        ),
    )


def _bar(stretch: Stretch, team: str, every: Iterable[tuple[Action, bool]]) -> Bar:
    mine = [done for action, done in every if action.team == team]
    part = Part(sum(mine), len(mine))
    told = _told(part) if mine else "none due"
    return Bar(team, 100 * (part.share or 0.0), told, 100 * LEAST_KEPT)


def _told(part: Part) -> str:
    return f"{part.share or 0:.0%}: {part.count} of {part.of}"


def _carried_often(stretch: Stretch, meetings: Iterable[Meeting], ids: set[str]) -> set[str]:
    return {
        carried.id
        for meeting in meetings
        for carried in meeting.carried
        if carried.times >= OFTEN and not carried.meanwhile and carried.id in ids
    }


def _told_ages(ages: list[int]) -> str:
    if not ages:
        return "no promise is open"
    usual = many(round(middle(ages)), "day")
    return f"{len(ages)} open, usually {usual}, max {max(ages)}"


def _but_late(overdue: int) -> str:
    return f"; look first at {many(overdue, 'promise')} overdue" if overdue else ""


def _ages(ages: list[int]) -> tuple[Bar, ...]:
    bars = []
    least = 0
    for label, most in _AGES:
        count = sum(least <= days and (most is None or days < most) for days in ages)
        bars.append(Bar(label, count, many(count, "promise")))
        least = most or least
    return tuple(bars)
