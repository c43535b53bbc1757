"""What there is between meetings: what waits, what can be held, what was held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from meetingtui.agenda.find import FoundAgenda
from meetingtui.agenda.model import Agenda
from meetingtui.agenda.problem import Severity
from meetingtui.clock import local, zone_named
from meetingtui.followup.next_time import next_start, told_day
from meetingtui.followup.promises import is_overdue
from meetingtui.meeting.course import course_of
from meetingtui.meeting.model import Action, ActionState, Meeting, MeetingState, Note
from meetingtui.meeting.roll import ratings_of
from meetingtui.meeting.spoken import counted, tell_counted, tell_length, tell_score

RECENT = 20
"""How many of the meetings held are listed."""


@dataclass(frozen=True, slots=True)
class Coming:
    """The next meeting of a series."""

    found: FoundAgenda
    day: str
    """When it is, in words."""

    waits: str
    """What will come into it, in words; empty where nothing does."""

    number: int
    """How much that is."""


@dataclass(frozen=True, slots=True)
class Overview:
    """All there is to choose from at home."""

    unfinished: tuple[Meeting, ...] = ()
    """Opened and not closed, the latest first."""

    open_actions: int = 0
    overdue_actions: int = 0
    coming: tuple[Coming, ...] = ()
    """The series that were held, or for which something waits: the next one first."""

    agendas: tuple[FoundAgenda, ...] = ()
    """All others."""

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
    coming: tuple[Coming, ...] = (),
) -> Overview:
    """Return what there is of `meetings`, which come oldest first, and of all the rest.

    Of `agendas` those that their names lead to, and that are not among what is `coming`.
    """
    listed = [each.found for each in coming]
    latest_first = meetings[::-1]
    promises = [action for action in actions if action.state is ActionState.OPEN]
    closed = [m for m in latest_first if m.state is MeetingState.CLOSED]
    return Overview(
        unfinished=tuple(m for m in latest_first if m.state is not MeetingState.CLOSED),
        open_actions=len(promises),
        overdue_actions=sum(is_overdue(action, today) for action in promises),
        coming=coming,
        agendas=tuple(each for each in agendas if not each.shadowed and each not in listed),
        held=tuple(closed[:RECENT]),
    )


def coming_of(
    meetings: Sequence[Meeting],
    actions: Iterable[Action],
    notes: Iterable[Note],
    agendas: Iterable[FoundAgenda],
    now: datetime,
    zone: tzinfo | None,
) -> tuple[Coming, ...]:
    """Return the next meeting of each series that was held, or for which something waits.

    Of `actions` and `notes` those count that wait. Those without a day come last.
    """
    last = {m.agenda: m for m in meetings if m.state is not MeetingState.PLANNED}
    promises = Counter(a.agenda for a in actions if a.state is ActionState.OPEN)
    kinds: dict[str, Counter[str]] = {}
    for note in notes:
        kinds.setdefault(note.agenda, Counter())[str(note.kind)] += 1
    found = []
    for each in agendas:
        known = each.id in last or each.id in kinds or promises[each.id]
        if each.agenda and not each.shadowed and known:
            day, told = _next_day(each.agenda, last.get(each.id), now, zone)
            waits = Counter({"promise": promises[each.id]}) + kinds.get(each.id, Counter())
            found.append((day, Coming(each, told, tell_counted(waits), waits.total())))
    found.sort(key=lambda pair: (pair[0] is None, pair[0] or now.date(), pair[1].found.id))
    return tuple(coming for _, coming in found)


def _next_day(
    agenda: Agenda, last: Meeting | None, now: datetime, zone: tzinfo | None
) -> tuple[date | None, str]:
    """Return the day of the next meeting, and how it is told; its time where that is known."""
    zone = zone_named(agenda.zone, zone)
    if at := next_start(agenda, last, now, zone):
        return local(at, zone).date(), tell_day(at, zone)
    on = told_day(last, local(now, zone).date())
    if on is None:
        return None, "no day yet"
    return on, f"{on:%a} {on.day} {on:%b}"


def tell_promises(overview: Overview) -> str:
    """Return how many action items are open, and how many of them are overdue."""
    if not overview.open_actions:
        return "no open action items"
    late = f"{overview.overdue_actions} overdue" if overview.overdue_actions else "none overdue"
    return f"{counted(overview.open_actions, 'open action item')}, {late}"


def tell_state(found: FoundAgenda) -> str:
    """Return where an agenda is from, and how many problems it has."""
    errors = sum(problem.severity is Severity.ERROR for problem in found.problems)
    if errors:
        return f"{found.origin}, {counted(errors, 'problem')}"
    warnings = len(found.problems)
    return f"{found.origin}, {counted(warnings, 'warning')}" if warnings else found.origin


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
        f"rated {tell_score(sum(scores) / len(scores))}" if scores else "",
    ]
    return tell_day(began, zone_named(meeting.zone, zone)), ", ".join(filter(None, told))
