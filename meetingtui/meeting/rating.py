"""The teams rate a meeting: who is asked next, when a reason is due, and what an answer gives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from meetingtui.agenda.model import Team
from meetingtui.errors import Refused, UsageError
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.clock_rules import HEALTHY_SCORE
from meetingtui.meeting.commands import Rate
from meetingtui.meeting.facts import MAX_SCORE
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.roll import ratings_of
from meetingtui.meeting.slash import parse_command
from meetingtui.text import clean


@dataclass(frozen=True, slots=True)
class Question:
    """What one team is asked."""

    team: str
    score: int | None = None
    """Why it gives this score; None where the score itself is asked for."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """The ratings of one meeting while they are given; each answer makes the next ballot.

    All teams are asked for their scores first, then those with a low one for a sentence why.
    """

    teams: tuple[str, ...]
    earlier: tuple[Rate, ...] = ()
    """What was given before the teams were asked."""

    ratings: tuple[Rate, ...] = ()
    """What they answered."""

    passed: tuple[Question, ...] = ()
    """The questions that a team left out."""

    @property
    def given(self) -> dict[str, Rate]:
        """The latest rating of each team that gave one."""
        return {rating.team: rating for rating in (*self.earlier, *self.ratings)}

    @property
    def question(self) -> Question | None:
        """What is asked next; None when there is nothing left to ask."""
        given = self.given
        scores = [Question(team) for team in self.teams if team not in given]
        low = [given[team] for team in self.teams if team in given and lacks_reason(given[team])]
        reasons = [Question(rating.team, rating.score) for rating in low]
        return next((each for each in (*scores, *reasons) if each not in self.passed), None)

    def answer(self, text: str) -> Ballot:
        """Return the ballot after the next question was answered with `text`; empty leaves it out.

        A score may have its reason behind it: `7 too long`, and so may a low one in the next
        answer. Raises UsageError for what is no score, and Refused for a number in place of a
        reason, and when nothing is asked.
        """
        asked, said = self.question, clean(text).strip()
        if asked is None:
            raise Refused("every team has been asked")
        if not said:
            return replace(self, passed=(*self.passed, asked))
        if asked.score is None and not said[0].isdecimal():
            if self.ratings and lacks_reason(self.ratings[-1]):
                return self._with(Rate(self.ratings[-1].team, self.ratings[-1].score, said))
            raise UsageError(
                f"first {asked.team}'s score, from 1 to {MAX_SCORE}; why is asked after"
            )
        if asked.score is None:
            rating = parse_command(f"/rate {asked.team} {said}", Roster((Team(asked.team),)))
            return self._with(cast(Rate, rating))
        if said.isdecimal() and int(said) <= MAX_SCORE:
            raise Refused("a reason is a sentence, not a number: what would have made it better?")
        return self._with(Rate(asked.team, asked.score, said))

    def beside(self, meeting: Meeting) -> Ballot:
        """Return the ballot once `meeting` itself says what was given; what was left out stays."""
        earlier = ballot_of(meeting).earlier
        return replace(self, earlier=earlier, ratings=tuple(set(self.ratings[-1:]) & set(earlier)))

    @property
    def unasked(self) -> tuple[str, ...]:
        """The teams that gave no rating and did not leave it out either."""
        given, passed = self.given, {question.team for question in self.passed}
        return tuple(team for team in self.teams if team not in given and team not in passed)

    def _with(self, rating: Rate) -> Ballot:
        others = tuple(each for each in self.ratings if each.team != rating.team)
        return replace(self, ratings=(*others, rating))


def ballot_of(meeting: Meeting) -> Ballot:
    """Return the ballot of `meeting`, with the ratings that it has already."""
    given = ratings_of(meeting).values()
    return Ballot(
        tuple(team.name for team in meeting.teams),
        tuple(Rate(rated.team, rated.score, rated.why) for rated in given),
    )


def lacks_reason(rating: Rate) -> bool:
    """Tell whether `rating` is low and says not why."""
    return rating.score < HEALTHY_SCORE and not rating.why
