"""Documents as plain JSON, so that people can open the store with plain TinyDB.

Instants are ISO 8601 in UTC with a Z, days are YYYY-MM-DD, lengths are whole seconds. Every field
of a document is written, those of its parts only where they differ from the usual.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from meetingtui.errors import StoreError
from meetingtui.meeting.model import SCHEMA, Action, Meeting, Note

Json = dict[str, Any]
T = TypeVar("T", bound=Struct)

TABLES: dict[type[Struct], str] = {Meeting: "meetings", Note: "notes", Action: "actions"}
"""The table that each kind of document is kept in."""


def to_json(document: Struct) -> Json:
    """Return `document` as plain JSON values; lengths are rounded to whole seconds."""
    values = msgspec.to_builtins(document, builtin_types=(datetime, timedelta), str_keys=True)
    fields: Json = _plain(values)
    return fields


def from_json(kind: type[T], values: Mapping[str, Any]) -> T:
    """Return the document that `values` hold; fields that are not ours are passed over.

    Raises StoreError, naming table and document, where they are broken or from a newer version.
    """
    check_schema(kind, values)
    try:
        # Not strict, because a whole number stands for a length.
        return msgspec.convert(values, kind, strict=False, str_keys=True)
    except msgspec.ValidationError as error:
        raise StoreError(f"{name_of(kind, values)} is broken: {error}") from error


def as_stored(document: T) -> T:
    """Return `document` as it will be read back."""
    return from_json(type(document), to_json(document))


def check_schema(kind: type[Struct], values: Mapping[str, Any]) -> None:
    """Raise StoreError where a document is from a version of meetingtui newer than this one."""
    schema = values.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise StoreError(
            f"{name_of(kind, values)} was written by a newer meetingtui (schema {schema}, this one"
            f" reads up to {SCHEMA}); install the newer version"
        )


def name_of(kind: type[Struct], values: Mapping[str, Any]) -> str:
    """Return what an error calls a document: its id and its table."""
    return f"document {values.get('id', 'without an id')!r} of table {TABLES[kind]!r}"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, timedelta):
        return round(value.total_seconds())
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
