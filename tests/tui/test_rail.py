"""The side of the live screen with more teams than it has rows for."""

import pytest
from msgspec.structs import replace

from meetingtui.agenda.model import Team
from meetingtui.meeting.commands import Capture, Goto, MoveSlot, Next
from meetingtui.opening import open_meeting

NAMES = ("Sales", "Marketing", "Support", "Product", "Legal", "Finance")


@pytest.fixture
def crowded(store, clock, agenda):
    teams = tuple(Team(name, (f"{name} person",)) for name in NAMES)
    return open_meeting(store, clock, replace(agenda, teams=teams))


@pytest.mark.parametrize("team", NAMES)
async def test_airtime_shows_the_teams_around_the_one_that_speaks(crowded, held, team):
    number = next(n for n, slot in enumerate(crowded.state.meeting.slots, 1) if slot.team == team)
    crowded.do(Goto(number))
    async with held(crowded, (120, 36)) as (_, screen):
        rows = screen.query_one("#shares").render().plain.splitlines()
        assert rows[0].startswith("AIRTIME")
        assert any(row.startswith(team) for row in rows)
        assert "… and 4 more" in rows


async def test_airtime_shows_all_teams_where_they_fit(runner, held):
    async with held(runner, (120, 36)) as (_, screen):
        assert "more" not in screen.query_one("#shares").render().plain


async def test_at_hand_is_what_is_open_the_latest_first(midway, held):
    async with held(midway, (120, 36)) as (_, screen):
        rows = screen.query_one("#hand").render().plain.splitlines()
        assert rows[0].split() == ["ACTION", "ITEMS", "3", "open,", "1", "carried"]
        assert [row.split()[0] for row in rows[1:4]] == ["!4", "!3", "!2"]
        assert rows[1].endswith("owner?")
        assert rows[5].split() == ["STILL", "OPEN", "2"]
        assert [row.split()[0] for row in rows[6:]] == ["&2", "?1"]


async def test_promises_leave_room_for_what_is_still_open(midway, held):
    for number in range(20):
        midway.do(Capture(f"! Promise {number} @Ana"))
    async with held(midway, (120, 36)) as (_, screen):
        rows = screen.query_one("#hand").render().plain.splitlines()
        assert "Promise 19" in rows[1]
        assert any(row.startswith("STILL OPEN") for row in rows)
        assert "When does the new deck" in rows[-1]


async def test_on_a_low_screen_what_is_open_is_counted(midway, held):
    async with held(midway, (80, 24)) as (_, screen):
        text = screen.query_one("#hand").render().plain
        assert text.split() == ["ACTION", "ITEMS", "3", "open,", "1", "carried"]


@pytest.mark.parametrize(("typed", "slot"), [("3", 3), ("12", 12), ("03", 3), ("1g2", 2)])
async def test_goto_takes_the_number_of_a_slot(crowded, held, keys, typed, slot):
    async with held(crowded) as (pilot, _):
        await keys(pilot, "f6", *typed.replace("g", "x"), "enter")
        assert crowded.status().slot == slot - 1


async def test_on_a_narrow_screen_a_slot_has_the_number_of_its_place(runner, held):
    runner.do(Next())
    runner.do(MoveSlot(5, 2))
    runner.do(Next())
    async with held(runner, (60, 20)) as (_, screen):
        assert screen.query_one("#strip").render().plain.endswith("  2 of 8")
