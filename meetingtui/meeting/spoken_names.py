"""Names that a line says without a mark: `Sam: send it`, `send it (Sam)`, `thanks to Sam`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from meetingtui.meeting.duedates import DueError, parse_due
from meetingtui.meeting.marks import name_at
from meetingtui.text import pattern

_TAKES_IT = pattern(r"\s*:\s+|\s+(?:to|will)\s+")
_IN_BRACKETS = pattern(r"\s*\((?P<name>[^(),]+),?(?:\s+(?P<due>[^()]+))?\)[.]?$")
_WORD = pattern(r"\w+")


def owner_in_words(
    text: str, people: Sequence[str], today: date
) -> tuple[str, str, date | None] | None:
    """Return the person who `text` says does it, the rest of it, and a day said beside the name.

    That is a name before a colon, "to" or "will" at the start, or one in brackets at the end, with
    or without a date: `send it (Ana, next week)`. None where the words name nobody.
    """
    named = name_at(text, 0, people)
    if named and (takes := _TAKES_IT.match(text, named[1])) and takes.end() < len(text):
        return named[0], text[takes.end() :], None
    brackets = _IN_BRACKETS.search(text)
    if not brackets or not text[: brackets.start()]:
        return None
    named = name_at(brackets["name"], 0, people)
    if not named or brackets["name"][named[1] :].strip():
        return None
    try:
        due_on = parse_due(brackets["due"], today) if brackets["due"] else None
    except DueError:
        return None
    return named[0], text[: brackets.start()], due_on


def thanked_in_words(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the `names` that `text` says, each once; capitals count but in the first word."""
    found: dict[str, None] = {}
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end or text[word.start() - 1 : word.start()] == "@":
            continue
        named = name_at(text, word.start(), names)
        if named and (not word.start() or text[word.start() : named[1]] in named[0]):
            found[named[0]] = None
            end = named[1]
    return tuple(found)
