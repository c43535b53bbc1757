"""Whole screens, as a person has looked at them. `pytest --update-golden` writes them anew."""

from datetime import timedelta

import pytest

from meetingtui.meeting.commands import Close, Pause, Rate
from meetingtui.meeting.words import WORDS

SIZES = pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 36)])


@SIZES
async def test_before_the_meeting(second, held, golden, width, height):
    async with held(second, (width, height)) as (pilot, _):
        golden(pilot.app, f"planned-{width}")


@SIZES
async def test_in_a_slot(midway, held, golden, width, height):
    async with held(midway, (width, height)) as (pilot, _):
        golden(pilot.app, f"running-{width}")


async def test_in_a_slot_on_a_wall(midway, held, golden):
    async with held(midway, (200, 60)) as (pilot, _):
        golden(pilot.app, "running-200")


@SIZES
async def test_near_the_end_of_a_slot(midway, clock, held, golden, width, height):
    clock.advance(timedelta(seconds=90))
    async with held(midway, (width, height)) as (pilot, _):
        golden(pilot.app, f"warned-{width}")


@SIZES
async def test_past_the_end_of_a_slot(midway, clock, held, golden, width, height):
    clock.advance(timedelta(minutes=3, seconds=20))
    async with held(midway, (width, height)) as (pilot, _):
        golden(pilot.app, f"over-{width}")


@SIZES
async def test_while_the_clock_stands(midway, held, golden, width, height):
    midway.do(Pause())
    async with held(midway, (width, height)) as (pilot, _):
        golden(pilot.app, f"paused-{width}")


@SIZES
async def test_reading_back(midway, held, golden, width, height, keys):
    async with held(midway, (width, height)) as (pilot, _):
        await keys(pilot, "f9")
        golden(pilot.app, f"closing-{width}")


@SIZES
async def test_after_the_close(midway, held, golden, width, height):
    midway.do(Rate("Sales", 9))
    midway.do(Close())
    async with held(midway, (width, height)) as (pilot, _):
        golden(pilot.app, f"closed-{width}")


async def test_a_small_terminal(midway, held, golden):
    async with held(midway, (60, 20)) as (pilot, _):
        golden(pilot.app, "running-60")


async def test_help_has_every_word_and_key(midway, held, screen_text, keys):
    async with held(midway, (120, 90)) as (pilot, _):
        await keys(pilot, "f1")
        seen = screen_text(pilot.app)
        for usage in [word.usage for word in WORDS if word.name != "wait"]:
            assert usage in seen
        assert "/wait" not in seen
        for key in ("F2 n", "F10 Ctrl+Q", "Ctrl+Z u", "PgUp"):
            assert key in seen
