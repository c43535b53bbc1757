"""Trends that set teams beside one another: airtime, recognition, rating; never people."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from meetingtui.agenda.percents import whole_percents
from meetingtui.followup.insights_model import Bar, Figure, Stretch, advised, known, many, percent
from meetingtui.meeting.course import ZERO, course_of
from meetingtui.meeting.credit import credit_of
from meetingtui.meeting.figures import LEAST_RATING, WIDEST_GAP, TeamShare, shares_of
from meetingtui.meeting.model import Meeting, Note, NoteKind
from meetingtui.meeting.roll import ratings_of
from meetingtui.meeting.spoken import tell_score

QUIET = 3
"""A team that was mentioned in none of so many meetings has gone unmentioned."""

_SAME = 0.05
"""Rounding does not make a share unfair; in percentage points."""


def airtime(stretch: Stretch) -> Figure:
    """Return each team's share of the floor against its planned one; within 10 points is fair."""
    by_meeting = [_shares(meeting) for meeting in stretch.meetings]
    planned, real = Counter[str](), Counter[str]()
    for share in (share for shares in by_meeting for share in shares):
        planned[share.team] += round(share.planned / timedelta(seconds=1))
        real[share.team] += round(share.real / timedelta(seconds=1))
    teams = [team for team in stretch.teams if real.total() and (planned[team] or real[team])]
    in_words = zip(
        whole_percents([real[team] for team in teams]),
        whole_percents([planned[team] for team in teams]),
        strict=True,
    )
    bars = tuple(
        Bar(
            team,
            percent(real[team], real.total()) or 0.0,
            f"{of_real}%, {of_planned}% planned",
            percent(planned[team], planned.total()) or 0.0,
        )
        for team, (of_real, of_planned) in zip(teams, in_words, strict=True)
    )
    widest = max(bars, key=lambda bar: abs(bar.value - (bar.target or 0)), default=None)
    gap = abs(widest.value - (widest.target or 0)) if widest else 0.0
    meets = gap <= 100 * WIDEST_GAP + _SAME if widest else None
    return Figure(
        id="airtime",
        title="Airtime balance",
        goal=f"within {100 * WIDEST_GAP:.0f} points",
        unit="%",
        told=", ".join(f"{bar.label} {bar.told.partition(',')[0]}" for bar in bars)
        or "no team had the floor",
        meets=meets,
        points=tuple(_gap(shares) for shares in by_meeting),
        less_is_better=True,
        bars=bars,
        advice=advised(
            meets,
            keep="each team has the time that was agreed.",
            mend="Let the team with less open the next meeting, and hold the others to their time.",
        ),
    )


def recognition(stretch: Stretch) -> Figure:
    """Return whose wins were told and who was thanked; no team should go unmentioned."""
    mentions = [_mentions(stretch, meeting) for meeting in stretch.meetings]
    wins, thanks, joint, to_nobody = Counter[str](), Counter[str](), 0, 0
    for meeting in stretch.meetings:
        for note in stretch.taken(meeting, NoteKind.WIN):
            teams = credit_of(note).teams
            wins.update(teams)
            joint += len(teams) > 1
        for note in stretch.taken(meeting, NoteKind.THANKS):
            thanks.update(named := _thanked(stretch, note))
            to_nobody += not named
    quiet = [team for team in stretch.current_teams if _is_quiet(stretch, team, mentions)]
    said = any(mentions)
    teams = stretch.current_teams
    bars = [_praise_bar(team, wins[team], thanks[team]) for team in teams] if said else []
    bars += [Bar("jointly", joint, many(joint, "joint win"))] if said else []
    told = ", ".join(f"{team} {wins[team] + thanks[team]}" for team in teams)
    return Figure(
        id="recognition",
        title="Wins and thanks",
        goal=f"no team unmentioned in {QUIET} meetings",
        told=f"{told}; {joint} joint" if said else "no win, no thanks",
        meets=not quiet if said and len(stretch.meetings) >= QUIET else None,
        points=tuple(
            float(min((each[team] for team in teams), default=0)) if said else None
            for each in mentions
        ),
        bars=tuple(bars),
        advice=_praise_advice(quiet, joint, thanks.total(), to_nobody) if said else "",
    )


def rating(stretch: Stretch) -> Figure:
    """Return how the teams rate the meetings; the goal is 8."""
    by_team: dict[str, list[int]] = {team: [] for team in stretch.teams}
    points: list[float | None] = []
    for meeting in stretch.meetings:
        given = {team: rated.score for team, rated in ratings_of(meeting).items()}
        for team, score in given.items():
            by_team[team].append(score)
        points.append(sum(given.values()) / len(given) if given else None)
    values = known(points)
    average = sum(values) / len(values) if values else None
    bars = tuple(
        Bar(team, sum(scores) / len(scores), tell_score(sum(scores) / len(scores)), LEAST_RATING)
        for team, scores in by_team.items()
        if scores
    )
    meets = None if average is None else average >= LEAST_RATING
    return Figure(
        id="rating",
        title="Rating",
        goal=f"at least {LEAST_RATING}",
        told="nobody rated" if average is None else f"{tell_score(average)} of 10",
        meets=meets,
        points=tuple(points),
        bars=bars,
        full=10.0,
        advice=_rating_advice(bars, meets=bool(meets)) if bars else "",
    )


def _shares(meeting: Meeting) -> tuple[TeamShare, ...]:
    return shares_of(meeting, course_of(meeting).closed_at or meeting.opened_at)


def _gap(shares: tuple[TeamShare, ...]) -> float | None:
    if not shares or not sum((share.real for share in shares), ZERO):
        return None
    return max(100 * abs(share.real_share - share.planned_share) for share in shares)


def _mentions(stretch: Stretch, meeting: Meeting) -> Counter[str]:
    """Return how often each team was credited with a win or thanked."""
    wins = stretch.taken(meeting, NoteKind.WIN)
    thanks = stretch.taken(meeting, NoteKind.THANKS)
    return Counter(
        [team for note in wins for team in credit_of(note).teams]
        + [team for note in thanks for team in _thanked(stretch, note)]
    )


def _thanked(stretch: Stretch, note: Note) -> set[str]:
    return set(filter(None, map(stretch.team_of, credit_of(note).to)))


def _is_quiet(stretch: Stretch, team: str, mentions: list[Counter[str]]) -> bool:
    """Tell whether `team` was there in the latest meetings, and mentioned in none of them."""
    latest = list(zip(stretch.meetings, mentions, strict=True))[-QUIET:]
    there = [each for meeting, each in latest if team in [t.name for t in meeting.teams]]
    return len(there) == QUIET and not any(each[team] for each in there)


def _praise_bar(team: str, wins: int, thanks: int) -> Bar:
    thanked = f"thanked {many(thanks, 'time')}" if thanks else "never thanked"
    return Bar(team, wins + thanks, f"{many(wins, 'win')}, {thanked}")


def _praise_advice(quiet: list[str], joint: int, thanks: int, to_nobody: int) -> str:
    if quiet:
        names = " and ".join(quiet)
        return f"{names} went unmentioned in the last {QUIET} meetings: ask who there helped."
    if not joint:
        return "Ask in the wins which one no team would have had alone."
    if to_nobody and not thanks:
        return "The thanks name nobody: write whom they are for, as @NAME."
    if not thanks:
        return "Nobody was thanked: ask at each win who of the others had a part in it."
    return "Keep it: each team hears that it counts."


def _rating_advice(bars: tuple[Bar, ...], *, meets: bool) -> str:
    low = min(bars, key=lambda bar: bar.value)
    high = max(bars, key=lambda bar: bar.value)
    if high.value - low.value >= 1:
        return f"{low.label} rates lower than {high.label}: ask there what would make it a 10."
    if meets:
        return "Keep it: people find it worth their time."
    return "Read the reasons aloud at the next start, and change the one named most."
