"""The figures of a meeting as rows, each with its goal and whether that is reached."""

from __future__ import annotations

from textual.content import Content

from meetingtui.meeting.figures import figures_of
from meetingtui.meeting.tell_figures import Told, tell_figures
from meetingtui.tui.show import QUIET, column, hanging, heading, line
from meetingtui.tui.sight import Sight

NAME = 33
ROOMY = 60
"""Cells from which on the goals fit too; below, the sign says whether each is reached."""


def figure_rows(sight: Sight, width: int) -> list[Content]:
    """Return a titled part with the figures as they stand."""
    told = tell_figures(figures_of(sight.state, sight.now, sight.zone), sight.state.meeting)
    name = NAME if width >= ROOMY else width // 2
    return [heading("FIGURES", width), *(row for each in told for row in _row(each, name, width))]


def _row(told: Told, name: int, width: int) -> list[Content]:
    sign, style = {True: ("✓", "$text-success"), False: ("✗", "$text-warning"), None: (" ", "")}[
        told.holds
    ]
    goal = f"  goal {told.goal}" if told.goal and width >= ROOMY else ""
    head = line((f"{sign} ", style), column(told.name, name), " ")
    return hanging(head, line(told.value, (goal, QUIET)), width)
