"""Finds text that needs quotes inside brackets, as in `{prompt: Who, and when?}`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import fields

from meetingtui.agenda.keys import OLD_KEYS
from meetingtui.agenda.model import Agenda, Segment, Team

_TYPES: tuple[type[Struct], ...] = (Agenda, Segment, Team)
_KEYS = {field.encode_name for type in _TYPES for field in fields(type)} | OLD_KEYS.keys()
_TEXTS = {"title", "prompt", "purpose", "name"}
"""Those whose values are text of any kind."""

_LINE = re.compile(r"\s*(?:-\s+|\w+:\s+\[?)?\{")
_BEGIN = re.compile(rf"[{{,]\s*(?P<key>{'|'.join(sorted(_KEYS))}): +")
_CUTS = re.compile(r"[,?\[\]{}]|:(?= )")


class Unquoted(NamedTuple):
    """Text on one line that YAML cuts into pieces; begin and end count characters from 0."""

    begin: int
    end: int
    key: str
    text: str

    @property
    def cut_by(self) -> str:
        """The characters at which it is cut, as people read them."""
        return " and ".join(dict.fromkeys(repr(each) for each in _CUTS.findall(self.text)))

    @property
    def rewrite(self) -> str:
        """How its author should write it."""
        return f"{self.key}: {json.dumps(self.text, ensure_ascii=False)}"


def unquoted_in(line: str) -> Iterator[Unquoted]:
    """Give the texts of `line`, which holds `{...}` with keys of an agenda, that need quotes.

    A text ends where the next key of an agenda begins, or with the last bracket of the line.
    """
    if not _LINE.match(line):
        return
    keys = list(_BEGIN.finditer(line))
    ends = [*(key.start() for key in keys[1:]), line.rfind("}")]
    for key, end in zip(keys, ends, strict=False):
        text = line[key.end() : end].rstrip()
        if key["key"] in _TEXTS and text[:1] not in "\"'[{" and _CUTS.search(text):
            yield Unquoted(key.end(), key.end() + len(text), key["key"], text)


def mended(line: str) -> str:
    """Return `line` with other characters, as many, where its texts are cut."""
    for found in unquoted_in(line):
        line = line[: found.begin] + _CUTS.sub(".", found.text) + line[found.end :]
    return line
