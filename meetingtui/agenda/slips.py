"""Slips that show only beside the lines above: a forgotten '- ' or ',', and a key too far left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from meetingtui.agenda.problem import Span
from meetingtui.agenda.recover import Mend

SourceLine = Callable[[Span], str]
"""Gives the text of a place's line; empty where there is no such line."""

NEAR = 100
"""Lines above that are looked at, so that a hostile file too is answered within a second."""


class Advice(NamedTuple):
    """The same for people: where, what, and what to do."""

    span: Span
    message: str
    hint: str
    mend: Mend = Mend.REFUSE
    """What makes the line right."""


_ITEM = re.compile(r"(?P<indent> *)- +(?P<begin>\{|[\w-]+:)")
_BARE = re.compile(r"(?P<indent> *)(?P<begin>\{|[\w-]+:)")
_KEY_AT_MARGIN = re.compile(r"(?P<key>[\w-]+):\s+\S")
_KEY_IN_BRACKETS = re.compile(r" *[\w-]+:")


def without_dash(span: Span, source_line: SourceLine) -> Advice | None:
    """Return what to say of a line that begins as the items above it, but for their '- '."""
    bare = _BARE.match(source_line(span))
    if bare is None:
        return None
    for above in _above(span, source_line):
        item = _ITEM.match(above)
        if item and item["indent"] == bare["indent"]:
            if item["begin"] != bare["begin"]:
                return None
            place = replace(span, column=bare.start("begin") + 1, end_column=bare.end("begin") + 1)
            hint = f"write - {source_line(span).strip()[:80]}"
            return Advice(place, "a '- ' is missing here", hint, Mend.DASH)
        if _indent(above) <= len(bare["indent"]):
            return None
    return None


def without_comma_at_end(span: Span, source_line: SourceLine) -> Advice | None:
    """Return what to say of a key inside brackets where the line above has no comma at its end."""
    above = replace(span, line=span.line - 1)
    text = source_line(above).rstrip()
    if text[-1:] in ("", ",", "{", "[") or not _KEY_IN_BRACKETS.match(source_line(span)):
        return None
    place = replace(above, column=len(text) + 1, end_column=len(text) + 2)
    return Advice(place, "a comma is missing here", f"write {text.strip()[-60:]},", Mend.COMMA)


def too_far_left(span: Span, source_line: SourceLine) -> Advice | None:
    """Return what to say of a key at the margin in the middle of a list, of which `span` is."""
    key = _KEY_AT_MARGIN.match(source_line(span))
    before = next(_above(span, source_line), "")
    after = source_line(replace(span, line=span.line + 1))
    goes_on = _ITEM.match(after) or _indent(after) == _column_of_keys(before)
    if key is None or not _indent(before) or not goes_on:
        return None
    place = replace(span, column=1, end_column=key.end("key") + 1)
    message = f"'{key['key']}' stands at the margin, in the middle of a list"
    return Advice(place, message, "indent it as those above", Mend.INDENT)


def _above(span: Span, source_line: SourceLine) -> Iterator[str]:
    for number in range(span.line - 1, max(0, span.line - NEAR), -1):
        if (line := source_line(replace(span, line=number))).strip():
            yield line


def _column_of_keys(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
