"""When an action item is due, as people write it: `due:fri`, `by: fri`, `send it by Friday`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from meetingtui.meeting.daytime import says_hour
from meetingtui.meeting.duedates import UnknownDueError, parse_due
from meetingtui.meeting.duemark import phrases_at, read_date, take_date, without_span
from meetingtui.meeting.marks import in_a_link
from meetingtui.text import pattern

_AS_A_MARK = pattern(r"(?<![\w./+&@#\\-])(?:by|until):\s*", re.IGNORECASE)
_AS_A_WORD = pattern(r"(?<![\w./+&@#\\-])(?P<word>by|until|due)\s+", re.IGNORECASE)
_NOTHING_MORE = pattern(r"[.!?]*\s*$|\s*[,;)\]]|[.:]\s|\s+(?:[@#(]|[-–—]+\s)")
"""What a sentence may go on with behind a date, so that no word of it belongs to that."""

_NO_DATE = pattern(
    r"(?:(?:by|on|due) )*(?:tom|tod|fortnight|50/50|"
    r"(?:\+?[0-9]+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) ?"
    r"(?:(?:working |business )?(?:days?|weeks?|fortnights?|months?|years?)|wd|[dwmy]))",
    re.IGNORECASE,
)
"""Names, shares and lengths (`shorten it by two weeks`), that are dates only behind a mark."""


def take_due(text: str, today: date) -> tuple[str, date | None]:
    """Return `text` without the words that say when it is due, and the day that they name.

    `due:` goes first; `by:` and `until:` do the same where a date is behind them. Without a colon
    the date has to end the sentence, or stand before a comma, a name or a tag. `until` stays in
    the text, for it says how long, and so does a date with a time of day. Raises DueError like
    `take_date`; what is no date at all is text, but behind `due:`.
    """
    left, due_on = take_date(text, today)
    if due_on:
        return left, due_on
    for mark in _outside_links(_AS_A_MARK, text):
        try:
            due_on, end = read_date(text, mark.end(), today)
        except UnknownDueError:
            continue
        return without_span(text, mark.start(), end), due_on
    for mark in _outside_links(_AS_A_WORD, text):
        if found := _date_at(text, mark.end(), today):
            due_on, phrase = found
            stays = mark["word"].lower() == "until" or says_hour(phrase)
            end = mark.end() + len(phrase)
            return text if stays else without_span(text, mark.start(), end), due_on
    return text, None


def _date_at(text: str, at: int, today: date) -> tuple[date, str] | None:
    for phrase in phrases_at(text, at):
        if _NO_DATE.fullmatch(phrase) or not _NOTHING_MORE.match(text, at + len(phrase)):
            continue
        try:
            return parse_due(phrase, today), phrase
        except UnknownDueError:
            continue
    return None


def _outside_links(mark: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return (match for match in mark.finditer(text) if not in_a_link(text, match.start()))
