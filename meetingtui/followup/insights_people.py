"""The time of people in rounds, for those who agreed to it; there is no goal, and no order."""

from __future__ import annotations

from datetime import timedelta

from meetingtui.agenda.model import Airtime
from meetingtui.followup.insights_model import Bar, Figure, Stretch, many, minutes
from meetingtui.meeting.airtime import time_of_people
from meetingtui.meeting.course import ZERO, course_of
from meetingtui.meeting.spoken import tell_length


def tells_people(stretch: Stretch) -> bool:
    """Tell whether the agenda, as it was in the latest meeting, has the time of people told."""
    return bool(stretch.meetings) and stretch.meetings[-1].airtime is Airtime.PEOPLE


def people(stretch: Stretch) -> Figure:
    """Return how long each person had the floor in rounds, in the order of the teams."""
    times: dict[str, list[timedelta]] = {}
    for meeting in reversed(stretch.meetings):
        course = course_of(meeting)
        ended_at = course.closed_at or meeting.opened_at
        for person, time in time_of_people(meeting, course, ended_at).items():
            times.setdefault(person, []).append(time)
    return Figure(
        id="people",
        title="Airtime of people",
        unit="min",
        told="in rounds" if times else "no round was held",
        bars=tuple(_bar(person, booked) for person, booked in times.items()),
        advice="Look at it together: who wants to say more, or less, says so." if times else "",
    )


def _bar(person: str, booked: list[timedelta]) -> Bar:
    time = sum(booked, ZERO)
    return Bar(person, minutes(time), f"{tell_length(time)} in {many(len(booked), 'meeting')}")
