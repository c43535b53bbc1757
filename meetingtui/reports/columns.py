"""Text in columns, for people who read with a fixed-width font."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

WIDEST = 60
"""A column is not padded beyond this; longer texts stick out."""


def width(text: str) -> int:
    """Return how many cells of a terminal `text` takes up; joined emoji count more than they do."""
    return sum(map(_cells, text))


def padded(rows: Sequence[Sequence[str]], right: int = 0) -> list[list[str]]:
    """Return `rows`, all of one length, with every column as wide as its widest text.

    The last `right` columns are set to the right.
    """
    widths = [min(WIDEST, max(map(width, column))) for column in zip(*rows, strict=True)]
    return [
        [
            _pad(text, wide, left=index >= len(row) - right)
            for index, (text, wide) in enumerate(zip(row, widths, strict=True))
        ]
        for row in rows
    ]


def _pad(text: str, wide: int, *, left: bool) -> str:
    room = " " * (wide - width(text))
    return room + text if left else text + room


def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
