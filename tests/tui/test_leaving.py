"""How a meeting is left, and what becomes of what was typed and not saved."""

import signal

import pytest

from meetingtui.drafts import Draft, Entered, Typed
from meetingtui.errors import StoreError
from meetingtui.meeting.model import MeetingState
from meetingtui.tui.app import MeetingApp
from meetingtui.tui.unsaved import Unsaved


def state(runner):
    return runner.status().state


def said(screen):
    return screen.query_one("#message").text


def noted(runner):
    return [note.text for note in runner.state.notes.values()]


@pytest.fixture
def draft(tmp_path):
    return Draft(tmp_path, "weekly", "m")


@pytest.fixture
def again(draft):
    """Return what is on disk for the next process."""
    return draft.read


@pytest.fixture
def full(store, monkeypatch):
    """Return a way to fill the disk, and to make room again."""
    commit = store.commit

    def refuse(_):
        raise StoreError("not saved: library.json: No space left on device")

    return lambda is_full: monkeypatch.setattr(store, "commit", refuse if is_full else commit)


@pytest.mark.parametrize(
    "pressed", [("f10",), ("ctrl+q",), ("ctrl+c", "ctrl+c"), (*"/qui", "tab", "enter")]
)
async def test_leaving_says_how_the_meeting_goes_on(midway, held, keys, pressed):
    async with held(midway) as (pilot, _):
        await keys(pilot, *pressed)
    assert "meetingtui resume" in pilot.app.return_value
    assert state(midway) is MeetingState.RUNNING


async def test_a_request_to_end_gives_the_terminal_back(midway, held):
    async with held(midway) as (pilot, _):
        pilot.app.told_to_end(signal.SIGTERM)
        await pilot.pause()
    assert pilot.app.return_code == 128 + signal.SIGTERM
    assert "meetingtui resume" in pilot.app.return_value


async def test_leaving_says_what_was_not_entered(runner, held, burst, keys):
    async with held(runner) as (pilot, _):
        await burst(pilot, "half a li")
        await keys(pilot, "f10")
    assert "half a li" in pilot.app.return_value


async def test_leaving_keeps_all_that_was_typed(midway, draft, again, burst, keys):
    app = MeetingApp(midway, draft=draft)
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, "half a li")
        await keys(pilot, "f9")
        await pilot.pause()
        await burst(pilot, "8 be")
        await app.action_quit()
    assert set(again().written) == {"8 be", "half a li"}


async def test_what_is_typed_is_on_disk_soon(runner, draft, again, burst):
    app = MeetingApp(runner, draft=draft)
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, "half a li")
        app.live.keep()
        assert again() == Typed(("half a li",))
        await burst(pilot, "ne\n")
        app.live.keep()
        assert again() == Typed()
        assert noted(runner) == ["half a line"]


async def test_the_next_start_offers_what_was_typed(runner, draft, again, burst, keys):
    draft.keep(Typed(("older", "half a li")))
    app = MeetingApp(runner, draft=draft)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.live.line.value == "half a li"
        assert "typed last time and not entered" in said(app.live)
        await keys(pilot, "end")
        await burst(pilot, "ne\n")
        await keys(pilot, "up", "up", "up")
        assert app.live.line.value == "older"
        assert noted(runner) == ["half a line"]


async def test_what_is_typed_meanwhile_is_not_glued_to_what_is_offered(runner, draft, burst, keys):
    draft.keep(Typed(("a banana",)))
    app = MeetingApp(runner, draft=draft)
    async with app.run_test() as pilot:
        await burst(pilot, "first win\n")
        assert noted(runner) == ["first win"]
        await keys(pilot, "up", "up")
        assert app.live.line.value == "a banana"


async def test_what_was_put_aside_to_look_back_is_kept_too(runner, draft, again, burst, keys):
    app = MeetingApp(runner, draft=draft)
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, "saved\nhalf a li")
        await keys(pilot, "up")
        app.live.keep()
        assert again() == Typed(("half a li",))
        await burst(pilot, "!")
        app.live.keep()
        assert again() == Typed(("half a li", "saved!"))


async def test_a_note_stays_in_sight_until_the_disk_has_room(
    midway, held, full, burst, keys, screen_text
):
    before = len(midway.state.notes)
    async with held(midway) as (pilot, screen):
        assert not screen.query(Unsaved)
        full(True)
        await burst(pilot, "one\ntwo\nthree\nfour\nfive\n")
        assert "No space left" in said(screen)
        await burst(pilot, "half")
        assert "✗ not saved: one" in screen_text(pilot.app)
        assert "✗ not saved: 2 more" in screen_text(pilot.app)
        assert screen.line.value == "half"
        screen.retry()
        assert screen.waiting.lines == ["one", "two", "three", "four", "five"]
        full(False)
        screen.retry()
        screen.retry()
        await pilot.pause()
        assert noted(midway)[before:] == ["one", "two", "three", "four", "five"]
        screen.tick()
        first = "everything is saved now · saved: win 5 (Marketing): one · saved: win 6"
        assert said(screen).startswith(first)
        assert "not saved" not in screen_text(pilot.app)


async def test_enter_tries_at_once(midway, held, full, burst, keys):
    async with held(midway) as (pilot, screen):
        full(True)
        await burst(pilot, "one\n\n")
        assert screen.waiting.lines == ["one"]
        full(False)
        await burst(pilot, "\n")
        assert noted(midway)[-1] == "one"


async def test_a_command_that_is_not_saved_is_back_in_the_line(midway, held, full, burst):
    async with held(midway) as (pilot, screen):
        full(True)
        await burst(pilot, "/action 1 call them\n")
        assert screen.line.value == "/action 1 call them"
        assert screen.waiting.lines == []


async def test_leaving_with_a_full_disk_says_what_is_not_saved(midway, draft, again, full, burst):
    app = MeetingApp(midway, draft=draft)
    async with app.run_test() as pilot:
        await pilot.pause()
        full(True)
        await burst(pilot, "one\n")
        await app.action_quit()
    assert "not saved, for the disk did not take it: one" in app.return_value
    assert [entered.line for entered in again().entered] == ["one"]


async def test_the_next_start_saves_what_could_not_be_saved(midway, draft, again):
    draft.keep(Typed((), (Entered("one", "n1"), Entered("two", "n2"))))
    app = MeetingApp(midway, draft=draft)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert noted(midway)[-2:] == ["one", "two"]
        assert again() == Typed()


async def test_a_draft_that_cannot_be_kept_is_said(runner, draft, burst, monkeypatch):
    app = MeetingApp(runner, draft=draft)
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, "half")

        def refuse(_):
            raise StoreError("what is typed is not kept: full")

        monkeypatch.setattr(draft, "keep", refuse)
        app.live.keep()
        assert said(app.live) == "what is typed is not kept: full"
