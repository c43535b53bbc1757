"""When turns keep the time that was planned for them, and what they usually take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

LEAST = 3
"""So many turns say something about a length; fewer are chance."""

NEAR = 0.1
"""A turn keeps its time when it takes at most so much more or less of it, …"""

NEAR_TURN = timedelta(seconds=30)
"""… or so much."""

FINE, COARSE = timedelta(seconds=30), timedelta(minutes=1)
"""The steps of lengths that are proposed, below `SHORT` and from there on."""

SHORT = timedelta(minutes=5)

_STEPPED = timedelta(seconds=15)


def keeps_time(real: timedelta, planned: timedelta) -> bool:
    """Tell whether `real` is so near to `planned` that no other length is worth a change."""
    return abs(real - planned) <= max(NEAR_TURN, planned * NEAR)


def really_held(turns: Sequence[timedelta], planned: timedelta) -> list[timedelta]:
    """Return the turns without those that were only stepped through."""
    least = min(_STEPPED, planned * NEAR)
    return [length for length in turns if length >= least]


def better_length(real: timedelta, planned: timedelta) -> timedelta:
    """Return what to plan where turns take `real`: half minutes below five, and else whole ones.

    That is `planned` where it is near enough.
    """
    if keeps_time(real, planned):
        return planned
    step = FINE if real < SHORT else COARSE
    return max(step, round(real / step) * step)


def usual(turns: Sequence[timedelta]) -> timedelta:
    """Return the median of at least one turn."""
    # Not the statistics module, which takes long to import.
    ordered = sorted(turns)
    half = len(ordered) // 2
    return (ordered[half] + ordered[-half - 1]) / 2
