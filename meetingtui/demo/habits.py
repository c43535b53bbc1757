"""How the people of the demonstration meet: badly at first, and better as the year goes on."""

from __future__ import annotations

from dataclasses import dataclass

from meetingtui.demo.material import MARKETING, SALES


@dataclass(frozen=True, slots=True)
class Habits:
    """What is usual at one time of the year; shares are from 0 to 1."""

    late_start: float
    """Minutes from the planned start to the real one, on average."""

    pace: float
    """How long a slot takes, in timeboxes."""

    sales_weight: float
    """By how much Sales speaks longer than Marketing."""

    extends: float
    """How often a slot past its timebox is given more time, and the rest re-fitted."""

    kept: float
    """How many promises are kept on their day."""

    answered: float
    """How many questions are answered at once."""

    used: float
    """How many previews come to be used."""

    rating: float
    silent: str = ""
    """The team of which nobody tells a win, and that nobody thanks."""


def habits_at(share: float) -> Habits:
    """Return what is usual when this `share` of the year is over, from 0 to 1.

    At two times nobody mentions Marketing: for a while in spring, and again at the end.
    """

    def between(first: float, last: float) -> float:
        return first + (last - first) * share

    return Habits(
        late_start=between(6.0, 1.0),
        pace=between(1.12, 0.93),
        sales_weight=between(1.35, 1.06),
        extends=between(0.7, 0.25),
        kept=between(0.5, 0.9),
        answered=between(0.45, 0.85),
        used=between(0.35, 0.7),
        rating=between(6.4, 8.7),
        silent=MARKETING if 0.3 < share < 0.36 or share > 0.93 else "",
    )


def weight_of(team: str, habits: Habits) -> float:
    """Return by how much `team` speaks longer than the other one; 1 is as long."""
    return habits.sales_weight if team == SALES else 1.0
