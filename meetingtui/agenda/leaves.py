"""From the text of one value to what it means."""

from __future__ import annotations

import re
from datetime import time as ClockTime
from enum import Enum
from typing import Any

from msgspec import inspect

from meetingtui.agenda.clock_times import clock_time_in
from meetingtui.agenda.durations import DurationError, parse_duration
from meetingtui.agenda.problem import shown, suggest
from meetingtui.text import MAX_LINE, clean

CLOCK_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
PERCENT = re.compile(r"([1-9][0-9]?) ?%")
_FLAGS = {"true": True, "false": False}


class Unreadable(ValueError):
    """Text that is no value of the wanted kind; `hint` says what to write."""

    def __init__(self, message: str, hint: str = "", part: str = "") -> None:
        """Say what is wrong, what to write instead, and about which `part` of the text it is."""
        self.hint = hint
        self.part = part
        self.others: tuple[Unreadable, ...] = ()
        """What else is wrong with the same text."""
        super().__init__(message)


def read_leaf(text: str, kind: inspect.Type, name: str) -> Any:
    """Return the value of `kind` that `text` means, for the key `name`; raises Unreadable."""
    match kind:
        case inspect.EnumType(cls=choices):
            return _choice(text, choices, name)
        case inspect.TimeDeltaType():
            return _length(text)
        case inspect.TimeType():
            return read_clock_time(text)
        case inspect.BoolType():
            return _flag(text)
        case inspect.IntType():
            return _number(text)
        case _:
            return read_text(text)


def read_text(text: str) -> str:
    """Return `text` cleaned, on one line and without blanks around it; raises Unreadable."""
    if len(text) > MAX_LINE:
        raise Unreadable(f"this text has {len(text):,} characters", f"write at most {MAX_LINE:,}")
    return clean(text).strip()


def read_clock_time(text: str) -> ClockTime:
    """Return the time of day that `10:30` means; raises Unreadable."""
    found = CLOCK_TIME.fullmatch(text.strip())
    if found is None:
        typed = clock_time_in(text)
        hint = f"write {typed:%H:%M}" if typed else "write hours and minutes: 10:30"
        raise Unreadable(f"{shown(text)} is not a clock time", hint, text)
    return ClockTime(int(found[1]), int(found[2]))


def read_warning(text: str) -> dict[str, Any]:
    """Return the fields of the Warn that `70%` or `60s` means; raises Unreadable."""
    if percent := PERCENT.fullmatch(text.strip()):
        return {"spent": int(percent[1]) / 100}
    if "%" in text:
        raise Unreadable(f"{shown(text)} is no share of a slot", "write 1% to 99%")
    return {"left": _length(text)}


def _choice(text: str, choices: type[Enum], name: str) -> str:
    known = [str(choice.value) for choice in choices]
    if text in known:
        return text
    hint = suggest(text, known) or f"write one of {', '.join(known)}"
    what = "kind" if name == "kind" else f"value for '{name}':"
    raise Unreadable(f"unknown {what} {shown(text)}", hint)


def _length(text: str) -> Any:
    try:
        return parse_duration(text)
    except DurationError as error:
        raise Unreadable(str(error)) from error


def _flag(text: str) -> bool:
    try:
        return _FLAGS[text.strip().lower()]
    except KeyError as error:
        raise Unreadable(
            f"{shown(text)} is neither true nor false", "write true or false"
        ) from error


def _number(text: str) -> int:
    if not re.fullmatch("[0-9]{1,6}", text.strip()):
        raise Unreadable(f"{shown(text)} is not a whole number", "write digits only")
    return int(text)
