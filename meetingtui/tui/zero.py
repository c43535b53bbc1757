"""What the screen asks where a slot is over, or the start was late: the price of each choice."""

from __future__ import annotations

from textual.content import Content

from meetingtui.meeting.choices import Choice, prompt_of
from meetingtui.meeting.commands import Close, Command, Extend, ParkTopic, Refit, UseBuffer
from meetingtui.tui.board import Growing
from meetingtui.tui.hints import hint
from meetingtui.tui.show import line, lines
from meetingtui.tui.sight import Sight

WIDE, NARROW_ROWS = 56, 5
"""Narrower than that, a price needs more rows to be read whole."""

ROWS = 3
"""It takes no more rows than this from the notes; the last choice gives way first."""

BETWEEN = line(" · ")


class ZeroPrompt(Growing):
    """The choices, each with its key and its price. It never takes the focus."""

    def draw_in(self, width: int, sight: Sight) -> Content:
        """Draw as many rows as the choices need, or nothing while there is nothing to ask."""
        prompt = prompt_of(sight.state.meeting, sight.now, sight.zone)
        if prompt is None:
            return Content()
        rows = [line((f"{prompt.reason}: " if prompt.choices else prompt.reason, "bold"))]
        for choice in prompt.choices:
            piece = _piece(choice, sight)
            first = choice is prompt.choices[0]
            longer = line(rows[-1], piece) if first else line(rows[-1], BETWEEN, piece)
            if longer.cell_length > width and not first:
                rows.append(piece)
            else:
                rows[-1] = longer
        wrapped = [part for row in rows for part in row.wrap(width)]
        most = ROWS if width >= WIDE else NARROW_ROWS
        return lines(part.truncate(width, ellipsis=True) for part in wrapped[:most])


def _piece(choice: Choice, sight: Sight) -> Content:
    id = _intent_of(choice.command)
    key = hint(id, sight.key(id), choice.label)
    return line(key, f" → {choice.price}") if choice.price else key


def _intent_of(command: Command) -> str:
    match command:
        case Extend():
            return "extend"
        case UseBuffer():
            return "buffer"
        case Refit():
            return "refit"
        case ParkTopic():
            return "park"
        case Close():
            return "close"
        case _:
            return "next"
