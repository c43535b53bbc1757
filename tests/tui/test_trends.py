"""The screen of trends: one series after the other."""

from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cache

import pytest
from msgspec.structs import replace

from meetingtui.agenda.model import Airtime
from meetingtui.clock import ManualClock
from meetingtui.demo.year import hold_year
from meetingtui.errors import StoreError
from meetingtui.meeting.commands import Capture, Close, Next, Rate
from meetingtui.meeting.model import Action, Changes, Meeting, Note
from meetingtui.opening import open_meeting
from meetingtui.settings import Settings
from meetingtui.store.memory import MemoryStore
from meetingtui.tui.app import MeetingtuiApp
from meetingtui.tui.foot import Message
from meetingtui.tui.trend import Trend
from meetingtui.tui.trends import TrendsScreen


@cache
def weeks(now):
    return hold_year(now, None, weeks=14).documents


@pytest.fixture
def looking_back(clock):
    """Return a way to look at trends: `async with looking_back() as (pilot, screen)`."""

    @asynccontextmanager
    async def look(size=(80, 24), documents=None, series="sales-marketing-weekly"):
        store = MemoryStore()
        store.commit(Changes(weeks(clock.now()) if documents is None else documents))
        screen = TrendsScreen(store, ManualClock(clock.now(), clock.zone), {}, series)
        app = MeetingtuiApp(screen, Settings())
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot, screen

    return look


async def test_every_figure_is_there(looking_back, screen_text):
    async with looking_back((120, 80)) as (pilot, screen):
        shown = screen_text(pilot.app)
        assert len(screen.query(Trend)) == 12
        for word in ("last 12", "last 4", "Rating", "Wins and thanks", "→ Keep it: "):
            assert word in shown
        assert "14 meetings closed" in shown


async def test_keys_show_the_other_series(looking_back, screen_text, keys):
    async with looking_back() as (pilot, _):
        assert "Weekly sales and marketing" in screen_text(pilot.app)
        await keys(pilot, "right")
        assert "Debrief of a visit" in screen_text(pilot.app)
        await keys(pilot, "n")
        assert "Monthly wins and insights" in screen_text(pilot.app)
        await keys(pilot, "right")
        assert "Sync of the two heads" in screen_text(pilot.app)
        await keys(pilot, "left", "p", "left")
        assert "Weekly sales and marketing" in screen_text(pilot.app)


async def test_with_few_meetings_there_is_one_stretch(looking_back, screen_text):
    async with looking_back((80, 60), series="wins-and-insights-monthly") as (pilot, _):
        shown = screen_text(pilot.app)
        assert "last 4" in shown
        assert "last 12" not in shown


async def test_without_meetings_it_says_so(looking_back, screen_text, keys):
    async with looking_back(documents=(), series="") as (pilot, _):
        shown = screen_text(pilot.app)
        assert "no meetings yet" in shown
        assert "0 meetings closed; too few for a trend" in shown
        await keys(pilot, "right")


async def test_people_are_told_of_in_the_series_that_has_it(looking_back, clock, screen_text, keys):
    documents = weeks(clock.now())
    agreed = tuple(
        replace(d, airtime=Airtime.PEOPLE)
        if isinstance(d, Meeting) and d.agenda == "leads-sync"
        else d
        for d in documents
    )
    async with looking_back((80, 160), agreed, series="leads-sync") as (pilot, _):
        assert "Airtime of people" in screen_text(pilot.app)
        await keys(pilot, "right")
        assert "Airtime of people" not in screen_text(pilot.app)
        await keys(pilot, "left")
        assert "Airtime of people" in screen_text(pilot.app)


async def test_a_store_that_fails_is_said(looking_back, keys, monkeypatch):
    def fail(*_, **__):
        raise StoreError("the store is damaged")

    async with looking_back() as (pilot, screen):
        monkeypatch.setattr(MemoryStore, "find", fail)
        await keys(pilot, "right")
        assert screen.query_one(Message).text == "the store is damaged"


async def test_what_people_wrote_is_shown_as_it_is(looking_back, clock, poison, screen_text):
    documents = [d for d in weeks(clock.now()) if isinstance(d, Meeting)]
    documents = tuple(poison(meeting) for meeting in documents[-3:])
    async with looking_back((160, 60), documents, series=documents[-1].agenda) as (pilot, _):
        shown = screen_text(pilot.app)
        assert "[/][b]" in shown
        assert "\x1b" not in shown


@pytest.mark.parametrize("key", ["q", "escape", "f10"])
async def test_leaving(looking_back, keys, key):
    async with looking_back() as (pilot, _):
        await keys(pilot, "f1", "escape", key)
    assert pilot.app.return_code == 0


@pytest.fixture
def five(store, clock, agenda):
    """Hold five meetings, each a little later and longer than the one before."""
    for number in range(5):
        meeting_clock = ManualClock(clock.now() - timedelta(days=7 * (5 - number)), clock.zone)
        runner = open_meeting(store, meeting_clock, agenda, starts_at=meeting_clock.now())
        meeting_clock.advance(timedelta(minutes=number))
        runner.do(Next())
        for slot in runner.state.meeting.slots[:-1]:
            if slot.id == "wins/Sales":
                runner.do(Capture("Closed Acme with the deck of @Marketing"))
            if slot.id == "questions/Sales":
                runner.do(Capture("When is the deck ready?"))
                runner.do(Capture("! Send the deck @Dana"))
            meeting_clock.advance(slot.length + timedelta(seconds=10 * number))
            runner.do(Next())
        meeting_clock.advance(timedelta(minutes=4))
        for command in (Rate("Sales", 9), Rate("Marketing", 9 - number, "late"), Close()):
            runner.do(command)
    return (*store.find(Meeting), *store.find(Note), *store.find(Action))


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 36)])
async def test_as_a_whole(looking_back, five, golden, width, height):
    async with looking_back((width, height), five, series="weekly") as (pilot, _):
        golden(pilot.app, f"trends-{width}")
