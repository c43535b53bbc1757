"""Lengths as people write them, and back."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from meetingtui.agenda.problem import shown
from meetingtui.text import pattern

LONGEST = timedelta(hours=24)

_NUMBER = r"[0-9]{1,6}(?:\.[0-9]{1,6})?"
_UNITS = pattern(
    rf"(?:(?P<h>{_NUMBER}) ?(?:hours?|hrs?|h) ?)?"
    rf"(?:(?P<m>{_NUMBER}) ?(?:minutes?|mins?|m) ?)?"
    rf"(?:(?P<s>{_NUMBER}) ?(?:seconds?|secs?|s))?"
)
_ISO = pattern(rf"pt(?:(?P<h>{_NUMBER})h)?(?:(?P<m>{_NUMBER})m)?(?:(?P<s>{_NUMBER})s)?")
_HOURS_AND_BARE_MINUTES = pattern(r"(?P<h>[0-9]{1,6}) ?h ?(?P<m>[0-9]{1,2})")
_BARE_MINUTES = pattern(r"(?P<m>[0-9]{1,6})")
_FORMS = (_BARE_MINUTES, _UNITS, _HOURS_AND_BARE_MINUTES, _ISO)
_NAMELESS = re.sub(r"\?P<.>", "?:", "|".join(form.pattern for form in _FORMS))
PATTERN = f"(?=.*[0-9])(?:{_NAMELESS})".replace(" ?", " *")
"""What a schema can say of all this, in small letters; what fits may still be out of bounds."""

_CLOCK_TIME = pattern(r"(?:(?P<h>[0-9]{1,2}):)?(?P<m>[0-9]{1,3}):(?P<s>[0-9]{2})")

_SOON = 3 * 60
"""Below it, `2:30` may as well be meant as hours and minutes."""

_EXAMPLES = "write for example 5m, 90s or 1h30m"


class DurationError(ValueError):
    """Text that is no usable length; the sentence says what to write."""


def parse_duration(text: str) -> timedelta:
    """Return the length that `text` names, in whole seconds, above zero and up to 24 hours.

    Units fall (h, m, s), each once: `5m`, `90s`, `1h 30m`, `10 min`, `1.5h`, `1h30`, `PT5M`. A
    bare whole number is minutes. Raises DurationError for everything else, `5:00` included.
    """
    words = " ".join(text.lower().split())
    if clock := _CLOCK_TIME.fullmatch(words):
        raise DurationError(_not_a_length(words, clock))
    form = next((match for form in _FORMS if (match := form.fullmatch(words))), None)
    if form is None or not any(form.groups()):
        raise DurationError(_unreadable(words))
    seconds = _seconds(form)
    if seconds != int(seconds):
        raise DurationError(f"{shown(words)} is not in whole seconds; {_EXAMPLES}")
    if seconds == 0:
        raise DurationError(f"{shown(words)} is no time at all; {_EXAMPLES}")
    if seconds > LONGEST.total_seconds():
        raise DurationError(f"{shown(words)} is over 24 hours; {_EXAMPLES}")
    return timedelta(seconds=int(seconds))


def format_duration(length: timedelta) -> str:
    """Return `length` as agendas write it: `1h30m`, `10m`, `90s`; parts of a second are dropped.

    Lengths below two minutes that are not whole minutes are in seconds. Zero is `0s`, and a
    negative length has a leading `-`; neither can be parsed back.
    """
    if length < timedelta(0):
        return f"-{format_duration(-length)}"
    total = length // timedelta(seconds=1)
    if total < 120 and total != 60:
        return f"{total}s"
    minutes, seconds = divmod(total, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "m"), (seconds, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number)


def format_clock(length: timedelta) -> str:
    """Return `length` for a clock on a screen, to the nearest second: `4:05`, `-1:20`, `1:02:03`.

    Negative lengths have a leading `-`; nothing is ever `-0:00`.
    """
    total = (length + timedelta(milliseconds=500)) // timedelta(seconds=1)
    sign = "-" if total < 0 else ""
    minutes, seconds = divmod(abs(total), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{sign}{hours}:{minutes:02}:{seconds:02}"
    return f"{sign}{minutes}:{seconds:02}"


def _seconds(form: re.Match[str]) -> Decimal:
    parts = form.groupdict()
    return sum(
        (Decimal(parts.get(unit) or 0) * size for unit, size in (("h", 3600), ("m", 60), ("s", 1))),
        Decimal(0),
    )


def _not_a_length(words: str, clock: re.Match[str]) -> str:
    seconds = int(_seconds(clock))
    if seconds == 0:
        return f"'{words}' is a clock time, not a length; {_EXAMPLES}"
    readings = [format_duration(timedelta(seconds=seconds))]
    if clock["h"] is None and seconds < _SOON:
        readings.append(format_duration(timedelta(seconds=seconds * 60)))
    return f"'{words}' is a clock time, not a length; write {' or '.join(readings)}"


def _unreadable(words: str) -> str:
    if words.startswith(("-", "\N{MINUS SIGN}")):
        return f"{shown(words)} is negative; a length is above zero: {_EXAMPLES}"
    return f"{shown(words)} is not a length; {_EXAMPLES}"
