"""One screen with all that a facilitator needs at hand, to look at or to print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import zip_longest

from meetingtui.meeting.capture import ACTION_PREFIX, PREFIXES
from meetingtui.meeting.words import WORDS
from meetingtui.tui.intents import BY_WORD, LIVE, Intent, keys_of

WIDTH, HEIGHT = 74, 22
"""What is inside the frame of a sheet on a screen of 80 × 24 cells: all of it fits there."""

_KEY, _COLUMN = 11, 24


def cheat_sheet(keymap: Mapping[str, str], width: int = WIDTH) -> list[str]:
    """Return keys as `keymap` has them, signs, marks and words, in rows of at most `width` cells.

    What is longer than a whole row stays in one.
    """
    signs = [f"{ACTION_PREFIX} action item", *(f"{sign} {kind}" for sign, kind in PREFIXES.items())]
    marks = ["@Ana  who, or which team", "#tag", "due:fri", "~ for: from: use:"]
    wordy = [_must(word.usage) for word in WORDS if word.name not in BY_WORD]
    return [
        *_titled(
            "KEYS; SINGLE LETTERS AFTER ESC",
            _columns([_key(intent, keymap) for intent in LIVE], width),
        ),
        *_titled("A SIGN FIRST, MARKS IN THE TEXT", _wrapped([*signs, *marks], width)),
        *_titled("WORDS", _wrapped(wordy, width)),
    ]


def _key(intent: Intent, keymap: Mapping[str, str]) -> str:
    keys = keys_of(intent, keymap)
    both = " ".join(keys[:2])
    return f"{both if len(both) < _KEY else keys[0]:<{_KEY}}{intent.label}"


def _must(usage: str) -> str:
    """Return `usage` without what may be left out."""
    return re.sub(r"\s*\[[^\]]*\]", "", usage)


def _columns(cells: list[str], width: int) -> list[str]:
    """Return `cells` in the columns that fit, three at most, to be read from top to bottom."""
    for count in (3, 2):
        rows = _in_columns(cells, count)
        if max(map(len, rows)) <= width - 2:
            return rows
    return cells


def _in_columns(cells: list[str], count: int) -> list[str]:
    height = -(-len(cells) // count)
    columns = [cells[start : start + height] for start in range(0, len(cells), height)]
    rows = zip_longest(*columns, fillvalue="")
    return ["".join(f"{cell:<{_COLUMN}}" for cell in row).rstrip() for row in rows]


def _wrapped(pieces: Iterable[str], width: int) -> list[str]:
    """Return `pieces` side by side in as many rows as that takes."""
    rows = [""]
    for piece in pieces:
        longer = f"{rows[-1]}   {piece}" if rows[-1] else piece
        if len(longer) > width - 2:
            rows.append(piece)
        else:
            rows[-1] = longer
    return rows


def _titled(title: str, rows: list[str]) -> list[str]:
    return [title, *(f"  {row}" for row in rows)]
