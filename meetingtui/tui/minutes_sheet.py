"""The minutes of a meeting, to read over another screen."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from meetingtui.reports.columns import padded
from meetingtui.reports.contents import outline_of
from meetingtui.reports.minutes import Minutes
from meetingtui.reports.outline import Block, Bullets, Outline, Sentence, Table, text_of
from meetingtui.tui.sheets import Sheet
from meetingtui.tui.show import hanging, heading, shown


def minutes_sheet(minutes: Minutes, at: str = "") -> Sheet:
    """Return a sheet with the minutes, open where the text `at` stands."""
    return Sheet("Minutes", lambda width: list(_rows(outline_of(minutes), width)), at)


def _rows(outline: Outline, width: int) -> Iterator[Content]:
    yield from shown(outline.title, "bold").wrap(width)
    yield Content()
    if outline.purpose:
        yield from shown(outline.purpose).wrap(width)
        yield Content()
    for name, value in outline.facts:
        yield from _point("- ", f"{name}: {value}", width)
    for section in outline.sections:
        yield Content()
        yield heading(section.heading.upper(), width)
        for block in section.blocks:
            yield Content()
            yield from _block(block, width)


def _block(block: Block, width: int) -> Iterator[Content]:
    match block:
        case Sentence(line):
            yield from shown(text_of(line)).wrap(width)
        case Bullets(items):
            for item in items:
                yield from _point("- ", text_of(item.line), width)
                for below in item.below:
                    yield from _point("  - ", text_of(below), width)
        case Table(head, rows, right):
            for cells in padded([head, *[tuple(map(text_of, row)) for row in rows]], right):
                yield from _cells(cells, width)


def _point(bullet: str, text: str, width: int) -> list[Content]:
    return hanging(shown(bullet), shown(text), width)


def _cells(cells: list[str], width: int) -> list[Content]:
    """Return one row of a table in its columns, or one after the other where there is no room."""
    aligned = shown("   ".join(cells).rstrip())
    if aligned.cell_length <= width:
        return [aligned]
    return hanging(Content(), shown(" · ".join(filter(None, map(str.strip, cells)))), width)
