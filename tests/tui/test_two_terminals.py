"""A meeting is held on the screen while another terminal changes it too."""

import pytest

from meetingtui.meeting.commands import Capture, Edit, Next, Ref
from meetingtui.opening import open_meeting
from meetingtui.resuming import resume_meeting
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def pair(tmp_path, clock, agenda):
    """Return two terminals of one meeting with a note."""
    path = tmp_path / "library.json"
    here = open_meeting(TinyStore(path), clock, agenda)
    here.do(Next())
    here.do(Capture("closed Acme"))
    return here, resume_meeting(TinyStore(path), clock, here.state.meeting)


def texts(runner):
    return [note.text for note in runner.state.notes.values()]


async def test_a_line_that_was_begun_before_the_change_of_another_is_refused_once(
    pair, held, keys, burst, screen_text
):
    here, there = pair
    async with held(here, (120, 36)) as (pilot, screen):
        await keys(pilot, "shift+up", "enter")
        await burst(pilot, " for us")
        there.do(Edit(Ref(1), "closed Acme for good"))
        screen.tick()
        await burst(pilot, "\n")
        assert texts(here) == ["closed Acme for good"]
        assert "meanwhile: note 1: closed Acme for good" in screen_text(pilot.app)
        assert screen.line.value == "/edit 1 closed Acme for us"
        await burst(pilot, "\n")
        assert texts(here) == ["closed Acme for us"]


async def test_a_line_that_is_written_anew_begins_from_what_stands_now(pair, held, keys, burst):
    here, there = pair
    async with held(here) as (pilot, screen):
        await burst(pilot, "half a note")
        there.do(Edit(Ref(1), "theirs"))
        screen.tick()
        await keys(pilot, "shift+up", "enter")
        await burst(pilot, " and ours\n")
        assert texts(here) == ["theirs and ours"]
        there.follow()
        there.do(Edit(Ref(1), "again"))
        screen.tick()
        await burst(pilot, "/edit 1 more\n")
        assert texts(here) == ["more"]
