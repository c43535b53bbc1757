"""Finds text that needs quotes: `{prompt: Who, and when?}`, or `prompt: Now: who?`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from meetingtui.agenda.keys import KEYS

_TEXTS = {"title", "prompt", "purpose", "name"}
"""Those whose values are text of any kind."""

_FLOW = re.compile(r"\s*(?:-\s+|\w+:\s+\[?)?\{")
_BEGIN = re.compile(rf"[{{,]\s*(?P<key>{'|'.join(sorted(KEYS))}): +")
_FLOW_CUTS = re.compile(r"[,?\[\]{}]|:(?= |$)")
_BLOCK = re.compile(rf"\s*(?:- +)?(?P<key>{'|'.join(sorted(_TEXTS))}): +(?P<text>.*?)\s*(?: #.*)?")
_BLOCK_CUTS = re.compile(r":(?= |$)")


class Unquoted(NamedTuple):
    """Text on one line that YAML cuts into pieces; begin and end count characters from 0."""

    begin: int
    end: int
    key: str
    text: str
    cuts: re.Pattern[str]

    @property
    def cut_by(self) -> str:
        """Where it is cut, as people read it."""
        if self.cuts is _BLOCK_CUTS:
            return "': '"
        signs = " and ".join(dict.fromkeys(repr(each) for each in self.cuts.findall(self.text)))
        return f"{signs} inside brackets"

    @property
    def rewrite(self) -> str:
        """How its author should write it."""
        return f"{self.key}: {json.dumps(self.text, ensure_ascii=False)}"


def unquoted_in(line: str) -> Iterator[Unquoted]:
    """Give the texts of `line` that need quotes: after `key: `, or between brackets.

    Between brackets a text ends where the next key of an agenda begins, or with the last bracket.
    """
    if block := _BLOCK.fullmatch(line):
        yield from _if_cut(block["key"], block["text"], block.start("text"), _BLOCK_CUTS)
    elif _FLOW.match(line):
        keys = list(_BEGIN.finditer(line))
        ends = [*(key.start() for key in keys[1:]), line.rfind("}")]
        for key, end in zip(keys, ends, strict=False):
            yield from _if_cut(key["key"], line[key.end() : end].rstrip(), key.end(), _FLOW_CUTS)


def mended(line: str) -> str:
    """Return `line` with other characters, as many, where its texts are cut."""
    for found in unquoted_in(line):
        line = line[: found.begin] + found.cuts.sub(".", found.text) + line[found.end :]
    return line


def _if_cut(key: str, text: str, begin: int, cuts: re.Pattern[str]) -> Iterator[Unquoted]:
    if key in _TEXTS and text[:1] not in "\"'[{|>" and cuts.search(text):
        yield Unquoted(begin, begin + len(text), key, text, cuts)
