"""What is stored of a meeting, put together; and one that goes on from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from meetingtui.clock import Clock, Restarted
from meetingtui.meeting.adopting import anchor_of
from meetingtui.meeting.commands import Report
from meetingtui.meeting.model import Action, ActionState, Meeting, MeetingState, Note, State
from meetingtui.runner import NOTHING, Keeping, Runner
from meetingtui.store.port import Store

N = TypeVar("N", Note, Action)


def resume_meeting(
    store: Store,
    clock: Clock,
    meeting: Meeting,
    *,
    keeping: Keeping = NOTHING,
) -> Runner:
    """Return a runner that goes on with `meeting`, with the true clock and its undo."""
    runner = Runner(store, clock, state_of(store, meeting), keeping)
    if not clock.go_on_from(anchor_of(meeting)) and meeting.state is MeetingState.RUNNING:
        runner.do(Report(Restarted()))
    return runner


def unfinished(store: Store, series: str = "") -> list[Meeting]:
    """Return the meetings that were started and not closed, oldest first."""
    found = [
        *store.find(Meeting, state=MeetingState.RUNNING),
        *store.find(Meeting, state=MeetingState.PAUSED),
    ]
    of_series = [meeting for meeting in found if not series or meeting.agenda == series]
    return sorted(of_series, key=lambda meeting: meeting.id)


def state_of(store: Store, meeting: Meeting) -> State:
    """Return `meeting` with its notes and action items, those carried into it included."""
    notes = in_reach(store, Note, meeting.agenda, meeting)
    actions = in_reach(store, Action, meeting.agenda, meeting)
    return stated(meeting, notes, actions)


def in_reach(store: Store, kind: type[N], series: str, meeting: Meeting | None) -> list[N]:
    """Return what a meeting of `series` can touch: what is open or queued, its own and carried."""
    found = store.find(kind, agenda=series, state="open")
    found += store.find(kind, agenda=series, meeting="")
    if meeting:
        found += store.find(kind, meeting=meeting.id)
        found += filter(None, (store.get(kind, item.id) for item in meeting.carried))
    return together(found)


def together(*found: list[N]) -> list[N]:
    """Return what was found, in the order of ids, each once."""
    by_id = {document.id: document for documents in found for document in documents}
    return [document for _, document in sorted(by_id.items())]


def stated(meeting: Meeting, notes: Sequence[Note], actions: Sequence[Action]) -> State:
    """Return `meeting` with what of `notes` and `actions` it knows."""
    carried = {item.id for item in meeting.carried}
    mine = {n.id: n for n in notes if n.meeting == meeting.id or n.id in carried}
    known = carried | {n.became for n in mine.values()}
    return State(
        meeting,
        mine,
        {
            a.id: a
            for a in actions
            if a.meeting == meeting.id or a.id in known or a.state is ActionState.OPEN
        },
    )
