"""What stands around a date as people type it: `by` before it, a time of day behind it."""

from __future__ import annotations

from meetingtui.text import pattern

_LEAD = pattern(r"^(?:(?:by|on|due|eod|cob|end of day) )+")
_CLOCK = r"[0-2]?[0-9]:[0-5][0-9](?: ?[ap]m)?|1?[0-9] ?[ap]m|noon|lunchtime"
_HOUR = (
    rf"(?:at )?(?:{_CLOCK})|at [0-2]?[0-9]|(?:in the )?(?:morning|afternoon|evening)|night"
)  # fmt: skip
_END_OF_DAY = r"eod|end of day|cob"
_TIME_OF_DAY = pattern(rf"(?: (?:{_HOUR}|{_END_OF_DAY}))+$")
_ENDS_WITH_HOUR = pattern(rf" (?:{_HOUR})(?: (?:{_END_OF_DAY}))*$")
_AFTER_LETTER = pattern(r"(?<=[a-z])\.")


def bare_date(text: str) -> str:
    """Return `text` in lower case without `by`, times of day and the dots of short forms."""
    return _TIME_OF_DAY.sub("", _LEAD.sub("", _tidy(text)))


def says_hour(text: str) -> bool:
    """Tell whether a time of day is behind the date in `text`; the end of the day is none.

    A day alone is kept of a date, so that the time would be lost with it.
    """
    return _ENDS_WITH_HOUR.search(_tidy(text)) is not None


def _tidy(text: str) -> str:
    return _AFTER_LETTER.sub("", " ".join(text.lower().replace(",", " ").split()))
