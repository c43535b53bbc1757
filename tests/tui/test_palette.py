"""The command palette: the commands of the screen below it, and nothing else but the themes."""

import pytest

from meetingtui.meeting.model import MeetingState
from meetingtui.tui.intents import SCOPES, Scope


async def offered(pilot, screen_text):
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return screen_text(pilot.app)


async def test_it_does_what_is_possible(runner, held, burst, keys):
    async with held(runner) as (pilot, _):
        await keys(pilot, "ctrl+p")
        await burst(pilot, "Open the next slot")
        await pilot.app.workers.wait_for_complete()
        await keys(pilot, "enter")
        assert runner.status().state is MeetingState.RUNNING


async def test_it_offers_our_own_commands_and_the_themes(runner, held, keys, screen_text):
    async with held(runner, (120, 60)) as (pilot, _):
        await keys(pilot, "ctrl+p")
        seen = await offered(pilot, screen_text)
        for ours in ("Change the colours", "Read all notes and action items", "Choose the slot"):
            assert ours in seen
        for theirs in ("Maximize", "Screenshot", "Quit the application", "help panel"):
            assert theirs not in seen
        assert "Return to the slot before" not in seen


async def test_it_opens_a_dialog(midway, held, burst, keys, screen_text):
    async with held(midway) as (pilot, screen):
        await keys(pilot, "ctrl+p")
        await burst(pilot, "Choose the slot")
        await pilot.app.workers.wait_for_complete()
        await keys(pilot, "enter")
        assert "Go to" in screen_text(pilot.app)
        assert pilot.app.screen is not screen


async def test_it_has_the_commands_of_the_review_screen(midway, store, reviewed, keys, screen_text):
    async with reviewed(store, (120, 90)) as (pilot, _):
        await keys(pilot, "ctrl+p")
        seen = await offered(pilot, screen_text)
        assert all(intent.help in seen for intent in SCOPES[Scope.REVIEW])


@pytest.mark.parametrize("scope", SCOPES)
def test_every_intent_says_what_it_does(scope):
    assert all(intent.help and intent.label for intent in SCOPES[scope])
