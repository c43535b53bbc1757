"""Trends of what one team asks and shows the other: questions answered, previews used."""

from __future__ import annotations

from dataclasses import dataclass

from meetingtui.followup.insights_model import Bar, Figure, Stretch, advised, many, middle, percent
from meetingtui.meeting.course import course_of
from meetingtui.meeting.model import Meeting, Note, NoteKind, NoteState, PreviewResult

LEAST_ANSWERED = 80.0
"""Of the questions of each direction, as a percentage; our own goal."""

LEAST_USED = 50.0
"""Of the previews whose result is known, as a percentage; our own goal."""


_ASK_FOR_RESULTS = "Ask of each preview what became of it: without that nobody learns."


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Note
    at_once: bool
    later_days: float | None
    """After how many days it was answered, where that was in a later meeting."""

    @property
    def answered(self) -> bool:
        return self.question.state is NoteState.ANSWERED or bool(self.question.became)


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
        told=_told(every) if every else "nobody asked",
        meets=meets,
        points=tuple(
            percent(sum(each.at_once for each in asked), len(asked)) for asked in by_meeting
        ),
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
    told = f"{_used(every)}, {waiting} unknown" if every else "nothing was shown"
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
        advice=advised(
            meets,
            keep="what is shown is what is needed.",
            mend="Ask first what the other team would use, and show it while it can still change.",
        )
        or (_ASK_FOR_RESULTS if every else ""),
    )


def _asked(stretch: Stretch, meeting: Meeting) -> list[_Asked]:
    ended_at = course_of(meeting).closed_at or meeting.opened_at
    found = []
    for question in stretch.taken(meeting, NoteKind.QUESTION):
        answered_at = question.answered_at
        at_once = bool(question.became) or (answered_at is not None and answered_at <= ended_at)
        later = answered_at - question.taken_at if answered_at and not at_once else None
        days = later.total_seconds() / 86_400 if later else None
        found.append(_Asked(question, at_once, days))
    return found


def _directions(every: list[_Asked]) -> tuple[Bar, ...]:
    ways: dict[tuple[str, str], list[_Asked]] = {}
    for each in every:
        asker = each.question.team or "everybody"
        for asked in each.question.teams or ("nobody",):
            ways.setdefault((asker, asked), []).append(each)
    return tuple(
        Bar(f"{asker} asks {asked}", _share(those), _told(those), LEAST_ANSWERED)
        for (asker, asked), those in sorted(ways.items())
    )


def _share(those: list[_Asked]) -> float:
    return percent(sum(each.answered for each in those), len(those)) or 0.0


def _told(those: list[_Asked]) -> str:
    answered = sum(each.answered for each in those)
    days = [each.later_days for each in those if each.later_days is not None]
    after = f", {len(days)} after {many(round(middle(days)), 'day')}" if days else ""
    return f"{answered} of {len(those)}{after}"


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
    return f"{_count(notes, used=True)} of {_known(notes)} used" if _known(notes) else "none used"


def _of_team(team: str, every: list[Note]) -> Bar:
    mine = [note for note in every if note.team == team]
    return Bar(team, percent(_count(mine, used=True), _known(mine)) or 0.0, _used(mine), LEAST_USED)
