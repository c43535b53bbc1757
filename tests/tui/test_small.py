"""A terminal of few rows: the line is always there, then the clock, then who has the floor."""

import pytest
from msgspec.structs import replace

from meetingtui.meeting.commands import Next
from meetingtui.opening import open_meeting
from meetingtui.tui.preface import path_rows
from meetingtui.tui.sheets import Sheet


@pytest.mark.parametrize("size", [(40, 10), (60, 12), (40, 8)])
@pytest.mark.parametrize("over", [False, True])
async def test_the_line_the_clock_and_the_team_stay(midway, held, clock, screen_text, size, over):
    if over:
        midway.do(Next())
        clock.advance(midway.status().remaining * 1.5)
    async with held(midway, size) as (pilot, screen):
        seen = screen_text(pilot.app)
        assert "\n >" in seen
        assert screen.query_one("#countdown").region.height
        assert "has the floor" in seen
        assert ("over by" in seen) is over


@pytest.mark.parametrize("size", [(40, 10), (40, 9)])
async def test_the_rating_is_typed_in_sight_where_its_question_wraps(
    midway, held, keys, burst, screen_text, size
):
    async with held(midway, size) as (pilot, _):
        await keys(pilot, "f9")
        await burst(pilot, "7\n9\n")
        await keys(pilot, *"late")
        seen = screen_text(pilot.app)
        assert "made it better?" in seen
        assert "> late" in seen


LONG = " ".join(f"What do you need from the others by week {week}?" for week in range(6))


async def test_a_long_prompt_has_three_rows_and_a_word_shows_it_whole(
    store, clock, agenda, held, burst, screen_text
):
    first, *others = agenda.segments
    asks = replace(agenda, segments=(replace(first, prompt=LONG), *others))
    runner = open_meeting(store, clock, asks)
    runner.do(Next())
    async with held(runner) as (pilot, _):
        assert pilot.app.screen.query_one("#prompt").size.height == 3
        assert "by week 2?…" in screen_text(pilot.app)
        assert "by week 5?" not in screen_text(pilot.app)
        await burst(pilot, "/prompt\n")
        assert isinstance(pilot.app.screen, Sheet)
        assert "by week 5?" in screen_text(pilot.app)


async def test_who_is_out_of_sight_in_the_roll_call_is_counted(
    store, clock, agenda, held, keys, screen_text
):
    people = tuple(f"Person {number}" for number in range(9))
    teams = (replace(agenda.teams[0], people=people), *agenda.teams[1:])
    runner = open_meeting(store, clock, replace(agenda, teams=teams))
    async with held(runner) as (pilot, screen):
        roll = screen.query_one("#roll")
        seen = sum(name in screen_text(pilot.app) for name in (*people, "Dana", "Eve"))
        assert f"… {11 - seen} more below" in screen_text(pilot.app)
        await keys(pilot, "shift+tab", "end")
        await pilot.pause()
        assert "more below" not in screen_text(pilot.app)
        assert screen.focused is roll


def test_the_path_of_the_minutes_breaks_between_folders():
    rows = path_rows("minutes: ", "/srv/of-ana/Documents/meetings/2026-11-25-weekly.md", 32)
    assert [row.plain for row in rows] == [
        "minutes: /srv/of-ana/Documents/",
        "meetings/2026-11-25-weekly.md",
    ]
    assert max(row.cell_length for row in path_rows("minutes: ", "/" + "x" * 70, 30)) == 30


@pytest.mark.parametrize("width", [60, 80, 84])
async def test_beside_the_close_box_no_letters_are_left_over(midway, held, keys, width):
    async with held(midway, (width, 24)) as (pilot, _):
        await keys(pilot, "f9")
        assert pilot.app.screen.query_one("#dialog").outer_size.width == width
