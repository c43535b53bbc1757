"""The lines of a journal: what they say, how they are written, and how damage shows.

A line is eight hexadecimal digits (the CRC-32 of what follows), a space, JSON without line breaks,
and a line break. The first line of a journal is a `Head`, all others are a `Commit` or a `Turn`.
"""

from __future__ import annotations

import json
import zlib
from typing import NamedTuple

import msgspec
from msgspec import Raw, Struct

FORMAT = 1
"""The version of the lines below; a journal with a higher one is refused."""

Rows = dict[str, Raw]
"""One table: row number (a whole number as text, TinyDB's doc_id) to the JSON of a document."""

Tables = dict[str, Rows]
"""All tables of a store by name, as TinyDB keeps them, documents not yet decoded."""


class Place(NamedTuple):
    """How far a journal has come: the number of a commit, and its id."""

    number: int
    id: str


class Mark(Struct, frozen=True):
    """What tells one snapshot from another: its size in bytes and the CRC-32 of its content."""

    size: int
    crc32: int


class Edits(Struct, omit_defaults=True):
    """What a commit changes, as it shall be afterwards: to apply it twice is to apply it once."""

    put: dict[str, Rows] = {}
    """Whole documents by table and row; an empty table is one that is made."""

    remove: dict[str, list[str]] = {}
    """Rows that go, by table."""

    drop: list[str] = []
    """Tables that go; they go first."""

    def __bool__(self) -> bool:
        """Tell whether there is anything to write."""
        return bool(self.put or self.remove or self.drop)

    def touches(self, name: str) -> bool:
        """Tell whether anything changes in the table `name`."""
        return name in self.put or name in self.remove or name in self.drop


class Head(Struct, tag_field="kind", tag="head"):
    """Says which snapshot the journal goes with, and that it holds all commits up to `after`."""

    journal: int
    after: int
    id: str
    """The id of that commit."""

    snapshot: Mark


class Turn(Struct, tag_field="kind", tag="turn"):
    """Says that a snapshot with all commits up to `after` may now take the old one's place."""

    after: int
    id: str
    snapshot: Mark


class Commit(Edits, tag_field="kind", tag="commit"):
    """One commit: its number, one higher than the last, and an id that no other has."""

    number: int = 0
    id: str = ""


class Format(Struct):
    """The part of a head that no version changes."""

    journal: int = 0


Line = Head | Commit | Turn

_DECODER: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)
_FORMATS = msgspec.json.Decoder(Format)


class BadLineError(ValueError):
    """A line that is not as it was written; says what is wrong with it."""


class NewerError(ValueError):
    """A journal of a later format than this version knows."""


def encode_line(line: Line) -> bytes:
    """Return `line` with its checksum and line break."""
    body = msgspec.json.encode(line)
    if b"\n" in body or b"\r" in body:
        # A document that people wrote by hand may span lines; in a journal it must not.
        body = msgspec.json.format(body, indent=-1)
    return summed(body)


def decode_line(content: bytes) -> Line:
    """Return what the line, without its line break, says. Raises BadLineError or NewerError."""
    body = body_of(content)
    try:
        line = _DECODER.decode(body)
    except ValueError as error:
        _refuse_newer(body)
        raise BadLineError("it is not a line that meetingtui writes") from error
    if isinstance(line, Head):
        _refuse_newer(body)
    return line


def summed(body: bytes) -> bytes:
    """Return the line that says `body`: with its checksum and line break."""
    return b"%08x %b\n" % (zlib.crc32(body), body)


def body_of(content: bytes) -> bytes:
    """Return what follows the checksum of a line without its line break. Raises BadLineError."""
    body = content[9:]
    if content[:9] != b"%08x " % zlib.crc32(body):
        raise BadLineError("its checksum is wrong")
    return body


def _refuse_newer(body: bytes) -> None:
    try:
        format_ = _FORMATS.decode(body).journal
    except ValueError:
        return
    if format_ > FORMAT:
        raise NewerError(f"format {format_}, this one reads up to {FORMAT}")


def split_lines(content: bytes) -> tuple[list[bytes], bytes]:
    """Return the whole lines of `content` without their line breaks, and what follows the last."""
    *whole, rest = content.split(b"\n")
    return whole, rest


def is_torn(rest: bytes) -> bool:
    """Tell whether `rest`, behind the last line break, is a line that was cut short.

    Where there are NULs, or a whole line with something else in place of its line break, the file
    was damaged after it was written.
    """
    return b"\0" not in rest and not _is_whole(rest[:-1])


def _is_whole(content: bytes) -> bool:
    try:
        decode_line(content)
    except ValueError:
        return False
    return True


def mark_of(content: bytes) -> Mark:
    """Return the mark of a snapshot with this content."""
    return Mark(len(content), zlib.crc32(content))


def apply(tables: Tables, edits: Edits) -> None:
    """Carry out `edits` on `tables`."""
    for name in edits.drop:
        tables.pop(name, None)
    for name, rows in edits.put.items():
        tables.setdefault(name, {}).update(rows)
    for name, gone in edits.remove.items():
        table = tables.get(name, {})
        for row in gone:
            table.pop(row, None)


def in_ascii(content: bytes) -> Raw:
    """Return JSON in ASCII, which plain TinyDB reads alike whatever the locale is."""
    if not content.isascii():
        content = json.dumps(json.loads(content), separators=(",", ":")).encode()
    return Raw(content)
