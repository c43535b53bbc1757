"""The words of a line that begins with `/`: one table for both faces, completion and help."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches

from meetingtui.agenda.durations import parse_duration
from meetingtui.errors import UsageError
from meetingtui.meeting import commands as ask
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.marks import begins, match_name
from meetingtui.text import MAX_LINE, clean

SHORTEN_BY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class FaceWord:
    """A word that the face carries out itself; `by` is the length that `/wait` names."""

    name: str
    by: timedelta = timedelta(0)


Make = Callable[[str, Roster], ask.Command | FaceWord]
"""Reads what stands behind a word; a ValueError says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its one line of help; in `usage` capitals stand for what people fill in."""

    name: str
    usage: str
    help: str
    make: Make

    @property
    def takes_more(self) -> bool:
        """Whether anything may stand behind the word."""
        return " " in self.usage


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


def words_from(start: str) -> list[Word]:
    """Return the words that begin with `start`, in any case."""
    return [word for word in WORDS if begins(word.name, start)]


# Reading what stands behind a word


def _always(result: ask.Command | FaceWord) -> Make:
    def make(rest: str, roster: Roster) -> ask.Command | FaceWord:
        if rest:
            raise ValueError(f"nothing stands behind this word, not '{rest[:40]}'")
        return result

    return make


def _extend(rest: str, roster: Roster) -> ask.Command:
    return ask.Extend(parse_duration(rest) if rest else ask.EXTENSION)


def _shorten(rest: str, roster: Roster) -> ask.Command:
    return ask.Extend(-(parse_duration(rest) if rest else SHORTEN_BY))


def _began(rest: str, roster: Roster) -> ask.Command:
    return ask.Began(parse_duration(re.sub(r"\s+ago$", "", rest, flags=re.IGNORECASE)))


def _boundary(rest: str, roster: Roster) -> ask.Command:
    length, _, direction = rest.rpartition(" ")
    if direction.lower() not in {"earlier", "later"}:
        raise ValueError("say whether the slot began earlier or later")
    by = parse_duration(length)
    return ask.Boundary(-by if direction.lower() == "earlier" else by)


def _wait(rest: str, roster: Roster) -> FaceWord:
    return FaceWord("wait", parse_duration(rest))


def _goto(rest: str, roster: Roster) -> ask.Command:
    return ask.Goto(_number(rest, "slot"))


def _answer(rest: str, roster: Roster) -> ask.Command:
    number, text = _parted(rest)
    return ask.Answer(_number(number, "question"), _said(text, "the answer"))


def _edit(rest: str, roster: Roster) -> ask.Command:
    ref, text = _parted(rest)
    return ask.Edit(_ref(ref), _said(text, "what to change"))


def _action(rest: str, roster: Roster) -> ask.Command:
    number, text = _parted(rest)
    return ask.MakeAction(_number(number, "note"), text)


def _park(rest: str, roster: Roster) -> ask.Command:
    return ask.Park(_number(rest, "note"))


def _drop(rest: str, roster: Roster) -> ask.Command:
    ref, reason = _parted(rest)
    return ask.Drop(_ref(ref), reason)


def _done(rest: str, roster: Roster) -> ask.Command:
    return ask.Done(_number(rest.removeprefix("!"), "action item"))


def _present(rest: str, roster: Roster) -> ask.Command:
    if quoted := re.fullmatch(r'["“](?P<person>[^"”]*\w[^"”]*)["”]\s*(?P<team>.*)', rest):
        team = quoted["team"]
        return ask.MarkPresent(quoted["person"].strip(), _team(team, roster) if team else "")
    words = _said(rest, "who is here").split()
    if known := roster.person(_bare(rest)):
        return ask.MarkPresent(known)
    for at in range(1, len(words)):
        if team := _find_team(" ".join(words[at:]), roster):
            person = _bare(" ".join(words[:at]))
            same = (name for name in roster.people if name.casefold() == person.casefold())
            return ask.MarkPresent(next(same, person), team)
    if len(words) > 1:
        raise ValueError(
            f'{_no_team(words[-1], roster)}; a new name of several words stands in quotes: "{rest}"'
        )
    return ask.MarkPresent(_bare(rest))


def _absent(rest: str, roster: Roster) -> ask.Command:
    person = roster.person(_bare(_said(rest, "who is not here")))
    if not person:
        people = ", ".join(roster.people)
        raise ValueError(f"nobody called '{_bare(rest)}' is expected; expected are {people}")
    return ask.MarkAbsent(person)


def _rate(rest: str, roster: Roster) -> ask.Command:
    words = _said(rest, "the team and its rating").split()
    for at in range(len(words), 0, -1):
        if team := _find_team(" ".join(words[:at]), roster):
            return ask.Rate(team, _score(" ".join(words[at : at + 1])), " ".join(words[at + 1 :]))
    raise ValueError(_no_team(words[0], roster))


def _score(text: str) -> int:
    score = re.fullmatch(rf"(?P<score>[0-9]{{1,6}})(?:/{ask.MAX_SCORE})?[,:;.]?", text)
    if score is None or not 1 <= int(score["score"]) <= ask.MAX_SCORE:
        not_this = f", not '{text}'" if text else ""
        raise ValueError(f"a rating is a whole number from 1 to {ask.MAX_SCORE}{not_this}")
    return int(score["score"])


def _find_team(text: str, roster: Roster) -> str:
    return match_name(_bare(text).rstrip(":"), roster.team_names, shortest=1)


def _team(text: str, roster: Roster) -> str:
    team = _find_team(text, roster)
    if not team:
        raise ValueError(_no_team(text, roster))
    return team


def _no_team(text: str, roster: Roster) -> str:
    return f"there is no team '{_bare(text)}'; the teams are {', '.join(roster.team_names)}"


def _bare(name: str) -> str:
    return " ".join(name.split()).removeprefix("@")


def _parted(rest: str) -> tuple[str, str]:
    first, _, more = rest.partition(" ")
    return first, more.strip()


def _said(text: str, what: str) -> str:
    if not text:
        raise ValueError(f"say {what}")
    return text


def _number(text: str, what: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) == 0:
        not_this = f", not '{text[:40]}'" if text else ""
        raise ValueError(f"say the number of the {what}{not_this}")
    return int(text)


def _ref(text: str) -> ask.Ref:
    number = _number(text.removeprefix("!"), "note, or of the action item as !N")
    return ask.Ref(number, action=text.startswith("!"))


WORDS = (
    Word("next", "/next", "open the next slot", _always(ask.Next())),
    Word("start", "/start", "open the first slot", _always(ask.Next())),
    Word("back", "/back", "return to the slot before", _always(ask.Back())),
    Word("goto", "/goto N", "open slot N", _goto),
    Word("skip", "/skip", "leave this slot out and open the next", _always(ask.Skip())),
    Word("extend", "/extend [2m]", "give this slot more time", _extend),
    Word("shorten", "/shorten [1m]", "give this slot less time", _shorten),
    Word("pause", "/pause", "stop the clock", _always(ask.Pause())),
    Word("resume", "/resume", "let the clock go on", _always(ask.Resume())),
    Word("began", "/began 2m ago", "say that this slot began earlier than now", _began),
    Word("boundary", "/boundary 1m earlier|later", "move the start of this slot", _boundary),
    Word(
        "asleep",
        "/asleep",
        "the time that the machine slept does not count",
        _always(ask.LeaveOutSleep()),
    ),
    Word("refit", "/refit", "shorten later slots so that the end holds", _always(ask.Refit())),
    Word("undo", "/undo", "take the latest step back", _always(ask.Undo())),
    Word("redo", "/redo", "do the step undone last again", _always(ask.Redo())),
    Word("present", "/present NAME [TEAM]", "mark somebody as here, new people too", _present),
    Word("absent", "/absent NAME", "mark somebody as not here", _absent),
    Word("answer", "/answer N TEXT", "answer question N", _answer),
    Word("edit", "/edit N|!N TEXT", "change note N or action item !N", _edit),
    Word("action", "/action N [TEXT @OWNER due:DATE]", "make note N an action item", _action),
    Word("park", "/park N", "keep note N for the next meeting", _park),
    Word("drop", "/drop N|!N [REASON]", "drop note N or action item !N", _drop),
    Word("done", "/done N", "mark action item N as done", _done),
    Word("rate", "/rate TEAM 1-10 [WHY]", "rate the meeting for a team", _rate),
    Word("notes", "/notes", "list the notes with their numbers", _always(FaceWord("notes"))),
    Word("actions", "/actions", "list the open action items", _always(FaceWord("actions"))),
    Word("status", "/status", "say where the meeting stands", _always(FaceWord("status"))),
    Word("wait", "/wait 5m", "let time pass, in a rehearsal only", _wait),
    Word("help", "/help", "list these words", _always(FaceWord("help"))),
    Word("close", "/close", "end the meeting", _always(ask.Close())),
    Word("quit", "/quit", "leave the meeting unfinished, to resume it", _always(FaceWord("quit"))),
)
"""Every word, in the order of help."""

_BY_NAME = {word.name: word for word in WORDS}


def find_word(name: str) -> Word | None:
    """Return the word called `name`, which has no `/`."""
    return _BY_NAME.get(name.lower())


def unknown_word(name: str) -> str:
    """Return the sentence that says that no word is called `name`, and what to type instead."""
    name = name.lower()[:40]
    if near := get_close_matches(name, _BY_NAME, n=1):
        return f"there is no /{name}; did you mean /{near[0]}?"
    return f"there is no /{name}; /help lists the words, and '. /{name}' is saved as text"
