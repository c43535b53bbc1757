"""Text is data: `clean` at every way in, `plain` at every way out to a screen.

A screen widget wraps what `plain` returns in Textual's `Content`, which never parses markup.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, cast

MAX_LINE = 2_000
"""Characters that one captured line may have."""

MAX_MARKS = 8
"""Combining marks and joiners that one character may carry; more would climb over other lines."""


class _Pattern:
    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = vars(self)[name] = getattr(re.compile(self._source, self._flags), name)
        return found


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that is compiled when something is first looked for.

    Compiling all took 3.5 ms of every start, and few are needed in each.
    """
    return cast("re.Pattern[str]", _Pattern(source, flags))


_MARK = "\N{REPLACEMENT CHARACTER}"
_LINE_END = pattern("\r\n|\r")
_HARMFUL = pattern(
    "["
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # controls but the line end: escape sequences begin with one
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi: show text in another order
    "\u2028\u2029"  # line ends of another kind
    "\ud800-\udfff"  # halves of a pair, which no encoding can write
    "\ufdd0-\ufdef"  # noncharacters; the last two of each plane are too
    + "".join(f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in range(0, 0x110000, 0x10000))
    + "]"
)
_JOINERS = "\u200c\u200d"


def clean(text: str, *, multiline: bool = False) -> str:
    r"""Return `text` in NFC with everything that could steer a terminal made a visible mark.

    Control characters, lone surrogates, noncharacters and bidi overrides become U+FFFD, and so does
    what a character carries beyond `MAX_MARKS`. Tabs become spaces; line ends become spaces unless
    `multiline`, which keeps them as "\n". Cleaning twice changes nothing.
    """
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    text = text.replace("\t", " ")
    if not multiline:
        text = text.replace("\n", " ")
    if not text.isprintable():
        text = _HARMFUL.sub(_MARK, text)
    elif text.isascii():
        return text
    return _unburdened(unicodedata.normalize("NFC", text))


def plain(text: str) -> str:
    """Return `text` fit for one line of a terminal; also old data that was never cleaned."""
    return clean(text)


def _unburdened(text: str) -> str:
    """Return `text` without the marks that a character carries beyond the limit."""
    kept: list[str] = []
    carried = 0
    for char in text:
        carried = carried + 1 if _is_carried(char) else 0
        if carried <= MAX_MARKS:
            kept.append(char)
        elif carried == MAX_MARKS + 1:
            kept.append(_MARK)
    return "".join(kept)


def _is_carried(char: str) -> bool:
    return char > "\u02ff" and (char in _JOINERS or unicodedata.category(char)[0] == "M")
