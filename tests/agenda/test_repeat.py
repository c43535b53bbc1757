from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as ClockTime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.agenda.repeat import NEAR, Every, next_dates, next_day, planned_start
from meetingtui.agenda.repeat_text import read_repeat

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)  # a Tuesday


def dates(rule: str, n: int = 4, after: datetime = NOON) -> list[str]:
    return [f"{at:%a %d %b %Y}" for at in next_dates(read_repeat(rule), after, UTC, n)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("daily at 9:00", ["Wed 25 Nov 2026", "Thu 26 Nov 2026"]),
        ("daily at 13:00", ["Tue 24 Nov 2026", "Wed 25 Nov 2026"]),
        ("weekdays at 9:00", ["Wed 25 Nov 2026", "Thu 26 Nov 2026", "Fri 27 Nov 2026",
                              "Mon 30 Nov 2026"]),
        ("weekly on Tuesday at 10:00", ["Tue 01 Dec 2026", "Tue 08 Dec 2026"]),
        ("weekly on Tuesday at 12:01", ["Tue 24 Nov 2026", "Tue 01 Dec 2026"]),
        ("weekly on Tuesday at 12:00", ["Tue 01 Dec 2026"]),
        ("weekly on Thu and Mon at 9:00", ["Thu 26 Nov 2026", "Mon 30 Nov 2026",
                                           "Thu 03 Dec 2026"]),
        ("every 2 weeks on Tuesday at 10:00 from 2026-11-17",
         ["Tue 01 Dec 2026", "Tue 15 Dec 2026"]),
        ("every 2 weeks on Tuesday at 10:00 from 2026-11-26",
         ["Tue 01 Dec 2026", "Tue 15 Dec 2026"]),
        ("every 2 weeks on Thursday at 14:00 from 2026-12-04",
         ["Thu 10 Dec 2026", "Thu 24 Dec 2026"]),
        ("every 2 weeks on Mon and Thu at 14:00 from 2026-12-02",
         ["Thu 03 Dec 2026", "Mon 14 Dec 2026", "Thu 17 Dec 2026"]),
        ("every 2 months on the first Tuesday at 9:00 from 2026-12-02",
         ["Tue 05 Jan 2027", "Tue 02 Mar 2027"]),
        ("every 3 weeks on Fri at 9:00 from 2027-06-01", ["Fri 04 Jun 2027", "Fri 25 Jun 2027"]),
        ("every 2 weeks on Tuesday at 10:00", ["Tue 01 Dec 2026", "Tue 15 Dec 2026"]),
        ("monthly on the first Tuesday at 10:00", ["Tue 01 Dec 2026", "Tue 05 Jan 2027"]),
        ("monthly on the 4th Tuesday at 18:00", ["Tue 24 Nov 2026", "Tue 22 Dec 2026"]),
        ("monthly on the last Friday at 10:00", ["Fri 27 Nov 2026", "Fri 25 Dec 2026",
                                                 "Fri 29 Jan 2027", "Fri 26 Feb 2027"]),
        ("monthly on the 31st at 10:00", ["Mon 30 Nov 2026", "Thu 31 Dec 2026",
                                          "Sun 31 Jan 2027", "Sun 28 Feb 2027"]),
        ("monthly on the last day at 10:00", ["Mon 30 Nov 2026", "Thu 31 Dec 2026"]),
        ("monthly on the 15th at 10:00 from 2027-02-16", ["Mon 15 Mar 2027"]),
        ("quarterly on the first Monday at 9:00", ["Mon 04 Jan 2027", "Mon 05 Apr 2027"]),
        ("every 2 months on the 1st at 9:00 from 2026-12-01", ["Tue 01 Dec 2026",
                                                               "Mon 01 Feb 2027"]),
    ],
)  # fmt: skip
def test_the_next_dates_of_a_rule(rule: str, expected: list[str]) -> None:
    assert dates(rule, len(expected)) == expected


def test_the_clock_time_stays_when_summer_time_begins_and_ends() -> None:
    rule = read_repeat("weekly on Sunday at 10:00")
    spring = next_dates(rule, datetime(2026, 3, 20, tzinfo=UTC), BERLIN, 2)
    autumn = next_dates(rule, datetime(2026, 10, 16, tzinfo=UTC), BERLIN, 2)
    assert [at.hour for at in spring] == [9, 8]
    assert [at.hour for at in autumn] == [8, 9]
    assert {at.astimezone(BERLIN).time() for at in (*spring, *autumn)} == {ClockTime(10)}


def test_a_time_that_does_not_exist_is_an_hour_later_and_a_double_one_is_the_first() -> None:
    night = read_repeat("daily at 2:30")
    (gap,) = next_dates(night, datetime(2026, 3, 29, tzinfo=UTC), BERLIN, 1)
    assert gap.astimezone(BERLIN).time() == ClockTime(3, 30)
    first, following = next_dates(night, datetime(2026, 10, 24, 12, tzinfo=UTC), BERLIN, 2)
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert following == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def test_a_day_is_that_of_the_zone() -> None:
    rule = read_repeat("weekly on Wednesday at 8:00")
    (start,) = next_dates(rule, NOON, ZoneInfo("Pacific/Auckland"), 1)
    assert start == datetime(2026, 11, 24, 19, 0, tzinfo=UTC)


def test_no_zone_is_that_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = read_repeat("weekly on Tuesday at 10:00")
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert next_dates(rule, NOON, None, 1) == (NOON + timedelta(hours=3),)
    finally:
        monkeypatch.setenv("TZ", "UTC")
        time.tzset()


def test_the_next_day_is_never_today() -> None:
    today = date(2026, 11, 24)
    assert next_day(read_repeat("weekly on Tuesday at 18:00"), today, UTC) == date(2026, 12, 1)
    assert next_day(read_repeat("daily at 0:00"), today, BERLIN) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("now", "planned"),
    [
        (datetime(2026, 11, 24, 9, 50, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 7, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 6, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 24, 13, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 13, 1, tzinfo=UTC), False),
        (datetime(2026, 11, 25, 10, 0, tzinfo=UTC), False),
    ],
)
def test_a_meeting_near_its_time_starts_as_planned(now: datetime, planned: bool) -> None:
    rule = read_repeat("weekly on Tuesday at 10:00")
    expected = datetime(2026, 11, 24, 10, 0, tzinfo=UTC) if planned else None
    assert planned_start(rule, now, UTC) == expected


def test_a_meeting_of_the_other_day_is_not_todays() -> None:
    late = read_repeat("weekly on Tuesday at 23:30")
    assert planned_start(late, datetime(2026, 11, 25, 0, 15, tzinfo=UTC), UTC) is None


RULES = st.sampled_from(
    ["daily at 2:30", "weekdays at 23:59", "weekly on Sun at 2:00", "every 3 weeks on Mon at 0:00",
     "monthly on the last Sunday at 2:30", "every 5 months on the 31st at 9:00",
     "weekly on Sat, Mon and Sun at 2:59"]
)  # fmt: skip
ZONES = st.sampled_from(["Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kolkata"])
INSTANTS = st.datetimes(datetime(2005, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))


@given(RULES, ZONES, INSTANTS)
def test_dates_follow_one_another_and_none_is_left_out(
    text: str, name: str, after: datetime
) -> None:
    rule, zone = read_repeat(text), ZoneInfo(name)
    starts = next_dates(rule, after, zone, 5)
    assert all(a < b for a, b in pairwise((after, *starts)))
    assert next_dates(rule, starts[0] - timedelta(seconds=1), zone, 5) == starts
    for start in starts:
        local = start.astimezone(zone)
        if rule.weekdays and name != "Pacific/Apia":
            assert local.weekday() in rule.weekdays
        shift = datetime.combine(local.date(), rule.at, zone).astimezone(UTC) - start
        assert abs(shift) <= timedelta(hours=1)
    planned = planned_start(rule, starts[0], zone)
    assert planned is not None
    assert abs(planned - starts[0]) <= NEAR
    assert rule.every in Every
