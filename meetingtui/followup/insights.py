"""Trends of a series over its last meetings: few for what is new, many for what is usual."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from meetingtui.followup.insights_model import Figure, Stretch, many
from meetingtui.followup.insights_people import people, tells_people
from meetingtui.followup.insights_promises import age, kept
from meetingtui.followup.insights_questions import previews, questions
from meetingtui.followup.insights_teams import airtime, rating, recognition
from meetingtui.followup.insights_time import ended, reached, segments, started
from meetingtui.followup.insights_visits import visits
from meetingtui.meeting.model import Action, Meeting, MeetingState, Note

FEW, MANY = 4, 12
ENOUGH = 3
"""Fewer meetings than this show no trend."""

FIGURES: tuple[Callable[[Stretch], Figure], ...] = (
    started, ended, reached, segments, airtime, kept, age, questions, previews, recognition, visits,
    rating,
)  # fmt: skip
"""In the order in which they are shown; the one of people comes last, where it is agreed on."""


@dataclass(frozen=True, slots=True)
class Insights:
    """The figures of one series; the two tuples hold the same figures in the same order."""

    series: str
    title: str
    many: Stretch
    """The last twelve meetings that were closed, or those that there are."""

    over_many: tuple[Figure, ...]
    few: Stretch
    """The last four."""

    over_few: tuple[Figure, ...]
    closed: int
    unclosed: int
    """Meetings that were started and never closed; they are left out."""


def insights_of(
    series: str,
    meetings: Sequence[Meeting],
    notes: Iterable[Note],
    actions: Iterable[Action],
    today: date,
    zone: tzinfo | None,
) -> Insights:
    """Return the trends of `series`, whose meetings and action items these are, oldest first.

    Of its notes those of its last `MANY` meetings count.
    """
    closed = [meeting for meeting in meetings if meeting.state is MeetingState.CLOSED]
    begun = [meeting for meeting in meetings if meeting.state is not MeetingState.PLANNED]

    def last(count: int) -> Stretch:
        earlier = closed[:-count]
        return Stretch(
            meetings=tuple(closed[-count:]),
            before=earlier[-1] if earlier else None,
            notes=tuple(notes),
            actions=tuple(actions),
            today=today,
            zone=zone,
        )

    notes, actions = tuple(notes), tuple(actions)
    longer, shorter = last(MANY), last(FEW)
    figures = (*FIGURES, people) if tells_people(shorter) else FIGURES
    return Insights(
        series=series,
        title=meetings[-1].title if meetings else series,
        many=longer,
        over_many=tuple(figure(longer) for figure in figures),
        few=shorter,
        over_few=tuple(figure(shorter) for figure in figures),
        closed=len(closed),
        unclosed=len(begun) - len(closed),
    )


def series_of(meetings: Iterable[Meeting]) -> list[str]:
    """Return the ids of all series, the one that met last first."""
    return list(dict.fromkeys(meeting.agenda for meeting in reversed(list(meetings))))


def tell_basis(found: Insights) -> str:
    """Return how many meetings the trends are of, and whether that is enough."""
    told = f"{many(found.closed, 'meeting')} closed"
    told += f", {found.unclosed} never closed and left out" if found.unclosed else ""
    few = "; too few for a trend" if found.closed < ENOUGH else ""
    return f"{told}{few}; ✓ and ✗ tell of the last {FEW}, higher columns are better"


def tell_verdict(found: Insights) -> str:
    """Return how many goals were reached over the last few meetings, and name those missed."""
    judged = [figure for figure in found.over_few if figure.meets is not None]
    missed = [figure.title for figure in judged if not figure.meets]
    if not judged:
        return ""
    told = f"{len(judged) - len(missed)} of {len(judged)} goals reached"
    return f"{told}; missed: {', '.join(missed)}" if missed else told
