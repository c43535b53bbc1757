"""The `/` words for who is here, and for what the teams say of the meeting."""

from __future__ import annotations

import re
from difflib import get_close_matches

from meetingtui.meeting import commands as ask
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.facts import MAX_SCORE
from meetingtui.meeting.word_args import Word, bare, find_team, no_team, parted, said, team_of


def _present(rest: str, roster: Roster) -> ask.Command:
    if quoted := re.fullmatch(r'["“](?P<person>[^"”]*\w[^"”]*)["”]\s*(?P<team>.*)', rest):
        team = quoted["team"]
        return ask.MarkPresent(quoted["person"].strip(), team_of(team, roster) if team else "")
    words = said(rest, "who is here").split()
    known = list(dict.fromkeys(roster.person(name) for name in _names(rest)))
    if known and all(known):
        return ask.MarkPresent(known[0], others=tuple(known[1:]))
    for at in range(1, len(words)):
        if team := find_team(" ".join(words[at:]), roster):
            person = bare(" ".join(words[:at]))
            same = (name for name in roster.people if name.casefold() == person.casefold())
            return ask.MarkPresent(next(same, person), team)
    if len(words) > 1:
        raise ValueError(
            f'{no_team(words[-1], roster)}; a new name of several words stands in quotes: "{rest}"'
        )
    return ask.MarkPresent(bare(rest))


def _absent(rest: str, roster: Roster) -> ask.Command:
    names = _names(said(rest, "who is not here")) or [rest]
    person, *others = dict.fromkeys(_known(name, roster) for name in names)
    return ask.MarkAbsent(person, tuple(others))


def _names(rest: str) -> list[str]:
    """Return the names in `rest`, which commas or an `and` stand between."""
    return [bare(name) for name in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", rest) if name]


def _known(name: str, roster: Roster) -> str:
    if known := roster.person(name):
        return known
    near = get_close_matches(name.title(), roster.people, n=1)
    meant = f"did you mean {near[0]}?" if near else f"expected are {', '.join(roster.people)}"
    raise ValueError(f"nobody called '{name}' is expected; {meant}")


def _forgive(rest: str, roster: Roster) -> ask.Command:
    return ask.Forgive(team_of(said(rest, "which team"), roster))


def _rate(rest: str, roster: Roster) -> ask.Command:
    words = said(rest, "the team and its rating").split()
    for at in range(len(words), 0, -1):
        if team := find_team(" ".join(words[:at]), roster):
            return ask.Rate(team, _score(" ".join(words[at : at + 1])), " ".join(words[at + 1 :]))
    raise ValueError(no_team(words[0], roster))


def _score(text: str) -> int:
    score = re.fullmatch(rf"(?P<score>[0-9]{{1,6}})(?:/{MAX_SCORE})?[,:;.]?", text)
    if score is None or not 1 <= int(score["score"]) <= MAX_SCORE:
        not_this = f", not '{text}'" if text else ""
        raise ValueError(f"a rating is a whole number from 1 to {MAX_SCORE}{not_this}")
    return int(score["score"])


def _norm(rest: str, roster: Roster) -> ask.Command:
    first, more = parted(said(rest, "yes, no, or a sentence"))
    kept = {"yes": True, "y": True, "no": False, "n": False}.get(first.lower().rstrip(",.:;"))
    return ask.CheckNorm(kept, rest if kept is None else more)


def _again(rest: str, roster: Roster) -> ask.Command:
    return ask.Reschedule(said(rest, "the day of the next meeting"))


PEOPLE_WORDS = (
    Word("present", "/present NAME [TEAM]", "mark somebody as here, new people too", _present),
    Word("absent", "/absent NAME", "mark somebody as not here, or several: Ana, Ben", _absent),
    Word("forgive", "/forgive TEAM", "let go what a team owes from last time", _forgive),
    Word("rate", "/rate TEAM 1-10 [WHY]", "rate the meeting for a team", _rate),
    Word("norm", "/norm yes|no [WHY]", "say whether the norm of the day was kept", _norm),
    Word("again", "/again DATE", "say when the next meeting is", _again),
)
