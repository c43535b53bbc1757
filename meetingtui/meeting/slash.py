"""A line that begins with `/`, read as the command or the word of a face that it asks for."""

from __future__ import annotations

from meetingtui.errors import UsageError
from meetingtui.meeting import commands as ask
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.word_args import FaceWord
from meetingtui.meeting.words import WORDS, find_word, unknown_word
from meetingtui.text import MAX_LINE, clean


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


def help_lines() -> list[str]:
    """Return one line for each word: its usage, and what it does."""
    width = max(len(word.usage) for word in WORDS)
    return [f"{word.usage:<{width}}  {word.help}" for word in WORDS]
