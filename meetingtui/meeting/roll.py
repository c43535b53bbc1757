"""Who is in the room, and which teams have rated the meeting."""

from __future__ import annotations

from collections.abc import Iterable

from meetingtui.agenda.model import Team
from meetingtui.meeting.facts import Absent, Present, Rated, TimelineFact
from meetingtui.meeting.model import Meeting

GUESTS = "Guests"
"""The team of people who are on no team; it has no slots and no airtime."""


def teams_with_guests(meeting: Meeting) -> tuple[Team, ...]:
    """Return the teams with everybody who joined in the roll call; guests come last."""
    people = {team.name: list(team.people) for team in meeting.teams}
    for fact in meeting.timeline:
        if isinstance(fact, Present) and not any(fact.person in names for names in people.values()):
            people.setdefault(fact.team or GUESTS, []).append(fact.person)
    return tuple(Team(name, tuple(names)) for name, names in people.items())


def absent_people(
    meeting: Meeting, timeline: Iterable[TimelineFact] | None = None
) -> tuple[str, ...]:
    """Return who is not here. Everybody on the agenda is taken to be here until marked.

    With a part of the `timeline`, who was not at the end of that.
    """
    absent: list[str] = []
    for fact in meeting.timeline if timeline is None else timeline:
        if isinstance(fact, Present) and fact.person in absent:
            absent.remove(fact.person)
        if isinstance(fact, Absent) and fact.person not in absent:
            absent.append(fact.person)
    return tuple(absent)


def ratings_of(meeting: Meeting) -> dict[str, Rated]:
    """Return the latest rating of each team that gave one, in the order of the agenda."""
    given = {fact.team: fact for fact in meeting.timeline if isinstance(fact, Rated)}
    return {team.name: given[team.name] for team in meeting.teams if team.name in given}


def unrated_teams(meeting: Meeting) -> tuple[str, ...]:
    """Return the names of the teams that have not rated the meeting."""
    given = ratings_of(meeting)
    return tuple(team.name for team in meeting.teams if team.name not in given)
