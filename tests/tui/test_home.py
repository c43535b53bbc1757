"""The home screen, and the way from it to a meeting and back."""

from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from meetingtui.agenda.find import FoundAgenda
from meetingtui.agenda.problem import Problem, Severity
from meetingtui.errors import StoreError
from meetingtui.followup.overview import tell_state
from meetingtui.meeting.commands import Capture, Close, Next, Rate, Refit
from meetingtui.meeting.model import Changes, Meeting, MeetingState
from meetingtui.opening import open_meeting
from meetingtui.runner import Keeping
from meetingtui.settings import Settings
from meetingtui.tui.foot import Message
from meetingtui.tui.home import HomeApp
from meetingtui.tui.house import House
from meetingtui.tui.live import LiveScreen
from meetingtui.tui.review import ReviewScreen
from meetingtui.tui.sheets import Sheet
from meetingtui.tui.shelf import Shelf


@pytest.fixture
def agendas(agenda):
    """Return two agendas that can be held, one of them twice, and one that cannot be read."""
    broken = Problem("agendas/broken.yaml", 1, 1, 2, "no title [/b]")
    return [
        FoundAgenda(Path("agendas/weekly.yaml"), "project", agenda, ()),
        FoundAgenda(Path("agendas/broken.yaml"), "user", None, (broken, broken)),
        FoundAgenda(Path("shipped/weekly.yaml"), "packaged", agenda, (), shadowed=True),
    ]


@pytest.fixture
def at_home(store, clock, agendas, known, tmp_path):
    """Return a way to be at home: `async with at_home() as (pilot, home)`."""

    @asynccontextmanager
    async def be(size=(80, 24), **settings):
        made = Settings(**settings)
        keeping = Keeping(tmp_path / "minutes")
        app = HomeApp(House(store, clock, made, known(agendas), keeping, tmp_path / "drafts"))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot, app.screen

    return be


@pytest.fixture
def past(second, clock):
    """Leave a meeting with two promises behind, and one that is not finished."""
    second.do(Next())
    clock.advance(timedelta(minutes=4))


def said(home):
    return home.query_one(Message).text


async def press(pilot, *keys):
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def test_with_nothing_stored_it_begins_at_the_first_agenda(at_home, screen_text):
    async with at_home() as (pilot, _):
        shown = screen_text(pilot.app)
        assert "no open action items" in shown
        assert "NOT FINISHED" not in shown
        assert "MEETINGS" not in shown
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, LiveScreen)


async def test_an_agenda_that_another_one_hides_is_not_offered(at_home, screen_text):
    async with at_home() as (pilot, _):
        assert screen_text(pilot.app).count("  weekly  ") == 1


async def test_leaving_a_meeting_leads_home(at_home, store):
    async with at_home() as (pilot, home):
        await press(pilot, "enter", "f2", "f10")
        assert home.is_active
        assert said(home) == "the meeting waits above, under NOT FINISHED"
        assert home.query_one(Shelf).highlighted_option.id.startswith("agenda ")
        assert [m.state for m in store.find(Meeting)] == [MeetingState.RUNNING]


async def test_an_unfinished_meeting_is_on_top_and_goes_on(past, at_home, store, screen_text):
    async with at_home() as (pilot, _):
        assert "NOT FINISHED" in screen_text(pilot.app).splitlines()[2]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, LiveScreen)
        assert len(store.find(Meeting)) == 2


async def test_another_meeting_beside_an_unfinished_one_needs_a_second_enter(past, at_home, store):
    async with at_home() as (pilot, home):
        await press(pilot, "down", "enter")
        assert home.is_active
        assert said(home).startswith("its meeting of Tue 1 Dec 10:00 is not finished")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, LiveScreen)
        await press(pilot, "f2", "ctrl+q")
        assert len(store.find(Meeting)) == 3


async def test_asking_anew_needs_two_presses_in_a_row(past, at_home):
    async with at_home() as (pilot, home):
        await press(pilot, "down", "enter", "down", "enter")
        assert isinstance(pilot.app.screen, ReviewScreen)
        await press(pilot, "q", "up", "enter")
        assert home.is_active


async def test_a_meeting_shows_its_minutes(past, at_home, screen_text):
    async with at_home((100, 36)) as (pilot, home):
        await press(pilot, "end", "enter")
        assert isinstance(pilot.app.screen, Sheet)
        shown = screen_text(pilot.app)
        assert "ACTION ITEMS" in shown
        assert "**" not in shown
        assert "---" not in shown
        await press(pilot, "escape")
        assert home.is_active


async def test_a_meeting_with_a_refit_is_there(store, clock, agenda, at_home, screen_text):
    runner = open_meeting(store, clock, agenda)
    runner.do(Next())
    clock.advance(timedelta(minutes=6))
    runner.do(Next())
    runner.do(Refit())
    runner.do(Close())
    async with at_home((100, 36)) as (pilot, _):
        assert "Tue 24 Nov 10:00" in screen_text(pilot.app)


async def test_what_people_wrote_is_shown_as_it_is(store, clock, agenda, at_home, screen_text):
    runner = open_meeting(store, clock, agenda)
    runner.do(Next())
    runner.do(Capture("=[/] *keep* [red]this[/red] <b> | \\ https://example.org/a_b"))
    runner.do(Close())
    async with at_home((120, 40)) as (pilot, _):
        await press(pilot, "end", "enter")
        text = "[/] *keep* [red]this[/red] <b> | \\ https://example.org/a_b"
        assert text in screen_text(pilot.app)


async def test_an_agenda_that_cannot_be_read_shows_its_problems(at_home, screen_text):
    async with at_home() as (pilot, _):
        assert "user, 2 problems" in screen_text(pilot.app)
        await press(pilot, "down", "enter")
        assert "broken.yaml:1:1: error: no title [/b]" in screen_text(pilot.app)


async def test_r_goes_through_the_action_items(past, at_home, screen_text):
    async with at_home() as (pilot, home):
        assert "2 open action items, 2 overdue" in screen_text(pilot.app)
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, ReviewScreen)
        await press(pilot, "d", "q")
        assert home.is_active
        assert "1 open action item, 1 overdue" in screen_text(pilot.app)
        await press(pilot, "r", "u", "q")
        assert "2 open action items, 2 overdue" in screen_text(pilot.app)


@pytest.mark.parametrize(("key", "title"), [("slash", "Search"), ("i", "Trends")])
async def test_keys_look_back(past, at_home, key, title):
    async with at_home() as (pilot, home):
        await press(pilot, key)
        assert pilot.app.screen.title == title
        await press(pilot, "escape")
        assert home.is_active


async def test_trends_of_a_store_that_fails_are_said(past, at_home, store, monkeypatch):
    def fail(*_, **__):
        raise StoreError("the store is damaged")

    async with at_home() as (pilot, home):
        monkeypatch.setattr(store, "find", fail)
        await press(pilot, "i")
        assert said(home) == "the store is damaged"


async def test_a_click_opens(at_home, screen_text):
    async with at_home() as (pilot, _):
        rows = screen_text(pilot.app).splitlines()
        line = next(n for n, row in enumerate(rows) if "Weekly" in row)
        await pilot.click(offset=(10, line))
        await pilot.pause()
        assert isinstance(pilot.app.screen, LiveScreen)


async def test_what_others_change_appears(past, at_home, store, monkeypatch, screen_text):
    async with at_home() as (pilot, home):
        gone = store.find(Meeting)[-1]
        monkeypatch.setattr(store, "find", lambda kind, **_: [])
        monkeypatch.setattr(store, "follow", lambda: Changes((gone,)))
        home.tick()
        await pilot.pause()
        assert "no open action items" in screen_text(pilot.app)


async def test_a_store_that_fails_is_said(past, at_home, store, monkeypatch):
    def fail(*_, **__):
        raise StoreError("library.json was moved")

    async with at_home() as (pilot, home):
        monkeypatch.setattr(store, "follow", fail)
        home.tick()
        assert said(home) == "library.json was moved"
        monkeypatch.setattr(store, "find", fail)
        await press(pilot, "r", "end", "enter")
        home.look()
        assert home.is_active
        assert home.query_one(Message).wrong


@pytest.mark.parametrize("key", ["q", "f10", "ctrl+q"])
async def test_leaving(at_home, key):
    async with at_home() as (pilot, _):
        await press(pilot, "escape")
        assert pilot.app.return_code is None
        await press(pilot, key)
    assert pilot.app.return_code == 0


async def test_what_is_typed_in_the_review_is_kept_and_offered_again(past, at_home, tmp_path):
    async with at_home() as (pilot, _):
        await press(pilot, "r", "x", *"no budget")
        pilot.app.screen.tick()
        (file,) = (tmp_path / "drafts").glob("*.json")
        assert "no budget" in file.read_text()
        await press(pilot, *" now", "ctrl+q", "r")
        assert said(pilot.app.screen).endswith("brings it back: no budget now")
        assert pilot.app.screen.line.value == ""


async def test_ending_in_the_middle_of_a_meeting_says_how_it_goes_on(past, at_home):
    async with at_home() as (pilot, _):
        await press(pilot, "enter", *"draft")
        assert "draft" in pilot.app.farewell()
        assert "meetingtui resume" in pilot.app.farewell()


def test_warnings_are_counted(agenda):
    warning = Problem("weekly.yaml", 0, 0, 0, "no buffer", severity=Severity.WARNING)
    found = FoundAgenda(Path("weekly.yaml"), "user", agenda, (warning,))
    assert tell_state(found) == "user, 1 warning"


@pytest.mark.parametrize(("width", "height"), [(60, 20), (80, 24), (120, 36)])
async def test_as_a_whole(past, clock, store, agenda, at_home, golden, width, height):
    clock.advance(timedelta(days=1))
    rated = open_meeting(store, clock, agenda)
    rated.do(Next())
    clock.advance(timedelta(minutes=28))
    rated.do(Rate("Sales", 9))
    rated.do(Close())
    async with at_home((width, height)) as (pilot, _):
        golden(pilot.app, f"home-held-{width}" if width < 80 else f"home-{width}")


async def test_minutes_as_a_whole(past, at_home, golden):
    async with at_home() as (pilot, _):
        await press(pilot, "end", "enter")
        golden(pilot.app, "minutes-80")


@pytest.mark.parametrize(
    ("name", "size", "pressed"),
    [
        ("home-agenda-80", (80, 24), ()),
        ("home-agenda-120", (120, 36), ()),
        ("home-60", (60, 20), ()),
        ("home-broken-80", (80, 24), ("down",)),
        ("plan-80", (80, 24), ("p",)),
    ],
)
async def test_what_an_agenda_plans_as_a_whole(at_home, golden, name, size, pressed):
    async with at_home(size) as (pilot, _):
        await press(pilot, *pressed)
        golden(pilot.app, name)
