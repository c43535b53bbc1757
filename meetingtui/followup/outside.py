"""What people decide between meetings, by the rules of a meeting and with its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from meetingtui.followup.promises import roster_of
from meetingtui.meeting import commands as ask
from meetingtui.meeting.closing_rules import next_day_of
from meetingtui.meeting.model import Action, Carried, Meeting, Note, State
from meetingtui.meeting.outcome import Moment
from meetingtui.meeting.rules import decide

D = TypeVar("D", bound=Note | Action)

Ask = Callable[[ask.Ref], ask.Command]
"""Makes the command to give about what a number stands for."""

_NOWHERE = "nowhere"


def decided_outside(
    document: Note | Action,
    ask_for: Ask,
    actions: Iterable[Action],
    meetings: Sequence[Meeting],
    moment: Moment,
) -> tuple[Note | Action, ...]:
    """Return what a command about `document` changes and makes, `document` first where it changes.

    `meetings` are those of its series, oldest first: their people may be named. Of `actions`
    those count that its series has. Refused as in a meeting.
    """
    state = _room(document, actions, meetings, moment)
    number = document.number if isinstance(document, Action) else 1
    command = ask_for(ask.Ref(number, action=isinstance(document, Action)))
    outcome = decide(state, command, moment)
    changed = [_outside(d) for d in outcome.changes.put if not isinstance(d, Meeting)]
    return tuple(sorted(changed, key=lambda each: each.id != document.id))


def _room(
    document: Note | Action, actions: Iterable[Action], meetings: Sequence[Meeting], moment: Moment
) -> State:
    """Return a meeting that has nothing but `document` before it, and knows all promises."""
    last = meetings[-1] if meetings else None
    notes: Mapping[str, Note] = {document.id: document} if isinstance(document, Note) else {}
    meeting = Meeting(
        id=_NOWHERE,
        agenda=document.agenda,
        title=document.agenda,
        teams=roster_of(meetings).teams,
        slots=(),
        opened_at=moment.now,
        next_on=_next_on(last),
        carried=tuple(Carried(id, 1, 1) for id in notes),
    )
    known = {a.id: a for a in actions if a.agenda == document.agenda}
    if isinstance(document, Action):
        known[document.id] = document
    return State(meeting, notes, known)


def _next_on(last: Meeting | None) -> date | None:
    return next_day_of(last) if last else None


def _outside(document: D) -> D:
    """Return `document` as it is where no meeting has made or changed it."""
    *older, latest = document.history
    history = (*older, replace(latest, meeting="", step=0))
    if document.meeting != _NOWHERE:
        return replace(document, history=history)
    number = {"number": 0} if isinstance(document, Note) else {}
    return replace(document, meeting="", history=history, **number)
