"""Writes to the terminal the cells that changed, and no others.

Textual writes every line of a widget anew from its start up to the last cell that may have changed,
which for a clock is some thousand bytes a second. Here what stands on the terminal is remembered,
and what a repaint would write again is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from rich.cells import get_character_cell_size
from rich.color import ColorSystem
from rich.console import Console, RenderableType
from rich.control import Control
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.screen import Screen
from textual.strip import Strip

NEAR = 6
"""Cells between two changes that are written again, for that is shorter than a move over them."""

PLAIN = "\x1b[0m"
Cell = tuple[str, str]
"""A character, and the codes of its style."""


class Piece(NamedTuple):
    """A part of a row of the screen."""

    x: int
    y: int
    strip: Strip


class Painted:
    """What stands on the terminal, as far as that is known."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self.colors = ColorSystem.TRUECOLOR
        self._strips: dict[int, list[Strip]] = {}
        """Rows as they were written, until one is looked at by its cells."""
        self._cells: dict[int, list[Cell]] = {}

    def forget(self) -> None:
        """Know nothing any more."""
        self.take([])

    def take(self, rows: Iterable[Iterable[Strip]]) -> None:
        """Take in that the whole screen was written."""
        self._strips = {y: list(strips) for y, strips in enumerate(rows)}
        self._cells = {}

    def knows(self, piece: Piece) -> bool:
        """Tell whether all that stands in the place of `piece` is known."""
        return piece.x + piece.strip.cell_length <= len(self._row(piece.y))

    def differences(self, piece: Piece) -> Iterator[tuple[int, list[Cell]]]:
        """Take `piece` in, and go through the columns and cells in which it was not there yet.

        Where a character is not one cell wide, terminals disagree about what stands where: then
        the whole piece is one difference.
        """
        row, x, new = self._row(piece.y), piece.x, cells_of(piece.strip, self.colors)
        old = row[x : x + len(new)]
        if old == new:
            return
        row[x : x + len(new)] = new
        simple = all(len(text) == 1 for text, _ in (*old, *new))
        for start, stop in runs(old, new) if simple else [(0, len(new))]:
            yield x + start, new[start:stop]

    def _row(self, y: int) -> list[Cell]:
        if y in self._strips:
            strips = self._strips.pop(y)
            self._cells[y] = [cell for strip in strips for cell in cells_of(strip, self.colors)]
        return self._cells.get(y, [])


class Whole(CompositorUpdate):
    """Writes the whole screen, whatever stands there."""

    def __init__(self, update: LayoutUpdate, painted: Painted) -> None:
        """Write `update` and take it into `painted`."""
        self._update = update
        self._painted = painted

    def render_segments(self, console: Console) -> str:
        """Return what to write."""
        self._painted.colors = console._color_system or ColorSystem.TRUECOLOR
        self._painted.take(self._update.strips)
        return self._update.render_segments(console)


class Changes(CompositorUpdate):
    """Writes what of an update does not stand there yet; all of it where that is not known."""

    def __init__(self, update: ChopsUpdate, painted: Painted) -> None:
        """Write what of `update` differs from `painted`, and take it in there."""
        self._update = update
        self._painted = painted

    def render_segments(self, console: Console) -> str:
        """Return what to write."""
        pieces = list(self._pieces())
        if not all(map(self._painted.knows, pieces)):
            self._painted.forget()
            return self._update.render_segments(console)
        written, style = [], ""
        for piece in pieces:
            for x, cells in self._painted.differences(piece):
                written.append(Control.move_to(x, piece.y).segment.text)
                for text, its_style in cells:
                    if its_style != style:
                        style = its_style
                        written.append(f"\x1b[0;{style}m" if style else PLAIN)
                    written.append(text)
        return "".join([*written, PLAIN if style else ""])

    def _pieces(self) -> Iterator[Piece]:
        for y, first, last in self._update.spans:
            ends = self._update.chop_ends[y]
            for end, (x, strip) in zip(ends, self._update.chops[y].items(), strict=False):
                if strip is not None and x < last and end > first:
                    yield Piece(x, y, strip)


class FrugalApp(App[str]):
    """An application whose repaints cost a terminal as little as can be."""

    def __init__(self, **options: Any) -> None:
        """Begin with a terminal on which anything may stand."""
        super().__init__(**options)
        self._painted = Painted()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        update: Any = renderable
        if isinstance(renderable, LayoutUpdate):
            update = Whole(renderable, self._painted)
        elif isinstance(renderable, ChopsUpdate):
            update = Changes(renderable, self._painted)
        super()._display(screen, update)


def cells_of(strip: Strip, colors: ColorSystem) -> list[Cell]:
    """Return the cells of `strip`.

    What has no width stands in the cell before it; behind what is two cells wide is an empty one.
    """
    cells: list[Cell] = []
    for text, style, _ in strip:
        codes = Strip.render_ansi(style, colors) if style else ""
        if text.isascii():
            cells += [(character, codes) for character in text]
            continue
        for character in text:
            width = _width(character)
            if width:
                cells += [(character, codes), *[("", codes)] * (width - 1)]
            elif cells:
                cells[-1] = (cells[-1][0] + character, cells[-1][1])
    return cells


def runs(old: list[Cell], new: list[Cell]) -> list[tuple[int, int]]:
    """Return from where and up to where `new` differs from `old`; what is near is one run."""
    found: list[tuple[int, int]] = []
    for at, (before, now) in enumerate(zip(old, new, strict=True)):
        if before == now:
            continue
        if found and at - found[-1][1] <= NEAR:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


_width = lru_cache(4096)(get_character_cell_size)
