"""What minutes say, in order and in words, before any format: headings, lists and tables.

Text of people is in it as one line of harmless text; each format escapes for itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain, repeat

from meetingtui.text import plain


class Look(Enum):
    """How a piece of a line stands out."""

    PLAIN = auto()
    STRONG = auto()
    SOFT = auto()
    """What is not there yet: `still open`."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line."""

    text: str
    look: Look = Look.PLAIN


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list, with what is said of it below."""

    line: Line
    below: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a head; the last `right` columns are figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    right: int = 0
    named: str = ""
    """The column whose cells say nothing without its name."""

    def items(self) -> tuple[Item, ...]:
        """Return the rows as points of a list, for formats that have no tables.

        The first cell stands out; a plain figure follows the name of its column, as each cell of
        `named` does, while `on time` and `+2m` speak for themselves.
        """
        return tuple(map(self._item, self.rows))

    def _item(self, row: tuple[Line, ...]) -> Item:
        spans = [Span(span.text, Look.STRONG) for span in row[0]]
        gaps = chain([": " if self.right else " "], repeat(", " if self.right else " · "))
        figures = len(self.head) - self.right
        for index, (cell, gap) in enumerate(zip(row[1:], gaps, strict=False), start=1):
            if cell:
                bare = index >= figures and cell[0].text[0].isdigit()
                name = self.head[index]
                spans += [
                    Span(gap),
                    *([Span(f"{name.lower()} ")] if bare or name == self.named else []),
                    *cell,
                ]
        return Item(tuple(spans))


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; it has a point at least."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line on its own."""

    line: Line


Block = Sentence | Bullets | Table


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading."""

    heading: str
    blocks: tuple[Block, ...]
    detail: bool = False
    """Only for those who want to know exactly; formats that are short leave it out."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The minutes of one meeting."""

    title: str
    purpose: str
    facts: tuple[tuple[str, str], ...]
    """When it was and who was there: a name and a value each."""

    sections: tuple[Section, ...]
    """Those that have something to say."""


def one_line(text: str) -> str:
    """Return text of people as one line in which nothing steers a terminal."""
    return " ".join(plain(text).split())


def line(*pieces: str | Span) -> Line:
    """Return a line of `pieces`, texts being plain ones; empty ones are left out."""
    spans = [piece if isinstance(piece, Span) else Span(piece) for piece in pieces]
    return tuple(span for span in spans if span.text)


def strong(text: str) -> Span:
    """Return `text` as what a line is about."""
    return Span(text, Look.STRONG)


def soft(text: str) -> Span:
    """Return `text` as a remark."""
    return Span(text, Look.SOFT)


def text_of(spans: Line) -> str:
    """Return the text of a line, without its looks."""
    return "".join(span.text for span in spans)


def listed(names: Sequence[str]) -> str:
    """Return `names` as people say them: `Ana, Ben and Eve`."""
    *most, last = names or [""]
    return f"{', '.join(most)} and {last}" if most else last
