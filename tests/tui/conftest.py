"""A weekly meeting on a clock that is moved by hand, and its screens as text."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from weekly import WEEKLY, minutes, second_meeting

from meetingtui.authoring import Agendas
from meetingtui.desk import StoreDesk
from meetingtui.meeting.commands import Capture, Done, MarkAbsent, Next
from meetingtui.meeting.course import SECOND
from meetingtui.opening import open_meeting
from meetingtui.settings import Settings
from meetingtui.store.memory import MemoryStore
from meetingtui.tui.app import MeetingApp, MeetingtuiApp
from meetingtui.tui.live import LiveScreen
from meetingtui.tui.review import ReviewScreen

GOLDEN = Path(__file__).parent.parent / "golden"


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")


def strips_of(app):
    """Return what `app` shows, styles and all: a strip of segments for each row."""
    return app.screen._compositor.render_strips()


def text_of(app):
    """Return what `app` shows, one line for each row, without spaces at their ends."""
    strips = strips_of(app)
    return "\n".join("".join(s.text for s in strip).rstrip() for strip in strips) + "\n"


async def settled(pilot):
    """Wait until all that was typed has taken effect and is shown."""
    app, shown = pilot.app, asyncio.Event()
    await pilot.pause()
    while app.is_running and app._taking and not app._exit:
        await pilot.pause()
    # What a letter means is shown after the letter itself.
    if (
        app.is_running
        and not app._exit
        and app.call_later(app.screen.call_after_refresh, shown.set)
    ):
        await asyncio.wait_for(shown.wait(), 10)
        await pilot.pause()


@pytest.fixture
def screen_text():
    return text_of


@pytest.fixture
def screen_strips():
    return strips_of


@pytest.fixture
def golden(request):
    """Return a check that the screen of an app is as it was when a person last looked at it."""

    def check(app, name):
        text, path = text_of(app), GOLDEN / f"{name}.txt"
        if request.config.getoption("--update-golden", default=False):
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8")

    return check


@pytest.fixture
def agenda():
    return WEEKLY


class Known(Agendas):
    """Agendas that are known from the start and read from nowhere."""

    def __init__(self, found):
        super().__init__((), {})
        self.known = found

    def read(self):
        super().read()
        self.found = self.known


@pytest.fixture
def known():
    """Return a way to make agendas of those that were found."""
    return Known


@pytest.fixture
def store():
    return MemoryStore()


@pytest.fixture
def runner(store, clock, agenda):
    """Return the runner of a meeting that has not started."""
    return open_meeting(store, clock, agenda, facilitator="Ana")


@pytest.fixture
def second(store, clock, agenda):
    """Return the runner of a meeting into which an earlier one carries four things."""
    return second_meeting(store, clock, agenda)


@pytest.fixture
def midway(second, clock):
    """Return the same meeting in its first slot of wins, ten minutes in."""
    second.do(MarkAbsent("Chidi"))
    second.do(Next())
    clock.advance(minutes(2))
    second.do(Next())
    second.do(Done(1))
    clock.advance(minutes(6))
    second.do(Next())
    second.do(Capture("Closed Acme, 40k a year @Sales @Marketing"))
    second.do(Capture("!Write the Acme case study @Dana due:fri"))
    second.do(Capture("!Thank the partners"))
    second.do(Capture("=The old deck goes"))
    clock.advance(minutes(1))
    return second


@pytest.fixture
def held():
    """Return a way to hold a meeting: `async with held(runner) as (pilot, screen)`."""

    @asynccontextmanager
    async def hold(runner, size=(80, 24), **settings):
        app = MeetingApp(runner, Settings(**settings))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert isinstance(app.screen, LiveScreen)
            yield pilot, app.screen

    return hold


@pytest.fixture
def keys():
    """Return a way to press keys at once: all of them wait before the first is taken."""

    async def press(pilot, *names):
        for name in names:
            letter = name if len(name) == 1 else None
            pilot.app.post_message(events.Key(_character_to_key(name) if letter else name, letter))
        await settled(pilot)

    return press


@pytest.fixture
def slowly(keys, clock):
    """Return a way to press keys a second apart: none of them is one that bounced."""

    async def press(pilot, *names):
        for name in names:
            clock.advance(SECOND)
            await keys(pilot, name)

    return press


@pytest.fixture
def burst(keys):
    """Return a way to type text at once; a line end is Enter."""

    async def type_at_once(pilot, text):
        await keys(pilot, *("enter" if char == "\n" else char for char in text))

    return type_at_once


@pytest.fixture
def filled(midway, store):
    """Return a store with five promises of two meetings, one of them done."""
    midway.do(Capture("! [/] ask [red]legal[/red] about \x1b[31m logos @Ana due:fri"))
    return store


@pytest.fixture
def reviewed(clock):
    """Return a way to review: `async with reviewed(store) as (pilot, screen)`."""

    @asynccontextmanager
    async def review(store, size=(80, 24), wanted=None, desk=None, **settings):
        made = Settings(**settings)
        desk = desk or StoreDesk(store, clock)
        screen = ReviewScreen(desk, made.keys, wanted)
        app = MeetingtuiApp(screen, made)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot, screen

    return review
