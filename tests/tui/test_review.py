"""The review screen, key by key and as a whole."""

from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from textual import events

from meetingtui.errors import StoreError
from meetingtui.followup.promises import Wanted
from meetingtui.meeting.commands import Capture, Next
from meetingtui.meeting.model import Action, ActionState, Changes
from meetingtui.settings import Settings
from meetingtui.store.tiny import TinyStore
from meetingtui.tui.app import MeetingtuiApp
from meetingtui.tui.desk import MeetingDesk, StoreDesk
from meetingtui.tui.foot import Message
from meetingtui.tui.promises import Promises
from meetingtui.tui.review import ReviewScreen


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
        screen = ReviewScreen(desk or StoreDesk(store, clock), made.keys, wanted)
        app = MeetingtuiApp(screen, made)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot, screen

    return review


def numbers(screen):
    return [row.action.number for row in screen.query_one(Promises).rows]


def said(screen):
    return screen.query_one(Message).text


def one(store, number):
    return next(action for action in store.find(Action) if action.number == number)


async def test_open_ones_come_first_due_first(filled, reviewed):
    async with reviewed(filled) as (_, screen):
        assert numbers(screen) == [2, 3, 5, 4]


async def test_d_marks_as_done_and_u_takes_it_back(filled, reviewed):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("d")
        await pilot.pause()
        assert one(filled, 2).state is ActionState.DONE
        assert numbers(screen) == [3, 5, 4]
        assert said(screen).startswith("!2 is done: Update the pricing page")
        await pilot.press("u")
        await pilot.pause()
        assert one(filled, 2).state is ActionState.OPEN
        assert numbers(screen) == [2, 3, 5, 4]


async def test_x_asks_for_a_reason_in_the_line(filled, reviewed, burst):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("down")
        await burst(pilot, "xno dice\n")
        dropped = one(filled, 3)
        assert (dropped.state, dropped.reason) == (ActionState.DROPPED, "no dice")
        await burst(pilot, "x\n")
        assert (one(filled, 5).state, one(filled, 5).reason) == (ActionState.DROPPED, "")
        assert numbers(screen) == [2, 4]


async def test_escape_leaves_the_line_and_changes_nothing(filled, reviewed):
    async with reviewed(filled) as (pilot, screen):
        before = filled.find(Action)
        await pilot.press("x", *"ddd", "escape")
        await pilot.pause()
        assert filled.find(Action) == before
        assert screen.is_active
        assert not screen.query_one("#typing").display


async def test_e_reads_the_line_as_capture_does(filled, reviewed, screen_text, burst):
    async with reviewed(filled) as (pilot, _):
        await burst(pilot, "e@Dana due:tomorrow")
        assert "owner: Dana · due Wed 2 Dec, tomorrow" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        edited = one(filled, 2)
        assert (edited.owner, edited.text) == ("Dana", "Update the pricing page")


async def test_a_refused_edit_stays_in_the_line(filled, reviewed, burst):
    async with reviewed(filled) as (pilot, screen):
        await burst(pilot, "edue:soonish\n")
        assert "soonish" in said(screen)
        assert screen.line.value == "due:soonish"
        await pilot.press("escape")
        await pilot.pause()
        assert one(filled, 2).due_on is not None


async def test_names_and_days_are_completed(filled, reviewed, burst):
    async with reviewed(filled) as (pilot, screen):
        await burst(pilot, "e@Da")
        await pilot.press("tab")
        await pilot.pause()
        assert screen.line.value == "@Dana "
        await pilot.press("escape", "slash")
        await burst(pilot, "@Ev")
        await pilot.press("tab")
        await pilot.pause()
        assert screen.line.value == "@Eve "


async def test_keys_mean_what_they_meant_however_fast_they_come(filled, reviewed):
    keys = ["down", "d", "x", *"dead due", "enter", "down", "d", "slash", *"du", "escape", "u"]
    async with reviewed(filled) as (pilot, _):
        for key in keys:
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        states = {a.number: (str(a.state), a.reason) for a in filled.find(Action)}
        assert states == {
            1: ("done", ""),
            2: ("open", ""),
            3: ("done", ""),
            4: ("open", ""),
            5: ("dropped", "dead due"),
        }


async def test_a_filter_shows_while_it_is_typed(filled, reviewed, screen_text, burst):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("slash")
        await burst(pilot, "@ev")
        assert numbers(screen) == [2]
        await pilot.press("escape")
        await pilot.pause()
        assert numbers(screen) == [2, 3, 5, 4]
        await pilot.press("slash")
        await burst(pilot, "zebra\n")
        assert 'There are no open action items, with "zebra".' in screen_text(pilot.app)
        await pilot.press("d", "x")
        await pilot.pause()
        assert said(screen) == "there is no action item to change"
        await pilot.press("escape")
        await pilot.pause()
        assert numbers(screen) == [2, 3, 5, 4]


async def test_a_shows_settled_ones_and_r_reopens(filled, reviewed):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("a")
        await pilot.pause()
        assert numbers(screen) == [2, 3, 5, 4, 1]
        await pilot.press("end", "r")
        await pilot.pause()
        assert one(filled, 1).state is ActionState.OPEN
        await pilot.press("r")
        await pilot.pause()
        assert said(screen) == "!1 is open already"
        await pilot.press("a")
        await pilot.pause()
        assert 1 in numbers(screen)


async def test_it_begins_with_what_is_wanted(filled, reviewed, screen_text):
    wanted = Wanted(open_only=True, team="Marketing")
    async with reviewed(filled, wanted=wanted) as (pilot, screen):
        assert numbers(screen) == [2, 3]
        assert "Open action items of Marketing" in screen_text(pilot.app)


async def test_the_cursor_stays_at_its_item(filled, reviewed, clock):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("end")
        StoreDesk(filled, clock).done(one(filled, 3))
        screen._desk._read()
        screen.look()
        await pilot.pause()
        assert numbers(screen) == [2, 5, 4]
        assert screen.query_one(Promises).chosen.action.number == 4


async def test_what_others_change_appears(filled, reviewed, clock, tmp_path):
    path = tmp_path / "library.json"
    TinyStore(path).commit(Changes(tuple(filled.find(Action))))
    async with reviewed(TinyStore(path)) as (pilot, screen):
        other = StoreDesk(TinyStore(path), clock)
        other.done(one(filled, 2))
        screen.tick()
        await pilot.pause()
        assert numbers(screen) == [3, 5, 4]


async def test_what_was_not_saved_is_not_shown_as_saved(filled, reviewed, monkeypatch):
    def fail(*_):
        raise StoreError("not saved: the disk is full")

    async with reviewed(filled) as (pilot, screen):
        monkeypatch.setattr(filled, "commit", fail)
        monkeypatch.setattr(filled, "follow", fail)
        await pilot.press("d")
        await pilot.pause()
        assert said(screen) == "not saved: the disk is full"
        assert numbers(screen) == [2, 3, 5, 4]
        screen.tick()
        assert screen.query_one(Message).wrong


@pytest.mark.parametrize("key", ["q", "escape", "f10", "ctrl+q"])
async def test_leaving(filled, reviewed, key):
    async with reviewed(filled) as (pilot, _):
        await pilot.press(key)
        await pilot.pause()
    assert pilot.app.return_code == 0


async def test_what_people_wrote_is_shown_as_it_is(filled, reviewed, screen_text):
    async with reviewed(filled, (140, 36)) as (pilot, _):
        await pilot.press("down", "down")
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert (
            shown.count("[/] ask [red]legal[/red] about \N{REPLACEMENT CHARACTER}[31m logos") == 2
        )
        assert "\x1b" not in shown


async def test_a_click_on_a_hint_does_the_same(filled, reviewed):
    async with reviewed(filled) as (pilot, _):
        await pilot.click("#keys", offset=(2, 0))
        await pilot.pause()
        assert one(filled, 2).state is ActionState.DONE


async def test_keys_are_those_of_the_settings(filled, reviewed, screen_text):
    async with reviewed(filled, keys={"review-done": "f5"}) as (pilot, _):
        assert "F5 done" in screen_text(pilot.app)
        await pilot.press("d", "f5")
        await pilot.pause()
        assert one(filled, 2).state is ActionState.DONE
        assert one(filled, 3).state is ActionState.OPEN


async def test_over_a_meeting_it_changes_the_meeting(second, store, reviewed):
    second.do(Next())
    async with reviewed(store, desk=MeetingDesk(second)) as (pilot, screen):
        assert numbers(screen) == [1, 2]
        await pilot.press("d")
        await pilot.pause()
        assert second.state.actions[one(store, 1).id].state is ActionState.DONE


@pytest.mark.parametrize("word", ["", "/actions\n"])
async def test_it_opens_over_the_live_screen_and_shows_its_clock(
    midway, store, held, burst, screen_text, word
):
    async with held(midway) as (pilot, live):
        await (burst(pilot, word) if word else pilot.press("f8"))
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert "2:00 left" in screen_text(pilot.app)
        await pilot.press("d", "f8")
        await pilot.pause()
        assert pilot.app.screen is live
        assert one(store, 2).state is ActionState.DONE
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert one(store, 2).state is ActionState.OPEN


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 36)])
async def test_as_a_whole(filled, reviewed, golden, clock, width, height):
    clock.advance(timedelta(days=5))
    async with reviewed(filled, (width, height), wanted=Wanted()) as (pilot, _):
        await pilot.press("down")
        await pilot.pause()
        golden(pilot.app, f"review-{width}")


async def test_while_a_change_is_typed(filled, reviewed, golden, burst):
    async with reviewed(filled) as (pilot, _):
        await burst(pilot, "e@Dana due:fri")
        golden(pilot.app, "review-edit-80")
