"""The time each team speaks: in its slots, and in a round while one of its people has the floor."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetingtui.agenda.model import Airtime, SegmentKind, Team
from meetingtui.agenda.plan import Slot
from meetingtui.clock import Stepped
from meetingtui.errors import Refused
from meetingtui.meeting import commands as ask
from meetingtui.meeting.airtime import time_of_people
from meetingtui.meeting.course import course_of
from meetingtui.meeting.rounds import spoken


def seconds(count):
    return timedelta(seconds=count)


SLOTS = (
    Slot(id="talk", kind=SegmentKind.DISCUSSION, title="Talk", length=seconds(60)),
    Slot(id="round", kind=SegmentKind.ROUND, title="Round", length=seconds(120),
         per_person=seconds(30)),
    Slot(id="wins/Sales", kind=SegmentKind.WINS, title="Wins", team="Sales", length=seconds(60)),
    Slot(id="close", kind=SegmentKind.CLOSE, title="Close", length=seconds(60)),
)  # fmt: skip


@pytest.fixture
def table(seat):
    """One minute of talk, then the round: Ana, Dana, Ben, Eve."""
    table = seat(slots=SLOTS)
    table.do(ask.Next())
    table.now += seconds(60)
    return table


def airtime(table):
    return {team: time / seconds(1) for team, time in table.status.airtime.items()}


def share(table):
    return {team: time / seconds(1) for team, time in table.status.share.items()}


def after(table, *steps):
    for length, command in steps:
        table.now += seconds(length)
        table.do(command)


def test_a_turn_is_the_time_of_the_speakers_team_and_talk_is_nobodys(table):
    after(table, (0, ask.Next()), (20, ask.Next()), (50, ask.Next()))
    table.now += seconds(5)
    assert airtime(table) == {"Sales": 25, "Marketing": 50}


def test_the_share_is_what_the_people_who_are_there_have(table):
    assert share(table) == {"Sales": 120, "Marketing": 60}
    table.do(ask.MarkAbsent("Eve"), ask.MarkPresent("Zoe"))
    assert share(table) == {"Sales": 120, "Marketing": 30}
    after(table, (0, ask.Next()), (5, ask.Goto(3)), (0, ask.MarkPresent("Eve")))
    assert share(table) == {"Sales": 120, "Marketing": 30}


def test_who_has_spoken_and_leaves_keeps_the_share(table):
    after(table, (0, ask.Next()), (30, ask.Next()), (0, ask.MarkAbsent("Ana")))
    assert share(table)["Sales"] == 120


def test_a_round_without_a_time_for_each_is_shared_by_all(seat):
    slot = Slot(id="round", kind=SegmentKind.ROUND, title="Round", length=seconds(100))
    table = seat(slots=(slot,), teams=(Team("Sales", ("Ana",)), Team("Marketing", ("Di", "Eve"))))
    table.do(ask.MarkPresent("Zoe"))
    assert share(table) == {"Sales": 25, "Marketing": 50}


def test_what_guests_say_is_nobodys(table):
    table.do(ask.MarkPresent("Zoe"))
    after(table, (0, ask.Next()), *[(10, ask.Next())] * 4, (40, ask.Goto(3)))
    assert airtime(table) == {"Sales": 20, "Marketing": 20}


def test_a_guest_of_a_team_speaks_for_it(table):
    table.do(ask.MarkPresent("Zoe", "Sales"), ask.Next())
    after(table, *[(10, ask.Pass())] * 4)
    table.now += seconds(7)
    assert airtime(table) == {"Sales": 27, "Marketing": 20}


def test_who_begins_has_what_was_before_the_correction_too(table):
    table.do(ask.MarkAbsent("Ana"), ask.Next(), ask.Boundary(seconds(-30)))
    table.now += seconds(5)
    assert airtime(table) == {"Sales": 0, "Marketing": 35}


def test_a_begin_that_was_later_takes_turns_away(table):
    after(
        table, (0, ask.Next()), (10, ask.Next()), (10, ask.Next()), (10, ask.Boundary(seconds(15)))
    )
    assert airtime(table) == {"Sales": 10, "Marketing": 5}


def test_returning_to_a_round_goes_on_with_who_is_next(table):
    after(table, (0, ask.Next()), (10, ask.Next()), (3, ask.Goto(1)), (60, ask.Goto(2)))
    table.now += seconds(4)
    assert airtime(table) == {"Sales": 10, "Marketing": 7}


def test_times_stay_when_the_clock_is_taken_over(table):
    after(table, (0, ask.Next()), (10, ask.Next()))
    table.now += seconds(5)
    table.do(ask.Report(Stepped(timedelta(hours=1), timedelta(hours=1))), ask.AdoptClock())
    table.now += timedelta(hours=1)
    assert airtime(table) == {"Sales": 10, "Marketing": 5}


def test_nobody_speaks_after_the_close(table):
    after(table, (0, ask.Next()), (10, ask.Close()), (10, ask.MarkAbsent("Ana")))
    table.now += seconds(90)
    assert airtime(table) == {"Sales": 10, "Marketing": 0}


def test_the_time_of_people_is_told_only_where_the_agenda_says_so(seat):
    for airtime, told in (
        (Airtime.TEAMS, {}),
        (Airtime.PEOPLE, {"Ana": 30, "Dana": 20, "Zoe": 5, "Ben": 0}),
    ):
        table = seat(slots=SLOTS, airtime=airtime)
        table.do(ask.MarkAbsent("Eve"), ask.MarkPresent("Zoe"), ask.Next(), ask.Next())
        after(table, (30, ask.Next()), (20, ask.Next()), (0, ask.Pass()), (5, ask.Goto(3)))
        meeting = table.state.meeting
        times = time_of_people(meeting, course_of(meeting), table.now)
        assert {person: time / seconds(1) for person, time in times.items()} == told


PEOPLE = st.sampled_from(["Ana", "Ben", "Dana", "Eve", "Zoe"])
STEPS = st.lists(
    st.tuples(
        st.one_of(
            st.sampled_from(
                [ask.Next(), ask.Next(), ask.Back(), ask.Pass(), ask.Later(), ask.Pause(),
                 ask.Resume(), ask.Goto(2), ask.Boundary(seconds(-20)), ask.Boundary(seconds(20)),
                 ask.Undo(), ask.Redo()]
            ),
            st.builds(ask.MarkAbsent, PEOPLE),
            st.builds(ask.MarkPresent, PEOPLE),
        ),
        st.integers(0, 90),
    ),
    max_size=16,
)  # fmt: skip


@given(steps=STEPS)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_time_of_the_teams_and_nobodys_is_that_of_the_slots(seat, steps):
    table = seat(slots=SLOTS)
    table.do(ask.Goto(2))
    for command, length in steps:
        table.now += seconds(length)
        with suppress(Refused):
            table.do(command)
    course = course_of(table.state.meeting)
    held = {turn.slot for turn in course.turns}
    times = spoken(table.state.meeting, course, 1, table.now) if 1 in held else {}
    assert sum(times.values(), seconds(0)) == course.elapsed(1, table.now)
    guests = [time for person, time in times.items() if person not in ("Ana", "Ben", "Dana", "Eve")]
    joint = [course.elapsed(index, table.now) for index in (0, 3)]
    nobodys = sum(guests + joint, seconds(0))
    in_all = sum((course.elapsed(index, table.now) for index in range(4)), seconds(0))
    assert sum(table.status.airtime.values(), nobodys) == in_all
