"""Minutes as plain text, for mail and for pasting anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

from meetingtui.reports.columns import width
from meetingtui.reports.contents import outline_of
from meetingtui.reports.minutes import Minutes
from meetingtui.reports.options import Options
from meetingtui.reports.outline import Block, Bullets, Item, Outline, Sentence, text_of

name = "text"
suffix = ".txt"

WIDTH = 76
"""Characters in a line, but for words that are longer."""

_DAY = re.compile(r"\b[A-Z][a-z]{2} \d\d? [A-Z][a-z]{2}\b")
_GLUE = "\0"
"""Stands for a space that no line ends at; there is none in a text."""


def render(meetings: Sequence[Minutes], _options: Options) -> bytes:
    """Return the minutes of all `meetings`, one after the other."""
    return "\n\n".join(
        "\n".join(_body(outline_of(minutes))) + "\n" for minutes in meetings
    ).encode()


def _body(outline: Outline) -> Iterator[str]:
    yield from _wrapped(outline.title)
    yield "=" * min(WIDTH, width(outline.title))
    if outline.purpose:
        yield from _wrapped(outline.purpose)
    yield ""
    for fact, value in outline.facts:
        yield from _wrapped(f"{fact}: {value}", rest="  ")
    for section in outline.sections:
        yield from ("", "", section.heading.upper())
        for block in section.blocks:
            yield ""
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Sentence(line):
            yield from _wrapped(text_of(line))
        case Bullets(items):
            yield from _items(items)
        case _:
            yield from _items(block.items())


def _items(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        yield from _wrapped(text_of(item.line), "- ")
        for below in item.below:
            yield from _wrapped(text_of(below), "  - ")


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """Return `text` in lines of WIDTH, indented below `first`; addresses and days stay whole."""
    indent = rest or " " * len(first)
    kept = _DAY.sub(lambda day: day[0].replace(" ", _GLUE), text)
    lines = wrap(
        kept, WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
    return [line.replace(_GLUE, " ") for line in lines]
