"""What is read back at the close is chosen and changed right there."""

from meetingtui.meeting.commands import Capture, Edit, Next, Ref
from meetingtui.meeting.model import MeetingState
from meetingtui.meeting.roll import ratings_of
from meetingtui.opening import open_meeting
from meetingtui.resuming import resume_meeting
from meetingtui.store.tiny import TinyStore


async def test_what_is_read_back_is_changed_right_there(midway, held, keys, burst, screen_text):
    async with held(midway, (120, 40)) as (pilot, _):
        await keys(pilot, "f9")
        await burst(pilot, "/edit !4 @Dana\n")
        assert "NO OWNER YET" not in screen_text(pilot.app)
        await burst(pilot, "/drop !4 not needed\n")
        assert "DROPPED" in screen_text(pilot.app)
        await burst(pilot, "/reopen !4\n")
        assert "DROPPED" not in screen_text(pilot.app)
        assert "Sales: how good was this meeting?" in screen_text(pilot.app)
        assert midway.status().state is MeetingState.RUNNING


async def test_what_is_read_back_is_chosen_with_keys(midway, held, keys, burst):
    async with held(midway, (120, 40)) as (pilot, _):
        await keys(pilot, "f9", "shift+up", *["up"] * 30, "x")
        line = pilot.app.screen.query_one("CaptureLine")
        assert line.value == "/drop !4 "
        assert pilot.app.screen.focused is line
        await keys(pilot, "ctrl+u", "shift+down", "down", "shift+up")
        await burst(pilot, "8\n")
        await keys(pilot, "f9")
        assert ratings_of(midway.state.meeting)["Sales"].score == 8


async def test_words_and_numbers_are_completed(midway, held, keys, burst):
    async with held(midway) as (pilot, _):
        await keys(pilot, "f9", *"/dro", "tab")
        line = pilot.app.screen.query_one("CaptureLine")
        assert line.value == "/drop "
        await keys(pilot, "!", "tab")
        assert line.value.startswith("/drop !")
        await keys(pilot, "ctrl+u", *"good", "tab")
        assert line.value == "good"


async def test_what_is_chosen_is_in_sight(midway, held, keys, screen_text):
    for number in range(30):
        midway.do(Capture(f"=decided {number}"))
    async with held(midway, (80, 24)) as (pilot, _):
        await keys(pilot, "f9", "shift+up")
        assert "Trade fair budget" in screen_text(pilot.app)
        await keys(pilot, *["up"] * 10)
        assert "decided 24" in screen_text(pilot.app)


async def test_what_a_word_did_is_said(midway, held, keys, burst, screen_text):
    async with held(midway, (120, 40)) as (pilot, _):
        await keys(pilot, "f9")
        await burst(pilot, "/drop !4 not needed\n")
        assert "dropped: action item !4" in screen_text(pilot.app)


async def test_a_line_begun_before_another_terminal_changed_the_same_is_refused_once(
    tmp_path, clock, agenda, held, keys, burst, screen_text
):
    path = tmp_path / "library.json"
    here = open_meeting(TinyStore(path), clock, agenda)
    for command in (Next(), Capture("=ours")):
        here.do(command)
    there = resume_meeting(TinyStore(path), clock, here.state.meeting)
    async with held(here, (120, 40)) as (pilot, screen):
        await keys(pilot, "f9")
        there.do(Edit(Ref(1), "theirs"))
        screen.tick()
        await burst(pilot, "/edit 1 mine\n")
        assert "meanwhile: decision 1: theirs" in screen_text(pilot.app)
        await burst(pilot, "\n")
        assert [note.text for note in here.state.notes.values()] == ["mine"]
