"""A mark with a date behind it, as `due:fri`: where the date ends and the text goes on."""

from __future__ import annotations

import re
from datetime import date

from meetingtui.meeting.duedates import DueError, UnknownDueError, parse_due
from meetingtui.meeting.marks import in_a_link
from meetingtui.text import pattern

DUE, FROM = "due:", "from:"
_MARKS = {mark: pattern(rf"(?<![\w./+&@#\\-]){mark}\s*", re.I) for mark in (DUE, FROM)}
_OPEN, _SHUT = "[\"'\u201c\u201e\u2018]", "[\"'\u201d\u201c\u2019]"
_QUOTED = pattern(rf"{_OPEN}(?P<phrase>.*?){_SHUT}")
_WORD = pattern(r"\S+")
_BEHIND = pattern(r"(?:[,;:!?)\]]|(?<=[^\W\d])\.)+$")
_LONGEST_PHRASE = 5
_DANGLING = pattern(r"(?:\s+(?:[-–—=]*>|[-–—→:])|[,:;])$")
# Words that would change the date, if only it were known how.
_UNREAD = pattern(
    r"\s+(?:(?:[0-9]+|an?|one|two|next|last|this)\s+)?(?:days?|weeks?|months?|quarters?|years?)\b"
    r"|\s+(?:ago|after next|from (?:now|today|tomorrow))\b",
    re.IGNORECASE,
)


def take_date(text: str, today: date, mark: str = DUE) -> tuple[str, date | None]:
    """Return `text` without its `due:…`, or another `mark`, and the day that it names.

    The date is quoted, or the longest run of words that is one. Raises DueError when it is
    none, when the words behind it may belong to it, and for a second mark.
    """
    places = _MARKS[mark].finditer(text)
    found = [match for match in places if not in_a_link(text, match.start())]
    if not found:
        return text, None
    if len(found) > 1:
        raise DueError(f"there can be one {mark} in a line; leave the others out")
    due_on, end = _read(text, found[0].end(), today)
    return _joined(text[: found[0].start()], text[end:]), due_on


def without_dangling(text: str) -> str:
    """Return `text` without the comma, colon, dash or arrow that led to something taken away."""
    return _DANGLING.sub("", text.rstrip())


def _read(text: str, at: int, today: date) -> tuple[date, int]:
    """Return the day that the words from `at` name, and where they end."""
    if quoted := _QUOTED.match(text, at):
        return parse_due(quoted["phrase"], today), quoted.end()
    words = [match.end() for match in _WORD.finditer(text, at)][:_LONGEST_PHRASE]
    for phrase in _phrases(text, at, words):
        try:
            due_on = parse_due(phrase, today)
        except UnknownDueError:
            continue
        if unread := _UNREAD.match(text, at + len(phrase)):
            raise DueError(
                f"'{phrase}{unread[0]}' is not a date; write the date, "
                f'or "{phrase}" in quotes where the rest is text'
            )
        return due_on, at + len(phrase)
    return parse_due(text[at : words[0]] if words else "", today), at


def _phrases(text: str, at: int, ends: list[int]) -> list[str]:
    """Return what may be the date, longest first; a full stop may belong to it (`1.12.`)."""
    runs = [_BEHIND.sub("", text[at:end]) for end in reversed(ends)]
    return [phrase for run in runs for phrase in (run, run.rstrip("."))]


def _joined(before: str, after: str) -> str:
    before, after = before.rstrip(), after.lstrip()
    if before.endswith("(") and after.startswith(")"):
        before, after = before[:-1].rstrip(), after[1:].lstrip()
    if not after:
        return without_dangling(before)
    if not before:
        return after.lstrip(",:;-–— ")
    return before + after if after[0] in ",.;:!?)" else f"{before} {after}"
