"""The pieces from which the `/` words are made, and readers of what stands behind one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from msgspec import Struct

from meetingtui.meeting import commands as ask
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.marks import match_name


class FaceWord(Struct, frozen=True):
    """A word that the face carries out itself; `by` is the length that `/wait` names."""

    name: str
    by: timedelta = timedelta(0)
    text: str = ""
    """What `/search` is to look for."""


Make = Callable[[str, Roster], ask.Command | FaceWord]
"""Reads what stands behind a word; a ValueError says what is wrong with it."""


class Word(Struct, frozen=True):
    """A word with its one line of help; in `usage` capitals stand for what people fill in."""

    name: str
    usage: str
    help: str
    make: Make

    @property
    def takes_more(self) -> bool:
        """Whether anything may stand behind the word."""
        return " " in self.usage

    @property
    def needs_more(self) -> bool:
        """Whether something has to stand behind it."""
        return self.takes_more and not self.usage.partition(" ")[2].startswith("[")


def always(result: ask.Command | FaceWord) -> Make:
    """Return a reader for a word behind which nothing stands."""

    def make(rest: str, roster: Roster) -> ask.Command | FaceWord:
        if rest:
            raise ValueError(f"nothing stands behind this word, not '{rest[:40]}'")
        return result

    return make


def parted(rest: str) -> tuple[str, str]:
    """Return the first word of `rest`, and what stands behind it."""
    first, _, more = rest.partition(" ")
    return first, more.strip()


def said(text: str, what: str) -> str:
    """Return `text`; ValueError that asks for `what` where it is empty."""
    if not text:
        raise ValueError(f"say {what}")
    return text


def number_in(text: str, what: str) -> int:
    """Return the number that `text` is, of a `what`; ValueError where it is none."""
    if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) == 0:
        not_this = f", not '{text[:40]}'" if text else ""
        raise ValueError(f"say the number of the {what}{not_this}")
    return int(text)


def ref_in(text: str) -> ask.Ref:
    """Return what `text` calls a note (`7`) or an action item (`!12`)."""
    number = number_in(text.removeprefix("!"), "note, or of the action item as !N")
    return ask.Ref(number, action=text.startswith("!"))


def find_team(text: str, roster: Roster) -> str:
    """Return the team that `text` names or alone begins, or ""."""
    return match_name(bare(text).rstrip(":"), roster.team_names, shortest=1)


def team_of(text: str, roster: Roster) -> str:
    """Return the team that `text` names; ValueError where there is none."""
    team = find_team(text, roster)
    if not team:
        raise ValueError(no_team(text, roster))
    return team


def no_team(text: str, roster: Roster) -> str:
    """Return the sentence that says that no team is called `text`."""
    return f"there is no team '{bare(text)}'; the teams are {', '.join(roster.team_names)}"


def bare(name: str) -> str:
    """Return a name without its `@`, spaces made single."""
    return " ".join(name.split()).removeprefix("@")
