"""Times of day as people type them."""

from datetime import time

import pytest

from meetingtui.agenda.clock_times import clock_time_in


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("10:00", 10, 0), ("9:05", 9, 5), ("09.30", 9, 30), ("23:59", 23, 59), ("0:00", 0, 0),
        ("3pm", 15, 0), ("3 PM", 15, 0), ("3:15 p.m.", 15, 15), ("at 10:04", 10, 4),
        ("12am", 0, 0), ("12pm", 12, 0), ("12:30 am", 0, 30), ("  at  3pm ", 15, 0),
    ],
)  # fmt: skip
def test_a_time_of_day(text, hour, minute):
    assert clock_time_in(text) == time(hour, minute)


@pytest.mark.parametrize(
    "text", ["", "10", "24:00", "25:99", "10:60", "13pm", "0am", "3:5", "noon", "10:00:00", "at"]
)
def test_no_time_of_day(text):
    assert clock_time_in(text) is None
