"""Keys that come faster than screens open wait for the screen that was asked for."""

from textual import events

from meetingtui.meeting.commands import Next
from meetingtui.meeting.model import MeetingState
from meetingtui.meeting.roll import ratings_of


async def test_keys_behind_the_one_that_closes_answer_the_dialog(midway, held, keys):
    async with held(midway) as (pilot, screen):
        await keys(pilot, "f9", "9", "enter", "8", *["enter"] * 4)
        assert midway.status().state is MeetingState.CLOSED
        given = ratings_of(midway.state.meeting)
        assert {team: rated.score for team, rated in given.items()} == {"Sales": 9, "Marketing": 8}
        assert screen.line.value == ""


async def test_keys_behind_the_one_that_chooses_a_slot_choose_it(runner, held, keys):
    runner.do(Next())
    async with held(runner) as (pilot, _):
        await keys(pilot, "f6", "down", "enter", *"so", "enter")
        assert runner.status().slot == 2
        assert [note.text for note in runner.state.notes.values()] == ["so"]


async def test_keys_behind_the_one_that_leaves_a_dialog_go_to_the_line(midway, held, keys):
    async with held(midway) as (pilot, screen):
        await keys(pilot, "f1", "escape", "f9", "escape", *"abc")
        assert screen.line.value == "abc"


async def test_a_paste_waits_its_turn(midway, held):
    async with held(midway) as (pilot, _):
        pilot.app.post_message(events.Key("f9", None))
        pilot.app.post_message(events.Paste("9"))
        pilot.app.post_message(events.Key("enter", None))
        pilot.app.post_message(events.Key("f9", None))
        await pilot.pause()
        assert [rated.score for rated in ratings_of(midway.state.meeting).values()] == [9]
