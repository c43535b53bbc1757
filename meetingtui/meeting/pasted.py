"""Several lines that were pasted at once, as the notes that they could be."""

from __future__ import annotations

import re

from meetingtui.text import clean, pattern

_BULLET = pattern(r"(?:[-–—•◦‣▪]|[0-9]{1,3}[.)]|\[[ xX]?\])\s+")
_STAR = pattern(r"\*\s+")


def pasted_lines(text: str) -> list[str]:
    """Return the lines of `text` that say something, without the marks of a list before them.

    A star is one where all lines have it, and else the sign of thanks.
    """
    lines = [clean(line).strip() for line in re.split(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", text)]
    lines = [line for line in lines if line]
    if len(lines) > 1 and all(map(_STAR.match, lines)):
        lines = [_STAR.sub("", line, count=1) for line in lines]
    bare = [_without_bullets(line) for line in lines]
    return [line for line in bare if line]


def _without_bullets(line: str) -> str:
    while bullet := _BULLET.match(f"{line} "):
        line = line[bullet.end() :].strip()
    return line
