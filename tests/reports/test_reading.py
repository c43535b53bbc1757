"""Days in files of other programs, and what is wrong with them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from meetingtui.errors import MeetingtuiError
from meetingtui.followup.intake import Incoming
from meetingtui.reports.reading import MOST, all_of, day_of


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01", " 2026-12-01 ", "20261201", "2026-12-01T10:00", "2026-12-01 00:00:00",
        "1.12.2026", "01.12.2026", "1 Dec 2026", "Dec 1 2026", "December 1, 2026", "2026/12/01",
    ],
)  # fmt: skip
def test_days_with_a_year(text: str) -> None:
    assert day_of(text) == date(2026, 12, 1)


def test_an_instant_is_on_a_day_here() -> None:
    here = datetime.fromisoformat("2026-12-01T11:00:00+00:00").astimezone().date()
    assert day_of("20261201T110000Z") == here
    assert day_of("") is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("soon", "'soon' is no day such as 2026-11-27"),
        ("fri", "'fri' is no day such as 2026-11-27"),
        ("1 dec", "'1 dec' is no day such as 2026-11-27"),
        ("3 weeks of 2026", "'3 weeks of 2026' is no day such as 2026-11-27"),
        ("12/1/2026", "write 12 jan 2026 or 1 dec 2026"),
        ("2026-02-30", "there is no day 2026-02-30"),
    ],
)
def test_what_is_no_day_or_two(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        day_of(text)


def test_mistakes_are_told_together_and_not_without_end() -> None:
    item = Incoming("Call")
    assert all_of([item, item]) == [item, item]
    with pytest.raises(MeetingtuiError, match="^line 1$"):
        all_of([item, "line 1"])
    with pytest.raises(MeetingtuiError) as caught:
        all_of(f"line {n}" for n in range(MOST + 3))
    told = str(caught.value).splitlines()
    assert (told[0], told[1], told[-1]) == (
        "23 things are wrong:", "  line 0", "  and 3 more",
    )  # fmt: skip
    assert len(told) == 1 + MOST + 1
