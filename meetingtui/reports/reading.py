"""What readers of other programs' files share: days, and all that is wrong told at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TypeVar

from meetingtui.errors import MeetingtuiError
from meetingtui.followup.intake import Incoming
from meetingtui.meeting.duedates import UnknownDueError, parse_due
from meetingtui.text import clean

T = TypeVar("T")

MOST = 20
"""As many mistakes are told, and how many more there are."""

_ANY = date(2000, 1, 1)
"""Today does not matter where the year is said."""

_HAS_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def day_of(text: str) -> date | None:
    """Return the day of a date or of an instant, there in this machine's zone; None without one.

    `1.12.2026` and `1 Dec 2026` are days too. Raises ValueError, saying why, for what is none, and
    for what has two readings, as `1/12/2026`.
    """
    text = text.strip()
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return _written_out(text)
    return at.astimezone().date() if at.tzinfo else at.date()


def _written_out(text: str) -> date:
    try:
        if _HAS_YEAR.search(text):
            return parse_due(text, _ANY, dates_only=True)
    except UnknownDueError:
        pass
    raise ValueError(f"'{text}' is no day such as 2026-11-27")


def text_of(text: str) -> str:
    """Return what is to be done; raises ValueError where nothing is said."""
    if not clean(text).strip():
        raise ValueError("nothing says what is to be done")
    return text


def read_in(place: str, read: Callable[[str], T], text: str) -> T:
    """Return what `read` makes of `text`; raises its ValueError with `place` before it."""
    try:
        return read(text)
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from error


def all_of(read: Iterable[Incoming | str]) -> list[Incoming]:
    """Return what was read; raises MeetingtuiError where some of it are sentences on mistakes."""
    found = list(read)
    wrong = [each for each in found if isinstance(each, str)]
    if len(wrong) == 1:
        raise MeetingtuiError(wrong[0])
    if wrong:
        more = [f"and {len(wrong) - MOST} more"] if len(wrong) > MOST else []
        told = "".join(f"\n  {each}" for each in (*wrong[:MOST], *more))
        raise MeetingtuiError(f"{len(wrong)} things are wrong:{told}")
    return [each for each in found if isinstance(each, Incoming)]


def json_trouble(content: bytes) -> str:
    """Return where `content` is no JSON, and why; "" where it is."""
    try:
        json.loads(content)
    except json.JSONDecodeError as error:
        return f"it is broken JSON: line {error.lineno}, column {error.colno}: {error.msg}"
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return f"it is broken JSON: line {line} is not in UTF-8"
    except RecursionError:
        return "it is broken JSON: it is nested too deep"
    return ""
