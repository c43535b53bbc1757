"""What a line could become while it is typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetingtui.meeting.capture import Roster
from meetingtui.meeting.marks import begins, last_start
from meetingtui.meeting.slash import is_command
from meetingtui.meeting.word_args import Word
from meetingtui.meeting.words import words_from
from meetingtui.text import pattern

_DUE = pattern(r"(?<![\w./+&@#\\-])(?:due|by|until|from):\s*(?P<typed>.*)$", re.IGNORECASE)
_PHRASES = (
    "today", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday",
    "next week", "next monday", "next friday", "next month", "in a week", "in two weeks",
    "eow", "eom", "eoq", "end of next week",
)  # fmt: skip
_WITH_TEXT = frozenset({"answer", "edit", "action", "question", "drop", "feedback", "used"})


def completions(
    line: str, roster: Roster, tags: Sequence[str], names: Sequence[str] = ()
) -> list[str]:
    """Return the whole lines that `line` may become by completing its last word, likeliest first.

    `tags` (without `#`) and `names` are offered besides the names of the roster.
    """
    people = list(dict.fromkeys((*roster.people, *names)))
    if not is_command(line):
        return _marked(line, [*roster.team_names, *people], tags)
    start = line.index("/") + 1
    name, space, rest = line[start:].partition(" ")
    if not space:
        return [f"{line[:start]}{_with_space(word)}" for word in words_from(name)]
    if name in _WITH_TEXT:
        return _marked(line, [*roster.team_names, *people], tags)
    if name == "to":
        return _completed(line, rest.partition(" ")[2].lstrip(), roster.team_names)
    choices = {"rate": roster.team_names, "present": people, "absent": people}.get(name, ())
    return _completed(line, rest.lstrip().removeprefix("@"), choices, " ")


def _with_space(word: Word) -> str:
    return f"{word.name} " if word.takes_more else word.name


def _marked(line: str, names: Sequence[str], tags: Sequence[str]) -> list[str]:
    """Return what the date, `@` or `#` at the end of `line` may become."""
    due = _DUE.search(line)
    phrases = _completed(line, due["typed"], _PHRASES) if due else []
    return phrases + _completed_mark(line, "@", names) + _completed_mark(line, "#", tags)


def _completed_mark(line: str, mark: str, choices: Sequence[str]) -> list[str]:
    at = last_start(line, mark)
    return _completed(line, line[at + 1 :], choices, " ") if at >= 0 else []


def _completed(line: str, typed: str, choices: Sequence[str], behind: str = "") -> list[str]:
    stays = line[: len(line) - len(typed)]
    return [f"{stays}{choice}{behind}" for choice in choices if begins(choice, typed)]
