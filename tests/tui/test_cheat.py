"""The sheet that holds everything: it fits on the smallest screen, and says it all."""

import re

import pytest

from meetingtui.meeting.capture import PREFIXES
from meetingtui.meeting.words import WORDS
from meetingtui.tui.cheat import HEIGHT, WIDTH, cheat_sheet
from meetingtui.tui.intents import BY_WORD, LIVE, keys_of


def test_it_fits_on_one_small_screen():
    rows = cheat_sheet({})
    assert len(rows) <= HEIGHT
    assert max(map(len, rows)) <= WIDTH


def test_it_has_every_key_sign_and_word():
    text = "\n".join(cheat_sheet({}))
    for intent in LIVE:
        assert f"{intent.label}" in text
        assert keys_of(intent, {})[0] in text
    for sign, kind in PREFIXES.items():
        assert f"{sign} {kind}" in text
    for word in WORDS:
        assert re.search(rf"/{word.name}\b", text) or word.name in BY_WORD


def test_keys_are_those_that_the_settings_give():
    assert "F12" in "\n".join(cheat_sheet({"next": "f12"}))


@pytest.mark.parametrize("width", range(34, WIDTH))
def test_it_fits_on_narrow_screens_too(width):
    rows = cheat_sheet({}, width)
    assert max(map(len, rows)) <= width
    assert sorted(" ".join(rows).split()) == sorted(" ".join(cheat_sheet({})).split())


async def test_on_a_small_screen_it_scrolls_to_the_words(midway, held, keys, screen_text):
    async with held(midway, (60, 20)) as (pilot, _):
        await keys(pilot, "escape", "?")
        assert "PgUp PgDn scroll" in screen_text(pilot.app)
        assert "Ctrl+L     park" in screen_text(pilot.app)
        await keys(pilot, "pagedown", "pagedown", "pagedown")
        assert "/answer N TEXT" in screen_text(pilot.app)


async def test_a_question_mark_after_esc_shows_it_whole(midway, held, keys, screen_text):
    async with held(midway) as (pilot, _):
        await keys(pilot, "?")
        assert "KEYS; SINGLE" not in screen_text(pilot.app)
        await keys(pilot, "escape", "escape", "?")
        text = screen_text(pilot.app)
        assert "scroll" not in text
        for row in cheat_sheet({}):
            assert row in text
        await keys(pilot, "escape")
        assert "KEYS; SINGLE" not in screen_text(pilot.app)
