"""A mark with a date behind it, as `due:fri`: where the date ends and the text goes on."""

from __future__ import annotations

import re
from datetime import date

from meetingtui.meeting.daytime import says_hour
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

    The date is quoted, or the longest run of words that is one; a time of day behind it stays in
    the text. Raises DueError when it is none, when the words behind it may belong to it, and for a
    second mark.
    """
    places = _MARKS[mark].finditer(text)
    found = [match for match in places if not in_a_link(text, match.start())]
    if not found:
        return text, None
    if len(found) > 1:
        raise DueError(f"there can be one {mark} in a line; leave the others out")
    due_on, end = read_date(text, found[0].end(), today)
    return without_span(text, found[0].start(), end), due_on


def without_dangling(text: str) -> str:
    """Return `text` without the comma, colon, dash or arrow that led to something taken away."""
    return _DANGLING.sub("", text.rstrip())


def read_date(text: str, at: int, today: date) -> tuple[date, int]:
    """Return the day that the words from `at` name, and where they end."""
    if quoted := _QUOTED.match(text, at):
        return parse_due(_without_hour(quoted["phrase"]), today), quoted.end()
    for phrase in phrases_at(text, at):
        if says_hour(phrase):
            continue
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
    word = _WORD.match(text, at)
    return parse_due(word[0] if word else "", today), at


def phrases_at(text: str, at: int) -> list[str]:
    """Return what may be a date from `at`, longest first; a full stop may be its own (`1.12.`)."""
    ends = [match.end() for match in _WORD.finditer(text, at)][:_LONGEST_PHRASE]
    runs = [_BEHIND.sub("", text[at:end]) for end in reversed(ends)]
    return [phrase for run in runs for phrase in (run, run.rstrip("."))]


def _without_hour(phrase: str) -> str:
    if says_hour(phrase):
        raise DueError(f"a date has no time of day; leave it out of the quotes: '{phrase}'")
    return phrase


def without_span(text: str, start: int, end: int) -> str:
    """Return `text` without what was understood of it, and without what led to that."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if before.endswith("(") and after.startswith(")"):
        before, after = before[:-1].rstrip(), after[1:].lstrip()
    if not after:
        return without_dangling(before)
    if not before:
        return after.lstrip(",:;-–— ")
    return before + after if after[0] in ",.;:!?)" else f"{before} {after}"
