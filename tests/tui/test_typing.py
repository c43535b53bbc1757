"""The line on the live screen: who has the focus, what Esc does, what comes back, what stays."""

import pytest

from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import MeetingState


def said(screen):
    return screen.query_one("#message").text


def texts(runner):
    return [note.text for note in runner.state.notes.values()]


def footer(screen):
    return screen.query_one("#keys").render().plain


def arrow(screen):
    return screen.query_one("#arrow").render().plain


async def test_starting_from_the_roll_call_brings_the_focus_to_the_line(runner, held, keys, burst):
    async with held(runner) as (pilot, screen):
        await keys(pilot, "shift+tab", "f2")
        assert screen.focused is screen.line
        await burst(pilot, "first words\n")
        assert texts(runner) == ["first words"]


async def test_a_meeting_started_elsewhere_brings_the_focus_to_the_line(runner, held, keys):
    async with held(runner) as (pilot, screen):
        await keys(pilot, "shift+tab")
        runner.do(ask.Next())
        screen.tick()
        await keys(pilot, *"so")
        assert screen.line.value == "so"


async def test_letters_are_keys_after_esc_only(runner, held, burst, keys):
    async with held(runner) as (pilot, screen):
        await keys(pilot, "n", "backspace", "escape", "n", "e", "p")
        assert screen.line.value == ""
        assert runner.status().state is MeetingState.PAUSED
        await burst(pilot, "/resume\n")
        assert runner.status().state is MeetingState.RUNNING
        await keys(pilot, "escape", "i", "u")
        assert screen.line.value == "u"


async def test_esc_empties_the_line_first_and_up_brings_it_back(runner, held, keys, burst):
    async with held(runner) as (pilot, screen):
        await burst(pilot, "half a thought")
        await keys(pilot, "escape")
        assert screen.line.value == ""
        assert arrow(screen) == ">"
        await keys(pilot, "n")
        assert screen.line.value == "n"
        await keys(pilot, "backspace", "up")
        assert screen.line.value == "half a thought"


async def test_letters_as_keys_are_in_sight(runner, held, keys):
    async with held(runner) as (pilot, screen):
        await keys(pilot, "escape")
        assert arrow(screen) == ":"
        assert "n start" in footer(screen)
        assert "i write" in footer(screen)
        assert "the letters below are keys" in screen.line.placeholder
        await keys(pilot, "escape")
        assert arrow(screen) == ">"
        assert "F2 start" in footer(screen)
        assert screen.focused is screen.line


@pytest.mark.parametrize("key", ["w", "5", "!", "/"])
async def test_what_is_no_key_is_typed(runner, held, keys, key):
    async with held(runner) as (pilot, screen):
        await keys(pilot, "escape", key)
        assert screen.line.value == key
        assert arrow(screen) == ">"
        assert screen.focused is screen.line


@pytest.mark.parametrize("opened", ["f1", "f6", "f8", "f9", "ctrl+n"])
async def test_letters_stay_keys_behind_a_dialog(midway, held, keys, opened):
    async with held(midway) as (pilot, screen):
        await keys(pilot, "escape", opened, "escape")
        assert pilot.app.screen is screen
        assert arrow(screen) == ":"
        await keys(pilot, "p")
        assert midway.status().state is MeetingState.PAUSED


async def test_a_click_on_the_line_ends_letters_as_keys(runner, held, keys):
    async with held(runner) as (pilot, screen):
        await keys(pilot, "escape")
        await pilot.click("#line")
        await pilot.pause()
        assert arrow(screen) == ">"


async def test_a_refused_line_is_replaced_by_what_is_typed_next(runner, held, burst, keys):
    async with held(runner) as (pilot, screen):
        await burst(pilot, "/nexd\n")
        assert screen.line.value == "/nexd"
        await burst(pilot, "Closed Acme\n")
        assert texts(runner) == ["Closed Acme"]
        await keys(pilot, "up", "up")
        assert screen.line.value == "/nexd"


async def test_a_refused_line_can_be_mended(runner, held, burst, keys):
    async with held(runner) as (pilot, _):
        await burst(pilot, "/nexd\n")
        await keys(pilot, "right", "backspace", *"t", "enter")
        assert runner.status().slot == 0


async def test_lines_behind_a_refused_one_are_saved_as_they_are(runner, held, burst, keys):
    async with held(runner) as (pilot, screen):
        await burst(pilot, "one\n/nexd\ntwo\n/goto 99\nthree\n")
        assert texts(runner) == ["one", "two", "three"]
        assert screen.line.value == ""
        assert said(screen).startswith("not taken: /nexd: there is no /nexd")
        assert "and 1 more not taken" in said(screen)
        await keys(pilot, "up", "up")
        assert screen.line.value == "/goto 99"


async def test_why_a_line_was_refused_stays_until_it_is_changed(runner, held, burst, keys):
    async with held(runner) as (pilot, screen):
        await burst(pilot, "/nexd\n")
        screen.tick()
        await keys(pilot, "right")
        assert "did you mean /next?" in said(screen)
        await keys(pilot, "backspace")
        assert said(screen) == ""


async def test_what_went_wrong_leaves_with_the_next_letter(runner, held, keys):
    async with held(runner) as (pilot, screen):
        await keys(pilot, "f3")
        assert "has not started" in said(screen)
        await keys(pilot, "x")
        assert said(screen) == ""
        assert not screen.query_one("#message").has_class("-wrong")


async def test_a_long_message_moves_nothing(runner, held, screen_text, burst):
    async with held(runner) as (pilot, screen):
        before = screen.line.region
        await burst(pilot, "word " * 60 + "\n")
        assert screen.line.region == before
        assert "…" in screen_text(pilot.app)
        assert screen.query_one("#message").size.height == 2


async def test_that_a_note_is_saved_is_said_first_and_the_list_follows(runner, held):
    runner.do(ask.Next())
    async with held(runner) as (pilot, screen):
        screen.take(ask.Capture("seen at once"))
        assert said(screen).endswith("seen at once")
        while not screen.sight.state.notes:
            await pilot.pause()
        assert [note.text for note in screen.sight.state.notes.values()] == ["seen at once"]


async def test_an_empty_line_and_what_became_of_it_are_painted_at_once(
    midway, held, burst, screen_text, monkeypatch
):
    async with held(midway) as (pilot, screen):
        await burst(pilot, "Closed Acme")
        painted, display = [], pilot.app._display

        def paint(*args):
            display(*args)
            painted.append((screen.line.value, screen._dirty_widgets.copy()))

        monkeypatch.setattr(pilot.app, "_display", paint)
        await burst(pilot, "\n")
        assert screen.query_one("#message") in next(those for line, those in painted if not line)


async def test_what_the_line_would_do_follows_the_meeting(midway, held, keys, burst):
    async with held(midway) as (pilot, screen):
        await burst(pilot, "Beta")
        explained = screen.query_one("#explained")
        assert "win" in explained.text
        midway.do(ask.Close())
        screen.tick()
        await pilot.pause()
        assert "closed" in explained.text
        await keys(pilot, "ctrl+z")
        await pilot.pause()
        assert "win" in explained.text


async def test_what_is_wrong_with_a_line_is_said_once(midway, held, burst, screen_text):
    async with held(midway, (120, 36)) as (pilot, _):
        await burst(pilot, "/absent Dnaa\n")
        assert screen_text(pilot.app).count("did you mean Dana?") == 1
