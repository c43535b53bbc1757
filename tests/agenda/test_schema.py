from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.agenda.durations import PATTERN, DurationError, parse_duration
from meetingtui.agenda.keys import OLD_KEYS
from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.schema import FILE_NAME, MODELINE, agenda_schema, schema_text

AGENDAS = Path(__file__).parents[2] / "agendas"
SCHEMA = agenda_schema()
SEGMENT = SCHEMA["properties"]["segments"]["items"]


def test_the_committed_schema_is_the_generated_one() -> None:
    assert (AGENDAS / FILE_NAME).read_text("utf-8") == schema_text()


@pytest.mark.parametrize("path", sorted(AGENDAS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_agenda_leads_editors_to_it(path: Path) -> None:
    assert path.read_text("utf-8").splitlines()[0] == MODELINE


def keys(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from schema.get("properties", {}).items()
    inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", ())]
    for each in [*inner, *([schema["items"]] if "items" in schema else [])]:
        yield from keys(each)


def test_every_key_is_described_with_examples_that_fit() -> None:
    found = list(keys(SCHEMA))
    assert len(found) > 30
    for name, schema in found:
        old = schema.get("deprecationMessage", "").startswith("the old word for '")
        assert old == (name in OLD_KEYS)
        assert old or schema["description"].endswith(".")
        for example in schema.get("examples", ()):
            assert not isinstance(example, str) or re.search(schema.get("pattern", ""), example)


def test_what_each_key_may_be() -> None:
    assert SEGMENT["properties"]["kind"]["enum"] == list(SegmentKind)
    assert SCHEMA["properties"]["first"]["default"] == "alternate"
    assert SEGMENT["properties"]["required"]["default"] is False
    assert SCHEMA["else"]["required"] == [
        "version", "id", "title", "length", "teams", "segments",
    ]  # fmt: skip


LENGTH = SCHEMA["properties"]["length"]["pattern"]


@pytest.mark.parametrize("text", ["5m", "90S", "1h30m", "1h 30m", "10  min", "1.5h", "1h30",
                                  "PT5M", "5", "2 Hours"])  # fmt: skip
def test_lengths_that_fit(text: str) -> None:
    assert re.search(LENGTH, text)
    parse_duration(text)


@pytest.mark.parametrize("text", ["5:00", "m", "", "pt", "10 minuets", "-5m", "5m 1h", " 5m"])
def test_lengths_that_do_not_fit(text: str) -> None:
    assert not re.search(LENGTH, text)


@given(st.from_regex(PATTERN, fullmatch=True))
def test_what_fits_is_a_length_or_out_of_bounds(text: str) -> None:
    try:
        parse_duration(text)
        said = ""
    except DurationError as error:
        said = str(error)
    assert re.search("^$|whole seconds|no time at all|over 24 hours", said)


BASE = {
    "version": 1, "id": "weekly", "title": "Weekly", "length": "30m", "teams": ["Sales"],
    "segments": [{"kind": "close", "time": "5m"}],
}  # fmt: skip
GOOD: list[dict[str, Any]] = [
    {},
    {"length": 30, "title": 2026, "teams": ["Sales", {"name": "Ops", "people": ["Ana"]}]},
    {"segments": [{"kind": "round", "per_person": "45s"}]},
    {"segments": [{"kind": "wins", "per_team": {"Sales": "3m"}, "ends_at": "9:30"}]},
    {"warn": ["70%", "60s"], "repeat": "Monthly on the last Friday at 9:00"},
    {"segments": [{"kind": "close", "duration": "5m", "time": "5m"}]},
]
BAD: list[dict[str, Any]] = [
    {"titel": "x"},
    {"version": 2},
    {"id": "We ekly"},
    {"id": "a" * 61},
    {"length": "5:00"},
    {"length": 0},
    {"teams": []},
    {"teams": [{"people": []}]},
    {"repeat": "weekly"},
    {"warn": ["100%"]},
    {"remove": ["a"]},
    {"first": "alternating"},
    {"segments": [{"kind": "wnis", "time": "5m"}]},
    {"segments": [{"time": "5m"}]},
    {"segments": [{"kind": "wins"}]},
    {"segments": [{"kind": "wins", "time": "5m", "per_team": "5m"}]},
    {"segments": [{"kind": "wins", "per_person": "5m"}]},
    {"segments": [{"kind": "wins", "time": "5m", "ends_at": "24:00"}]},
    {"segments": [{"kind": "wins", "per_team": {}}]},
    {"segments": [{"kind": "wins", "time": "5m", "required": "yes"}]},
]


@pytest.mark.parametrize("change", GOOD, ids=json.dumps)
def test_a_validator_takes_what_is_good(change: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="no JSON Schema validator is installed")
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.Draft7Validator(SCHEMA).validate({**BASE, **change})
    part = {"version": 1, "id": "own", "extends": "weekly", "segments": [{"id": "close"}]}
    jsonschema.Draft7Validator(SCHEMA).validate({**part, "remove": ["wins"]})


@pytest.mark.parametrize("change", BAD, ids=json.dumps)
def test_a_validator_refuses_what_is_bad(change: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="no JSON Schema validator is installed")
    errors = list(jsonschema.Draft7Validator(SCHEMA).iter_errors({**BASE, **change}))
    assert len(errors) == 1
