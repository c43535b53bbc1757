"""Figures in words, each with its goal."""

from datetime import UTC, timedelta

import pytest
from msgspec.structs import replace

from meetingtui.agenda.model import SegmentKind
from meetingtui.meeting import commands as ask
from meetingtui.meeting.figures import Direction, Figures, Part, TeamShare, figures_of
from meetingtui.meeting.tell_figures import Told, tell_figures
from tests.meeting.conftest import OPENED_AT, Table, make_meeting, minutes

PLAIN = {
    "start_delay": None, "end_delay": minutes(0), "reached": Part(0, 0), "shares": (),
    "questions": (), "complete": Part(0, 0), "kept": Part(0, 0), "extensions": 0,
    "extended": minutes(0), "paid": {}, "given": {}, "rating": None,
}  # fmt: skip


def told(**changes: object) -> list[Told]:
    figures = Figures(**{**PLAIN, **changes})
    return [each for each in tell_figures(figures, make_meeting()) if each.name != "end"]


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        ({"start_delay": minutes(3)}, Told("start", "3m late", "2m late at most", False)),
        ({"start_delay": minutes(2)}, Told("start", "2m late", "2m late at most", True)),
        ({"reached": Part(9, 10)}, Told("slots reached", "9 of 10, buffer aside", "90%", True)),
        (
            {"complete": Part(3, 4)},
            Told("action items with owner and date", "3 of 4", "all", False),
        ),
        ({"kept": Part(1, 1)}, Told("promises kept", "1 of 1", "90%", True)),
        (
            {
                "questions": (
                    Direction("Sales", "Marketing", Part(1, 2)),
                    Direction("", "Sales", Part(0, 1)),
                    Direction("", "", Part(1, 1)),
                )
            },
            Told("questions answered", "Sales to Marketing 1 of 2, all to Sales 0 of 1, 1 of 1"),
        ),
        ({"rating": 7.96}, Told("rating", "8.0", "8 or more", False)),
        ({"rating": 8.5}, Told("rating", "8.5", "8 or more", True)),
        ({"extensions": 1, "extended": minutes(2)}, Told("time added", "1 time, 2m")),
        ({"paid": {6: minutes(3)}}, Told("time taken by re-fits", "3m from Buffer")),
        (
            {"given": {i: minutes(1) for i in range(2, 6)}},
            Told("time given", "4m to 4 slots"),
        ),
    ],
)  # fmt: skip
def test_a_figure_is_told_with_its_goal(changes, row: Told) -> None:
    assert told(**changes) == [row]


def test_the_shares_of_teams_add_up() -> None:
    spoken = {"Sales": 317, "Marketing": 20, "Product": 9}
    shares = tuple(
        TeamShare(team, minutes(5), timedelta(seconds=real), 1 / 3, real / 346)
        for team, real in spoken.items()
    )
    assert told(shares=shares) == [
        Told("airtime of Sales", "92%, planned 33%", "within 10 points", False),
        Told("airtime of Marketing", "6%, planned 33%", "within 10 points", False),
        Told("airtime of Product", "2%, planned 33%", "within 10 points", False),
    ]


def test_where_no_team_spoke_for_a_second_there_is_no_airtime_to_tell() -> None:
    stepped_through = TeamShare("Sales", minutes(5), minutes(0.01), 0.5, 1.0)
    assert told(shares=(stepped_through,)) == []


def test_where_nobody_had_the_floor_there_are_no_shares_to_tell() -> None:
    assert told(shares=(TeamShare("Sales", minutes(5), minutes(0), 1.0, 0.0),)) == []


def test_what_there_was_nothing_of_is_left_out() -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("delay", "row"),
    [
        (0, Told("end", "on time", "on time", True)),
        (-4, Told("end", "4m early", "on time", True)),
        (1, Told("end", "1m late", "on time", False)),
    ],
)
def test_the_end_is_to_be_on_time(delay: float, row: Told) -> None:
    figures = Figures(**{**PLAIN, "end_delay": minutes(delay)})
    assert tell_figures(figures, make_meeting()) == (row,)


def test_a_whole_meeting_is_told(seat) -> None:
    table: Table = seat(starts_at=OPENED_AT)
    table.do(ask.Next(), ask.Capture("! Send it @Ana"), ask.Rate("Sales", 9))
    rows = tell_figures(figures_of(table.state, table.now, UTC), table.state.meeting)
    assert [row.name for row in rows][:3] == ["start", "end", "slots reached"]


def test_kinds_that_nobody_misses_are_named_only_where_the_plan_has_them() -> None:
    figures, bare = Figures(**PLAIN), make_meeting()
    slots = tuple(each for each in bare.slots if each.kind is not SegmentKind.BUFFER)
    told = tell_figures(replace(figures, reached=Part(2, 7)), replace(bare, slots=slots))
    assert Told("slots reached", "2 of 7", "90%", False) in told
