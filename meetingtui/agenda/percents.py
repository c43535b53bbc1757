"""Parts of a whole in percent, as people add them up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def whole_percents(parts: Sequence[float]) -> tuple[int, ...]:
    """Return each of `parts`, none of them negative, in whole percent of their sum.

    They add up to 100, or to 0 of nothing: who lost most by rounding down gets what is missing (the
    method of the largest remainder). Only equal parts stay equal, whatever they add up to.
    """
    whole = sum(parts)
    exact = {part: 100 * part / whole if whole else 0.0 for part in parts}
    percents = {part: int(each) for part, each in exact.items()}
    missing = round(sum(exact[part] - percents[part] for part in parts))
    many = Counter(parts)
    for part in sorted(exact, key=lambda part: percents[part] - exact[part]):
        if 2 * missing < many[part]:
            break
        percents[part] += 1
        missing -= many[part]
    return tuple(percents[part] for part in parts)
