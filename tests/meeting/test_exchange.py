"""Pairs across teams: in time everybody meets everybody."""

from datetime import UTC
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.meeting import commands as ask
from meetingtui.meeting.between import Exchange, Met
from meetingtui.meeting.course import course_of
from meetingtui.meeting.exchange import exchange_after, pairs_of, propose_pairs
from meetingtui.meeting.sequel import following_on
from meetingtui.meeting.turns import turns_now
from tests.meeting.conftest import minutes


def hold(teams, met):
    """Return what has been met once the proposed pairs have met."""
    pairs = propose_pairs(teams, met)
    times = {frozenset(each.pair): each.times for each in met}
    for pair in pairs:
        times[frozenset(pair)] = times.get(frozenset(pair), 0) + 1
    return tuple(Met(tuple(sorted(pair)), count) for pair, count in times.items())


TEAMS = st.lists(st.integers(1, 4), min_size=2, max_size=3).map(
    lambda sizes: [[f"{team}{n}" for n in range(size)] for team, size in enumerate(sizes)]
)


@given(teams=TEAMS, absences=st.lists(st.sets(st.integers(0, 11), max_size=3), max_size=4))
@settings(max_examples=40, deadline=None)
def test_in_time_everybody_meets_everybody_of_the_other_teams(teams, absences):
    met = ()
    people = [person for team in teams for person in team]
    for absent in absences:
        away = {people[at] for at in absent if at < len(people)}
        met = hold([[p for p in team if p not in away] for team in teams], met)
    wanted = {frozenset((a, b)) for a, b in combinations(people, 2) if a[0] != b[0]}
    for _ in wanted:
        met = hold(teams, met)
    assert {frozenset(each.pair) for each in met} == wanted


@given(teams=TEAMS)
@settings(max_examples=40, deadline=None)
def test_nobody_is_in_two_pairs_and_nobody_sits_with_the_own_team(teams):
    pairs = propose_pairs(teams, ())
    named = [person for pair in pairs for person in pair]
    assert len(named) == len(set(named))
    assert all(a[0] != b[0] for a, b in pairs)
    sizes = sorted(map(len, teams))
    assert len(pairs) == min(sum(sizes) // 2, sum(sizes[:-1]))


def test_three_and_three_meet_in_three_meetings():
    teams, met = [["A", "B", "C"], ["D", "E", "F"]], ()
    for _ in range(3):
        met = hold(teams, met)
    assert sorted(each.times for each in met) == [1] * 9


def test_who_stays_over_comes_next():
    teams = [["A", "B"], ["C"]]
    assert propose_pairs(teams, ()) == (("A", "C"),)
    assert propose_pairs(teams, hold(teams, ())) == (("B", "C"),)


EXCHANGE = Slot(id="x", kind=SegmentKind.EXCHANGE, title="Exchange", length=minutes(5))
CLOSE = Slot(id="close", kind=SegmentKind.CLOSE, title="Close", length=minutes(5))


@pytest.fixture
def table(seat):
    """A meeting that begins with an exchange."""
    return seat(slots=(EXCHANGE, CLOSE))


def test_pairs_are_those_who_are_here_and_stay_once_the_exchange_is_over(table):
    table.do(ask.MarkPresent("Zoe"))
    assert table.state.meeting.exchange.pairs == ()
    table.do(ask.Next(), ask.MarkAbsent("Ana"))
    assert table.state.meeting.exchange.pairs == (("Ben", "Dana"),)
    table.do(ask.Next(), ask.MarkAbsent("Ben"))
    assert table.state.meeting.exchange.pairs == (("Ben", "Dana"),)
    table.do(ask.Undo(), ask.Undo(), ask.Undo(), ask.Undo())
    assert table.state.meeting.exchange.pairs == ()


def test_the_next_meeting_asks_for_the_debrief_and_pairs_others(table, seat):
    table.do(ask.Next())
    assert said(table) == ("pairs until next time: Ana and Dana, Ben and Eve",)
    table.do(ask.Close())
    following = seat(id="1" * 24, slots=(EXCHANGE, CLOSE))
    meeting = following_on(following.state.meeting, [table.state.meeting], UTC)
    following = seat(id="1" * 24, slots=(EXCHANGE, CLOSE), exchange=meeting.exchange)
    following.do(ask.Next())
    assert said(following) == (
        "debrief, what did you see and learn: Ana and Dana, Ben and Eve",
        "pairs until next time: Ana and Eve, Ben and Dana",
    )
    again = exchange_after(following.state.meeting)
    assert len(again.met) == 4
    assert again.debrief == (("Ana", "Eve"), ("Ben", "Dana"))
    assert exchange_after(None) == Exchange()


def said(table):
    return turns_now(table.state.meeting, course_of(table.state.meeting), table.now)


def test_a_meeting_without_an_exchange_keeps_the_debrief_due(seat):
    kept = Exchange(debrief=(("Ana", "Dana"),))
    table = seat(exchange=kept)
    table.do(ask.Next(), ask.Close())
    assert exchange_after(table.state.meeting) == kept
    assert said(table) == ()
    assert pairs_of(table.state.meeting) == (("Ana", "Dana"), ("Ben", "Eve"))
