"""Choosing the slot to open, and moving those to come."""

from textual.widgets import OptionList

from meetingtui.meeting.course import course_of


async def test_goto_opens_the_slot_that_is_chosen(runner, held, keys):
    async with held(runner) as (pilot, _):
        await keys(pilot, "f2", "f6")
        await keys(pilot, "down", "enter")
        assert runner.status().slot == 2
        await keys(pilot, "f6")
        await keys(pilot, "escape")
        assert runner.status().slot == 2


async def test_slots_to_come_are_moved_where_one_is_chosen(runner, held, keys, screen_text):
    async with held(runner) as (pilot, _):
        await keys(pilot, "f2", "f6")
        choice = pilot.app.screen.query_one(OptionList)
        await keys(pilot, "down", "shift+down")
        assert course_of(runner.state.meeting).order[:5] == (0, 1, 3, 2, 4)
        assert choice.highlighted == 3
        assert "moved: " in screen_text(pilot.app)
        await keys(pilot, "K", "K", "K")
        assert course_of(runner.state.meeting).order[:5] == (0, 2, 1, 3, 4)
        assert "slots to come have the places 2 to 8" in screen_text(pilot.app)
        await keys(pilot, "J", "escape", "ctrl+z")
        assert course_of(runner.state.meeting).order[:5] == (0, 2, 1, 3, 4)
