"""The minutes of a meeting, to read over another screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from textual.content import Content

from meetingtui.reports.as_markdown import render
from meetingtui.reports.minutes import Minutes
from meetingtui.tui.sheets import Sheet
from meetingtui.tui.show import hanging, heading, shown

_MARKS = re.compile(r"\\(?P<escaped>[^\w\s])|\*+|<(?P<link>https?://[^>]*)>")
_RULE = re.compile(r"\|(?: -+:? \|)+")
_BULLET = re.compile(r" *- ")


def minutes_sheet(minutes: Minutes) -> Sheet:
    """Return a sheet with the minutes, as text without the marks of Markdown."""

    def draw(width: int) -> list[Content]:
        return [row for text in _body(minutes) for row in _rows(text, width)]

    return Sheet("Minutes", draw)


def _body(minutes: Minutes) -> Iterator[str]:
    """Return the lines without the front matter and the rules of tables."""
    lines = iter(render(minutes).splitlines()[1:])
    for line in lines:
        if line == "---":
            break
    return (line for line in lines if not _RULE.fullmatch(line))


def _rows(text: str, width: int) -> list[Content]:
    if text.startswith("## "):
        return [heading(_unmarked(text[3:]).upper(), width)]
    if text.startswith("# "):
        return shown(_unmarked(text[2:]), "bold").wrap(width)
    if text.startswith("| "):
        return _cells([_unmarked(cell) for cell in text[2:-2].split(" | ")], width)
    bullet = _BULLET.match(text)
    head = bullet[0] if bullet else ""
    return hanging(shown(head), shown(_unmarked(text[len(head) :])), width)


def _cells(cells: list[str], width: int) -> list[Content]:
    """Return one row of a table in its columns, or one after the other where there is no room."""
    aligned = shown("   ".join(cells).rstrip())
    if aligned.cell_length <= width:
        return [aligned]
    return hanging(Content(), shown(" · ".join(filter(None, map(str.strip, cells)))), width)


def _unmarked(text: str) -> str:
    return _MARKS.sub(lambda match: match["escaped"] or match["link"] or "", text)
