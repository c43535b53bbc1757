"""The side of the live screen with more teams than it has rows for."""

import pytest
from msgspec.structs import replace

from meetingtui.agenda.model import Team
from meetingtui.meeting.commands import Goto
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
        assert rows[-1].startswith("ACTION ITEMS")


async def test_airtime_shows_all_teams_where_they_fit(runner, held):
    async with held(runner, (120, 36)) as (_, screen):
        assert "more" not in screen.query_one("#shares").render().plain
