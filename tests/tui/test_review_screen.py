"""The review screen beside others: what they change, what it opens over, and as a whole."""

from datetime import timedelta

import pytest

from meetingtui.desk import StoreDesk
from meetingtui.errors import StoreError
from meetingtui.followup.promises import Wanted
from meetingtui.meeting.commands import Done, Next
from meetingtui.meeting.model import Action, ActionState, Changes
from meetingtui.store.tiny import TinyStore
from meetingtui.tui.desk import MeetingDesk
from meetingtui.tui.foot import Message
from meetingtui.tui.promises import Promises
from meetingtui.tui.review import ReviewScreen


def done(ref):
    return Done(ref.number)


def numbers(screen):
    return [row.document.number for row in screen.promises.rows if isinstance(row.document, Action)]


def said(screen):
    return screen.query_one(Message).text


def one(store, number):
    return next(action for action in store.find(Action) if action.number == number)


async def test_it_begins_with_what_is_wanted(filled, reviewed, screen_text):
    wanted = Wanted(open_only=True, team="Marketing")
    async with reviewed(filled, wanted=wanted) as (pilot, screen):
        assert numbers(screen) == [2, 3]
        assert "Open promises and notes of Marketing" in screen_text(pilot.app)


async def test_the_cursor_stays_at_its_item(filled, reviewed, clock):
    async with reviewed(filled) as (pilot, screen):
        await pilot.press("down", "down", "down")
        StoreDesk(filled, clock).give([one(filled, 3)], done)
        screen._desk._read()
        screen.look()
        await pilot.pause()
        assert numbers(screen) == [2, 5, 4]
        assert screen.query_one(Promises).chosen.document.number == 4


async def test_what_others_change_appears(filled, reviewed, clock, tmp_path):
    path = tmp_path / "library.json"
    TinyStore(path).commit(Changes(tuple(filled.find(Action))))
    async with reviewed(TinyStore(path)) as (pilot, screen):
        other = StoreDesk(TinyStore(path), clock)
        other.give([one(filled, 2)], done)
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
        await pilot.click("#keys", offset=(18, 0))
        await pilot.pause()
        assert one(filled, 2).state is ActionState.DONE


async def test_keys_are_those_of_the_settings(filled, reviewed, screen_text):
    async with reviewed(filled, keys={"review-done": "f5"}) as (pilot, _):
        assert "F5 done" in screen_text(pilot.app)
        await pilot.press("d", "f5")
        await pilot.pause()
        assert one(filled, 2).state is ActionState.DONE
        assert one(filled, 3).state is ActionState.OPEN


async def test_over_a_meeting_it_changes_the_meeting(second, store, reviewed, screen_text):
    second.do(Next())
    async with reviewed(store, desk=MeetingDesk(second)) as (pilot, screen):
        assert "reopen" not in screen_text(pilot.app)
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
        await burst(pilot, "e @Dana due:fri")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        golden(pilot.app, "review-edit-80")


async def test_the_text_of_the_chosen_one_is_shown_whole(filled, reviewed, screen_text, burst):
    async with reviewed(filled) as (pilot, _):
        await burst(pilot, f"e {'and one more word ' * 12}to the end\n")
        assert one(filled, 2).text.endswith("to the end")
        await pilot.pause()
        assert "to the end" in screen_text(pilot.app)
