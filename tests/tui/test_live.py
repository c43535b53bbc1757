"""The live screen: keys, what is allowed, and what is said."""

from datetime import timedelta

import pytest

from meetingtui.clock import Slept
from meetingtui.errors import StoreError
from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import MeetingState
from meetingtui.tui.board import Board
from meetingtui.tui.intents import BY_ID, LIVE, SCOPES
from meetingtui.tui.live import LiveScreen
from meetingtui.tui.sheets import Sheet


def state(runner):
    return runner.status().state


def said(screen):
    return screen.query_one("#message").text


async def test_f2_starts_the_meeting(runner, held, keys):
    async with held(runner) as (pilot, screen):
        assert screen.has_class("-planned")
        await keys(pilot, "f2")
        assert runner.status().slot == 0
        assert screen.has_class("-running")
        assert said(screen).startswith("slot 1 of 8: Opening")


async def test_a_key_that_is_pressed_twice_at_once_skips_no_slot(runner, held, keys, slowly):
    async with held(runner) as (pilot, screen):
        await keys(pilot, "f2", "f2", "f2")
        assert runner.status().slot == 0
        assert said(screen) == "Opening has just begun; press again to go on"
        await slowly(pilot, "f2")
        await keys(pilot, "f7", "ctrl+l", "n")
        assert runner.status().slot == 1


async def test_the_keys_run_the_meeting(runner, held, keys, slowly):
    async with held(runner) as (pilot, _):
        await slowly(pilot, "f2", "f2", "f7")
        await keys(pilot, "f3", "f5", "f4")
        status = runner.status()
        assert status.state is MeetingState.PAUSED
        assert status.slot == 1
        assert status.remaining == timedelta(minutes=6, seconds=59)
        await keys(pilot, "f4", "ctrl+z", "ctrl+z")
        assert state(runner) is MeetingState.RUNNING
        await keys(pilot, "ctrl+y")
        assert state(runner) is MeetingState.PAUSED


ALWAYS = {
    "help",
    "choose",
    "kind",
    "glance",
    "review",
    "notes",
    "leave",
    "older",
    "newer",
}
ALWAYS |= {"letters", "search", "write"}
PLANNED = ALWAYS | {"next", "goto"}
RUNNING = PLANNED | {"back", "pause", "extend", "skip", "close", "undo", "refit"}
RUNNING |= {"buffer", "park", "give"}
CLOSED = ALWAYS | {"undo"}


@pytest.mark.parametrize(
    ("commands", "wanted"),
    [
        ((), PLANNED),
        ((ask.Next(), ask.Next()), RUNNING),
        ((ask.Next(), ask.Next(), ask.Undo()), RUNNING - {"back"} | {"redo"}),
        ((ask.Next(), ask.Close()), CLOSED),
    ],
)
async def test_keys_offer_what_the_meeting_allows(runner, held, commands, wanted):
    for command in commands:
        runner.do(command)
    async with held(runner) as (_, screen):
        assert {i.id for i in LIVE if screen.check_action("do", (i.id,))} == wanted


async def test_what_is_offered_follows_a_command_at_once(runner, held):
    async with held(runner) as (_, screen):
        assert not screen.check_action("do", ("back",))
        screen.take(ask.Goto(3))
        assert screen.check_action("do", ("back",))


async def test_a_key_that_is_not_possible_says_why(runner, held, keys):
    async with held(runner) as (pilot, screen):
        await keys(pilot, "f3")
        assert "has not started" in said(screen)
        assert screen.query_one("#message").has_class("-wrong")


async def test_undo_takes_a_note_back(runner, held, burst, keys):
    async with held(runner) as (pilot, screen):
        await burst(pilot, "Hello\n")
        await keys(pilot, "ctrl+z")
        assert not runner.state.notes
        assert said(screen).startswith("undone: ")


async def test_the_clock_shows_what_time_it_is_not_how_often_it_ticked(midway, clock, held):
    async with held(midway) as (pilot, screen):
        clock.advance(timedelta(seconds=61))
        screen.tick()
        await pilot.pause()
        assert screen.query_one("#countdown").value == "0:59"
        assert screen.has_class("-warn")
        clock.advance(timedelta(minutes=2))
        screen.tick()
        assert screen.query_one("#countdown").value == "-1:01"
        assert screen.has_class("-over")


async def test_the_bell_rings_once_at_zero_where_it_is_wanted(midway, clock, held, monkeypatch):
    rung = []
    async with held(midway, bell=True) as (pilot, screen):
        monkeypatch.setattr(pilot.app, "bell", lambda: rung.append(1))
        clock.advance(timedelta(minutes=3))
        screen.tick()
        screen.tick()
    assert rung == [1]


async def test_settings_give_other_keys(runner, held, screen_text, keys):
    async with held(runner, keys={"next": "f11"}) as (pilot, _):
        await keys(pilot, "f2")
        assert state(runner) is MeetingState.PLANNED
        assert "F11 start" in screen_text(pilot.app)
        assert "F11 starts the meeting" in screen_text(pilot.app)
        await keys(pilot, "f11")
        assert state(runner) is MeetingState.RUNNING


async def test_a_store_that_fails_keeps_the_line(runner, held, monkeypatch, burst):
    def full(changes):
        raise StoreError("the disk is full; make room and try again")

    async with held(runner) as (pilot, screen):
        monkeypatch.setattr(runner._store, "commit", full)
        await burst(pilot, "Hello\n")
        assert screen.waiting.lines == ["Hello"]
        assert said(screen) == "the disk is full; make room and try again"


async def test_people_are_marked_in_the_list(runner, held, keys):
    async with held(runner) as (pilot, screen):
        await keys(pilot, "shift+tab")
        await keys(pilot, "down")
        await keys(pilot, "enter")
        assert said(screen).startswith("absent: ")
        await keys(pilot, "enter")
        assert said(screen).startswith("present: ")


async def test_typing_in_the_list_goes_to_the_line(runner, held, burst, keys):
    async with held(runner) as (pilot, screen):
        await keys(pilot, "shift+tab")
        await burst(pilot, "note")
        assert screen.line.value == "note"


@pytest.mark.parametrize(("word", "key"), [("/help", "f1"), ("/notes", "ctrl+n")])
async def test_sheets_open_by_word_and_by_key(midway, held, burst, word, key, keys):
    async with held(midway) as (pilot, screen):
        for by_word in (True, False):
            await (burst(pilot, f"{word}\n") if by_word else keys(pilot, key))
            await pilot.pause()
            assert isinstance(pilot.app.screen, Sheet)
            await keys(pilot, "escape")
            assert pilot.app.screen is screen


async def test_status_and_wait_are_answered(midway, held, burst):
    async with held(midway) as (pilot, screen):
        await burst(pilot, "/status\n")
        assert said(screen).startswith("2:00 left; ")
        await burst(pilot, "/wait 5m\n")
        assert "rehearsal" in said(screen)


async def test_older_notes_come_back_into_view(runner, held, screen_text, keys):
    for number in range(40):
        runner.do(ask.Capture(f"remark {number:02}"))
    runner.do(ask.Next())
    async with held(runner) as (pilot, _):
        assert "remark 39" in screen_text(pilot.app)
        await keys(pilot, *["pageup"] * 5)
        assert "remark 39" not in screen_text(pilot.app)
        await keys(pilot, *["pagedown"] * 9)
        assert "remark 39" in screen_text(pilot.app)


@pytest.mark.parametrize("scope", SCOPES)
def test_no_key_does_two_things_on_a_screen(scope):
    used = [key for intent in SCOPES[scope] for key in intent.keys.split(",")]
    assert len(used) == len(set(used))


def test_no_two_intents_have_one_id():
    assert len(BY_ID) == sum(map(len, SCOPES.values()))


async def test_asking_twice_opens_one_dialog(midway, held, keys):
    async with held(midway) as (pilot, screen):
        for _ in range(2):
            screen.action_do("close")
        await pilot.pause()
        await keys(pilot, "escape")
        assert pilot.app.screen is screen


async def test_a_new_note_brings_the_newest_into_view(midway, held, burst, screen_text, keys):
    async with held(midway) as (pilot, _):
        await keys(pilot, "pageup", "pageup")
        await burst(pilot, "the newest\n")
        assert "the newest" in screen_text(pilot.app).partition(" > ")[0].rpartition("saved")[0]


async def test_what_is_noted_elsewhere_appears(
    store, midway, clock, held, screen_text, monkeypatch, keys
):
    from msgspec.structs import replace

    from meetingtui.meeting.model import Changes

    (note, *_) = midway.state.notes.values()
    theirs = Changes((replace(note, text="answered from another terminal", answer="so"),))
    monkeypatch.setattr(store, "follow", lambda: theirs)
    async with held(midway) as (pilot, screen):
        screen.tick()
        await keys(pilot, "ctrl+n")
        assert "answered from another terminal" in screen_text(pilot.app)


async def test_what_became_of_the_clock_is_said(midway, clock, held, monkeypatch):
    slept = Slept(timedelta(minutes=5))
    monkeypatch.setattr(clock, "disturbances", lambda: (slept,))
    async with held(midway) as (_, screen):
        screen.tick()
        assert "the machine slept for 5m" in said(screen)


async def test_at_the_end_the_ways_on_come_first_and_are_never_cut(midway, clock, held, burst):
    clock.advance(timedelta(minutes=9))
    async with held(midway) as (_, screen):
        said = screen.query_one("#zero").render().plain
        assert all(len(row) <= 78 for row in said.splitlines())
        assert said.startswith("over by 7:00: F5 +2 → ends 10:3")
        assert "Ctrl+R re-fit → ends 10:30, " in said
        assert said.endswith("Ctrl+L park\nF2 next → Sales · Wins")


async def test_nothing_is_drawn_again_while_nothing_changes(midway, held, monkeypatch):
    drawn = []
    async with held(midway) as (pilot, screen):
        monkeypatch.setattr(Board, "refresh", lambda board, **_: drawn.append(board.id))
        screen.tick()
        await pilot.pause()
        assert drawn == []


async def test_what_was_out_of_sight_is_drawn_anew_when_it_is_back(
    midway, held, keys, screen_text, clock
):
    async with held(midway) as (pilot, _):
        before = screen_text(pilot.app).splitlines()[1:3]
        assert "has the floor" in before[1]
        midway.do(ask.Close())
        pilot.app.screen.look()
        await keys(pilot, "ctrl+z")
        await pilot.pause()
        assert screen_text(pilot.app).splitlines()[1:3] == before
        await keys(pilot, *["ctrl+z"] * 9)
        await pilot.pause()
        assert "has the floor" not in screen_text(pilot.app)
        clock.advance(timedelta(seconds=1))
        await keys(pilot, "f2")
        await pilot.pause()
        assert "1 of 8" in screen_text(pilot.app)


async def test_what_was_styled_to_begin_with_is_not_styled_again(midway, held, monkeypatch):
    styled = []
    monkeypatch.setattr(LiveScreen, "update_node_styles", lambda *_, **__: styled.append(1))
    async with held(midway) as (pilot, _):
        await pilot.pause()
        assert styled == []
