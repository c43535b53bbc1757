"""From `weekly on Tuesday at 10:00` to a Repeat."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from meetingtui.agenda.leaves import CLOCK_TIME, Unreadable, read_clock_time
from meetingtui.agenda.problem import nearest, shown
from meetingtui.agenda.repeat import LAST, Every, Repeat

EXAMPLE = "weekly on Tuesday at 10:00"
EVERY_2_WEEKS = "every 2 weeks on Thursday at 14:30 from 2026-12-03"

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4,
          "sat": 5, "sun": 6}  # fmt: skip
_WEEKDAYS = {day.lower(): number for number, day in enumerate(_DAYS)} | _SHORT
_WHICH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
          "last": LAST}  # fmt: skip
_NO_DAY_NEEDED = {
    "daily": tuple(range(7)),
    "every day": tuple(range(7)),
    "weekdays": tuple(range(5)),
    "every weekday": tuple(range(5)),
}
_CYCLES = {
    "weekly": (Every.WEEK, 1),
    "biweekly": (Every.WEEK, 2),
    "fortnightly": (Every.WEEK, 2),
    "every fortnight": (Every.WEEK, 2),
    "monthly": (Every.MONTH, 1),
    "quarterly": (Every.MONTH, 3),
}
_NUMBERS = {"other": 2, "second": 2, "two": 2, "three": 3, "four": 4, "six": 6}
_COUNTED = re.compile(
    rf"every (?:(?P<n>[0-9]{{1,3}}|{'|'.join(_NUMBERS)}) )?(?P<unit>week|month)s?"
)
_MOST = 12

_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LAST_YEAR = 2199
_DAY_OF_MONTH = re.compile(r"(?:day )?([1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?")

_DAY = "|".join([*(day.lower() for day in _DAYS), *_SHORT])
_EVERY_DAY = re.compile(rf"every (?P<second>(?:other|second) )?(?P<days>(?:{_DAY})\b.*)")
_SECOND = re.compile(
    r"\b(?:other|second|2(?:nd)?|two|bi-?weekly|fort-?night(?:ly)?)\b", re.IGNORECASE
)
_NO_AT = re.compile(rf"(?P<rule>.*\S),? (?P<time>{CLOCK_TIME.pattern})(?P<since>(?: from .*)?)")
_COUNT = "|".join(["[1-9]", "1[0-2]", *_NUMBERS])
PATTERN = (
    rf"(?:(?:{'|'.join(_NO_DAY_NEEDED)})"
    rf"|(?:(?:weekly|biweekly|fortnightly|every fortnight) on|every(?: (?:{_COUNT}))? weeks? on"
    r"|every(?: other| second)?)"
    rf" (?:{_DAY})(?:(?:, ?| and )(?:{_DAY}))*"
    rf"|(?:monthly|quarterly|every(?: (?:{_COUNT}))? months?) on(?: the)?"
    rf" (?:(?:{'|'.join(_WHICH)}) (?:{_DAY})|last day|{_DAY_OF_MONTH.pattern}))"
    rf" at {CLOCK_TIME.pattern}(?: from (?:[01][0-9]|2[01])[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}})?"
)
"""What a schema can say of all this, in small letters; every text that it fits is a Repeat,
but for a date that no calendar has."""


def read_repeat(text: str) -> Repeat:
    """Return the rule that `text` says; raises Unreadable with all that is wrong.

    Every rule has a clock time, and may name the date that it counts from: `daily at 9:00`,
    `weekdays at 9:00`, `weekly on Mon and Thu at 9:00`, `every 2 weeks on Tuesday at 10:00 from
    2026-12-01`, `monthly on the first Tuesday at 10:00`, `monthly on the 15th at 10:00`,
    `quarterly on the last Friday at 10:00`. `biweekly`, `fortnightly` and `every other Tuesday` are
    every two weeks.
    """
    words = " ".join(text.lower().split())
    if (found := _NO_AT.fullmatch(words)) and " at " not in words:
        _check_without_at(found)
    cycle, *rest = re.split(r" (on|at|from) ", words)
    parts = dict(zip(rest[::2], rest[1::2], strict=True))
    if every_day := _EVERY_DAY.fullmatch(cycle):
        cycle, parts["on"] = "biweekly" if every_day["second"] else "weekly", every_day["days"]
    # Of words that say nothing at all, only that is said.
    says_something = bool(parts) or cycle in _NO_DAY_NEEDED
    fields = _all_of(
        lambda: _fields(text, cycle, parts.get("on", "")),
        lambda: _time(text, parts.get("at")) if says_something else {},
        lambda: {"since": _date(parts.get("from"))},
    )
    return Repeat(**fields)


def _check_without_at(found: re.Match[str]) -> None:
    """Raise Unreadable where an 'at' before the time is all that is missing."""
    whole = f"{found['rule']} at {found['time']}{found['since']}"
    try:
        read_repeat(whole)
    except Unreadable:
        return
    raise Unreadable("there is no 'at' before the time", f"write '{whole}'", found["time"])


def _all_of(*readers: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what all `readers` read; raises Unreadable with what each of them finds wrong."""
    fields: dict[str, Any] = {}
    wrong: list[Unreadable] = []
    for read in readers:
        try:
            fields |= read()
        except Unreadable as error:
            wrong += [error, *error.others]
    if wrong:
        wrong[0].others = tuple(wrong[1:])
        raise wrong[0]
    return fields


def _fields(text: str, cycle: str, on: str) -> dict[str, Any]:
    """Return the fields of the Repeat that say on which days."""
    if days := _NO_DAY_NEEDED.get(cycle):
        if on:
            raise Unreadable(f"{shown(cycle)} needs no day", f"leave 'on {on[:40]}' out")
        return {"every": Every.WEEK, "weekdays": days}
    every, read_interval = _counted(text, cycle)
    return {"every": every, **_all_of(read_interval, lambda: _which(text, every, on))}


def _which(text: str, every: Every, on: str) -> dict[str, Any]:
    if not on:
        day = "Tuesday" if every is Every.WEEK else "the first Tuesday"
        raise Unreadable(f"{shown(text)} does not say on which day", f"add 'on {day}'")
    return _days_of_week(on) if every is Every.WEEK else _day_of_month(on)


def _counted(text: str, cycle: str) -> tuple[Every, Callable[[], dict[str, Any]]]:
    """Return what `cycle` counts, and what reads how many of them it is."""
    if cycle in _CYCLES:
        every, interval = _CYCLES[cycle]
        return every, lambda: {"interval": interval}
    found = _COUNTED.fullmatch(cycle)
    if found is None:
        raise Unreadable(f"{shown(text)} does not say how often", _example_for(text), cycle)
    return Every(found["unit"]), lambda: {"interval": _interval(found)}


def _example_for(text: str) -> str:
    """Return what to write for a rule with the day and the time that `text` has, if it has them."""
    day = re.search(rf"\b(?:{_DAY})", text, re.IGNORECASE)
    time = CLOCK_TIME.search(text)
    if day is None or time is None:
        return f"write '{EXAMPLE}', 'every 2 weeks on …' or 'monthly on the first Tuesday at …'"
    often = "every 2 weeks" if _SECOND.search(text) else "weekly"
    return f"write '{often} on {_DAYS[_WEEKDAYS[day[0].lower()]]} at {time[0]}'"


def _interval(found: re.Match[str]) -> int:
    number = _NUMBERS.get(found["n"]) or int(found["n"] or 1)
    if not 1 <= number <= _MOST:
        message = f"every {number} {found['unit']}s is not possible"
        raise Unreadable(message, f"1 to {_MOST} are", found[0])
    return number


def _days_of_week(on: str) -> dict[str, Any]:
    words = re.split(", ?| and ", on)
    numbers = _all_of(*(partial(lambda word: {word: _weekday(word)}, word) for word in words))
    return {"weekdays": tuple(sorted(set(numbers.values())))}


def _time(text: str, word: str | None) -> dict[str, Any]:
    if word is None:
        raise Unreadable(f"{shown(text)} does not say at what time", "end it with 'at 10:00'")
    return {"at": read_clock_time(word)}


def _day_of_month(on: str) -> dict[str, Any]:
    words = on.removeprefix("the ")
    if words == "last day":
        return {"day": LAST}
    if found := _DAY_OF_MONTH.fullmatch(words):
        return {"day": int(found[1])}
    which, _, weekday = words.partition(" ")
    if which not in _WHICH:
        hint = "write for example 'the first Tuesday', 'the 15th' or 'the last day'"
        raise Unreadable(f"{shown(on)} is no day of a month", hint, on)
    return {"which": _WHICH[which], "weekdays": (_weekday(weekday),)}


def _weekday(word: str) -> int:
    if word not in _WEEKDAYS:
        near = nearest(word, _DAYS)
        hint = f"did you mean {shown(near)}?" if near else f"write one of {', '.join(_DAYS)}"
        raise Unreadable(f"{shown(word)} is no day of the week", hint, word)
    return _WEEKDAYS[word]


def _date(word: str | None) -> date | None:
    if word is None:
        return None
    try:
        day = date.fromisoformat(word) if _DATE.fullmatch(word) else None
    except ValueError:
        day = None
    if day and day.year > _LAST_YEAR:
        raise Unreadable(f"{shown(word)} is too far away", f"{_LAST_YEAR} is the last year", word)
    if day:
        return day
    raise Unreadable(f"{shown(word)} is no date", "write year, month and day: 2026-12-01", word)


def write_repeat(repeat: Repeat) -> str:
    """Return `repeat` as people write it; `read_repeat` reads it back."""
    since = f" from {repeat.since}" if repeat.since else ""
    return f"{_cycle(repeat)} at {repeat.at:%H:%M}{since}"


def _cycle(repeat: Repeat) -> str:
    by_days = {days: cycle for cycle, days in reversed(_NO_DAY_NEEDED.items())}
    if repeat.every is Every.WEEK:
        if repeat.interval == 1 and repeat.weekdays in by_days:
            return by_days[repeat.weekdays]
        often = "weekly" if repeat.interval == 1 else f"every {repeat.interval} weeks"
        return f"{often} on {' and '.join(_DAYS[day] for day in repeat.weekdays)}"
    often = "monthly" if repeat.interval == 1 else f"every {repeat.interval} months"
    if repeat.which:
        which = next(word for word, number in _WHICH.items() if number == repeat.which)
        return f"{often} on the {which} {_DAYS[repeat.weekdays[0]]}"
    return f"{often} on {'the last day' if repeat.day == LAST else f'day {repeat.day}'}"
