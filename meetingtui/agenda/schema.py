"""The JSON Schema of an agenda file, from the types that load it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from datetime import timedelta
from enum import Enum
from typing import Any

from msgspec import inspect

from meetingtui.agenda import durations, repeat_text
from meetingtui.agenda.keys import LONGEST_ID, OLD_KEYS
from meetingtui.agenda.leaves import CLOCK_TIME, PERCENT
from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team, Warn
from meetingtui.agenda.repeat import Repeat
from meetingtui.agenda.rules import ID, LIMITS, VERSION
from meetingtui.text import MAX_LINE

FILE_NAME = "agenda.schema.json"
MODELINE = f"# yaml-language-server: $schema=./{FILE_NAME}"
"""The first line of an agenda: tells editors where its schema is."""

_Schema = dict[str, Any]
_TIMES = ("time", "per_team", "per_person")


def schema_text() -> str:
    """Return the schema as a file, for JSON Schema draft 7 and everything that reads it."""
    return json.dumps(agenda_schema(), indent=2, ensure_ascii=False) + "\n"


def agenda_schema() -> _Schema:
    """Return the schema.

    What it refuses the loader refuses too, but for old keys where a new one must be, and for the
    parts of a `repeat` in another order. The loader finds more.
    """
    root = _object(inspect.type_info(Agenda))
    required = root.pop("required")
    root["required"] = ["version", "id"]
    in_segments = {"required": ["kind"], "anyOf": [{"required": [name]} for name in _TIMES]}
    for name, most in LIMITS:
        root["properties"][name] |= {"minItems": 1, "maxItems": most}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Agenda",
        **root,
        # What an agenda does not say itself, it may have from the one that it extends.
        "if": {"required": ["extends"]},
        "then": {},
        "else": {
            "required": required,
            "properties": {"segments": {"items": in_segments}},
            "not": {"required": ["remove"]},
        },
    }


def _schema(kind: inspect.Type, name: str) -> _Schema:
    match kind:
        case inspect.Metadata(type=described, extra_json_schema=said):
            return {**(said or {}), **_schema(described, name)}
        case inspect.UnionType(types=kinds):
            return _any_of([each for each in kinds if not isinstance(each, inspect.NoneType)], name)
        case inspect.StructType(cls=cls) if cls is Warn:
            return _length(f"{durations.PATTERN}|{PERCENT.pattern}", "70% or 60s")
        case inspect.StructType(cls=cls) if cls is Repeat:
            return _pattern(repeat_text.PATTERN.replace(" ", " +"), repeat_text.EXAMPLE)
        case inspect.StructType(cls=cls) if cls is Team:
            return {"anyOf": [_text(), _object(kind)]}
        case inspect.StructType():
            return _object(kind)
        case inspect.VarTupleType(item_type=item):
            return {"type": "array", "items": _schema(item, name)}
        case inspect.DictType(value_type=value):
            values = _schema(value, name)
            return {"type": "object", "minProperties": 1, "additionalProperties": values}
        case _:
            return _leaf(kind, name)


def _leaf(kind: inspect.Type, name: str) -> _Schema:
    match kind:
        case inspect.EnumType(cls=choices):
            return {"enum": [choice.value for choice in choices]}
        case inspect.TimeDeltaType():
            return _length(durations.PATTERN, "5m, 90s or 1h30m")
        case inspect.TimeType():
            return _pattern(CLOCK_TIME.pattern, "10:30")
        case inspect.BoolType():
            return {"type": "boolean"}
        case inspect.IntType():
            return {"enum": [VERSION]}
        case _:
            return {**_text(), **_ID_RULES} if name == "id" else _text()


def _object(info: inspect.Type) -> _Schema:
    assert isinstance(info, inspect.StructType)  # noqa: S101
    properties = {field.encode_name: _property(field) for field in info.fields}
    result = {
        "description": (info.cls.__doc__ or "").partition("\n")[0],
        "type": "object",
        "additionalProperties": False,
        "required": [field.encode_name for field in info.fields if field.required],
        "properties": {**properties, **_old_keys(properties)},
    }
    if info.cls is Segment:
        only_one = [{"not": {"required": [a, b]}} for a in _TIMES for b in _TIMES if a < b]
        in_a_round = {"properties": {"kind": {"enum": [SegmentKind.ROUND]}}}
        del result["required"]
        result |= {"allOf": only_one, "dependencies": {"per_person": in_a_round}}
    return result


def _property(field: inspect.Field) -> _Schema:
    result = _schema(field.type, field.encode_name)
    if isinstance(field.default, Enum | bool):
        result["default"] = field.default
    return result


def _old_keys(properties: Collection[str]) -> _Schema:
    names = {old: [new for new in news if new in properties][:1] for old, news in OLD_KEYS.items()}
    return {
        old: {"deprecated": True, "deprecationMessage": f"the old word for '{new}'"}
        for old, news in names.items()
        for new in news
    }


def _any_of(kinds: list[inspect.Type], name: str) -> _Schema:
    schemas = [_schema(kind, name) for kind in kinds]
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _length(pattern: str, example: str) -> _Schema:
    longest = durations.LONGEST // timedelta(minutes=1)
    minutes = {"type": ["string", "integer"], "minimum": 1, "maximum": longest}
    return _pattern(pattern, example) | minutes


def _pattern(pattern: str, example: str) -> _Schema:
    """Return the schema of text that fits `pattern`, in small or large letters."""
    any_case = re.sub("[a-z]", lambda letter: f"[{letter[0]}{letter[0].upper()}]", pattern)
    return {
        "type": "string",
        "pattern": f"^(?:{any_case})$",
        "patternErrorMessage": f"write for example {example}",
    }


def _text() -> _Schema:
    # An author's `2026` is text for us and a number for others.
    return {"type": ["string", "number", "boolean"], "maxLength": MAX_LINE}


_ID_RULES = {"pattern": f"^{ID.pattern}$", "maxLength": LONGEST_ID}
