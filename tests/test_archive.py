from datetime import UTC, datetime

import pytest

from meetingtui import archive as module
from meetingtui.archive import Archive, known_series, read_insights
from meetingtui.clock import ManualClock
from meetingtui.demo.year import hold_year
from meetingtui.errors import UsageError
from meetingtui.meeting.model import Action, Changes, Meeting, Note, NoteKind
from meetingtui.store.memory import MemoryStore
from meetingtui.store.tiny import TinyStore

NOW = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
CLOCK = ManualClock(NOW, UTC)


@pytest.fixture(scope="module")
def documents():
    return hold_year(NOW, UTC, weeks=20).documents


@pytest.fixture(params=["memory", "disk"])
def store(request, documents, tmp_path):
    store = MemoryStore() if request.param == "memory" else TinyStore(tmp_path / "library.json")
    store.commit(Changes(documents))
    yield store
    store.close()


def test_what_is_near_is_found_at_once_and_then_everything(store, monkeypatch):
    monkeypatch.setattr(module, "NEAR", 2)
    archive = Archive(store, CLOCK)
    archive.read_near()
    near = archive.search("kind:win").count
    assert 0 < near < 15
    bits = archive.bits(archive.read())
    while not archive.is_whole:
        next(bits, None)
    assert archive.search("kind:win").count > 50
    assert len(archive) == len(store.find(Note)) + len(store.find(Action))


def test_all_at_once_finds_the_same(store):
    first, second = Archive(store, CLOCK), Archive(store, CLOCK)
    assert first.zone is UTC
    first.read_all()
    for _ in second.bits(second.read()):
        pass
    assert first.search("sales is:open") == second.search("sales is:open")


def test_a_hit_leads_to_its_meeting(store):
    archive = Archive(store, CLOCK)
    archive.read_near()
    hit = archive.search("kind:question series:sales", 1).hits[0]
    assert archive.meeting_of(hit).id == hit.document.meeting
    assert archive.place_of(hit).slot.endswith("Questions")
    assert archive.told(hit).startswith(f"question {hit.document.number} (")
    assert hit.line in archive.told(hit)


def test_what_is_queued_is_from_no_meeting():
    store = MemoryStore()
    queued = Note(
        id="1", agenda="weekly", meeting="", number=0, kind=NoteKind.QUESTION, text="Why?",
        state="open", taken_at=NOW,
    )  # fmt: skip
    store.commit(Changes((queued,)))
    archive = Archive(store, CLOCK)
    archive.read_near()
    (hit,) = archive.search("why").hits
    assert archive.meeting_of(hit) is None
    assert "weekly, between meetings" in archive.told(hit)


def test_what_is_off_is_said(store):
    with pytest.raises(UsageError, match="there is no key knd:"):
        Archive(store, CLOCK).search("knd:x")


def test_trends_are_those_of_the_series(store):
    assert known_series(store)[0] == "leads-sync"
    found = read_insights(store, "sales-marketing-weekly", CLOCK)
    held = store.find(Meeting, agenda="sales-marketing-weekly")
    assert (found.closed, found.many.meetings) == (len(held), tuple(held[-12:]))
    assert found.few.today == NOW.date()
    recognition = next(each for each in found.over_many if each.id == "recognition")
    assert recognition.bars
