"""Documents as plain JSON, so that people can open the store with plain TinyDB.

Instants are ISO 8601 in UTC with a Z, days are YYYY-MM-DD, lengths are whole seconds. Every field
of a document is written, those of its parts only where they differ from the usual.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast

import msgspec
from msgspec import Raw, Struct

from meetingtui.errors import StoreError
from meetingtui.meeting.model import SCHEMA, Action, Meeting, Note
from meetingtui.store.lines import in_ascii

Json = dict[str, Any]
T = TypeVar("T", bound=Struct)

TABLES: dict[type[Struct], str] = {Meeting: "meetings", Note: "notes", Action: "actions"}
"""The table that each kind of document is kept in."""


def to_json(document: Struct) -> Json:
    """Return `document` as plain JSON values; lengths are rounded to whole seconds."""
    values = msgspec.to_builtins(document, builtin_types=(datetime, timedelta), str_keys=True)
    fields: Json = _plain(values)
    return fields


def encode(document: Struct, onto: Raw | None = None) -> Raw:
    """Return `document` as JSON; fields that are not ours stay as they are in `onto`."""
    content = _fields(document)
    if onto is not None:
        kept = msgspec.json.decode(onto, type=dict[str, Raw])
        content = msgspec.json.encode(kept | msgspec.json.decode(content, type=dict[str, Raw]))
    return in_ascii(content)


def decode(kind: type[T], content: Raw) -> T:
    """Return the document that `content` holds; fields that are not ours are passed over.

    Raises StoreError, naming table and document, where it is broken or from a newer version.
    """
    try:
        document: Any = _DECODERS[kind].decode(content)
    except (ValueError, RecursionError) as error:
        head = head_of(content)
        check_schema(kind, head)
        raise StoreError(f"{name_of(kind, head)} is broken: {error}") from error
    if document.schema > SCHEMA:
        check_schema(kind, head_of(content))
    return cast("T", document)


class Head(Struct):
    """What the store itself looks at in a document; nothing here is known to be right."""

    id: Any = None
    schema: Any = None
    number: Any = None

    @property
    def short(self) -> int:
        """The short number that people type; 0 where there is none."""
        return self.number if isinstance(self.number, int) else 0


def head_of(content: Raw) -> Head:
    """Return the head of the document that `content` holds; an empty one where there is none."""
    try:
        return _HEADS.decode(content)
    except (ValueError, RecursionError):
        return Head()


def is_newer(head: Head) -> bool:
    """Tell whether a document is from a version of meetingtui newer than this one."""
    return isinstance(head.schema, int) and head.schema > SCHEMA


def check_schema(kind: type[Struct], head: Head) -> None:
    """Raise StoreError where a document is from a version of meetingtui newer than this one."""
    if is_newer(head):
        raise StoreError(
            f"{name_of(kind, head)} was written by a newer meetingtui (schema {head.schema}, this"
            f" one reads up to {SCHEMA}); install the newer version"
        )


def name_of(kind: type[Struct], head: Head) -> str:
    """Return what an error calls a document: its id and its table."""
    return f"document {head.id!r} of table {TABLES[kind]!r}"


# Not strict, because a whole number stands for a length.
_DECODERS = {kind: msgspec.json.Decoder(kind, strict=False) for kind in TABLES}
_HEADS = msgspec.json.Decoder(Head)


def _fields(document: Struct) -> bytes:
    """Return what `to_json` does as JSON, in a fifth of the time where there are no lengths."""
    if not isinstance(document, Meeting):
        content = msgspec.json.encode(document)
        if not _OFFSET.search(content):
            return content
    return msgspec.json.encode(to_json(document))


# How an instant of another zone than UTC ends; a text that looks like it does no harm.
_OFFSET = re.compile(rb'[+-]\d\d:\d\d"')


def _plain(value: Any) -> Any:
    plain = _PLAIN.get(type(value))
    return plain(value) if plain else value


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


_PLAIN: dict[type, Callable[[Any], Any]] = {
    datetime: _instant,
    timedelta: lambda value: round(value.total_seconds()),
    dict: lambda value: {key: _plain(part) for key, part in value.items()},
    list: lambda value: [_plain(part) for part in value],
    tuple: lambda value: [_plain(part) for part in value],
}
