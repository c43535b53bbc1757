"""A rehearsal on the full screen: fast, set apart, and with a word at its end."""

from contextlib import asynccontextmanager
from datetime import UTC, timedelta

import pytest

from meetingtui.clock import FastClock
from meetingtui.opening import open_rehearsal
from meetingtui.settings import Settings
from meetingtui.tui.foot import Message
from meetingtui.tui.rehearsal import RehearsalApp, RehearsalScreen
from meetingtui.tui.sheets import Sheet

LEAVES_ALL_OUT = ("enter",) * 5
"""Both ratings, the norm and the next meeting; the last one closes."""


@pytest.fixture
def seconds():
    """Return the seconds that the machine has counted, in a list to change."""
    return [100.0]


@pytest.fixture
def rehearsed(agenda, now, seconds):
    """Return a way to rehearse: `async with rehearsed() as (pilot, screen)`."""

    @asynccontextmanager
    async def hold(size=(80, 24)):
        clock = FastClock(now, UTC, speed=60, seconds=lambda: seconds[0])
        app = RehearsalApp(open_rehearsal(agenda, clock), clock, Settings())
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert isinstance(app.screen, RehearsalScreen)
            yield pilot, app.screen

    return hold


def said(screen):
    return screen.query_one(Message).text


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_it_says_that_it_is_one(rehearsed, screen_text, size):
    async with rehearsed(size) as (pilot, _):
        assert "REHEARSAL ×60 · nothing is stored" in screen_text(pilot.app).splitlines()[0]
        assert "F2 start" in screen_text(pilot.app)


async def test_the_clock_stands_in_the_roll_call_and_then_goes_fast(rehearsed, seconds, now):
    async with rehearsed() as (pilot, screen):
        seconds[0] += 1000
        screen.tick()
        assert screen.sight.now == now
        await pilot.press("f2")
        seconds[0] += 1
        screen.tick()
        assert screen.sight.now == now + timedelta(minutes=1)
        assert screen.sight.status.remaining == timedelta(minutes=1)
        seconds[0] += 2.5
        screen.tick()
        assert screen.sight.status.over


async def test_wait_moves_the_clock_on(rehearsed, burst, now):
    async with rehearsed() as (pilot, screen):
        await burst(pilot, "/start\n/wait 3m\n")
        assert screen.sight.now == now + timedelta(minutes=3)
        assert said(screen) == "it is 10:03:00"
        assert screen.sight.status.over


async def test_other_words_are_those_of_a_meeting(rehearsed, burst):
    async with rehearsed() as (pilot, screen):
        await burst(pilot, "/start\n/status\n")
        assert "left" in said(screen)
        await burst(pilot, "? why\n")
        assert [note.text for note in screen.sight.state.notes.values()] == ["why"]


async def test_the_close_shows_what_the_plan_holds_in_store(rehearsed, keys, screen_text):
    async with rehearsed() as (pilot, screen):
        assert not screen.over
        await keys(pilot, "f2", "f9", *LEAVES_ALL_OUT)
        assert isinstance(pilot.app.screen, Sheet)
        assert screen.over
        shown = screen_text(pilot.app)
        assert "Sales is up at 10:07 (Wins, 3m), 10:13 (Questions, 5m)" in shown
        assert "no buffer comes after 10:26 (Close, 4m)" in shown
        await pilot.press("escape")
        assert "no minutes written" in screen_text(pilot.app)


async def test_leaving_prints_it(rehearsed, keys):
    async with rehearsed() as (pilot, _):
        await keys(pilot, "f2", "f10")
    *told, over = pilot.app.farewell().splitlines()
    assert "Marketing is up at 10:10 (Wins, 3m), 10:18 (Questions, 5m)" in told
    assert over == "the rehearsal is over; nothing was stored"


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 36)])
async def test_as_a_whole(rehearsed, burst, keys, golden, width, height):
    async with rehearsed((width, height)) as (pilot, _):
        await burst(pilot, "/start\n/wait 2m\n/next\n")
        await keys(pilot, "f9", *LEAVES_ALL_OUT)
        golden(pilot.app, f"rehearsed-{width}")


async def test_wait_is_completed_and_explained_here(rehearsed, burst, keys, screen_text):
    async with rehearsed((120, 60)) as (pilot, screen):
        await burst(pilot, "/wai")
        await keys(pilot, "tab")
        assert screen.line.value == "/wait "
        await keys(pilot, "f1")
        assert "/wait 5m" in screen_text(pilot.app)
