"""How plain mode reads back, asks at the end, and says how the meeting went."""

from meetingtui.runner import Keeping
from tests.test_plain import Room


def test_the_close_slot_reads_back_and_the_close_does_not_repeat_it(tmp_path):
    room = Room(keeping=Keeping(tmp_path))
    room.hears("/start", "= We ship on Monday", "! Send it @Ana due:fri", "? When", "& pricing")
    read_back = [
        "slot 5 of 5: Close, 3m",
        "decided: decision 1: We ship on Monday",
        "promised: action item !1: Send it · Ana · due Fri 27 Nov, in 3 days",
        "goes on: question 2: When",
        "goes on: parked 3: pricing",
        "Sales, Marketing: rate the meeting from 1 to 10, as /rate Sales 9",
        "Say it once: did we keep that? /norm yes, /norm no, or a sentence",
        "/again DATE says when the next meeting is",
    ]
    assert room.hears("/goto 5") == read_back
    assert room.hears("/norm yes", "/again fri") == [
        "norm kept: Say it once",
        "next meeting Fri 27 Nov",
    ]
    assert room.hears("/rate Sales 9", "/close") == [
        "Sales rates 9",
        "closed at 10:00",
        "end: 20m early",
        "slots reached: 1 of 4, buffer aside; the goal is 90%",
        "questions answered: 0 of 1",
        "action items with owner and date: 1 of 1",
        "rating: 9.0",
        f"minutes: {tmp_path / '2026-11-24-weekly.md'}",
    ]


def test_who_has_not_rated_is_reminded_at_the_end():
    room = Room()
    room.hears("/start", "/close", "/rate Sales 9")
    room.said.clear()
    room.face.leave()
    assert room.said[0].startswith("Marketing: not rated; `meetingtui resume ")
    room.hears("/rate Marketing 9")
    room.said.clear()
    room.face.leave()
    assert room.said == []


def test_a_close_without_its_slot_reads_back_all_the_same():
    running = Room()
    running.hears("/start")
    assert running.hears("/close") == [
        "closed at 10:00",
        "nothing was decided, promised or left open",
        "Sales, Marketing: rate the meeting from 1 to 10, as /rate Sales 9",
        "Say it once: did we keep that? /norm yes, /norm no, or a sentence",
        "/again DATE says when the next meeting is",
        "end: 20m early",
        "slots reached: 1 of 4, buffer aside; the goal is 90%",
    ]
    assert running.hears("/rate Sales 9", "/rate Marketing 9", "/undo", "/undo", "/undo")[-1] == (
        "undone: closed at 10:00"
    )
