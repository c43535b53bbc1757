"""Who goes first, by what really happened last time."""

from __future__ import annotations

from collections.abc import Sequence

from meetingtui.agenda.model import Agenda, First, Team
from meetingtui.meeting.airtime import airtime
from meetingtui.meeting.course import ZERO, course_of
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.roll import absent_people


def team_order(agenda: Agenda, earlier: Sequence[Meeting]) -> tuple[str, ...]:
    """Return the names of the teams in the order in which they take their turns.

    `earlier` holds the meetings of the series that were started, oldest first. `alternate`
    begins with the team listed after the one that really opened the last meeting;
    `least-airtime` sorts by the airtime of the last meeting, ties in listed order.
    """
    listed = tuple(team.name for team in agenda.teams)
    if agenda.first is First.LISTED or not earlier:
        return listed
    last = earlier[-1]
    if agenda.first is First.LEAST_AIRTIME:
        course = course_of(last)
        booked = airtime(last, course, course.closed_at or last.opened_at)
        return tuple(sorted(listed, key=lambda team: booked.get(team, ZERO)))
    opened = opening_team(last)
    return starting_with(listed, listed.index(opened) + 1) if opened in listed else listed


def starting_with(teams: Sequence[str], index: int) -> tuple[str, ...]:
    """Return `teams` rotated so that the one at `index` (modulo their number) comes first."""
    first = index % len(teams)
    return tuple(teams[first:]) + tuple(teams[:first])


def speaking_order(team: Team, last: Meeting | None) -> tuple[str, ...]:
    """Return the people of `team` in the order in which they speak in the next meeting.

    It is that of the `last` meeting, but who spoke first there, as the first who was present, comes
    last. So everybody leads in turn, and somebody absent keeps the place. New people come last.
    """
    known = {t.name: t.people for t in last.teams} if last else {}
    before = [person for person in known.get(team.name, ()) if person in team.people]
    queue = [*before, *(person for person in team.people if person not in before)]
    if last and before:
        absent = absent_people(last)
        leader = next((person for person in before if person not in absent), None)
        if leader is not None:
            queue.remove(leader)
            queue.append(leader)
    return tuple(queue)


def opening_team(meeting: Meeting) -> str:
    """Return the team that first had the floor in `meeting`, or "" when none had."""
    turns = course_of(meeting).turns
    teams = (meeting.slots[turn.slot].team for turn in turns)
    return next((team for team in teams if team), "")
