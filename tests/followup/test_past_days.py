"""Days that are past, as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.followup.past_days import past_days

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("today", "2026-11-25", "2026-11-26"),
        ("yesterday", "2026-11-24", "2026-11-25"),
        ("4w", "2026-10-28", "2026-10-29"),
        (" Fri", "2026-11-20", "2026-11-21"),
        ("last friday", "2026-11-20", "2026-11-21"),
        ("wed", "2026-11-18", "2026-11-19"),
        ("tue", "2026-11-24", "2026-11-25"),
        ("24 nov", "2026-11-24", "2026-11-25"),
        ("Nov 25", "2026-11-25", "2026-11-26"),
        ("26.11.", "2025-11-26", "2025-11-27"),
        ("1.12.2025", "2025-12-01", "2025-12-02"),
        ("2026-11-09", "2026-11-09", "2026-11-10"),
        ("2026-12", "2026-12-01", "2027-01-01"),
        ("2026-2", "2026-02-01", "2026-03-01"),
        ("2026", "2026-01-01", "2027-01-01"),
    ],
)
def test_days_months_and_years(text: str, first: str, after: str) -> None:
    assert past_days(text, TODAY) == (date.fromisoformat(first), date.fromisoformat(after))


@pytest.mark.parametrize("text", ["", "soon", "in 3 days", "tomorrow", "friend", "2026-13", "1/2"])
def test_what_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        past_days(text, TODAY)


def test_what_is_too_long_ago() -> None:
    with pytest.raises(OverflowError):
        past_days("9999y", TODAY)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2001, 1, 1), date(2001, 12, 31)))
def test_a_day_without_a_year_is_the_latest_one(today: date, named: date) -> None:
    first, _ = past_days(f"{named:%d %b}", today)
    assert (first.day, first.month) == (named.day, named.month)
    assert first <= today
    assert (today - first).days <= 365
