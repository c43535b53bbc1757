from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.agenda.durations import (
    DurationError,
    format_clock,
    format_duration,
    parse_duration,
)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("5m", 300),
        ("90s", 90),
        ("1h30m", 5400),
        ("1h 30m", 5400),
        ("1h 30m 15s", 5415),
        ("10 min", 600),
        ("10 minutes", 600),
        ("1 hour", 3600),
        ("1.5h", 5400),
        ("2.5 min", 150),
        ("1h30", 5400),
        ("1h 5", 3900),
        ("PT5M", 300),
        ("pt1h30m", 5400),
        ("5", 300),
        (" 5  m ", 300),
        ("010", 600),
        ("24h", 86400),
        ("1s", 1),
    ],
)
def test_documented_forms_are_read(text: str, seconds: int) -> None:
    assert parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text",
    ["", "m", "PT", "5m5m", "30m1h", "5x", "10 minuets", "1,5h", "an hour", "1h30m5", "10m30",
     "\u0665m", "5 5", "1..5h", "1_000", "99999999999999999999", "nan", "1e3"],
)  # fmt: skip
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(DurationError, match=r"is not a length; write for example 5m, 90s or 1h30m"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("text", "rewrite"),
    [
        ("5:00", "5m"),
        ("1:30", "90s"),
        ("0:45", "45s"),
        ("45:00", "45m"),
        ("1:30:00", "1h30m"),
    ],
)
def test_a_clock_time_is_refused_with_its_rewrite(text: str, rewrite: str) -> None:
    told = f"'{text}' is a clock time.*; write {rewrite}( or .*)?$"
    with pytest.raises(DurationError, match=told):
        parse_duration(text)
    assert parse_duration(rewrite) > timedelta(0)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0", "no time at all"),
        ("0m", "no time at all"),
        ("1:00", "is a clock time, not a length; write 1m or 1h"),
        ("0:00", "is a clock time, not a length; write for example"),
        ("-5m", "is negative"),
        ("−5m", "is negative"),
        ("0.5s", "not in whole seconds"),
        ("24h1s", "over 24 hours"),
        ("1441", "over 24 hours"),
    ],
)
def test_lengths_that_no_slot_can_have_are_refused(text: str, reason: str) -> None:
    with pytest.raises(DurationError, match=reason):
        parse_duration(text)


def test_a_long_text_is_shown_shortened() -> None:
    with pytest.raises(DurationError) as caught:
        parse_duration("x" * 5000)
    assert len(str(caught.value)) < 120


@given(st.integers(1, 24 * 3600))
def test_what_is_written_reads_back(seconds: int) -> None:
    length = timedelta(seconds=seconds)
    assert parse_duration(format_duration(length)) == length


@given(st.text(max_size=12))
def test_any_text_is_a_length_in_bounds_or_refused(text: str) -> None:
    try:
        length = parse_duration(text)
    except DurationError:
        return
    assert timedelta(0) < length <= timedelta(hours=24)
    assert length.microseconds == 0


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(5400, "1h30m"), (600, "10m"), (90, "90s"), (60, "1m"), (120, "2m"), (150, "2m30s"),
     (3601, "1h1s"), (45, "45s"), (0, "0s"), (-300, "-5m"), (90_000, "25h"), (90.9, "90s")],
)  # fmt: skip
def test_format_duration(seconds: float, text: str) -> None:
    assert format_duration(timedelta(seconds=seconds)) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(245, "4:05"), (-80, "-1:20"), (3723, "1:02:03"), (3599, "59:59"), (3600, "1:00:00"),
     (-3600, "-1:00:00"), (0, "0:00"), (-0.4, "0:00"), (298.996, "4:59"), (1.005, "0:01")],
)  # fmt: skip
def test_format_clock(seconds: float, text: str) -> None:
    assert format_clock(timedelta(seconds=seconds)) == text
