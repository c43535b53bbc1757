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


def _help(rest: str, roster: Roster) -> FaceWord:
    return FaceWord("help", text=rest.lstrip("/"))


MEETING_WORDS = (
    Word("status", "/status", "say where the meeting stands", always(FaceWord("status"))),
    Word("prompt", "/prompt", "say what is asked in this slot", always(FaceWord("prompt"))),
    Word("search", "/search TEXT", "search all meetings", _search),
    Word("undo", "/undo", "take the latest step back", always(ask.Undo())),
    Word("redo", "/redo", "do the step undone last again", always(ask.Redo())),
    Word("wait", "/wait 5m", "let time pass, in a rehearsal only", _wait),
    Word("close", "/close", "end the meeting", always(ask.Close())),
    Word("quit", "/quit", "leave the meeting unfinished, to resume it", always(FaceWord("quit"))),
    Word("help", "/help [WORD]", "list all words, or explain one", _help),
)

GROUPS: Mapping[str, tuple[Word, ...]] = {
    "slots and clock": CLOCK_WORDS,
    "the meeting": MEETING_WORDS,
    "taking notes": NOTE_WORDS,
    "promises, and what came in": PROMISE_WORDS,
    "people and ratings": PEOPLE_WORDS,
}
"""Every word, by what it is about, in the order of help and of completion."""

WORDS = tuple(word for group in GROUPS.values() for word in group)

_BY_NAME = {word.name: word for word in WORDS}


OTHERS_SAY = {
    "ask": "question", "cancel": "undo", "delete": "drop", "end": "close", "exit": "quit",
    "finish": "close", "go": "goto", "join": "present", "jump": "goto", "late": "absent",
    "less": "shorten", "more": "extend", "name": "edit", "previous": "back",
    "prev": "back", "remove": "drop", "score": "rate", "stop": "pause", "task": "action",
    "todo": "action", "unpause": "resume", "where": "status",
}  # fmt: skip
"""What people type who know other programs."""


def find_word(name: str) -> Word | None:
    """Return the word called `name`, which has no `/`, or the only one that begins with it.

    What other programs call something else is no beginning.
    """
    name = name.lower()
    begun = words_from(name) if name and name not in OTHERS_SAY else []
    return _BY_NAME.get(name) or (begun[0] if len(begun) == 1 else None)


def group_from(start: str) -> tuple[Word, ...]:
    """Return the words of the first group whose title, or a word of it, begins with `start`."""
    titled = [group for title, group in GROUPS.items() if _is_about(title, start)]
    return titled[0] if titled and start else ()


def _is_about(title: str, start: str) -> bool:
    return any(begins(part, start) for part in (title, *title.split()))


def words_from(start: str) -> list[Word]:
    """Return the words that begin with `start`, in any case."""
    return [word for word in WORDS if begins(word.name, start)]


def unknown_word(name: str) -> str:
    """Return the sentence that says that no word is called `name`, and what to type instead."""
    name = name.lower()[:40]
    if other := OTHERS_SAY.get(name):
        return f"there is no /{name}; did you mean /{other}?"
    if len(begun := words_from(name)) > 1 and name:
        return f"/{name} could be {', '.join(f'/{word.name}' for word in begun)}; write more of it"
    if near := get_close_matches(name, _BY_NAME, n=1):
        return f"there is no /{name}; did you mean /{near[0]}?"
    return f"there is no /{name}; /help lists the words, and '. /{name}' is saved as text"
