"""What people put into the queue between meetings, for the next meeting of a series."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from meetingtui.agenda.model import Agenda, SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.errors import UsageError
from meetingtui.followup.promises import roster_of
from meetingtui.meeting.capture import ACTION_PREFIX, PREFIXES, Roster
from meetingtui.meeting.commands import Capture
from meetingtui.meeting.duedates import DueError, parse_due
from meetingtui.meeting.facts import Present, SlotOpened
from meetingtui.meeting.marks import match_name
from meetingtui.meeting.model import Action, Meeting, Note, State, Version
from meetingtui.meeting.outcome import Moment
from meetingtui.meeting.roll import teams_with_guests
from meetingtui.meeting.rules import decide
from meetingtui.meeting.word_args import bare

SIGNS = {str(kind): sign for sign, kind in PREFIXES.items()} | {"action": ACTION_PREFIX}
"""The sign of capture for each kind that the queue takes, by the kind's name."""


def queued(
    kind: str,
    text: str,
    team: str,
    agenda: Agenda,
    earlier: Sequence[Meeting],
    next_on: date | None,
    moment: Moment,
    *,
    owner: str = "",
    due: str = "",
) -> Note | Action:
    """Return `text` as something of `kind` (a key of SIGNS) that waits for the next meeting.

    It is read as if somebody of `team` said it in a meeting of `agenda`: names (those of `earlier`
    meetings too), tags, dates. `next_on` is the day of the next meeting, where it is known. `owner`
    and `due` say of an action item what its text may say too, and win over it. Raises UsageError
    where there is no such team, person or day, and Refused where the text cannot be taken.
    """
    if (owner or due) and kind != "action":
        raise UsageError(f"--owner and --due are for action items, and this is of the kind {kind}")
    whose = match_name(team, [each.name for each in agenda.teams], shortest=1)
    if team and not whose:
        names = ", ".join(each.name for each in agenda.teams)
        raise UsageError(f"there is no team '{team}' in {agenda.id}; the teams are {names}")
    room = _room(agenda, earlier, whose, next_on, moment)
    outcome = decide(State(room), Capture(f"{SIGNS[kind]} {text}"), moment)
    document = next(d for d in outcome.changes.put if not isinstance(d, Meeting))
    history = (Version(at=moment.now, was={}),)
    if isinstance(document, Note):
        return replace(document, meeting="", number=0, slot="", history=history)
    if owner:
        named = _person(owner, room)
        document = replace(
            document, owner=named, team=Roster(teams_with_guests(room)).team_of(named)
        )
    if due:
        document = replace(document, due_on=_day(due, moment.today))
    return replace(document, meeting="", team=document.team or whose, history=history)


def _person(name: str, room: Meeting) -> str:
    roster = Roster(teams_with_guests(room))
    found = roster.person(bare(name))
    if not found:
        people = ", ".join(roster.people) or "none yet"
        raise UsageError(f"nobody called '{bare(name)}' is known in {room.agenda}; known: {people}")
    return found


def _day(due: str, today: date) -> date:
    try:
        return parse_due(due.removeprefix("due:"), today)
    except DueError as error:
        raise UsageError(f"--due: {error}") from error


def _room(
    agenda: Agenda, earlier: Sequence[Meeting], team: str, next_on: date | None, moment: Moment
) -> Meeting:
    """Return a meeting in which `team` has the floor and everybody of the series is known."""
    at = moment.now
    guests = (
        Present(step=0, at=at, person=person, team=each.name)
        for each in roster_of(earlier).teams
        for person in each.people
    )
    slot = Slot(
        id="queue", kind=SegmentKind.DISCUSSION, title="Queue", team=team, length=timedelta(hours=1)
    )
    return Meeting(
        id="queue",
        agenda=agenda.id,
        title=agenda.title,
        teams=agenda.teams,
        slots=(slot,),
        opened_at=at,
        next_on=next_on,
        timeline=(*guests, SlotOpened(step=0, at=at, slot=0)),
    )
