"""What there is between meetings: what waits, what can be held, what was held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from meetingtui.agenda.find import FoundAgenda
from meetingtui.agenda.problem import Severity
from meetingtui.clock import local, zone_named
from meetingtui.followup.promises import is_overdue
from meetingtui.meeting.model import Action, ActionState, Meeting, MeetingState
from meetingtui.meeting.roll import ratings_of
from meetingtui.meeting.telling import tell_length
from meetingtui.meeting.timing import course_of

RECENT = 20
"""How many of the meetings held are listed."""


@dataclass(frozen=True, slots=True)
class Overview:
    """All there is to choose from at home."""

    unfinished: tuple[Meeting, ...] = ()
    """Opened and not closed, the latest first."""

    open_actions: int = 0
    overdue_actions: int = 0
    agendas: tuple[FoundAgenda, ...] = ()
    held: tuple[Meeting, ...] = ()
    """The latest ones that were closed, the last one first."""

    def unfinished_of(self, series: str) -> Meeting | None:
        """Return the latest unfinished meeting of a series."""
        return next((m for m in self.unfinished if m.agenda == series), None)


def overview_of(
    meetings: Sequence[Meeting],
    actions: Iterable[Action],
    agendas: Iterable[FoundAgenda],
    today: date,
) -> Overview:
    """Return what there is of `meetings`, which come oldest first, and of all the rest.

    Of `agendas` those that their names lead to.
    """
    latest_first = meetings[::-1]
    promises = [action for action in actions if action.state is ActionState.OPEN]
    closed = [m for m in latest_first if m.state is MeetingState.CLOSED]
    return Overview(
        unfinished=tuple(m for m in latest_first if m.state is not MeetingState.CLOSED),
        open_actions=len(promises),
        overdue_actions=sum(is_overdue(action, today) for action in promises),
        agendas=tuple(each for each in agendas if not each.shadowed),
        held=tuple(closed[:RECENT]),
    )


def tell_promises(overview: Overview) -> str:
    """Return how many action items are open, and how many of them are overdue."""
    if not overview.open_actions:
        return "no open action items"
    late = f"{overview.overdue_actions} overdue" if overview.overdue_actions else "none overdue"
    return f"{_counted(overview.open_actions, 'open action item')}, {late}"


def tell_state(found: FoundAgenda) -> str:
    """Return where an agenda is from, and how many problems it has."""
    errors = sum(problem.severity is Severity.ERROR for problem in found.problems)
    if errors:
        return f"{found.origin}, {_counted(errors, 'problem')}"
    warnings = len(found.problems)
    return f"{found.origin}, {_counted(warnings, 'warning')}" if warnings else found.origin


def tell_day(at: datetime, zone: tzinfo | None) -> str:
    """Return an instant for people, as `Tue 17 Nov 10:00`."""
    on = local(at, zone)
    return f"{on:%a} {on.day} {on:%b %H:%M}"


def tell_held(meeting: Meeting, zone: tzinfo | None) -> tuple[str, str]:
    """Return when a meeting began, and how long it took and how it was rated."""
    course = course_of(meeting)
    scores = [rated.score for rated in ratings_of(meeting).values()]
    began = course.started_at or meeting.opened_at
    took = course.closed_at - began if course.started_at and course.closed_at else None
    told = [
        tell_length(took) if took else "",
        f"rated {sum(scores) / len(scores):.1f}" if scores else "",
    ]
    return tell_day(began, zone_named(meeting.zone, zone)), ", ".join(filter(None, told))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
