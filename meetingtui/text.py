"""Text is data: `clean` at every way in, `plain` at every way out to a screen.

A screen widget wraps what `plain` returns in Textual's `Content`, which never parses markup.
"""

from __future__ import annotations

import unicodedata

MAX_LINE = 2_000
"""Characters that one captured line may have."""

_MARK = "\N{REPLACEMENT CHARACTER}"
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS = frozenset("\u2028\u2029")
_FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cs", "Cn"})


def clean(text: str, *, multiline: bool = False) -> str:
    r"""Return `text` in NFC with everything that could steer a terminal made a visible mark.

    Control characters, lone surrogates, unassigned code points and bidi overrides become U+FFFD.
    Tabs become spaces; line ends become spaces unless `multiline`, which keeps them as "\n".
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if not multiline:
        text = text.replace("\n", " ")
    return unicodedata.normalize("NFC", "".join(map(_safe, text)))


def plain(text: str) -> str:
    """Return `text` fit for one line of a terminal; also old data that was never cleaned."""
    return clean(text)


def _safe(char: str) -> str:
    if char == "\n" or char.isalnum() or char == " ":
        return char
    if char in _BIDI or char in _BREAKS or unicodedata.category(char) in _FORBIDDEN_CATEGORIES:
        return _MARK
    return char
