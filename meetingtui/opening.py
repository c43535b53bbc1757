"""Opening a meeting: a new one from an agenda and what is carried over, or one to resume."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from pathlib import Path

from meetingtui.agenda.model import Agenda
from meetingtui.agenda.plan import Slot, fix_ends, make_slots, zone_of
from meetingtui.agenda.repeat import next_day, planned_start
from meetingtui.clock import Clock, Ids, Restarted, local_date
from meetingtui.errors import NotFoundError, UsageError
from meetingtui.followup.carry_over import carry_over
from meetingtui.meeting.commands import Report
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Meeting,
    MeetingState,
    Note,
    State,
)
from meetingtui.meeting.order import starting_with, team_order
from meetingtui.runner import Runner
from meetingtui.store.port import Store


def open_meeting(
    store: Store,
    clock: Clock,
    agenda: Agenda,
    *,
    facilitator: str = "",
    first: str = "",
    starts_at: datetime | None = None,
    minutes_folder: Path | None = None,
) -> Runner:
    """Return a runner for the next meeting of `agenda`, with all that is carried into it.

    `first` names the team that opens each segment; empty lets the agenda's rule decide.
    `starts_at` is the planned start; None plans it for the moment when it starts.
    Raises UsageError when `first` is no team.
    """
    earlier = [
        m for m in store.find(Meeting, agenda=agenda.id) if m.state is not MeetingState.PLANNED
    ]
    notes = store.find(Note, agenda=agenda.id)
    actions = store.find(Action, agenda=agenda.id)
    now = clock.now()
    meeting = Meeting(
        id=Ids().new(now),
        agenda=agenda.id,
        title=agenda.title,
        purpose=agenda.purpose,
        facilitator=facilitator,
        teams=agenda.teams,
        norms=agenda.norms,
        overrun=agenda.overrun,
        warn=agenda.warn,
        slots=_slots(agenda, _order(agenda, earlier, first), starts_at or now, clock.zone),
        starts_at=starts_at,
        opened_at=now,
        next_on=_next_on(agenda, now, clock.zone),
        anchor=clock.anchor,
        carried=carry_over(earlier, notes, actions),
    )
    return Runner(store, clock, _state(meeting, notes, actions), minutes_folder)


def usual_start(agenda: Agenda, clock: Clock) -> datetime | None:
    """Return when today's meeting of `agenda` is due, where that is at most three hours from now.

    None too where the agenda does not say when it repeats.
    """
    if agenda.repeat is None:
        return None
    return planned_start(agenda.repeat, clock.now(), zone_of(agenda, clock.zone))


def resume_meeting(
    store: Store, clock: Clock, id: str = "", *, minutes_folder: Path | None = None
) -> Runner:
    """Return a runner for the unfinished meeting whose id begins with `id`; empty is the latest.

    Raises NotFoundError when there is none.
    """
    waiting = [m for m in unfinished(store) if m.id.startswith(id)]
    if not waiting:
        raise NotFoundError(
            f"there is no unfinished meeting {id!r}" if id else "there is no unfinished meeting"
        )
    meeting = waiting[-1]
    notes = store.find(Note, agenda=meeting.agenda)
    actions = store.find(Action, agenda=meeting.agenda)
    runner = Runner(store, clock, _state(meeting, notes, actions), minutes_folder)
    if not clock.go_on_from(meeting.anchor) and meeting.state is MeetingState.RUNNING:
        runner.do(Report(Restarted()))
    return runner


def unfinished(store: Store, series: str = "") -> list[Meeting]:
    """Return the meetings that were opened and not closed, oldest first."""
    found = store.find(Meeting, agenda=series) if series else store.find(Meeting)
    return [meeting for meeting in found if meeting.state is not MeetingState.CLOSED]


def state_of(store: Store, meeting: Meeting) -> State:
    """Return `meeting` with its notes and action items, those carried into it included."""
    return _state(
        meeting, store.find(Note, agenda=meeting.agenda), store.find(Action, agenda=meeting.agenda)
    )


def _state(meeting: Meeting, notes: Sequence[Note], actions: Sequence[Action]) -> State:
    carried = {item.id for item in meeting.carried}
    return State(
        meeting,
        {n.id: n for n in notes if n.meeting == meeting.id or n.id in carried},
        {
            a.id: a
            for a in actions
            if a.meeting == meeting.id or a.id in carried or a.state is ActionState.OPEN
        },
    )


def _order(agenda: Agenda, earlier: Sequence[Meeting], first: str) -> Sequence[str]:
    if not first:
        return team_order(agenda, earlier)
    names = [team.name for team in agenda.teams]
    for index, name in enumerate(names):
        if name.casefold() == first.casefold():
            return starting_with(names, index)
    raise UsageError(f"there is no team {first!r}; the teams are {', '.join(names)}")


def _slots(
    agenda: Agenda, order: Sequence[str], starts_at: datetime, zone: tzinfo | None
) -> tuple[Slot, ...]:
    return fix_ends(agenda, make_slots(agenda, order), starts_at, zone)


def _next_on(agenda: Agenda, now: datetime, zone: tzinfo | None) -> date | None:
    if agenda.repeat is None:
        return None
    zone = zone_of(agenda, zone)
    return next_day(agenda.repeat, local_date(now, zone), zone)
