"""The words of a line that begins with `/`: one table for both faces, completion and help."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from meetingtui.agenda.durations import parse_duration
from meetingtui.meeting import commands as ask
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.clock_words import CLOCK_WORDS
from meetingtui.meeting.marks import begins
from meetingtui.meeting.note_words import NOTE_WORDS
from meetingtui.meeting.people_words import PEOPLE_WORDS
from meetingtui.meeting.promise_words import PROMISE_WORDS
from meetingtui.meeting.word_args import FaceWord, Word, always


def _wait(rest: str, roster: Roster) -> FaceWord:
    return FaceWord("wait", parse_duration(rest))


def _search(rest: str, roster: Roster) -> FaceWord:
    return FaceWord("search", text=rest)


MEETING_WORDS = (
    Word("status", "/status", "say where the meeting stands", always(FaceWord("status"))),
    Word("search", "/search TEXT", "search all meetings", _search),
    Word("undo", "/undo", "take the latest step back", always(ask.Undo())),
    Word("redo", "/redo", "do the step undone last again", always(ask.Redo())),
    Word("wait", "/wait 5m", "let time pass, in a rehearsal only", _wait),
    Word("close", "/close", "end the meeting", always(ask.Close())),
    Word("quit", "/quit", "leave the meeting unfinished, to resume it", always(FaceWord("quit"))),
    Word("help", "/help", "list these words", always(FaceWord("help"))),
)

GROUPS: Mapping[str, tuple[Word, ...]] = {
    "slots and clock": CLOCK_WORDS,
    "the meeting": MEETING_WORDS,
    "notes and action items": NOTE_WORDS,
    "promises, and what came in": PROMISE_WORDS,
    "people and ratings": PEOPLE_WORDS,
}
"""Every word, by what it is about, in the order of help and of completion."""

WORDS = tuple(word for group in GROUPS.values() for word in group)

_BY_NAME = {word.name: word for word in WORDS}


def find_word(name: str) -> Word | None:
    """Return the word called `name`, which has no `/`."""
    return _BY_NAME.get(name.lower())


def words_from(start: str) -> list[Word]:
    """Return the words that begin with `start`, in any case."""
    return [word for word in WORDS if begins(word.name, start)]


def unknown_word(name: str) -> str:
    """Return the sentence that says that no word is called `name`, and what to type instead."""
    name = name.lower()[:40]
    if near := get_close_matches(name, _BY_NAME, n=1):
        return f"there is no /{name}; did you mean /{near[0]}?"
    return f"there is no /{name}; /help lists the words, and '. /{name}' is saved as text"
