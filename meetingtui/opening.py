"""Opening a new meeting: from an agenda and what is carried over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from itertools import count
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from meetingtui.agenda.ends import Label, bent_by_ends, fix_ends
from meetingtui.agenda.model import Agenda
from meetingtui.agenda.outlook import outlook
from meetingtui.agenda.plan import Slot, Timed, make_slots, timed
from meetingtui.agenda.repeat import next_dates
from meetingtui.agenda.timeline import labels
from meetingtui.clock import Clock, Ids, ManualClock, local, zone_named
from meetingtui.errors import UsageError
from meetingtui.followup.carry_over import carry_over
from meetingtui.followup.next_time import due_start, next_day_after
from meetingtui.meeting.closing_rules import norm_to_check
from meetingtui.meeting.lookup import highest_undone
from meetingtui.meeting.marks import match_name
from meetingtui.meeting.model import (
    Action,
    Carried,
    Meeting,
    MeetingState,
    Note,
)
from meetingtui.meeting.order import starting_with, team_order
from meetingtui.meeting.sequel import following_on, last_closed
from meetingtui.resuming import in_reach, stated, together
from meetingtui.runner import NOTHING, Keeping, Runner
from meetingtui.store.memory import MemoryStore
from meetingtui.store.port import Store
from meetingtui.text import clean

N = TypeVar("N", Note, Action)


def open_meeting(
    store: Store,
    clock: Clock,
    agenda: Agenda,
    *,
    facilitator: str = "",
    first: str = "",
    starts_at: datetime | None = None,
    keeping: Keeping = NOTHING,
) -> Runner:
    """Return a runner for the next meeting of `agenda`, with all that is carried into it.

    `first` names the team that opens each segment; empty lets the agenda's rule decide.
    `starts_at` is the planned start; None plans it for when it starts. A roll call of the series
    that led to no meeting goes on. Raises UsageError when `first` is no team.
    """
    series = store.find(Meeting, agenda=agenda.id)
    earlier, begun = _held(series)
    notes, actions = _known(store, agenda.id, begun, earlier)
    now = clock.now()
    meeting = Meeting(
        id=begun.id if begun else Ids().new(now),
        timeline=begun.timeline if begun else (),
        undone=begun.undone if begun else (),
        agenda=agenda.id,
        title=agenda.title,
        zone=agenda.zone,
        purpose=agenda.purpose,
        facilitator=clean(facilitator).strip(),
        teams=agenda.teams,
        norms=agenda.norms,
        norm=norm_to_check(agenda.norms, earlier),
        overrun=agenda.overrun,
        airtime=agenda.airtime,
        warn=agenda.warn,
        slots=_slots(agenda, _order(agenda, earlier, first), starts_at or now, clock.zone),
        starts_at=starts_at,
        opened_at=now,
        next_on=next_day_after(agenda, None, now, clock.zone),
        repeat=agenda.repeat,
        anchor=clock.anchor,
        carried=_carried(begun, earlier, notes, actions),
    )
    state = stated(following_on(meeting, earlier, clock.zone), notes, actions)
    return Runner(store, clock, state, keeping, (each.id for each in series))


def usual_start(store: Store, agenda: Agenda, clock: Clock) -> datetime | None:
    """Return when today's meeting of `agenda` is due, where that is at most three hours from now.

    None too where the agenda does not say when it repeats, or the last meeting moved this one.
    """
    if agenda.repeat is None:
        return None
    return due_start(agenda, last_held(store, agenda.id), clock.now(), clock.zone)


def last_held(store: Store, series: str) -> Meeting | None:
    """Return the last meeting of `series` that was started."""
    held = store.find(Meeting, agenda=series)
    return next((m for m in reversed(held) if m.state is not MeetingState.PLANNED), None)


class Rehearsal(NamedTuple):
    """A meeting that is held to try its agenda, and leaves nothing behind."""

    runner: Runner
    farewell: tuple[str, ...]
    """What to say at its end, a line each: what its plan holds in store."""


def open_rehearsal(agenda: Agenda, clock: ManualClock, *, first: str = "") -> Rehearsal:
    """Return a meeting of `agenda` that begins at the `clock` and is stored nowhere.

    Raises UsageError when `first` is no team.
    """
    runner = open_meeting(MemoryStore(), clock, agenda, first=first)
    plan, label = _plan(runner)
    told = (*outlook(agenda, plan, label), *bent_ends(agenda, runner))
    return Rehearsal(runner, (*told, "the rehearsal is over; nothing was stored"))


def bent_ends(agenda: Agenda, runner: Runner) -> list[str]:
    """Return what the fixed ends of `agenda` do to the plan that nobody wrote, a sentence each."""
    return [told for _, told in bent_by_ends(agenda, *_plan(runner))]


def rehearsed_start(agenda: Agenda, clock: Clock) -> datetime:
    """Return when a rehearsal of `agenda` begins: with its next meeting, or else today at ten."""
    now, zone = clock.now(), zone_named(agenda.zone, clock.zone)
    if agenda.repeat is not None:
        return next_dates(agenda.repeat, now, zone, 1)[0]
    ten = local(now, zone).replace(hour=10, minute=0, second=0, microsecond=0)
    return ten.astimezone(UTC)


def _held(series: Sequence[Meeting]) -> tuple[list[Meeting], Meeting | None]:
    """Return the meetings of a series that have started, and the last one with a roll call only."""
    planned = [meeting for meeting in series if meeting.state is MeetingState.PLANNED]
    earlier = [meeting for meeting in series if meeting.state is not MeetingState.PLANNED]
    return earlier, planned[-1] if planned else None


def _known(
    store: Store, series: str, begun: Meeting | None, earlier: Sequence[Meeting]
) -> tuple[list[Note], list[Action]]:
    """Return the notes and promises that a new meeting of `series` has to know of."""
    actions = in_reach(store, Action, series, begun)
    return in_reach(store, Note, series, begun), together(actions, _left_by_last(store, earlier))


def _left_by_last(store: Store, earlier: Sequence[Meeting]) -> list[Action]:
    """Return the promises that the last meeting made or found open, whatever became of them."""
    last = last_closed(earlier)
    since = earlier[earlier.index(last) :] if last else earlier
    made = [action for meeting in since for action in store.find(Action, meeting=meeting.id)]
    known = (store.get(Action, item.id) for item in last.carried) if last else ()
    return [*made, *filter(None, known)]


def _plan(runner: Runner) -> tuple[list[Timed], Label]:
    """Return the plan of a meeting that begins now or when it is planned, and its clock."""
    meeting = runner.state.meeting
    begin = meeting.starts_at or runner.clock.now()
    return timed(meeting.slots, begin), labels(begin, runner.zone, with_clock=True)


def _carried(
    begun: Meeting | None,
    earlier: Sequence[Meeting],
    notes: Sequence[Note],
    actions: Sequence[Action],
) -> tuple[Carried, ...]:
    """Return what is carried over; every number that was used in the roll call stays as it is."""
    if begun is None:
        return carry_over(earlier, notes, actions)
    others = [note for note in notes if note.meeting != begun.id]
    carried = carry_over(earlier, others, [a for a in actions if a.meeting != begun.id])
    known = {item.id: item.number for item in begun.carried}
    taken = [note.number for note in notes if note.meeting == begun.id]
    free = count(1 + max([highest_undone(begun), *known.values(), *taken]))
    return tuple(
        replace(item, number=known.get(item.id) or next(free)) if item.number else item
        for item in carried
    )


def _order(agenda: Agenda, earlier: Sequence[Meeting], first: str) -> Sequence[str]:
    if not first:
        return team_order(agenda, earlier)
    names = [team.name for team in agenda.teams]
    team = match_name(first, names)
    if not team:
        raise UsageError(f"there is no team {first!r}; the teams are {', '.join(names)}")
    return starting_with(names, names.index(team))


def _slots(
    agenda: Agenda, order: Sequence[str], starts_at: datetime, zone: tzinfo | None
) -> tuple[Slot, ...]:
    return fix_ends(agenda, make_slots(agenda, order), starts_at, zone)
