"""The marks of a preview: `for:` whom, `from:` when, `use:` what others can do, and a bare link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from meetingtui.meeting.duedates import UnknownDueError
from meetingtui.meeting.duemark import FROM, take_date, without_dangling
from meetingtui.meeting.marks import in_a_link
from meetingtui.text import pattern

FOR, USE = "for:", "use:"
FIELDS = {FOR: "audience", USE: "offer"}
"""The field of a preview that each mark of words fills; they go on to the next one."""

_WORDS = pattern(r"(?<![\w./+&@#\\-])(?P<mark>for:|use:)\s*", re.IGNORECASE)
# Without https:// a name counts that is clearly one of the web: `Node.js/React` is none.
_LINK = pattern(
    r"(?:https?://|(?<![\w@./:-])(?:www\.|(?:[\w-]+\.){2,}[a-z]{2,}/|[\w-]+\.(?:com|org|net|io)/))"
    r"\S*[^\s.,:;!?)\]}»”\"']",
    re.IGNORECASE,
)
_SITE = pattern(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?::[0-9]+)?(?:/\S*)?", re.IGNORECASE)


def take_preview(text: str, today: date) -> tuple[str, dict[str, Any]]:
    """Return the title that is left of `text`, and the fields of a preview that its marks fill.

    A mark without words empties its field; a `from:` with no date behind it is text, and so is a
    link in the midst of a sentence, which counts all the same. Raises DueError for a date that
    cannot be, or could be two.
    """
    fields: dict[str, Any] = {}
    if link := _LINK.search(text):
        fields["link"] = _whole(link[0])
    try:
        text, ready_on = take_date(text, today, FROM)
    except UnknownDueError:
        ready_on = None
    if ready_on:
        fields["ready_on"] = ready_on
    title = ""
    for mark, words in _parts(text):
        words = _without_link(words)
        if mark:
            fields[FIELDS[mark]] = words
        else:
            title = words
    return title, fields


def link_of(text: str) -> str:
    """Return the link that the whole of `text` is, with or without `https://`; else ""."""
    return _whole(text) if _SITE.fullmatch(text) else ""


def _whole(link: str) -> str:
    return link if link.lower().startswith(("http://", "https://")) else f"https://{link}"


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Return each mark with the words behind it, first of all the words before any, as of ""."""
    places = [at for at in _WORDS.finditer(text) if not in_a_link(text, at.start())]
    starts = [("", 0, 0), *((at["mark"].lower(), at.start(), at.end()) for at in places)]
    ends = [start for _, start, _ in starts[1:]] + [len(text)]
    for (mark, _, start), end in zip(starts, ends, strict=True):
        yield mark, text[start:end].strip()


def _without_link(words: str) -> str:
    """Return `words` without the link that they begin or end with."""
    link = _LINK.search(words)
    if link is None:
        return words
    before, after = words[: link.start()].rstrip(), words[link.end() :].lstrip(" .,:;")
    if before and after:
        return words
    return after or without_dangling(before)
