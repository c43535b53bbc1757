"""What a line could become while it is typed, and what it would do as it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from meetingtui.meeting.capture import CaptureError, Roster, describe, parse_line
from meetingtui.meeting.marks import begins, last_start
from meetingtui.meeting.model import NoteKind
from meetingtui.meeting.slash import WORDS, Word, find_word, is_command, unknown_word
from meetingtui.text import clean

_DUE = re.compile(r"(?<![\w./+&@#\\-])due:\s*(?P<typed>.*)$", re.IGNORECASE)
_PHRASES = (
    "today", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday",
    "next week", "next monday", "next friday", "next month", "in a week", "in two weeks",
    "eow", "eom", "eoq", "end of next week",
)  # fmt: skip
_WITH_TEXT = frozenset({"answer", "edit", "action", "drop"})


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
        return [f"{line[:start]}{_with_space(word)}" for word in _words_from(name)]
    if name in _WITH_TEXT:
        return _marked(line, [*roster.team_names, *people], tags)
    choices = {"rate": roster.team_names, "present": people, "absent": people}.get(name, ())
    return _completed(line, rest.lstrip().removeprefix("@"), choices, " ")


def explain(line: str, own_kind: NoteKind, roster: Roster, today: date) -> str:
    """Return one line that says what `line` would do: usage, what is saved, or what is wrong.

    An empty line has nothing to explain. Never raises.
    """
    if is_command(line):
        return _explain_command(line)
    if not line.strip():
        return ""
    try:
        return describe(parse_line(line, own_kind, roster, today), today)
    except CaptureError as error:
        return str(error)


def _explain_command(line: str) -> str:
    name, space, _ = clean(line).lstrip().removeprefix("/").partition(" ")
    word = find_word(name)
    found = [word] if word else [] if space else _words_from(name)
    if len(found) == 1:
        return f"{found[0].usage}: {found[0].help}"
    return " ".join(f"/{word.name}" for word in found) or unknown_word(name)


def _words_from(start: str) -> list[Word]:
    return [word for word in WORDS if begins(word.name, start)]


def _with_space(word: Word) -> str:
    return f"{word.name} " if word.takes_more else word.name


def _marked(line: str, names: Sequence[str], tags: Sequence[str]) -> list[str]:
    """Return what the `due:`, `@` or `#` at the end of `line` may become."""
    due = _DUE.search(line)
    phrases = _completed(line, due["typed"], _PHRASES) if due else []
    return phrases + _completed_mark(line, "@", names) + _completed_mark(line, "#", tags)


def _completed_mark(line: str, mark: str, choices: Sequence[str]) -> list[str]:
    at = last_start(line, mark)
    return _completed(line, line[at + 1 :], choices, " ") if at >= 0 else []


def _completed(line: str, typed: str, choices: Sequence[str], behind: str = "") -> list[str]:
    stays = line[: len(line) - len(typed)]
    return [f"{stays}{choice}{behind}" for choice in choices if begins(choice, typed)]
