"""Charts as text: a row of small columns over time, and bars beside one another."""

from __future__ import annotations

from collections.abc import Iterable

from meetingtui.followup.insights_model import Bar, Figure, known

COLUMNS = "▁▂▃▄▅▆▇█"
FULL, EMPTY, TARGET = "█", "░", "│"
_TOPS = {"%": 100.0}


def columns(figure: Figure) -> str:
    """Return a column for each point of `figure`, from the worst to the best; a gap for None.

    Where there is no best and all are the same there is nothing to see.
    """
    values = known(figure.heights)
    low, high = min(values, default=0.0), max(values, default=0.0)
    if figure.full is not None:
        high = figure.full
    elif low == high:
        return ""
    if low == high:
        low -= 1.0
    return "".join(" " if each is None else _column(each, low, high) for each in figure.heights)


def bar(value: float, target: float | None, top: float, width: int) -> str:
    """Return a bar of `width` cells, `value` of `top` full, with a stroke at the `target`."""
    full = _cells(value, top, width)
    cells = [FULL] * full + [EMPTY] * (width - full)
    if target is not None:
        cells[min(width - 1, max(0, _cells(target, top, width) - 1))] = TARGET
    return "".join(cells)


def top_of(figure: Figure, bars: Iterable[Bar]) -> float:
    """Return the value at which the bars of `figure` are full; never 0."""
    highest = max((max(each.value, each.target or 0.0) for each in bars), default=0.0)
    return max(_TOPS.get(figure.unit, 0.0), highest) or 1.0


def bars_of(figure: Figure, width: int) -> list[tuple[str, str, str]]:
    """Return label, bar of `width` cells and words for each bar of `figure`."""
    top = top_of(figure, figure.bars)
    return [
        (each.label, bar(each.value, each.target, top, width), each.told) for each in figure.bars
    ]


def _column(value: float, low: float, high: float) -> str:
    return COLUMNS[round((value - low) / (high - low) * (len(COLUMNS) - 1))]


def _cells(value: float, top: float, width: int) -> int:
    return min(width, max(0, round(width * value / top)))
