from __future__ import annotations

from datetime import time as ClockTime
from datetime import timedelta
from typing import Any

import pytest
from msgspec import inspect

from meetingtui.agenda.leaves import Unreadable, read_leaf, read_text, read_warning
from meetingtui.agenda.model import First, SegmentKind
from meetingtui.text import MAX_LINE

KIND = inspect.EnumType(cls=SegmentKind)
FIRST = inspect.EnumType(cls=First)
LENGTH = inspect.TimeDeltaType()
CLOCK = inspect.TimeType()
FLAG = inspect.BoolType()
NUMBER = inspect.IntType()
TEXT = inspect.StrType()


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("wins", KIND, "wins"),
        ("least-airtime", FIRST, "least-airtime"),
        ("5m", LENGTH, timedelta(minutes=5)),
        ("10:30", CLOCK, ClockTime(10, 30)),
        ("9:05", CLOCK, ClockTime(9, 5)),
        ("00:00", CLOCK, ClockTime(0, 0)),
        ("true", FLAG, True),
        ("False", FLAG, False),
        ("012", NUMBER, 12),
        (" no ", TEXT, "no"),
        ("a\x1b[31m\nb", TEXT, "a\ufffd[31m b"),
    ],
)
def test_text_is_read_as_what_it_is_for(text: str, kind: inspect.Type, value: Any) -> None:
    assert read_leaf(text, kind, "x") == value


@pytest.mark.parametrize(
    ("text", "kind", "message", "hint"),
    [
        ("wnis", KIND, "unknown kind 'wnis'", "did you mean 'wins'?"),
        ("zzz", KIND, "unknown kind 'zzz'", "write one of opening, review, numbers, wins"),
        ("5:00", LENGTH, "'5:00' is a clock time, not a length; write 5m", ""),
        ("24:00", CLOCK, "'24:00' is not a clock time", "10:30"),
        ("10:60", CLOCK, "'10:60' is not a clock time", "10:30"),
        ("half ten", CLOCK, "'half ten' is not a clock time", "10:30"),
        ("\u0661\u0660:30", CLOCK, "'\u0661\u0660:30' is not a clock time", "10:30"),
        ("yes", FLAG, "'yes' is neither true nor false", "write true or false"),
        ("1.5", NUMBER, "'1.5' is not a whole number", "digits"),
        ("9" * 5000, NUMBER, f"'{'9' * 40}…' is not a whole number", "digits"),
        ("x" * (MAX_LINE + 1), TEXT, "this text has 2,001 characters", "write at most 2,000"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(
    text: str, kind: inspect.Type, message: str, hint: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        read_leaf(text, kind, "kind")
    assert str(caught.value) == message
    assert hint in caught.value.hint


def test_other_choices_are_named_with_their_key() -> None:
    with pytest.raises(Unreadable) as caught:
        read_leaf("alternating", FIRST, "first")
    assert str(caught.value) == "unknown value for 'first': 'alternating'"
    assert caught.value.hint == "did you mean 'alternate'?"


def test_the_longest_text_is_kept() -> None:
    assert len(read_text("x" * MAX_LINE)) == MAX_LINE


@pytest.mark.parametrize(
    ("text", "value"),
    [("70%", {"spent": 0.7}), ("1 %", {"spent": 0.01}), ("99%", {"spent": 0.99}),
     ("60s", {"left": timedelta(minutes=1)}), ("2", {"left": timedelta(minutes=2)})],
)  # fmt: skip
def test_warnings_are_shares_or_lengths(text: str, value: dict[str, Any]) -> None:
    assert read_warning(text) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [("0%", "'0%' is no share of a slot"), ("100%", "'100%' is no share of a slot"),
     ("7.5%", "'7.5%' is no share of a slot"), ("soon", "'soon' is not a length; ")],
)  # fmt: skip
def test_other_warnings_are_refused(text: str, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        read_warning(text)
