"""What the screen asks at the end of a timebox, and who speaks, in as many rows as that takes."""

from datetime import timedelta

import pytest

from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team
from meetingtui.meeting import commands as ask
from meetingtui.opening import open_meeting
from meetingtui.tui.matter import Matter


@pytest.fixture
def rounds(store, clock):
    """Return the runner of a meeting of three teams that begins with a round, four minutes late."""
    teams = (
        Team("Sales", ("Ana", "Ben", "Chidi")),
        Team("Marketing", ("Dana", "Eve")),
        Team("Product", ("Fay", "Gus")),
    )
    agenda = Agenda(
        version=1,
        id="three",
        title="Three",
        length=timedelta(minutes=30),
        teams=teams,
        segments=(
            Segment(
                kind=SegmentKind.ROUND, id="round", title="Check-in",
                per_person=timedelta(seconds=30),
            ),
            Segment(
                kind=SegmentKind.WINS, id="wins", title="Wins", per_team=timedelta(minutes=3)
            ),
            Segment(kind=SegmentKind.BUFFER, id="buffer", title="Buffer",
                    time=timedelta(minutes=5)),
        ),
    )  # fmt: skip
    runner = open_meeting(store, clock, agenda, starts_at=clock.now())
    clock.advance(timedelta(minutes=4))
    return runner


def rows_of(screen, id):
    return screen.query_one(id).render().plain.splitlines()


async def test_a_late_start_is_asked_about_until_it_is_made_up(rounds, held, keys, golden):
    rounds.do(ask.Next())
    async with held(rounds) as (pilot, screen):
        golden(pilot.app, "late-80")
        assert rows_of(screen, "#zero") == [
            "started 4m late: Ctrl+R re-fit → ends 10:17, Buffer 5:00→1:00"
        ]
        await keys(pilot, "ctrl+r")
        assert not screen.query_one("#zero").display


async def test_a_start_that_is_too_late_to_make_up_is_only_told(rounds, held, clock):
    clock.advance(timedelta(minutes=16))
    rounds.do(ask.Next())
    async with held(rounds) as (_, screen):
        assert rows_of(screen, "#zero") == ["started 20m late"]


async def test_who_speaks_takes_the_rows_that_it_needs(rounds, held, slowly, screen_text):
    rounds.do(ask.Next())
    async with held(rounds) as (pilot, screen):
        turns = screen.query_one("#turns")
        assert turns.size.height == len(rows_of(screen, "#turns")) == 2
        assert "Eve, Gus, Chidi" in screen_text(pilot.app)
        await slowly(pilot, "f2", "f2", "f2")
        assert "F2 next person" in screen_text(pilot.app)
        await slowly(pilot, "f12", "ctrl+b", "f2", "f2")
        assert rows_of(screen, "#turns") == ["Eve speaks, 0:30 left; nobody after that"]
        await pilot.pause()
        assert turns.size.height == 1
        await slowly(pilot, "f2")
        assert rows_of(screen, "#turns") == ["Ana first, then Ben, Chidi"]


async def test_the_choices_have_keys(rounds, held, keys, clock):
    rounds.do(ask.Goto(2))
    clock.advance(timedelta(minutes=4))
    async with held(rounds) as (pilot, screen):
        assert screen.query_one("#zero").size.height == len(rows_of(screen, "#zero"))
        await keys(pilot, "ctrl+g")
        assert rounds.status().remaining == timedelta(minutes=4)
        await keys(pilot, "ctrl+l")
        assert rounds.status().slot == 2
        assert [note.text for note in rounds.state.notes.values()] == ["Wins"]


async def test_what_is_asked_has_its_rows_from_the_first_layout_on(rounds, held, monkeypatch):
    heights = []
    monkeypatch.setattr(Matter, "on_resize", lambda self: heights.append(self.size.height))
    rounds.do(ask.Next())
    async with held(rounds, (60, 30)) as (pilot, screen):
        await pilot.pause()
        assert len(rows_of(screen, "#turns")) > 1
        assert len(heights) == 1
