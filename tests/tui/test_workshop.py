"""What an author sees and does at home: the plan, the problems, the editor, a rehearsal."""

import sys
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta

import pytest

from meetingtui.agenda.find import AgendaFolder
from meetingtui.authoring import Agendas
from meetingtui.meeting.commands import Next
from meetingtui.meeting.model import Meeting
from meetingtui.opening import open_meeting
from meetingtui.runner import Keeping
from meetingtui.settings import Settings
from meetingtui.store.memory import MemoryStore
from meetingtui.tui.foot import Message
from meetingtui.tui.home import HomeApp
from meetingtui.tui.house import House
from meetingtui.tui.preview import Preview
from meetingtui.tui.rehearsal import RehearsalScreen
from meetingtui.tui.sheets import Sheet

WEEKLY = """\
version: 1
id: weekly
title: Weekly
purpose: One plan.
length: 25m
repeat: weekly on Tuesday at 11:30
teams: [Sales, Marketing]
segments:
  - {kind: review, time: 5m}
  - {kind: questions, per_team: 4m}
  - {kind: buffer, time: 2m}
  - {kind: close, time: 5m}
"""


@pytest.fixture
def weekly(tmp_path):
    path = tmp_path / "own/weekly.yaml"
    path.parent.mkdir()
    path.write_text(WEEKLY)
    return path


@pytest.fixture
def at_home(store, clock, weekly, tmp_path):
    """Return a way to be at home with one agenda: `async with at_home() as (pilot, home)`."""

    @asynccontextmanager
    async def be(size=(80, 24), editor="true", origin="user"):
        folder = AgendaFolder(origin, weekly.parent)
        agendas = Agendas([folder], {"EDITOR": editor})
        app = HomeApp(House(store, clock, Settings(), agendas, Keeping(tmp_path / "minutes")))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot, app.screen

    return be


@pytest.fixture
def suspended(monkeypatch):
    """Let the terminal be given away, of which there is none."""
    times = []

    @contextmanager
    def suspend(app):
        times.append("given")
        yield
        times.append("taken back")

    monkeypatch.setattr(HomeApp, "suspend", suspend)
    return times


def said(home):
    return home.query_one(Message).text


async def test_the_chosen_agenda_is_drawn_with_its_next_date(at_home, screen_text):
    async with at_home() as (pilot, _):
        shown = screen_text(pilot.app)
        assert "20m of 25m, next Tue 24 Nov 11:30" in shown
        assert "          11:30" in shown
        assert "Marketing " in shown
        assert "█" in shown
        assert "Sales speaks 4m, 20% of the plan" in shown


async def test_without_dates_times_are_counted_from_the_start(at_home, weekly, screen_text):
    weekly.write_text(WEEKLY.replace("repeat", "# repeat"))
    async with at_home() as (pilot, _):
        assert "20m of 25m\n" in screen_text(pilot.app)
        assert "start" in screen_text(pilot.app)
        assert "+10m" in screen_text(pilot.app)


async def test_what_is_chosen_is_what_is_drawn(at_home, store, clock, agenda, screen_text):
    open_meeting(store, clock, agenda).do(Next())
    async with at_home() as (pilot, home):
        assert "planned for Tue 24 Nov 10:00" in screen_text(pilot.app)
        await pilot.press("down")
        await pilot.pause()
        assert "next Tue 24 Nov 11:30" in screen_text(pilot.app)
        await pilot.press("down")
        await pilot.pause()
        assert home.query_one(Preview).thing is None
        assert "█" not in screen_text(pilot.app)


async def test_problems_are_shown_with_their_places(at_home, weekly, screen_text):
    weekly.write_text(WEEKLY.replace("title", "titel"))
    async with at_home() as (pilot, _):
        shown = screen_text(pilot.app)
        assert "weekly cannot be used" in shown
        assert "\n  weekly.yaml:3:1: error: unknown key 'titel'" in shown
        assert "3 | titel: Weekly" in shown
        assert "^^^^^" in shown


async def test_warnings_come_with_the_drawing(at_home, weekly, screen_text):
    weekly.write_text(WEEKLY.replace("25m", "19m"))
    async with at_home((120, 36)) as (pilot, _):
        assert "warning: the segments take 20m" in screen_text(pilot.app)
        assert "█" in screen_text(pilot.app)


async def test_a_changed_file_is_read_again_on_the_tick(at_home, weekly, screen_text):
    async with at_home() as (pilot, home):
        home.tick()
        assert not home.workers
        weekly.write_text(WEEKLY.replace("title: Weekly", "title: Every Tuesday"))
        home.tick()
        home.tick()
        assert len(home.workers) == 1
        await home.workers.wait_for_complete()
        await pilot.pause()
        assert screen_text(pilot.app).count("Every Tuesday") == 2
        weekly.with_name("other.yaml").write_text(WEEKLY.replace("id: weekly", "id: other"))
        home.tick()
        await home.workers.wait_for_complete()
        await pilot.pause()
        assert "  other " in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_p_shows_all_of_the_plan(at_home, screen_text, size):
    async with at_home(size) as (pilot, home):
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Sheet)
        shown = screen_text(pilot.app)
        assert "no buffer comes after 11:45 (Close, 5m)" in shown
        assert "One plan." in shown
        assert "11:35   Sales · Questions" in shown
        await pilot.press("escape")
        assert home.is_active


async def test_a_small_screen_has_the_list_alone(at_home, screen_text):
    async with at_home((60, 20)) as (pilot, home):
        assert not home.query_one(Preview).display
        assert "Enter open  t try  e edit  r review" in screen_text(pilot.app)


def replacing(old, new):
    script = (
        "import sys, pathlib; path = pathlib.Path(sys.argv[-1]); "
        f"path.write_text(path.read_text().replace({old!r}, {new!r}))"
    )
    return f'{sys.executable} -c "{script}"'


async def test_e_opens_the_editor_and_checks(at_home, suspended, weekly, screen_text):
    async with at_home(editor=replacing("One plan", "Two plans")) as (pilot, home):
        await pilot.press("e")
        await home.workers.wait_for_complete()
        assert suspended == ["given", "taken back"]
        assert said(home) == "weekly.yaml: no problems"
        assert not home.query_one(Message).wrong
        assert home.query_one(Preview).thing.agenda.purpose == "Two plans."


async def test_what_the_author_broke_is_said_at_once(at_home, suspended, weekly, screen_text):
    async with at_home((160, 30), editor=replacing("title", "titel")) as (pilot, home):
        await pilot.press("e")
        await home.workers.wait_for_complete()
        await pilot.pause()
        good = "the last version without errors is beside it, as weekly.yaml.good"
        assert said(home) == f"weekly.yaml: 1 error; {good}"
        assert home.query_one(Message).wrong
        assert "unknown key 'titel'" in screen_text(pilot.app)


async def test_an_editor_that_fails_gives_the_terminal_back(at_home, suspended):
    async with at_home(editor="false") as (pilot, home):
        await pilot.press("e")
        assert suspended == ["given", "taken back"]
        assert said(home) == "the editor false ended with status 1"


async def test_where_no_terminal_can_be_given_the_command_is_named(at_home):
    async with at_home() as (pilot, home):
        await pilot.press("e")
        assert said(home) == "an editor has no room here; use `meetingtui agenda edit`"


async def test_what_comes_with_the_program_is_not_edited(at_home, suspended):
    async with at_home(origin="packaged") as (pilot, home):
        await pilot.press("e")
        assert suspended == []
        assert "make your own of it: meetingtui agenda new NAME --from weekly" in said(home)


async def test_t_rehearses_and_stores_nothing(at_home, store, keys, screen_text):
    async with at_home() as (pilot, home):
        await keys(pilot, "t")
        assert isinstance(pilot.app.screen, RehearsalScreen)
        assert "REHEARSAL ×60" in screen_text(pilot.app)
        assert "ends 11:50" in screen_text(pilot.app)
        await keys(pilot, "f2", "f10")
        assert isinstance(pilot.app.screen, Sheet)
        assert "Sales is up at 11:35 (Questions, 4m)" in screen_text(pilot.app)
        await keys(pilot, "escape")
        assert home.is_active
        assert said(home) == "the rehearsal is over; nothing was stored"
        assert store.find(Meeting) == []


async def test_what_a_closed_rehearsal_has_shown_is_not_shown_again(at_home, keys):
    async with at_home() as (pilot, home):
        await keys(pilot, "t", "f2", "f9", *["enter"] * 5, "escape", "f10")
        assert home.is_active
        await keys(pilot, "enter", "f10")
        assert home.is_active


async def test_a_broken_agenda_is_not_rehearsed(at_home, weekly, store, clock, agenda):
    weekly.write_text(WEEKLY.replace("title", "titel"))
    async with at_home() as (pilot, home):
        await pilot.press("t")
        assert said(home) == "weekly cannot be used: 1 error"
        await pilot.press("down")
        await pilot.pause()
        assert said(home) == ""


async def test_what_was_said_of_a_file_goes_when_it_is_written_again(at_home, weekly, clock):
    weekly.write_text(WEEKLY.replace("title", "titel"))
    async with at_home() as (pilot, home):
        await pilot.press("t")
        home.look()
        await pilot.pause()
        assert said(home) == "weekly cannot be used: 1 error"
        weekly.write_text(WEEKLY)
        home.tick()
        await home.workers.wait_for_complete()
        await pilot.pause()
        assert said(home) == ""


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("e", "choose an agenda to edit"),
        ("t", "choose an agenda to rehearse"),
        ("p", "choose an agenda or a meeting to see its plan"),
    ],
)
async def test_what_needs_an_agenda_says_so(at_home, key, sentence):
    async with at_home() as (pilot, home):
        await pilot.press("up", key)
        assert said(home) == sentence


def test_a_meeting_from_home_is_planned_for_when_it_is_due(clock, agenda, weekly, tmp_path):
    agendas = Agendas([AgendaFolder("user", weekly.parent)], {})
    house = House(MemoryStore(), clock, Settings(), agendas)
    (found,) = agendas.found
    due = clock.now().replace(hour=11, minute=30)
    assert house.begin(found.agenda).state.meeting.starts_at == due
    clock.advance(timedelta(hours=5))
    assert house.begin(found.agenda).state.meeting.starts_at is None
