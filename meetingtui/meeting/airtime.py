"""The time that each team spoke, and what was planned for it.

A team speaks in its own slots, and in a round while one of its people has the floor. The rest of
the joint slots, and what guests say, is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from meetingtui.agenda.model import Airtime
from meetingtui.agenda.plan import share_of
from meetingtui.meeting.course import ZERO, Course
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.roll import teams_with_guests
from meetingtui.meeting.rounds import read_round, spoken


def airtime(meeting: Meeting, course: Course, now: datetime) -> dict[str, timedelta]:
    """Return the time booked to each team, teams in the order of the agenda."""
    booked = {team.name: ZERO for team in meeting.teams}
    for index in sorted({turn.slot for turn in course.turns}):
        slot = meeting.slots[index]
        if slot.team in booked:
            booked[slot.team] += course.elapsed(index, now)
        elif slot.is_round:
            times = spoken(meeting, course, index, now)
            for team, people in _people(meeting, times):
                booked[team] += sum((times[person] for person in people), ZERO)
    return booked


def time_of_people(meeting: Meeting, course: Course, now: datetime) -> dict[str, timedelta]:
    """Return how long each person had the floor in rounds, in the order of the teams.

    That is all that is known of people; nothing is told where the agenda does not switch it on.
    """
    if meeting.airtime is not Airtime.PEOPLE:
        return {}
    booked: dict[str, timedelta] = {}
    for index in sorted({turn.slot for turn in course.turns}):
        if meeting.slots[index].is_round:
            for person, time in spoken(meeting, course, index, now).items():
                booked[person] = booked.get(person, ZERO) + time
    everybody = [person for team in teams_with_guests(meeting) for person in team.people]
    return {person: booked[person] for person in everybody if person in booked}


def planned_shares(meeting: Meeting, course: Course) -> dict[str, timedelta]:
    """Return the time planned for each team, without what the plan takes for what it owes.

    In a round that is what its people have who are there.
    """
    shares = {team.name: share_of(meeting.slots, team.name) for team in meeting.teams}
    for index, cut in course.repaid.items():
        if (team := meeting.slots[index].team) in shares:
            shares[team] -= cut
    for index, slot in enumerate(meeting.slots):
        if slot.is_round and not slot.team:
            everybody = read_round(meeting, index).people
            each = slot.per_person or slot.length / max(1, len(everybody))
            for team, people in _people(meeting, everybody):
                shares[team] += each * len(people)
    return shares


def _people(meeting: Meeting, names: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Return each team of the agenda with those of its people who are among `names`."""
    known = set(names)
    own = [team.name for team in meeting.teams]
    return [
        (team.name, [person for person in team.people if person in known])
        for team in teams_with_guests(meeting)
        if team.name in own
    ]
