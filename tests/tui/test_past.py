"""What is done at home with a meeting that was held: its minutes are sent, and it is corrected."""

import json
import threading
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest

from meetingtui.meeting.commands import Close, Next
from meetingtui.meeting.model import Meeting, MeetingState
from meetingtui.meeting.roll import ratings_of
from meetingtui.runner import Keeping
from meetingtui.sending import delivery
from meetingtui.sending.delivery import Delivery
from meetingtui.sending.office import Office
from meetingtui.sending.outbox import Outbox
from meetingtui.sending.outcome import Delivered, NotDelivered
from meetingtui.settings import Settings
from meetingtui.tui import past
from meetingtui.tui.foot import Message
from meetingtui.tui.home import HomeApp
from meetingtui.tui.house import House
from meetingtui.tui.live import LiveScreen
from meetingtui.tui.send_dialog import SendDialog

TARGETS = {
    "team[/]": {"kind": "discord", "url": "env:HOOK"},
    "wall": {"kind": "slack", "url": "env:WALL"},
}
ENVIRON = {"HOOK": "https://hooks.example.org/s3cret"}


@pytest.fixture
def outbox(tmp_path):
    return Outbox(tmp_path / "outbox")


@pytest.fixture
def at_home(store, clock, known, tmp_path, outbox):
    """Return a way to be at home, with an outbox beside the store."""

    @asynccontextmanager
    async def be(size=(80, 24), *, demo=False, targets=TARGETS):
        made = Settings(targets=targets)
        office = Office(made, outbox, Delivery(made, ENVIRON, tmp_path), clock.now, clock.zone)
        house = House(
            store, clock, made, known([]), Keeping(tmp_path / "minutes"),
            office=None if demo else lambda: office,
        )  # fmt: skip
        app = HomeApp(house)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press("end")
            yield pilot, app.screen

    return be


@pytest.fixture
def closed(second):
    """Leave two meetings behind that were held."""
    second.do(Next())
    second.do(Close())
    return second.state.meeting


@pytest.fixture
def arrived(monkeypatch):
    posted = SimpleNamespace(bodies=[], answer=Delivered())

    def deliver(url, body, now, patience):
        posted.bodies.append(json.loads(body))
        return posted.answer

    monkeypatch.setattr("meetingtui.sending.delivery.post", deliver)
    return posted


def said(home):
    return home.query_one(Message).text


async def sent(pilot, home):
    await pilot.pause()
    home._past.carrier.join()
    await pilot.pause()
    return said(home)


async def test_minutes_are_looked_at_and_sent(closed, at_home, arrived, screen_text):
    async with at_home() as (pilot, home):
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SendDialog)
        shown = screen_text(pilot.app)
        assert "To team[/] (discord, hooks.example.org)" in shown
        assert "Subject Minutes: Weekly sales and marketing joint meeting" in shown
        assert "s3cret" not in shown
        assert arrived.bodies == []
        await pilot.press("enter")
        assert (await sent(pilot, home)).startswith("sent to team[/]: Minutes: Weekly")
        assert len(arrived.bodies) == 1


async def test_what_went_there_already_is_not_sent_again(closed, at_home, arrived, screen_text):
    async with at_home() as (pilot, home):
        await pilot.press("s", "enter")
        await sent(pilot, home)
        await pilot.press("s")
        await pilot.pause()
        assert "just this went to team[/] on Tue 01 Dec" in screen_text(pilot.app)
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert len(arrived.bodies) == 1
        assert pilot.app.screen is home


async def test_without_a_network_it_waits_in_the_outbox(closed, at_home, arrived, outbox):
    arrived.answer = NotDelivered("hooks.example.org cannot be reached")
    async with at_home() as (pilot, home):
        await pilot.press("s", "enter")
        told = await sent(pilot, home)
        assert told.startswith(
            "not sent to team[/]; it waits as parcel 1, and `meetingtui send --p"
        )
        assert told.endswith("on: hooks.example.org cannot be reached")
    assert [parcel.state for parcel in outbox.parcels()] == ["waiting"]


async def test_an_outbox_that_cannot_be_written_is_said(closed, at_home, arrived, outbox):
    async with at_home() as (pilot, home):
        await pilot.press("s")
        await pilot.pause()
        outbox.folder.write_text("in the way")
        await pilot.press("enter")
        assert "outbox" in await sent(pilot, home)
        assert arrived.bodies == []


async def test_a_target_that_is_off_says_so_and_another_is_chosen(closed, at_home, screen_text):
    async with at_home() as (pilot, home):
        await pilot.press("s", "down")
        await pilot.pause()
        assert "the variable WALL that the settings name is not set" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SendDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is home
        assert home._past.carrier is None


async def test_a_long_letter_is_scrolled(closed, at_home, screen_text):
    async with at_home() as (pilot, _):
        await pilot.press("s")
        await pilot.pause()
        first = screen_text(pilot.app)
        await pilot.press("pagedown")
        await pilot.pause()
        assert screen_text(pilot.app) != first
        await pilot.press("pageup")
        await pilot.pause()
        assert screen_text(pilot.app) == first


async def test_what_nobody_expected_is_logged_and_the_outbox_named(
    closed, at_home, monkeypatch, tmp_path
):
    def explode(*_):
        raise ZeroDivisionError

    log = tmp_path / "meetingtui.log"
    monkeypatch.setattr("meetingtui.tui.safety.log_path", lambda: log)
    monkeypatch.setattr("meetingtui.sending.delivery.post", explode)
    async with at_home() as (pilot, home):
        pilot.app.goes_on = True
        await pilot.press("s", "enter")
        told = await sent(pilot, home)
        assert told == "perhaps not sent to team[/]; `meetingtui outbox` tells what came of it"
        assert "ZeroDivisionError" in log.read_text()
        assert pilot.app.is_running


async def test_leaving_waits_a_little_for_what_is_being_sent(
    closed, at_home, arrived, monkeypatch, outbox
):
    may, post = threading.Event(), delivery.post

    def deliver(*asked):
        may.wait(10)
        return post(*asked)

    monkeypatch.setattr(delivery, "post", deliver)
    async with at_home() as (pilot, home):
        await pilot.press("s", "enter")
        await pilot.pause()
        monkeypatch.setattr(past, "PATIENCE", 0)
        assert "`meetingtui outbox` tells what came of it" in pilot.app.farewell()
        monkeypatch.setattr(past, "PATIENCE", 10)
        threading.Timer(0.05, may.set).start()
        assert pilot.app.farewell().startswith("sent to team[/]: Minutes: Weekly")
        assert not home._past.carrier.is_alive()
        assert pilot.app.farewell() == ""
    assert [parcel.state for parcel in outbox.parcels()] == ["sent"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"demo": True}, "nothing is sent from a demonstration"),
        ({"targets": {}}, "the settings name nobody to send to; `meetingtui config init` writes"),
    ],
)
async def test_where_nothing_can_be_sent_that_is_said(closed, at_home, options, told):
    async with at_home(**options) as (pilot, home):
        await pilot.press("s")
        await pilot.pause()
        assert said(home).startswith(told)


@pytest.mark.parametrize("key", ["s", "o"])
async def test_only_what_was_held_is_sent_and_corrected(second, at_home, key):
    second.do(Next())
    async with at_home() as (pilot, home):
        await pilot.press("home", key)
        await pilot.pause()
        assert said(home).startswith("choose a meeting that was held, under MEETINGS")


async def test_a_closed_meeting_is_corrected_and_opened_by_undo(
    closed, at_home, store, screen_text, burst
):
    async with at_home() as (pilot, home):
        await pilot.press("home", "down", "o")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LiveScreen)
        assert store.get(Meeting, closed.id).state is MeetingState.CLOSED
        await burst(pilot, "/rate Sales 9\n")
        assert ratings_of(store.get(Meeting, closed.id))["Sales"].score == 9
        assert "Ctrl+Z opens it again" in screen_text(pilot.app)
        await pilot.press("ctrl+z", "ctrl+z")
        await pilot.pause()
        assert store.get(Meeting, closed.id).state is MeetingState.RUNNING
        await pilot.press("f10")
        await pilot.pause()
        assert "waits above, under NOT FINISHED" in said(home)
