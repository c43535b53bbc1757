"""The room display, on the clock and in the sizes that rooms have."""

from contextlib import asynccontextmanager
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from meetingtui.agenda.model import Segment, SegmentKind
from meetingtui.errors import StoreError
from meetingtui.following import Follower
from meetingtui.meeting.commands import Close, MoveSlot, Next, Pause, Refit
from meetingtui.meeting.model import Changes, Meeting
from meetingtui.opening import open_meeting
from meetingtui.settings import Settings
from meetingtui.tui.app import MeetingtuiApp
from meetingtui.tui.follow import FollowScreen, Wall


class Elsewhere:
    """A store as another process sees it: it is told of every meeting that is there."""

    def __init__(self, store):
        self.get, self.find = store.get, store.find
        self.trouble = ""

    def follow(self):
        if self.trouble:
            raise StoreError(self.trouble)
        return Changes(tuple(self.find(Meeting)))


@pytest.fixture
def shown(clock):
    """Return a way to show a store to the room: `async with shown(store) as (pilot, screen)`."""

    @asynccontextmanager
    async def show(store, size=(80, 24)):
        other = store if isinstance(store, Elsewhere) else Elsewhere(store)
        screen = FollowScreen(Follower(other, new_clock=lambda: clock), {})
        async with MeetingtuiApp(screen, Settings()).run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot, screen

    return show


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_in_a_slot(midway, store, shown, golden, size):
    async with shown(store, size) as (pilot, _):
        golden(pilot.app, f"room-{size[0]}")


async def test_past_the_end_of_a_slot(midway, store, clock, shown, golden):
    clock.advance(timedelta(minutes=3, seconds=20))
    async with shown(store) as (pilot, screen):
        assert screen.has_class("-over")
        golden(pilot.app, "room-over-80")


async def test_in_a_round_it_names_who_speaks_and_who_is_next(
    agenda, store, clock, shown, golden, screen_text
):
    checks_in = Segment(
        kind=SegmentKind.ROUND, id="in", title="Check-in", per_person=timedelta(seconds=45)
    )
    agenda = replace(agenda, segments=(checks_in, *agenda.segments))
    runner = open_meeting(store, clock, agenda)
    runner.do(Next())
    async with shown(store) as (pilot, screen):
        golden(pilot.app, "room-round-80")
        for _ in range(4):
            runner.do(Next())
        screen.look()
        await pilot.pause()
        assert "next  Opening  2:00" in screen_text(pilot.app)


async def test_the_next_slot_is_as_long_as_it_is_now(midway, store, clock, shown, screen_text):
    midway.do(MoveSlot(7))
    clock.advance(timedelta(minutes=1))
    async with shown(store) as (pilot, screen):
        assert "next  Buffer  3:00" in screen_text(pilot.app)
        midway.do(Refit())
        screen.look()
        await pilot.pause()
        assert "next  Buffer  2:00" in screen_text(pilot.app)


async def test_while_the_clock_stands_and_when_it_warns(midway, store, clock, shown, screen_text):
    clock.advance(timedelta(seconds=90))
    async with shown(store) as (pilot, screen):
        assert screen.has_class("-warn")
        assert "wrap up" in screen_text(pilot.app)
        midway.do(Pause())
        screen.look()
        await pilot.pause()
        assert screen.has_class("-paused")
        assert "PAUSED" in screen_text(pilot.app)


async def test_what_happens_in_the_meeting_shows_and_notes_do_not(
    second, store, shown, screen_text
):
    async with shown(store) as (pilot, screen):
        assert "no meeting is open" in screen_text(pilot.app)
        second.do(Next())
        screen.look()
        await pilot.pause()
        assert "Opening" in screen_text(pilot.app)
        assert "Trade fair" not in screen_text(pilot.app)


async def test_before_a_planned_start_it_counts_down_to_it(
    second, store, clock, shown, screen_text
):
    planned = replace(second.state.meeting, starts_at=clock.now() + timedelta(minutes=4))
    store.commit(Changes((planned,)))
    async with shown(store) as (pilot, screen):
        assert "until the start" in screen_text(pilot.app)
        clock.advance(timedelta(minutes=5))
        screen.look()
        await pilot.pause()
        assert "after the planned start" in screen_text(pilot.app)


async def test_at_the_end_it_thanks_and_names_the_next_meeting(midway, store, shown, screen_text):
    async with shown(store) as (pilot, screen):
        midway.do(Close())
        closed = replace(midway.state.meeting, next_on=date(2026, 12, 8))
        store.commit(Changes((closed,)))
        screen.look()
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "Thank you" in text
        assert "next meeting Tue 8 Dec, in 7 days" in text


async def test_a_second_repaints_the_rows_that_differ(midway, store, clock, shown, monkeypatch):
    async with shown(store) as (pilot, screen):
        wall = screen.query_one(Wall)
        painted = []
        monkeypatch.setattr(wall, "refresh", lambda *regions: painted.extend(regions))
        screen.look()
        assert painted == []
        clock.advance(timedelta(seconds=1))
        screen.look()
        assert 0 < len(painted) < pilot.app.size.height // 2
        assert {region.height for region in painted} == {1}


async def test_trouble_with_the_store_leaves_what_was_seen(midway, store, shown, screen_text):
    elsewhere = Elsewhere(store)
    async with shown(elsewhere) as (pilot, screen):
        elsewhere.trouble = "the disk is gone"
        screen.look()
        await pilot.pause()
        assert "the disk is gone" in screen_text(pilot.app)
        assert "Marketing" in screen_text(pilot.app)
        elsewhere.trouble = ""
        screen.look()
        await pilot.pause()
        assert "the disk is gone" not in screen_text(pilot.app)


async def test_its_keys_are_explained_and_leave(midway, store, shown, keys, screen_text):
    async with shown(store) as (pilot, _):
        await keys(pilot, "f1")
        assert "ON THE ROOM DISPLAY" in screen_text(pilot.app)
        await keys(pilot, "escape", "q")
    assert pilot.app.return_code == 0
