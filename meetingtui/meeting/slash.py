"""A line that begins with `/`, read as the command or the word of a face that it asks for."""

from __future__ import annotations

from collections.abc import Iterable

from meetingtui.errors import UsageError
from meetingtui.meeting import commands as ask
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.word_args import FaceWord, Word
from meetingtui.meeting.words import GROUPS, find_word, group_from, unknown_word
from meetingtui.text import MAX_LINE, clean

HOW_TO_HELP = "/help WORD explains a word; /help slots, /help taking and so on a whole line"


def is_command(line: str) -> bool:
    """Tell whether `line` is a command rather than something to capture."""
    return line.lstrip().startswith("/")


def parse_command(line: str, roster: Roster) -> ask.Command | FaceWord:
    """Return what `line`, which begins with `/`, asks for.

    Teams and people may be named by a beginning that only one of them has. Raises UsageError
    for an unknown word, with the nearest one, and for wrong arguments, with the usage.
    """
    line = clean(line).strip()
    if len(line) > MAX_LINE:
        raise UsageError(f"a line has at most {MAX_LINE} characters and this one has {len(line)}")
    name, _, rest = line.removeprefix("/").partition(" ")
    word = find_word(name)
    if word is None:
        raise UsageError(unknown_word(name))
    try:
        return word.make(rest.strip(), roster)
    except ValueError as error:
        raise UsageError(f"{error} (usage: {word.usage})") from error


def help_lines(about: str = "") -> list[str]:
    """Return one line for each group of words; or what a word, or each of a group, does.

    `about` is the name of a word, or how the title of a group begins. Raises UsageError for
    anything else, with the nearest word.
    """
    if not about:
        groups = [f"{title}: {_named(group)}" for title, group in GROUPS.items()]
        return [
            *groups,
            HOW_TO_HELP,
        ]
    word = find_word(about)
    words = (word,) if word else group_from(about)
    if not words:
        raise UsageError(unknown_word(about))
    return [f"{word.usage}: {word.help}" for word in words]


def _named(words: Iterable[Word]) -> str:
    return " ".join(f"/{word.name}" for word in words)
