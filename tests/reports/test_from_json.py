"""Meetings that come back from our own JSON, whole or not at all."""

from __future__ import annotations

import json
from datetime import tzinfo
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meetingtui.errors import MeetingtuiError
from meetingtui.meeting.facts import Extended, Refitted, SlotOpened
from meetingtui.meeting.model import Document, Meeting, State, UndoneStep
from meetingtui.reports import as_json
from meetingtui.reports.from_json import read
from meetingtui.reports.json_shape import Record, json_schema, schema_text
from meetingtui.reports.minutes import minutes_of
from meetingtui.reports.options import Options
from meetingtui.text import clean

DOCS = Path(__file__).parent.parent.parent / "docs"


def export(*states: State, zone: tzinfo | None = None) -> bytes:
    return as_json.render([minutes_of(state, zone) for state in states], Options())


def documents(state: State) -> list[Document]:
    return [state.meeting, *state.notes.values(), *state.actions.values()]


def test_a_meeting_comes_back_equal(first: State, second: State, zone: tzinfo) -> None:
    assert read(export(second, zone=zone)) == documents(second)
    both = {document.id: document for document in read(export(first, second, zone=zone))}
    # As stored with each export: what both hold is told by the first.
    assert both == {d.id: d for d in documents(second)} | {d.id: d for d in documents(first)}


@given(st.data())
def test_whatever_is_stored_comes_back_equal(second_once: State, data: st.DataObject) -> None:
    words = st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=30)
    cleaned = words.map(lambda text: text.encode("utf-8", "ignore").decode())

    def said(document: Document) -> Document:
        field = "title" if isinstance(document, Meeting) else "text"
        return replace(document, **{field: clean(data.draw(cleaned))})

    state = State(
        said(second_once.meeting),
        {id: said(note) for id, note in second_once.notes.items()},
        {id: said(action) for id, action in second_once.actions.items()},
    )
    assert read(export(state)) == documents(state)


def test_the_schema_that_is_published_is_that_of_the_code() -> None:
    assert (DOCS / "minutes.schema.json").read_text("utf-8") == schema_text(), "run `make schema`"


def test_the_schema_takes_what_is_exported_and_nothing_else(second: State, zone: tzinfo) -> None:
    judge = jsonschema.Draft202012Validator(json_schema())
    exported = json.loads(export(second, zone=zone))
    assert not list(judge.iter_errors(exported))
    exported["meetings"][0]["timing"]["planned_s"] = "PT45M"
    del exported["meetings"][0]["meeting"]["id"]
    assert len(list(judge.iter_errors(exported))) == 2


def test_texts_are_made_harmless_on_the_way_in(second: State) -> None:
    noisy = State(replace(second.meeting, title="a\x1b]0;x\x07\u202eb"))
    (meeting,) = read(export(noisy))
    assert isinstance(meeting, Meeting)
    assert meeting.title == "a\ufffd]0;x\ufffd\ufffdb"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"schema": 1}', b"\xff", b"[" * 100_000, b'{"meetings": 1}']
)
def test_what_is_no_export_is_refused(content: bytes) -> None:
    why = "these are no meetings of meetingtui|it is broken JSON: "
    with pytest.raises(MeetingtuiError, match=why):
        read(content)


def test_what_a_newer_one_wrote_is_refused(second: State) -> None:
    told = json.loads(export(second))
    for place in (told, told["meetings"][0]["notes"][0]):
        before, place["schema"] = place["schema"], 9
        with pytest.raises(MeetingtuiError, match=r"from a newer meetingtui \(schema 9\)"):
            read(json.dumps(told).encode())
        place["schema"] = before


def test_a_timeline_that_leads_out_of_the_plan_is_refused(second: State) -> None:
    at, far = second.meeting.opened_at, 99
    undone = UndoneStep(step=9, facts=(SlotOpened(step=9, at=at, slot=-1),))
    for meeting in (
        replace(second.meeting, timeline=(SlotOpened(step=1, at=at, slot=far),)),
        replace(second.meeting, timeline=(Extended(step=1, at=at, slot=far, by=at - at),)),
        replace(second.meeting, timeline=(Refitted(step=1, at=at, cuts={far: at - at}),)),
        replace(second.meeting, undone=(undone,)),
    ):
        record = {"meeting": meeting, "notes": [], "actions": []}
        content = as_json.dumps({"schema": 1, "meetings": [as_json._plain(Record(**record))]})
        with pytest.raises(MeetingtuiError, match="names a slot that is not in its plan"):
            read(content.encode())
