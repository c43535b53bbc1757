"""An agenda made of another: under a new name, for other teams."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from meetingtui.agenda.keys import id_from
from meetingtui.agenda.model import Agenda, Segment, Team
from meetingtui.agenda.plan import make_slots, share_of, total
from meetingtui.agenda.problem import shown
from meetingtui.errors import UsageError
from meetingtui.text import clean

TWO = 2
"""So many teams are called both, and one of them the other."""

_ROUND_UP = timedelta(minutes=5)
_WORDS_OF_TWO = {
    "does the other team": "do the other teams",
    "the other team's": "the other teams'",
    "the other team": "the other teams",
    "both": "all",
}
_OF_TWO = re.compile(rf"\b(?:{'|'.join(_WORDS_OF_TWO)})\b", re.IGNORECASE)


def derived(begin: Agenda, name: str, teams: Sequence[str]) -> Agenda:
    """Return `begin` under a new name, for `teams`, with a length that all of it fits in.

    Without `teams` it keeps its own. Raises UsageError for a name that gives no id.
    """
    by_person = any(segment.per_person for segment in begin.segments)
    own = tuple(Team(each, _people(each) if by_person else ()) for each in teams) or begin.teams
    made = replace(
        begin,
        id=id_for(name),
        title=clean(name).strip() if id_for(name) != name else name.replace("-", " ").capitalize(),
        extends="",
        remove=(),
        purpose=_said_to(own, begin.purpose),
        norms=tuple(_said_to(own, norm) for norm in begin.norms),
        teams=own,
        segments=tuple(_for_teams(segment, own) for segment in begin.segments),
    )
    slots = make_slots(made, [team.name for team in own])
    shares = {share_of(slots, team.name) for team in own}
    length = max(made.length, -(-total(slots) // _ROUND_UP) * _ROUND_UP)
    fits = total(slots) <= made.length
    return replace(made, length=made.length if fits else length, equal=len(shares) == 1)


def untrue_of(begin: Agenda, made: Agenda) -> list[str]:
    """Return the words that what is said of `begin` may have, and that are not true of `made`."""
    words = []
    if len(made.teams) != len(begin.teams):
        words += ["both", "each side", "the other", "two teams"]
    if made.length != begin.length:
        words += ["minutes", "hour"]
    return words


def id_for(name: str) -> str:
    """Return the id for an agenda called `name`; raises UsageError where it gives none."""
    made = id_from(name)
    if not made:
        what = "use letters from a to z, and write its name as the title in the file"
        raise UsageError(f"{shown(clean(name))} gives no id for the agenda; {what}")
    return made


def _people(team: str) -> tuple[str, ...]:
    # A round by person needs somebody to plan for.
    return (f"{team} 1", f"{team} 2")


def _said_to(teams: Sequence[Team], text: str) -> str:
    """Return what `text` says to two teams as it is said to `teams`, where they are more."""

    def said(match: re.Match[str]) -> str:
        words = _WORDS_OF_TWO[match[0].lower()]
        return words.capitalize() if match[0][0].isupper() else words

    return _OF_TWO.sub(said, text) if len(teams) > TWO else text


def _for_teams(segment: Segment, teams: Sequence[Team]) -> Segment:
    """Return `segment` with a length for each of `teams`: one for all where it is the same."""
    title, prompt = _said_to(teams, segment.title), _said_to(teams, segment.prompt)
    segment = replace(segment, title=title, prompt=prompt)
    if not isinstance(segment.per_team, dict):
        return segment
    longest = max(segment.per_team.values())
    known = {team.name for team in teams}
    if known != set(segment.per_team) or len(set(segment.per_team.values())) == 1:
        return replace(segment, per_team=longest)
    return segment
