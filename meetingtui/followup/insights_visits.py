"""Trends of the exchange: who sits with whom across teams, so that in time all have met."""

from __future__ import annotations

from itertools import combinations

from meetingtui.agenda.model import SegmentKind
from meetingtui.followup.insights_model import Bar, Figure, Stretch, advised, many
from meetingtui.meeting.model import Meeting


def visits(stretch: Stretch) -> Figure:
    """Return how many visits across teams were agreed on; the goal is one after each meeting."""
    planned = [meeting for meeting in stretch.meetings if _has_exchange(meeting)]
    pairs = [frozenset(pair) for meeting in planned for pair in meeting.exchange.pairs]
    first = {pair for pair in pairs if pair not in _met_before(planned)}
    meets = all(meeting.exchange.pairs for meeting in planned) if planned else None
    return Figure(
        id="visits",
        title="Exchange visits",
        goal="one after each meeting",
        told=f"{many(len(pairs), 'visit')}, {len(set(pairs))} of {_possible(planned)} pairs"
        if planned
        else "no exchange on the agenda",
        meets=meets,
        points=tuple(
            float(len(meeting.exchange.pairs)) if _has_exchange(meeting) else None
            for meeting in stretch.meetings
        ),
        bars=(
            Bar("for the first time", len(first), many(len(first), "visit")),
            Bar("again", len(pairs) - len(first), many(len(pairs) - len(first), "visit")),
        )
        if pairs
        else (),
        advice=advised(
            meets,
            keep="who has sat with the others knows why they ask.",
            mend="Let each team name one person who visits another before the next meeting.",
        ),
    )


def _has_exchange(meeting: Meeting) -> bool:
    return any(slot.kind is SegmentKind.EXCHANGE for slot in meeting.slots)


def _met_before(planned: list[Meeting]) -> set[frozenset[str]]:
    """Return who had been paired before the first of these meetings."""
    return {frozenset(met.pair) for meeting in planned[:1] for met in meeting.exchange.met}


def _possible(planned: list[Meeting]) -> int:
    """Return how many pairs across teams there can be in the latest of these meetings."""
    teams = [len(team.people) for team in planned[-1].teams]
    return sum(a * b for a, b in combinations(teams, 2))
