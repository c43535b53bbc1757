"""Due dates as people type them: strict English that refuses what it does not know.

For a promise a wrong date is worse than a refusal, so nothing is guessed, and faces show the
date that was understood while it is typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from meetingtui.meeting.days import (
    FRIDAY,
    day_of_week,
    first_from,
    month_end,
    period_start,
    plus_months,
    plus_working_days,
)
from meetingtui.meeting.daytime import bare_date

_HINT = "write for example fri, next fri, 1 dec, 2026-12-01, in 3 days or eow"

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_COUNTS = (
    "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


class DueError(ValueError):
    """Text that is no usable due date; the sentence says what to write."""


class UnknownDueError(DueError):
    """Text that does not look like a date at all."""


def parse_due(text: str, today: date, *, dates_only: bool = False) -> date:
    """Return the day that `text` names, seen from `today`.

    A weekday is the next one after today, `next fri` is in the next calendar week (Monday is its
    first day), and a day without a year is the next such day, today included. A time of day at
    the end is ignored. `dates_only` takes no words such as `fri` or `in 3 days`. Raises DueError
    for everything that is unknown, ambiguous or no day.
    """
    phrase = bare_date(text)
    try:
        return _find(_DATES if dates_only else _FORMS, phrase, today)
    except DueError:
        raise
    except (OverflowError, ValueError):
        raise DueError(f"{_shown(phrase)} is too far away; write a nearer date") from None


def describe_due(due: date, today: date) -> str:
    """Return `due` for people, as `Fri 27 Nov, in 6 days`; the year shows when it differs."""
    year = "" if due.year == today.year else f" {due.year}"
    return f"{tell_day(due)}{year}, {_distance((due - today).days)}"


def tell_day(day: date) -> str:
    """Return `day` as `Fri 27 Nov`, where everybody knows the year."""
    return f"{_WEEKDAYS[day.weekday()][:3].title()} {_in_words(day)}"


def _distance(days: int) -> str:
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def _in_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1][:3].title()}"


def _shown(phrase: str) -> str:
    return f"'{phrase[:40]}…'" if len(phrase) > 40 else f"'{phrase}'"


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DueError(f"there is no day {year}-{month:02}-{day:02}; {_HINT}") from None


# The forms: a pattern each, and the day that a match means. They are compiled when the first date
# is read, for that takes as long as to import half of this package.

_Form = tuple[str, Callable[[re.Match[str], date], date]]


def _short_forms(names: tuple[str, ...]) -> dict[str, int]:
    """Return each name and its beginnings of three letters and more, with the name's index."""
    return {
        name[:length]: index
        for index, name in enumerate(names)
        for length in range(3, len(name) + 1)
    }


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_WEEKDAY_OF = _short_forms(_WEEKDAYS) | {"weds": 2}
_MONTH_OF = {name: index + 1 for name, index in _short_forms(_MONTHS).items()}
_COUNT_OF = {"a": 1, "an": 1} | {word: index + 1 for index, word in enumerate(_COUNTS)}
_NEAR = {
    "today": 0, "tod": 0, "tonight": 0, "eod": 0, "end of day": 0,
    "tomorrow": 1, "tom": 1, "tmr": 1, "tmrw": 1, "yesterday": -1,
    "day after tomorrow": 2, "the day after tomorrow": 2, "fortnight": 14,
}  # fmt: skip

_WEEKDAY = rf"(?P<weekday>{_any_of(_WEEKDAY_OF)})"
_MONTH = rf"(?P<month>{_any_of(_MONTH_OF)})"
_DAY = r"(?:the )?(?P<day>[0-9]{1,2})"
_TH = r"(?:st|nd|rd|th)"
_YEAR = r"(?: (?P<year>[0-9]{4}))?"
_UNITS = r"(?:working|business) days?|days?|weeks?|fortnights?|months?|years?"
_COUNT = rf"\+?[0-9]{{1,4}} ?|(?:{_any_of(_COUNT_OF)}) "


def _near(match: re.Match[str], today: date) -> date:
    return today + timedelta(days=_NEAR[match[0]])


def _weekday(match: re.Match[str], today: date) -> date:
    ahead = (_WEEKDAY_OF[match["weekday"]] - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead)


def _weekday_this_week(match: re.Match[str], today: date) -> date:
    return _this_week(_WEEKDAY_OF[match["weekday"]], today)


def _weekday_next_week(match: re.Match[str], today: date) -> date:
    return day_of_week(today, _WEEKDAY_OF[match["weekday"]], 1)


def _this_week(weekday: int, today: date) -> date:
    day = day_of_week(today, weekday)
    if day < today:
        name = _WEEKDAYS[weekday]
        raise DueError(
            f"{name.title()} of this week is past ({_in_words(day)}); "
            f"write {name[:3]} for the next one, or a date"
        )
    return day


def _counted(match: re.Match[str], today: date) -> date:
    base = match["base"] or "now"
    start = today if base == "now" else _find(_FORMS, base, today)
    count = _COUNT_OF.get(match["count"].strip()) or int(match["count"])
    unit = match["unit"]
    if unit.startswith(("wd", "work", "bus")):
        return plus_working_days(start, count)
    if unit[0] in "my":
        return plus_months(start, count * (12 if unit[0] == "y" else 1))
    return start + timedelta(days=count * {"d": 1, "w": 7, "f": 14}[unit[0]])


def _end_of(match: re.Match[str], today: date) -> date:
    ahead = 1 if match["next"] else 0
    if match["unit"][0] != "w":
        return period_start(today, match["unit"], ahead + 1) - timedelta(days=1)
    return day_of_week(today, FRIDAY, 1) if ahead else _this_week(FRIDAY, today)


def _end_of_month(match: re.Match[str], today: date) -> date:
    month = _MONTH_OF[match["month"]]
    year = int(match["year"] or today.year)
    end = month_end(year, month)
    return end if match["year"] or end >= today else month_end(year + 1, month)


def _start_of_next(match: re.Match[str], today: date) -> date:
    return period_start(today, match["unit"], 1)


def _written_out(match: re.Match[str], today: date) -> date:
    return _day(int(match["year"]), int(match["month"]), int(match["day"]))


def _day_and_month(match: re.Match[str], today: date) -> date:
    month = _MONTH_OF.get(match["month"]) or int(match["month"])
    day = int(match["day"])
    if match["year"]:
        return _day(int(match["year"]), month, day)
    if not 1 <= month <= 12:
        raise DueError(f"there is no month {month}; {_HINT}")
    # Eight years on, the 29th of February has come round even across a year like 2100.
    years = range(today.year, today.year + 9)
    found = first_from(today, ((year, month, day) for year in years))
    return _there_is(found, f"{day} {_MONTHS[month - 1].title()}")


def _day_of_month(match: re.Match[str], today: date) -> date:
    starts = (plus_months(today.replace(day=1), ahead) for ahead in range(3))
    found = first_from(today, ((first.year, first.month, int(match["day"])) for first in starts))
    return _there_is(found, f"day {match['day']} in a month")


def _there_is(day: date | None, what: str) -> date:
    if day is None:
        raise DueError(f"there is no {what}; {_HINT}")
    return day


def _two_readings(match: re.Match[str], today: date) -> date:
    year = f" {('20' + match['year'])[-4:]}" if match["year"] else ""
    one, two = int(match["one"]), int(match["two"])
    readings = [
        f"{day} {_MONTHS[month - 1][:3]}{year}"
        for day, month in dict.fromkeys(((one, two), (two, one)))
        if 1 <= month <= 12 and 1 <= day <= 31
    ]
    hint = f"write {' or '.join(readings)}" if readings else _HINT
    raise DueError(f"{_shown(match[0])} does not say which is the month; {hint}")


def _weekday_and_date(match: re.Match[str], today: date) -> date:
    day = _find(_DATES, match["date"], today)
    if day.weekday() != _WEEKDAY_OF[match["weekday"]]:
        name = _WEEKDAYS[day.weekday()].title()
        raise DueError(f"{day.isoformat()} is a {name}; leave out the weekday or mend the date")
    return day


_DATES: tuple[_Form, ...] = (
    (r"(?P<year>[0-9]{4})([-/])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})",
     _written_out),
    (r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})", _written_out),
    (rf"{_DAY}{_TH}? ?(?:of )?{_MONTH}{_YEAR}", _day_and_month),
    (rf"{_MONTH} {_DAY}{_TH}?{_YEAR}", _day_and_month),
    (r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})?",
     _day_and_month),
    (rf"{_DAY}{_TH}", _day_of_month),
    (r"(?P<one>[0-9]{1,2})[/.-](?P<two>[0-9]{1,2})(?:[/.-](?P<year>[0-9]{4}|[0-9]{2}))?",
     _two_readings),
)  # fmt: skip

_FORMS: tuple[_Form, ...] = (
    (_any_of(_NEAR), _near),
    (_WEEKDAY, _weekday),
    (rf"this {_WEEKDAY}", _weekday_this_week),
    (rf"{_WEEKDAY} this week", _weekday_this_week),
    (rf"next {_WEEKDAY}", _weekday_next_week),
    (rf"{_WEEKDAY} next week", _weekday_next_week),
    (rf"next week (?:on )?{_WEEKDAY}", _weekday_next_week),
    (rf"(?:in )?(?P<count>{_COUNT})(?P<unit>{_UNITS})(?: from (?P<base>.+))?",
     _counted),
    (r"(?:in )?(?P<count>\+?[0-9]{1,4})(?P<unit>wd|[dwy])(?P<base>)", _counted),
    (r"\+(?P<count>[0-9]{1,4})(?P<unit>m)(?P<base>)", _counted),
    (r"eo(?P<unit>[wmqy])(?P<next>)", _end_of),
    (r"(?:the )?end of (?:the |this |(?P<next>next ))?(?P<unit>week|month|quarter|year)",
     _end_of),
    (r"(?:the )?last day of (?:the |this |(?P<next>next ))?(?P<unit>month|quarter|year)",
     _end_of),
    (rf"(?:the )?(?:end|last day) of {_MONTH}{_YEAR}", _end_of_month),
    (r"next (?P<unit>week|month|quarter|year)", _start_of_next),
    *_DATES,
    (rf"(?:this |next )?{_WEEKDAY} (?P<date>.*[0-9].*)", _weekday_and_date),
)  # fmt: skip


def _find(forms: tuple[_Form, ...], phrase: str, today: date) -> date:
    for form, meaning in forms:
        if match := re.fullmatch(form, phrase):
            return meaning(match, today)
    if not phrase:
        raise UnknownDueError(f"there is no date yet; {_HINT}")
    raise UnknownDueError(f"{_shown(phrase)} is not a date; {_HINT}")
