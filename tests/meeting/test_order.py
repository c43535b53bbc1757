"""Who goes first."""

from datetime import timedelta

import pytest

from meetingtui.agenda.model import Agenda, First, Segment, SegmentKind, Team
from meetingtui.meeting.commands import Close, Goto, Next
from meetingtui.meeting.order import opening_team, starting_with, team_order


def agenda(first, *teams):
    return Agenda(
        version=1,
        id="weekly",
        title="Weekly",
        length=timedelta(minutes=30),
        teams=tuple(Team(name) for name in teams or ("Sales", "Marketing")),
        first=first,
        segments=(Segment(kind=SegmentKind.CLOSE, time=timedelta(minutes=3)),),
    )


def held(seat, first_slot):
    table = seat()
    table.do(Next(), Goto(first_slot))
    table.at(10).do(Close())
    return table.state.meeting


@pytest.mark.parametrize("first", First)
def test_the_first_meeting_takes_teams_as_listed(first):
    assert team_order(agenda(first), []) == ("Sales", "Marketing")


def test_alternate_follows_what_really_happened_last_time(seat):
    sales_opened, marketing_opened = held(seat, 3), held(seat, 4)
    assert team_order(agenda(First.ALTERNATE), [sales_opened]) == ("Marketing", "Sales")
    assert team_order(agenda(First.ALTERNATE), [sales_opened, marketing_opened]) == (
        "Sales",
        "Marketing",
    )


def test_alternate_goes_round_three_teams(seat):
    three = agenda(First.ALTERNATE, "Product", "Sales", "Marketing")
    assert team_order(three, [held(seat, 3)]) == ("Marketing", "Product", "Sales")


def test_a_team_that_is_gone_or_a_meeting_in_which_none_spoke_changes_nothing(seat):
    others = agenda(First.ALTERNATE, "Design", "Product")
    assert team_order(others, [held(seat, 3)]) == ("Design", "Product")
    assert opening_team(held(seat, 2)) == ""
    assert team_order(agenda(First.ALTERNATE), [held(seat, 2)]) == ("Sales", "Marketing")


def test_listed_never_changes(seat):
    assert team_order(agenda(First.LISTED), [held(seat, 3)]) == ("Sales", "Marketing")


def test_least_airtime_lets_the_one_who_spoke_least_begin(seat):
    order = team_order(
        agenda(First.LEAST_AIRTIME, "Sales", "Marketing", "Product"), [held(seat, 3)]
    )
    assert order == ("Marketing", "Product", "Sales")


def test_rotation_keeps_the_order():
    assert starting_with(("a", "b", "c"), 4) == ("b", "c", "a")
