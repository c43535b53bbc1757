"""Parts of the live screen that it does without for most of a meeting; made when they are needed.

Once there, they stay, and the style sheet hides them when the occasion is over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.tui.board import Board

if TYPE_CHECKING:
    from meetingtui.tui.preface import RollCall


class Occasion(NamedTuple):
    """A part, and when it is needed."""

    when: str
    """The class of the screen with which it shows."""

    id: str
    before: str
    """What it stands before."""

    make: Callable[[], Board | RollCall]


def _turns() -> Board:
    from meetingtui.tui.matter import Turns

    return Turns(id="turns")


def _preface() -> Board:
    from meetingtui.tui.preface import Preface

    return Preface(id="preface")


def _roll_call() -> RollCall:
    from meetingtui.tui.preface import RollCall

    return RollCall(id="roll")


def _afterword() -> Board:
    from meetingtui.tui.preface import Afterword

    return Afterword(id="afterword")


def _zero_prompt() -> Board:
    from meetingtui.tui.zero import ZeroPrompt

    return ZeroPrompt(id="zero")


OCCASIONS = (
    Occasion("-turns", "turns", "#strip", _turns),
    Occasion("-planned", "preface", "#matter", _preface),
    Occasion("-planned", "roll", "#matter", _roll_call),
    Occasion("-closed", "afterword", "#matter", _afterword),
    Occasion("-asks", "zero", "#message", _zero_prompt),
)
