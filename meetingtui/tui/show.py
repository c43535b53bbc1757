"""Text on its way to the screen: every value passes through here, and none is ever markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from itertools import accumulate

from textual.content import Content

from meetingtui.clock import local
from meetingtui.text import plain

Part = str | tuple[str, str] | Content
"""A piece of a line: text, text with a style, or what was made of them before."""

GAP = "  "
FULL, EMPTY = "━", "─"

# The theme's own $text-muted is relative to a background that a part of a line does not know.
QUIET = "$foreground 60%"
"""The style of words that explain others."""


def shown(text: str, style: str = "") -> Content:
    """Return `text` as it is, never parsed as markup, fit for a terminal."""
    return Content.styled(plain(text), style)


def line(*parts: Part) -> Content:
    """Return the parts side by side; each text among them is data, never markup."""
    return Content.assemble(*(_piece(part) for part in parts))


def lines(rows: Iterable[Content]) -> Content:
    """Return the rows one below the other."""
    return Content("\n").join(rows)


def row(left: Content, right: Content, width: int) -> Content:
    """Return `left`, cut to make room, and `right` at the end of a row of `width` cells."""
    room = max(1, width - right.cell_length - (1 if right else 0))
    gap = " " if right else ""
    return line(left.truncate(room, ellipsis=True, pad=True), gap, right)


def column(text: str, width: int, style: str = "") -> Content:
    """Return `text` in exactly `width` cells."""
    return shown(text, style).truncate(max(1, width), ellipsis=True, pad=True)


def hanging(head: Content, body: Content, width: int) -> list[Content]:
    """Return `body` wrapped beside `head`, its further rows indented to the same column."""
    indent = head.cell_length
    wrapped = body.wrap(max(8, width - indent)) or [Content()]
    rest = [line(" " * indent, piece) for piece in wrapped[1:]]
    return [line(head, wrapped[0]), *rest]


def gauge(done: timedelta, whole: timedelta, width: int, style: str) -> Content:
    """Return a bar of `width` cells, full in the proportion of `done` to `whole`."""
    share = done / whole if whole else 0.0
    filled = min(width, max(0, round(share * width)))
    return line((FULL * filled, style), (EMPTY * (width - filled), "$foreground 30%"))


def fitting(pieces: Sequence[Content], width: int) -> Content:
    """Return as many of `pieces` side by side, from the first on, as `width` cells hold."""
    return Content(GAP).join(pieces[: how_many_fit(pieces, width)])


def fitting_rows(pieces: Sequence[Content], width: int) -> list[Content]:
    """Return all `pieces` side by side in as many rows of `width` cells as that takes."""
    rows: list[Content] = []
    rest = list(pieces)
    while rest:
        count = max(1, how_many_fit(rest, width))
        rows.append(Content(GAP).join(rest[:count]))
        del rest[:count]
    return rows


def how_many_fit(pieces: Iterable[Content], width: int) -> int:
    """Return how many of `pieces`, from the first on, fit side by side into `width` cells."""
    ends = accumulate(piece.cell_length + len(GAP) for piece in pieces)
    return sum(end <= width + len(GAP) for end in ends)


def heading(text: str, width: int, right: str = "") -> Content:
    """Return a quiet title of a part of the screen, with a remark at its end."""
    return row(shown(text, f"bold {QUIET}"), shown(right, QUIET), width)


def clock(at: datetime, zone: tzinfo | None) -> str:
    """Return the instant `at` as the wall clock of the people in `zone` shows it: `10:47`."""
    return f"{local(at, zone):%H:%M}"


def _piece(part: Part) -> Content:
    if isinstance(part, Content):
        return part
    return shown(part) if isinstance(part, str) else shown(*part)
