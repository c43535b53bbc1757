from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingtui.meeting.days import plus_months
from meetingtui.meeting.duedates import DueError, UnknownDueError, describe_due, parse_due

WEDNESDAY = date(2026, 11, 18)

FROM_WEDNESDAY = {
    # near days
    "today": "2026-11-18",
    "tod": "2026-11-18",
    "tonight": "2026-11-18",
    "EOD": "2026-11-18",
    "tomorrow": "2026-11-19",
    "Tom": "2026-11-19",
    "tmr": "2026-11-19",
    "yesterday": "2026-11-17",
    "day after tomorrow": "2026-11-20",
    # weekdays: never today itself
    "fri": "2026-11-20",
    "friday": "2026-11-20",
    "thurs": "2026-11-19",
    "tues": "2026-11-24",
    "weds": "2026-11-25",
    "wed": "2026-11-25",
    "this fri": "2026-11-20",
    "this wednesday": "2026-11-18",
    "friday this week": "2026-11-20",
    "next fri": "2026-11-27",
    "next mon": "2026-11-23",
    "fri next week": "2026-11-27",
    "next week on friday": "2026-11-27",
    # counted
    "+3d": "2026-11-21",
    "3d": "2026-11-21",
    "0d": "2026-11-18",
    "2w": "2026-12-02",
    "in 3 days": "2026-11-21",
    "in a week": "2026-11-25",
    "a week": "2026-11-25",
    "two weeks": "2026-12-02",
    "fortnight": "2026-12-02",
    "in a fortnight": "2026-12-02",
    "+1m": "2026-12-18",
    "in twelve months": "2027-11-18",
    "+1y": "2027-11-18",
    "5wd": "2026-11-25",
    "3 working days": "2026-11-23",
    "one business day": "2026-11-19",
    "a week from friday": "2026-11-27",
    "3 days from now": "2026-11-21",
    "two weeks from tomorrow": "2026-12-03",
    "a week from 1 dec": "2026-12-08",
    # ends and beginnings
    "eow": "2026-11-20",
    "end of the week": "2026-11-20",
    "end of next week": "2026-11-27",
    "eom": "2026-11-30",
    "end of next month": "2026-12-31",
    "last day of the month": "2026-11-30",
    "last day of november": "2026-11-30",
    "end of oct": "2027-10-31",
    "last day of feb 2028": "2028-02-29",
    "eoq": "2026-12-31",
    "end of next quarter": "2027-03-31",
    "eoy": "2026-12-31",
    "next week": "2026-11-23",
    "next month": "2026-12-01",
    "next quarter": "2027-01-01",
    "next year": "2027-01-01",
    # dates
    "2026-12-01": "2026-12-01",
    "2026/12/24": "2026-12-24",
    "20261224": "2026-12-24",
    "2026-1-2": "2026-01-02",
    "1 dec": "2026-12-01",
    "1dec": "2026-12-01",
    "dec 1": "2026-12-01",
    "Dec. 1": "2026-12-01",
    "December 1st, 2026": "2026-12-01",
    "the 1st of december": "2026-12-01",
    "1 jan 2020": "2020-01-01",
    "18 nov": "2026-11-18",
    "17 nov": "2027-11-17",
    "29 feb": "2028-02-29",
    "1st": "2026-12-01",
    "the 30th": "2026-11-30",
    "18th": "2026-11-18",
    "31st": "2026-12-31",
    "1.12.": "2026-12-01",
    "24.12.2026": "2026-12-24",
    "Fri 27 Nov": "2026-11-27",
    "next friday, the 27th": "2026-11-27",
    "Tue 2026-12-01": "2026-12-01",
    # what surrounds a date
    "by fri": "2026-11-20",
    "on  Friday": "2026-11-20",
    "due by 1 dec": "2026-12-01",
    "eod friday": "2026-11-20",
    "fri.": "2026-11-20",
    "monday morning": "2026-11-23",
    "friday 3pm": "2026-11-20",
    "friday at 10": "2026-11-20",
    "tomorrow 10:30": "2026-11-19",
    "tomorrow in the afternoon, at 3 p.m.": "2026-11-19",
    "fri eod": "2026-11-20",
}


@pytest.mark.parametrize(("phrase", "day"), FROM_WEDNESDAY.items())
def test_a_phrase_means_one_day(phrase: str, day: str) -> None:
    assert parse_due(phrase, WEDNESDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "phrase",
    ["soon", "asap", "may", "5", "11", "win 3", "sat down", "next", "in", "fri 5", "1m",
     "q3", "next frydai", "last friday", "friday 10 slides", "10:30", "noon", "-3d", "this month",
     "friday after next", "in 3 hours", "twodays", "٣d", "before friday", "\N{PARTY POPPER}"],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_examples(phrase: str) -> None:
    with pytest.raises(UnknownDueError, match="is not a date; write for example fri, next fri"):
        parse_due(phrase, WEDNESDAY)


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("1/12", "'1/12' does not say which is the month; write 1 dec or 12 jan"),
        ("1/12/26", "'1/12/26' does not say which is the month; write 1 dec 2026 or 12 jan 2026"),
        ("01-12-1999", "write 1 dec 1999 or 12 jan 1999"),
        ("24/12", "write 24 dec$"),
        ("12/12", "write 12 dec$"),
        ("1.12", "write 1 dec or 12 jan"),
        ("fri 1/12", "write 1 dec or 12 jan"),
        ("31/31", "which is the month; write for example fri"),
        ("31 nov", "there is no 31 November; write"),
        ("0 dec", "there is no 0 December"),
        ("32nd", "there is no day 32 in a month"),
        ("1.13.", "there is no month 13"),
        ("2026-13-01", "there is no day 2026-13-01"),
        ("29 feb 2027", "there is no day 2027-02-29"),
        ("fri 28 nov", "2026-11-28 is a Saturday; leave out the weekday or mend the date"),
        ("this mon", r"Monday of this week is past \(16 Nov\); write mon for the next one"),
        ("in 9999 years", "'in 9999 years' is too far away; write a nearer date"),
        ("9999 weeks from 9999-12-31", "too far away"),
        ("end of feb 0000", "too far away"),
    ],
)
def test_what_is_no_usable_day_says_why(phrase: str, sentence: str) -> None:
    with pytest.raises(DueError, match=sentence) as raised:
        parse_due(phrase, WEDNESDAY)
    assert not isinstance(raised.value, UnknownDueError)


def test_nothing_is_no_date_yet() -> None:
    with pytest.raises(UnknownDueError, match="there is no date yet; write for example fri"):
        parse_due(" ", WEDNESDAY)


def test_a_long_phrase_is_quoted_in_part() -> None:
    with pytest.raises(DueError, match=f"'{'x' * 40}…'"):
        parse_due("x" * 500, WEDNESDAY)


@pytest.mark.parametrize(
    ("today", "phrase", "day"),
    [
        # A Sunday ends its week.
        ("2026-11-22", "sun", "2026-11-29"),
        ("2026-11-22", "this sun", "2026-11-22"),
        ("2026-11-22", "mon", "2026-11-23"),
        ("2026-11-22", "next fri", "2026-11-27"),
        ("2026-11-22", "next week", "2026-11-23"),
        ("2026-11-22", "end of next week", "2026-11-27"),
        ("2026-11-22", "1wd", "2026-11-23"),
        ("2026-11-20", "eow", "2026-11-20"),
        # The end of January, and of the year.
        ("2027-01-31", "+1m", "2027-02-28"),
        ("2027-01-31", "next month", "2027-02-01"),
        ("2027-01-31", "eom", "2027-01-31"),
        ("2027-01-31", "the 30th", "2027-03-30"),
        ("2027-01-31", "31st", "2027-01-31"),
        ("2027-01-31", "31 jan", "2027-01-31"),
        ("2026-12-31", "tomorrow", "2027-01-01"),
        ("2026-12-31", "eoy", "2026-12-31"),
        ("2026-12-31", "eoq", "2026-12-31"),
        ("2026-12-31", "+2m", "2027-02-28"),
        ("2026-12-31", "1 jan", "2027-01-01"),
        ("2026-12-31", "next month", "2027-01-01"),
        # A leap day, and the years without one.
        ("2028-02-29", "29 feb", "2028-02-29"),
        ("2028-02-29", "+1y", "2029-02-28"),
        ("2028-02-29", "eom", "2028-02-29"),
        ("2028-03-01", "29 feb", "2032-02-29"),
        ("2096-03-01", "29 feb", "2104-02-29"),
    ],
)
def test_fixed_clocks(today: str, phrase: str, day: str) -> None:
    assert parse_due(phrase, date.fromisoformat(today)) == date.fromisoformat(day)


def test_on_a_weekend_the_end_of_the_week_is_past() -> None:
    with pytest.raises(DueError, match=r"Friday of this week is past \(20 Nov\); write fri"):
        parse_due("eow", date(2026, 11, 22))


def test_the_last_year_has_no_next_year() -> None:
    for phrase in ("tomorrow", "next year", "eoy", "1 jan", "the 1st", "+1m"):
        with pytest.raises(DueError, match=r"too far away|there is no"):
            parse_due(phrase, date.max)


days = st.dates(date(2000, 1, 1), date(2999, 12, 31))


@settings(max_examples=200)
@given(st.sampled_from(sorted(FROM_WEDNESDAY)), days)
def test_an_accepted_phrase_shown_in_iso_parses_to_itself(phrase: str, today: date) -> None:
    try:
        due = parse_due(phrase, today)
    except DueError:
        return
    assert parse_due(due.isoformat(), today) == due
    assert parse_due(f"{due:%d.%m.}{due.year}", today) == due


@settings(max_examples=200)
@given(days, st.integers(-800, 800))
def test_a_described_day_parses_to_itself(today: date, ahead: int) -> None:
    due = today + timedelta(days=ahead)
    shown = describe_due(due, today).split(",")[0]
    if ahead >= 0 or due.year != today.year:
        assert parse_due(shown, today) == due


@settings(max_examples=200)
@given(st.text(max_size=30), days)
def test_nothing_but_a_due_error_is_raised(text: str, today: date) -> None:
    with suppress(DueError):
        assert isinstance(parse_due(text, today), date)


@given(days, st.integers(0, 500))
def test_months_later_is_that_month_and_no_later_day(today: date, months: int) -> None:
    later = plus_months(today, months)
    assert later.year * 12 + later.month == today.year * 12 + today.month + months
    assert later.day <= today.day


@pytest.mark.parametrize(
    ("due", "sentence"),
    [
        ("2026-11-18", "Wed 18 Nov, today"),
        ("2026-11-19", "Thu 19 Nov, tomorrow"),
        ("2026-11-17", "Tue 17 Nov, yesterday"),
        ("2026-11-27", "Fri 27 Nov, in 9 days"),
        ("2026-11-15", "Sun 15 Nov, 3 days ago"),
        ("2027-01-01", "Fri 1 Jan 2027, in 44 days"),
    ],
)
def test_a_day_for_people(due: str, sentence: str) -> None:
    assert describe_due(date.fromisoformat(due), WEDNESDAY) == sentence
