"""A note is chosen with keys, and what is to be done with it is written into the line."""

import pytest

from meetingtui.meeting.commands import Capture, Goto, Next


@pytest.fixture
def noted(runner):
    runner.do(Next())
    for line in ("one", "two", "? three", "! four @Ana due:fri"):
        runner.do(Capture(line))
    return runner


def texts(runner):
    return [note.text for note in runner.state.notes.values()]


async def test_a_note_is_edited_in_place(noted, held, keys, burst):
    async with held(noted) as (pilot, screen):
        await keys(pilot, "shift+up", "up", "up")
        assert screen.chosen.text == "two"
        await keys(pilot, "enter")
        assert screen.line.value == "/edit 2 two"
        assert screen.focused is screen.line
        await burst(pilot, " more\n")
        assert texts(noted) == ["one", "two more", "three"]


async def test_nothing_is_done_before_enter_in_the_line(noted, held, keys):
    async with held(noted) as (pilot, screen):
        for key, line in (("x", "/drop !1 "), ("d", "/done 1 "), ("e", None)):
            await keys(pilot, "shift+up", key)
            if line:
                assert screen.line.value == line
        assert screen.line.value.startswith("/edit !1 @Ana four due:")
        assert len(noted.state.actions) == 1


async def test_what_stood_in_the_line_is_not_lost(noted, held, keys, burst):
    async with held(noted) as (pilot, screen):
        await burst(pilot, "half a note")
        await keys(pilot, "shift+up", "enter")
        assert screen.line.value.startswith("/edit")
        await keys(pilot, "escape", "up", "up")
        assert screen.line.value == "half a note"


async def test_what_is_not_for_a_note_says_so(noted, held, keys, screen_text):
    async with held(noted) as (pilot, screen):
        await keys(pilot, "shift+up", "a")
        assert "/action is not for an action item" in screen_text(pilot.app)
        assert screen.line.value == ""


async def test_the_keys_for_what_is_chosen_are_shown(noted, held, keys):
    async with held(noted, (120, 36)) as (pilot, screen):
        await keys(pilot, "shift+up", "up")
        said = screen.query_one("#explained").render().plain
        assert "Enter edit" in said
        assert "s say the answer" in said
        assert "done" not in said
        await keys(pilot, "escape")
        assert screen.chosen is None
        assert screen.focused is screen.line
        assert "Enter edit" not in screen.query_one("#explained").render().plain


async def test_letters_are_shown_for_what_they_do_while_a_note_is_chosen(noted, held, keys):
    async with held(noted) as (pilot, screen):
        shown = screen.query_one("#keys")
        await keys(pilot, "escape")
        assert "s skip" in shown.render().plain
        await keys(pilot, "shift+up", "up")
        assert "s say the answer" in screen.query_one("#explained").render().plain
        assert "s skip" not in shown.render().plain
        await keys(pilot, "s")
        assert screen.line.value.startswith("/answer 3")
        await keys(pilot, "escape", "escape")
        assert "s skip" in shown.render().plain


async def test_other_letters_are_text_again(noted, held, keys, burst):
    async with held(noted) as (pilot, screen):
        await keys(pilot, "shift+up")
        await burst(pilot, "we go on\n")
        assert texts(noted)[-1] == "we go on"
        assert screen.chosen is None


async def test_function_keys_still_work(noted, held, keys):
    async with held(noted) as (pilot, screen):
        await keys(pilot, "shift+up", "f2")
        assert screen.chosen is None
        assert screen.sight.status.slot == 1


async def test_up_chooses_once_letters_are_keys(noted, held, keys):
    async with held(noted) as (pilot, screen):
        await keys(pilot, "escape", "up")
        assert screen.chosen.text == "four"


async def test_without_notes_there_is_nothing_to_choose(runner, held, keys, screen_text):
    async with held(runner) as (pilot, screen):
        await keys(pilot, "shift+up")
        assert "there is no note to choose yet" in screen_text(pilot.app)
        assert screen.focused is screen.line


async def test_what_is_chosen_is_in_sight_however_many_notes_there_are(
    noted, held, keys, screen_text
):
    for number in range(40):
        noted.do(Capture(f"note number {number}"))
    async with held(noted) as (pilot, screen):
        await keys(pilot, "shift+up", *["up"] * 35)
        text = screen.chosen.text
        assert text == "note number 4"
        assert f"{text}\n" in screen_text(pilot.app) or f"{text} " in screen_text(pilot.app)
        await keys(pilot, *["down"] * 40)
        assert screen.chosen.text == "note number 39"
        assert "note number 39" in screen_text(pilot.app)


async def test_a_note_is_chosen_with_the_mouse(noted, held, screen_text):
    async with held(noted) as (pilot, screen):
        matter = screen.query_one("#matter")
        rows = matter.render().plain.split("\n")
        row = next(at for at, text in enumerate(rows) if "two" in text)
        await pilot.click("#matter", offset=(6, row))
        assert screen.chosen.text == "two"


async def test_a_key_turns_the_kind_of_the_line(runner, held, keys, burst):
    runner.do(Goto(2))
    async with held(runner) as (pilot, screen):
        await burst(pilot, "Closed Acme")
        await keys(pilot, "left", "ctrl+t")
        assert screen.line.value == "! Closed Acme"
        await burst(pilot, "x")
        assert screen.line.value == "! Closed Acmxe"
        await keys(pilot, "ctrl+t")
        assert screen.line.value == "? Closed Acmxe"
        assert "question" in screen.query_one("#explained").render().plain
