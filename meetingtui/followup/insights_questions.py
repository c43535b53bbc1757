"""Trends of what one team asks and shows the other: questions answered, previews used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from meetingtui.clock import local_date
from meetingtui.followup.insights_model import Bar, Figure, Stretch, advised, many, middle, percent
from meetingtui.meeting.course import course_of
from meetingtui.meeting.model import Meeting, Note, NoteKind, PreviewResult

LEAST_ANSWERED = 80.0
"""Of the questions of each direction, as a percentage; our own goal."""

LEAST_USED = 50.0
"""Of the previews whose result is known, as a percentage; our own goal."""


_ASK_FOR_RESULTS = "Ask of each preview what became of it: without that nobody learns."


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Note
    days: int | None
    """After how many days it was answered, 0 in its own meeting; None where it was not."""


def questions(stretch: Stretch) -> Figure:
    """Return how many questions were answered, each way, and how fast."""
    by_meeting = [_asked(stretch, meeting) for meeting in stretch.meetings]
    every = [each for asked in by_meeting for each in asked]
    bars = _directions(every)
    slowest = min(bars, key=lambda bar: bar.value, default=None)
    meets = None if slowest is None else slowest.value >= LEAST_ANSWERED
    return Figure(
        id="questions",
        title="Questions answered",
        goal=f"at least {LEAST_ANSWERED:.0f}% each way",
        unit="%",
        told=_told_usual(every) if every else "nobody asked",
        meets=meets,
        points=tuple(percent(_answered(asked), len(asked)) for asked in by_meeting),
        bars=bars,
        full=100.0,
        advice=_advice(slowest, meets=bool(meets)),
    )


def previews(stretch: Stretch) -> Figure:
    """Return how many previews came to be used by the other team."""
    by_meeting = [stretch.taken(meeting, NoteKind.PREVIEW) for meeting in stretch.meetings]
    every = [note for notes in by_meeting for note in notes]
    shares = [percent(_count(notes, used=True), _known(notes)) for notes in by_meeting]
    share = percent(_count(every, used=True), _known(every))
    meets = None if share is None else share >= LEAST_USED
    waiting = len(every) - _known(every)
    told = f"{_used(every)}, {waiting} not known yet" if every else "nothing was shown"
    return Figure(
        id="previews",
        title="Previews used",
        goal=f"at least {LEAST_USED:.0f}% of results",
        unit="%",
        told=told,
        meets=meets,
        points=tuple(shares),
        bars=tuple(_of_team(team, every) for team in stretch.teams) if _known(every) else (),
        full=100.0,
        advice=_ASK_FOR_RESULTS
        if waiting > _known(every)
        else advised(
            meets,
            keep="what is shown is what is needed.",
            mend="Ask first what the others would use, and show it while it can still change.",
        ),
    )


def _asked(stretch: Stretch, meeting: Meeting) -> list[_Asked]:
    ended_at = course_of(meeting).closed_at or meeting.opened_at
    return [
        _Asked(question, _days(stretch, question, ended_at))
        for question in stretch.taken(meeting, NoteKind.QUESTION)
    ]


def _days(stretch: Stretch, question: Note, ended_at: datetime) -> int | None:
    answered_at = question.answered_at
    if question.became or (answered_at and answered_at <= ended_at):
        return 0
    if answered_at is None:
        return None
    asked_on = local_date(question.taken_at, stretch.zone)
    return (local_date(answered_at, stretch.zone) - asked_on).days


def _directions(every: list[_Asked]) -> tuple[Bar, ...]:
    ways: dict[tuple[str, str], list[_Asked]] = {}
    for each in every:
        for asked in each.question.teams or ("",):
            ways.setdefault((each.question.team, asked), []).append(each)
    return tuple(
        Bar(_way(*way), percent(_answered(those), len(those)) or 0.0, _told(those), LEAST_ANSWERED)
        for way, those in sorted(ways.items())
    )


def _way(asker: str, asked: str) -> str:
    """Return who asks whom; who had the floor together ask as all, and may ask all."""
    return f"{asker} asks {asked or 'all'}" if asker else f"all ask {asked or 'all'}"


def _answered(those: list[_Asked]) -> int:
    return sum(each.days is not None for each in those)


def _told(those: list[_Asked]) -> str:
    return f"{_answered(those)} of {len(those)}"


def _told_usual(those: list[_Asked]) -> str:
    """Return how many were answered and when that usually is, in the median of those."""
    days = [each.days for each in those if each.days is not None]
    if not days:
        return _told(those)
    usual = round(middle(days))
    when = f"after {many(usual, 'day')}" if usual else "the same day"
    return f"{_told(those)}, usually {when}"


def _advice(slowest: Bar | None, *, meets: bool) -> str:
    if slowest is None:
        return ""
    mend = f"Where {slowest.label}, agree on the spot who answers, and by when."
    return advised(meets, keep="who asks gets an answer.", mend=mend)


def _known(notes: list[Note]) -> int:
    return _count(notes, used=True) + _count(notes, used=False)


def _count(notes: list[Note], *, used: bool) -> int:
    result = PreviewResult.USED if used else PreviewResult.NOT_USED
    return sum(note.preview is not None and note.preview.result is result for note in notes)


def _used(notes: list[Note]) -> str:
    return f"{_count(notes, used=True)} of {_known(notes)} used" if _known(notes) else "no result"


def _of_team(team: str, every: list[Note]) -> Bar:
    mine = [note for note in every if note.team == team]
    return Bar(team, percent(_count(mine, used=True), _known(mine)) or 0.0, _used(mine), LEAST_USED)
