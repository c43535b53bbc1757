"""The search screen: what is typed, found, chosen and opened."""

from contextlib import asynccontextmanager
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from meetingtui.archive import Archive
from meetingtui.errors import StoreError
from meetingtui.followup.search import Corpus
from meetingtui.followup.search_query import read_query
from meetingtui.meeting.commands import Answer, Capture, Close, Next
from meetingtui.meeting.model import Changes, Note, NoteKind
from meetingtui.opening import open_meeting
from meetingtui.settings import Settings
from meetingtui.tui.app import MeetingtuiApp
from meetingtui.tui.foot import Message
from meetingtui.tui.hits import Hits, drawn
from meetingtui.tui.review import ReviewScreen
from meetingtui.tui.search import SearchScreen
from meetingtui.tui.sheets import Sheet, place_in

LONG = "and so on " * 12


@pytest.fixture
def told(store, clock, agenda):
    """Leave a meeting behind in which much was said."""
    runner = open_meeting(store, clock, agenda)
    lines = [
        "+ Closed Café Noir [/] \x1b[31m",
        "? Who has the price list?",
        f". {LONG}for the price",
    ]
    for command in (Next(), *map(Capture, lines), Answer(2, "Dana, since noon"), Close()):
        runner.do(command)
    return store


@pytest.fixture
def searching(told, clock):
    """Return a way to search: `async with searching(text) as (pilot, screen)`."""

    @asynccontextmanager
    async def search(text="", size=(80, 24), store=told):
        settings = Settings()
        screen = SearchScreen(Archive(store, clock), settings.keys, text)
        app = MeetingtuiApp(screen, settings)
        async with app.run_test(size=size) as pilot:
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            yield pilot, screen

    return search


def found(screen):
    return [hit.document.number for hit in screen.query_one(Hits).hits]


def said(screen):
    return screen.query_one(Message).text


async def test_it_finds_as_one_types(searching, keys, burst):
    async with searching() as (pilot, screen):
        assert found(screen) == []
        await burst(pilot, "pri")
        assert found(screen) == [3, 2]
        await burst(pilot, "ce li")
        assert found(screen) == [2]
        await burst(pilot, "zzz")
        assert (found(screen), said(screen)) == ([], "nothing matches")
        await keys(pilot, "escape")
        assert (found(screen), said(screen)) == ([], "")


async def test_a_query_that_is_off_is_said_and_what_was_found_stays(searching, burst):
    async with searching("price") as (pilot, screen):
        await burst(pilot, " knd:x")
        assert "there is no key knd:" in said(screen)
        assert screen.query_one(Message).wrong
        assert found(screen) == [3, 2]
        await pilot.press(*["backspace"] * 6)
        assert not screen.query_one(Message).wrong


async def test_the_cursor_moves_while_the_line_keeps_the_focus(searching, keys, burst):
    async with searching("kind:") as (pilot, screen):
        await keys(pilot, "down")
        await burst(pilot, "n kind:q kind:w")
        hits = screen.query_one(Hits)
        assert hits.highlighted == 0
        await keys(pilot, "down", "down", "down")
        assert hits.highlighted == 2
        await keys(pilot, "pageup")
        assert hits.highlighted == 0
        await keys(pilot, "pagedown", "up")
        assert hits.highlighted == 1


async def test_enter_opens_the_minutes_where_it_stands(searching, keys, screen_text):
    async with searching("price list", (60, 16)) as (pilot, screen):
        await keys(pilot, "enter")
        assert isinstance(pilot.app.screen, Sheet)
        await pilot.pause()
        assert "Who has the price list?" in screen_text(pilot.app)
        await keys(pilot, "escape")
        assert screen.is_active


async def test_a_match_far_to_the_right_is_seen(searching, screen_text):
    async with searching("price kind:note") as (pilot, _):
        row = next(row for row in screen_text(pilot.app).splitlines() if "note 3" in row)
        assert "…" in row
        assert "for the price" in row


async def test_what_people_wrote_is_shown_as_it_is(searching, screen_text):
    async with searching("noir") as (pilot, _):
        assert "Closed Café Noir [/] \N{REPLACEMENT CHARACTER}[31m" in screen_text(pilot.app)


async def test_leaving(searching, keys):
    async with searching("price") as (pilot, screen):
        await keys(pilot, "f1", "escape", "escape")
        assert screen.is_active
        await keys(pilot, "escape")
    assert pilot.app.return_code == 0


async def test_a_store_that_fails_is_said(searching, monkeypatch, told):
    def fail(*_, **__):
        raise StoreError("the store is damaged")

    monkeypatch.setattr(told, "find", fail)
    async with searching("price") as (_, screen):
        assert said(screen) == "the store is damaged"


async def test_what_is_queued_has_no_minutes(searching, told, keys):
    note = told.find(Note)[0]
    told.commit(Changes((replace(note, id="f" * 24, meeting="", text="Queued thing"),)))
    async with searching("queued") as (pilot, screen):
        await keys(pilot, "enter")
        assert "waits for the next meeting" in said(screen)


@pytest.mark.parametrize("typed", ["ctrl+s", "/search price"])
async def test_it_opens_over_a_meeting(midway, held, keys, burst, typed):
    async with held(midway) as (pilot, live):
        await (burst(pilot, f"{typed}\n") if " " in typed else keys(pilot, typed))
        assert isinstance(pilot.app.screen, SearchScreen)
        if " " in typed:
            assert pilot.app.screen.query_one("#query").value == "price"
            await keys(pilot, "escape")
        await keys(pilot, "escape")
        assert pilot.app.screen is live


async def test_it_opens_over_the_review(filled, reviewed, keys):
    async with reviewed(filled) as (pilot, _):
        await keys(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, SearchScreen)
        await keys(pilot, "f10")
        assert isinstance(pilot.app.screen, ReviewScreen)


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 36)])
async def test_as_a_whole(searching, golden, width, height):
    async with searching("pri", (width, height)) as (pilot, _):
        golden(pilot.app, f"search-{width}")


@pytest.mark.parametrize(
    ("text", "drawn_as"),
    [
        ("one two three four five six", "one two three four five six"),
        ("one two three four five six seven six", "one two three four five six …"),
        ("one two three four five seven six", "…wo three four five seven six"),
        ("日本語 " * 5 + "six", "…語 日本語 日本語 日本語 six"),
    ],
)
def test_a_row_shows_as_much_around_its_mark_as_there_is_room(text, drawn_as):
    note = Note(id="1", agenda="w", meeting="m", number=1, kind=NoteKind.WIN, text=text,
                taken_at=datetime(2026, 11, 24, tzinfo=UTC))  # fmt: skip
    (hit,) = Corpus([note]).search(read_query("six", date.max, UTC)).hits
    assert drawn(hit, 52, UTC).plain[13:].startswith(drawn_as)


async def test_before_anything_is_typed(searching, golden):
    async with searching() as (pilot, _):
        golden(pilot.app, "search-empty-80")


def test_no_text_is_at_no_place():
    assert place_in([], "x") is None
    assert place_in([], "") is None
