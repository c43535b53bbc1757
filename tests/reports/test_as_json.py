"""Minutes as JSON: the documents as stored, and what follows from them."""

from __future__ import annotations

import json
from datetime import date, timedelta, tzinfo
from typing import Any

import pytest
from msgspec.structs import replace

from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import Action, State
from meetingtui.reports import as_json
from meetingtui.reports.as_json import dumps
from meetingtui.reports.minutes import Minutes, minutes_of
from meetingtui.reports.options import Options
from meetingtui.store.codec import to_json


def render(minutes: Minutes) -> str:
    return as_json.render([minutes], Options()).decode()


def only(text: str) -> dict[str, Any]:
    (told,) = json.loads(text)["meetings"]
    return told


def test_it_holds_the_documents_as_the_store_does(second: State, zone: tzinfo) -> None:
    text = render(minutes_of(second, zone))
    assert json.loads(text)["schema"] == 1
    told = only(text)
    assert told["meeting"] == to_json(second.meeting)
    assert told["notes"] == [to_json(note) for note in second.notes.values()]
    assert told["actions"] == [to_json(action) for action in second.actions.values()]


def test_it_holds_the_computed_timing(second: State, zone: tzinfo) -> None:
    timing = only(render(minutes_of(second, zone)))["timing"]
    slots, teams = timing.pop("slots"), timing.pop("teams")
    assert timing == {
        "planned_at": "2026-11-24T09:00:00Z", "started_at": "2026-11-24T09:02:00Z",
        "ended_at": "2026-11-24T09:44:45Z", "start_delay_s": 120, "end_delay_s": -135,
        "paused_s": 180, "planned_s": 2820, "real_s": 2385, "rating": 8.0, "people": [],
    }  # fmt: skip
    assert slots[2] == {
        "id": "wins/Sales", "outcome": "held", "planned_s": 180, "real_s": 270, "over_s": 90,
    }  # fmt: skip
    assert teams[0] == {
        "team": "Sales", "planned_s": 720, "real_s": 630, "planned_share": 0.5,
        "real_share": 0.4884,
    }  # fmt: skip


def test_what_is_not_known_yet_is_null(room, zone: tzinfo) -> None:
    timing = only(render(minutes_of(room.meet().state, zone)))["timing"]
    unknown = ("planned_at", "started_at", "ended_at", "start_delay_s", "end_delay_s", "rating")
    assert [timing[name] for name in unknown] == [None] * len(unknown)


def test_promises_of_other_meetings_are_left_out(second: State, zone: tzinfo) -> None:
    other = Action(id="e" * 24, agenda="x", meeting="another", text="Elsewhere",
                   taken_at=second.meeting.opened_at)  # fmt: skip
    state = State(second.meeting, second.notes, {**second.actions, other.id: other})
    assert "Elsewhere" not in render(minutes_of(state, zone))


def test_it_is_sorted_and_the_same_each_time(second: State, zone: tzinfo) -> None:
    text = render(minutes_of(second, zone))
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def test_control_characters_are_escaped_and_not_lost(second: State, zone: tzinfo) -> None:
    title = "a\x1b]52;\x07b\u202e\x9bc\x7f\ud800 é 😀"
    text = render(minutes_of(State(replace(second.meeting, title=title)), zone))
    assert text.replace("\n", "").isprintable()
    assert "é 😀" in text
    assert only(text)["meeting"]["title"] == title


def test_days_and_lengths_are_told_without_a_zone() -> None:
    assert dumps(date(2026, 11, 24)) == '"2026-11-24"\n'
    assert dumps({"length": timedelta(seconds=89.6)}) == '{\n  "length": 90\n}\n'


def test_what_has_no_place_in_json_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="no place in JSON"):
        dumps({"command": ask.Next()})
