"""Sheets to read: they fit any size, also one that changes while they are open."""

import pytest

from meetingtui.meeting.capture import PREFIXES
from meetingtui.meeting.words import WORDS


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_no_sign_is_parted_from_its_meaning(midway, held, keys, width):
    async with held(midway, (width, 24)) as (pilot, _):
        await keys(pilot, "f1")
        rows = pilot.app.screen.query_one("Static").render().plain.splitlines()
        for sign, kind in PREFIXES.items():
            assert any(f"{sign} {kind}" in row for row in rows)
        assert max(map(len, rows)) <= width - 6


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_no_usage_is_cut(midway, held, keys, width):
    async with held(midway, (width, 24)) as (pilot, _):
        await keys(pilot, "f1")
        rows = pilot.app.screen.query_one("Static").render().plain.splitlines()
        shown = [word for word in WORDS if word.name != "wait"]
        assert [w.usage for w in shown if not any(w.usage in row for row in rows)] == []


@pytest.mark.parametrize("opened", ["f1", "ctrl+n"])
async def test_a_new_size_is_drawn_anew(midway, held, keys, screen_text, opened):
    async with held(midway, (120, 36)) as (pilot, _):
        await keys(pilot, opened)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        seen = screen_text(pilot.app)
        assert all(len(row) <= 60 for row in seen.splitlines())
        assert "Esc returns" in seen
        rows = pilot.app.screen.query_one("Static").render().plain.splitlines()
        assert max(map(len, rows)) <= 54


async def test_it_says_how_to_scroll_where_it_scrolls(midway, held, keys, screen_text):
    async with held(midway, (120, 99)) as (pilot, _):
        await keys(pilot, "f1")
        assert "PgUp PgDn scroll" not in screen_text(pilot.app)
        await pilot.resize_terminal(120, 20)
        await pilot.pause()
        assert "PgUp PgDn scroll, Esc returns" in screen_text(pilot.app)


async def test_keys_of_the_settings_are_in_the_help(midway, held, keys, screen_text):
    async with held(midway, (120, 99), keys={"skip": "f11"}) as (pilot, _):
        await keys(pilot, "f1")
        assert "F11        /skip" in screen_text(pilot.app)


async def test_a_word_is_explained_where_it_was_asked_for(midway, held, burst, screen_text):
    async with held(midway) as (pilot, screen):
        await burst(pilot, "/help drop\n")
        assert screen.query_one("#message").text.startswith("/drop N|!N [REASON]: ")
        await burst(pilot, "/help drip\n")
        assert "did you mean /drop?" in screen_text(pilot.app)
        await burst(pilot, "/help people\n")
        await pilot.pause()
        assert "/present NAME" in screen_text(pilot.app)
