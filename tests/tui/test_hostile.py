"""Texts that would steer a terminal or end a program that reads markup, on every screen."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from textual.events import Paste
from textual.screen import Screen

from meetingtui.agenda.find import FoundAgenda
from meetingtui.agenda.load import load_agenda
from meetingtui.agenda.model import Team
from meetingtui.agenda.problem import AgendaError
from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import Action, Changes, Meeting, MeetingState, Note
from meetingtui.opening import open_meeting
from meetingtui.resuming import state_of
from meetingtui.runner import Runner
from meetingtui.settings import Settings
from meetingtui.store.memory import MemoryStore
from meetingtui.tui.app import MeetingApp
from meetingtui.tui.closing import TWICE
from meetingtui.tui.home import HomeApp
from meetingtui.tui.house import House

SIZES = [(120, 36), (50, 20)]


HOSTILE = [
    "[/]",
    "[red]x[/red]",
    "[@click=app.quit]x",
    "a\x1b]52;c;eA==\x07b",
    "\x9b2J",
    "\u202eabc",
]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_shown_and_does_nothing(runner, held, screen_text, text, keys):
    runner.do(ask.Next())
    async with held(runner, (120, 36)) as (pilot, screen):
        screen.line.value = text
        await keys(pilot, "enter")
        (note,) = runner.state.notes.values()
        seen = screen_text(pilot.app)
        assert note.text in seen
        assert not any(ord(char) < 32 or ord(char) == 0x9B for char in seen.replace("\n", ""))
        await keys(pilot, "ctrl+n")
        assert note.text in screen_text(pilot.app)


async def test_hostile_names_are_shown_and_do_nothing(
    store, clock, agenda, held, screen_text, keys
):
    teams = (Team("[/]", ("[b]Ana", "B\x1ben")), Team("Other", ("[@click=app.quit]Eve",)))
    hostile = replace(agenda, title="[/x]", purpose="[/]", norms=("[red]",), teams=teams)
    runner = open_meeting(store, clock, hostile, facilitator="[/f]")
    async with held(runner, (120, 36)) as (pilot, _):
        assert "[@click=app.quit]Eve" in screen_text(pilot.app)
        await keys(pilot, "f2", "f6", "escape", "f2", "f2", "f9")
        assert "[/]" in screen_text(pilot.app)


@pytest.fixture
def hostile_store(store, midway, poison):
    """Return a store in which every text of every document is poisoned."""
    midway.do(ask.Capture("?What does it cost? @Marketing"))
    midway.do(ask.Capture("&Trade fair"))
    midway.do(ask.Drop(ask.Ref(3, action=True), "no budget"))
    hostile = MemoryStore()
    documents = [each for kind in (Meeting, Note, Action) for each in store.find(kind)]
    hostile.commit(Changes(tuple(map(poison, documents))))
    return hostile


@pytest.fixture
def check(screen_text, screen_strips, harmless):
    """Return a check of all that a screen shows, and of what a click or a pointer would do."""

    def check(app):
        harmless(screen_text(app))
        for strip in screen_strips(app):
            for segment in strip:
                style = segment.style
                assert style is None or style.link is None
                click = style.meta.get("@click") if style and style._meta else None
                chooses = re.fullmatch(r"screen\.pick\([0-9]+\)", str(click))
                does = str(click).startswith(("screen.do", "('screen"))
                assert click is None or chooses or does
        for widget in app.screen.walk_children():
            for text in (widget.border_title, widget.border_subtitle, widget.tooltip):
                harmless(str(text or ""))
        for binding in app.screen.active_bindings.values():
            harmless(f"{binding.binding.description}{binding.tooltip}")
        assert app.is_running

    return check


WALK = [
    ("f1",), ("escape",), ("ctrl+n",), ("escape",), ("f6",), ("down",), ("escape",), ("ctrl+p",),
    *[(letter,) for letter in "goto"], ("escape",), ("f8",), ("down",), ("e",), ("escape",), ("x",),
    ("escape",), ("a",), ("slash",), *[(letter,) for letter in "case"], ("enter",), ("escape",),
    ("escape",), ("pageup",), ("pagedown",), ("f9",), ("pagedown",), ("escape",), ("f5",), ("f4",),
    ("f4",), ("f2",), ("f2",), ("f2",), ("ctrl+z",), ("ctrl+r",),
]  # fmt: skip

LINES = [
    "/goto 99", "/goto \x1b]0;x", "/rate \x1b]0;x\x07 9", "/\x9b", "!x due:\x1b[2J", "@\x1b",
    "/answer 1 \x07", "#\u202etag", "/absent [/]", "/edit 1 [@click=app.quit]x", "/done 99",
]  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
async def test_a_walk_through_a_meeting(hostile_store, clock, check, keys, size, screen_text):
    (running,) = hostile_store.find(Meeting, state=MeetingState.RUNNING)
    runner = Runner(hostile_store, clock, state_of(hostile_store, running))
    app = MeetingApp(runner)
    async with app.run_test(size=size, tooltips=True) as pilot:
        await pilot.pause()
        check(app)
        assert "pwned" in screen_text(app)
        for pressed in WALK:
            await keys(pilot, *pressed)
            await pilot.pause()
            check(app)
        for text in LINES:
            app.live.line.post_message(Paste(text))
            await pilot.pause()
            check(app)
            await keys(pilot, "enter")
            check(app)
        await keys(pilot, "ctrl+u", "f9", "3", "enter", "x", "enter", "9", "enter", "f9")
        check(app)
        runner.clock.advance(TWICE)
        await keys(pilot, "f9")
        await pilot.pause()
        check(app)
        assert runner.status().state is MeetingState.CLOSED


@pytest.mark.parametrize("size", SIZES)
async def test_a_walk_from_home(
    hostile_store, clock, agenda, poison, check, keys, size, tmp_path, screen_text, known
):
    bad = tmp_path / "[b]\x1b]0;pwned\x07.yaml"
    bad.write_text('title: "\\e]0;pwned\\a[/]"\n[red]: "\\e[2J"\n')
    with pytest.raises(AgendaError) as caught:
        load_agenda(bad)
    found = (
        FoundAgenda(bad, "[/]\x1b[2J", None, caught.value.problems),
        FoundAgenda(tmp_path / "good.yaml", "here", poison(agenda), ()),
    )
    app = HomeApp(House(hostile_store, clock, Settings(), known(found)))
    async with app.run_test(size=size, tooltips=True) as pilot:
        await pilot.pause()
        check(app)
        assert "pwned" in screen_text(app)
        for _ in range(6):
            await keys(pilot, "enter", "enter")
            await pilot.pause()
            check(app)
            if app.screen is not app._home:
                await keys(pilot, "ctrl+q")
                await pilot.pause()
            check(app)
            await keys(pilot, "down")
            check(app)


async def test_what_pops_up_is_no_markup(midway, screen_text, harmless, poison):
    app = MeetingApp(midway)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        app.say(poison("something"))
        await pilot.pause()
        assert "something" in screen_text(app)
        harmless(screen_text(app))
        await app.push_screen(Screen())
        app.say(poison("something"))
        # A toast is mounted in a turn of its own, whenever that comes.
        for _ in range(100):
            await pilot.pause()
            if "something" in screen_text(app):
                break
        assert "something" in screen_text(app)
        harmless(screen_text(app))
