"""What is due, by owner."""

from datetime import UTC, date, datetime, timedelta

import pytest

from meetingtui.followup.due import due_by_owner
from meetingtui.followup.promises import Wanted
from meetingtui.meeting.model import Action, ActionState
from meetingtui.reports.due import outline_of_due
from meetingtui.sending.chat import plain_lines

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


def action(number, owner="Ana", due=0, **more):
    return Action(
        id=str(number), agenda="weekly", meeting="", number=number, text=f"Do {number}",
        owner=owner, due_on=None if due is None else TODAY + due * DAY,
        taken_at=datetime(2026, 11, 1, tzinfo=UTC), **more,
    )  # fmt: skip


ACTIONS = [
    action(1, due=2),
    action(2, "ben", due=0),
    action(3, "", due=-1),
    action(4, due=-3),
    action(5, due=None),
    action(6, due=-9, state=ActionState.DONE),
    action(7, "Zoe", due=8, team="Sales"),
]
OPEN = Wanted(open_only=True)


def numbers(groups):
    return {owner: [a.number for a in actions] for owner, actions in groups.items()}


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        (0, {"Ana": [4], "ben": [2], "": [3]}),
        (2, {"Ana": [4, 1], "ben": [2], "": [3]}),
        (8, {"Ana": [4, 1], "ben": [2], "Zoe": [7], "": [3]}),
    ],
)
def test_what_is_due_is_told_by_owner(within, expected):
    assert numbers(due_by_owner(ACTIONS, OPEN, TODAY, within * DAY)) == expected


def test_a_choice_can_be_made():
    wanted = Wanted(open_only=True, team="sales")
    assert numbers(due_by_owner(ACTIONS, wanted, TODAY, 9 * DAY)) == {"Zoe": [7]}
    assert due_by_owner([], OPEN, TODAY, DAY) == {}


def test_it_reads_as_a_list_for_each_owner():
    groups = due_by_owner(ACTIONS, OPEN, TODAY, 0 * DAY)
    assert plain_lines(outline_of_due(groups, TODAY)) == [
        "3 action items due by Tue 24 Nov, 2 overdue", "",
        "Ana", "• !4 Do 4 · Sat 21 Nov, 3 days overdue", "",
        "ben", "• !2 Do 2 · Tue 24 Nov, today", "",
        "Nobody yet", "• !3 Do 3 · Mon 23 Nov, 1 day overdue",
    ]  # fmt: skip
    one = outline_of_due({"Ana": [action(1)]}, TODAY, TODAY + 2 * DAY)
    assert one.title == "1 action item due by Thu 26 Nov"
    assert one.facts == (("Today", "Tue 24 Nov"),)
