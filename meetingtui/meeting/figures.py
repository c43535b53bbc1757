"""The figures of one meeting, and the goal of each; they tell teams apart and never people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo

from msgspec import Struct

from meetingtui.agenda.model import SegmentKind
from meetingtui.meeting.airtime import airtime, planned_shares
from meetingtui.meeting.between import Sitting
from meetingtui.meeting.clock_rules import HEALTHY_SCORE
from meetingtui.meeting.course import ZERO, Course, course_of
from meetingtui.meeting.facts import Extended, Refitted
from meetingtui.meeting.kept import judged
from meetingtui.meeting.model import (
    ActionState,
    Meeting,
    Note,
    NoteKind,
    NoteState,
    State,
)
from meetingtui.meeting.roll import ratings_of
from meetingtui.meeting.slot_outcomes import Outcome, outcome_of
from meetingtui.meeting.spoken import SECOND
from meetingtui.meeting.timing import held_on, planned_end, projected_end

LATEST_START = timedelta(minutes=2)
LATEST_END = ZERO
LEAST_REACHED = 0.9
WIDEST_GAP = 0.1
"""How far a team's real share may be from its planned share, either way."""

LEAST_COMPLETE = 1.0
LEAST_KEPT = 0.9
LEAST_RATING = HEALTHY_SCORE

NOT_COUNTED = frozenset({SegmentKind.BUFFER, SegmentKind.BREAK})
"""Kinds of slots that nobody misses."""


class Part(Struct, frozen=True):
    """So many `of` so many."""

    count: int
    of: int

    @property
    def share(self) -> float | None:
        """The part, 0 to 1; None of nothing."""
        return self.count / self.of if self.of else None

    def reaches(self, least: float) -> bool | None:
        """Tell whether the part is at least `least`; None of nothing."""
        return None if self.share is None else self.share >= least


class TeamShare(Struct, frozen=True):
    """The floor of one team; shares are parts of the time of all teams, 0 to 1."""

    team: str
    planned: timedelta
    real: timedelta
    planned_share: float
    real_share: float

    @property
    def fair(self) -> bool:
        """Whether the real share is near enough to the planned one."""
        return abs(self.real_share - self.planned_share) <= WIDEST_GAP + 1e-9


class Direction(Struct, frozen=True):
    """The questions that one team asked another."""

    asker: str
    """Empty where no team had the floor."""

    asked: str
    """Empty where none was named."""

    answered: Part
    """Those answered, or turned into an action item."""


class Figures(Struct, frozen=True, kw_only=True):
    """What there is to say of one meeting in numbers; delays are negative when early."""

    start_delay: timedelta | None
    """None without a planned start, or before the real one."""

    end_delay: timedelta
    """Against the plan as made; while the meeting runs, what a close at this instant would give."""

    reached: Part
    """Slots that had the floor, of all but breaks and buffers; skipped ones were not reached."""

    shares: tuple[TeamShare, ...]
    """Empty where no team has a slot or a turn of its own."""

    questions: tuple[Direction, ...]
    """Those asked here or carried in, but for the dropped ones, by who asked whom."""

    complete: Part
    """Action items taken here with an owner and a date."""

    kept: Part
    """Promises of earlier meetings that were kept, of those that are judged here (`judged`)."""

    extensions: int
    """How often a slot was given more time."""

    extended: timedelta
    """The time given so, in all."""

    paid: Mapping[int, timedelta]
    """What re-fits took from each slot, by its index."""

    given: Mapping[int, timedelta]
    """What re-fits and saved time gave to each slot, by its index."""

    rating: float | None
    """The average over the teams that gave one."""

    @property
    def started_on_time(self) -> bool | None:
        """Whether the start was at most two minutes late; None where nothing can be said."""
        return None if self.start_delay is None else self.start_delay <= LATEST_START

    @property
    def ended_on_time(self) -> bool:
        """Whether the end was no later than planned, to the second."""
        return self.end_delay < LATEST_END + SECOND


def figures_of(state: State, now: datetime, zone: tzinfo | None) -> Figures:
    """Return the figures of the meeting of `state`, so far where it is not closed. Pure.

    `zone` is that of its days where its agenda names none. The state is taken as it is: what
    became of promises after the close is to be taken back before.
    """
    meeting = state.meeting
    course = course_of(meeting)
    started, planned = course.started_at, meeting.starts_at
    ends_at = projected_end(meeting, course, now) if course.slot is None else now
    longer = [f.by for f in meeting.timeline if isinstance(f, Extended) and f.by > ZERO]
    return Figures(
        start_delay=started - planned if started and planned else None,
        end_delay=ends_at - planned_end(meeting, course, now),
        reached=_reached(meeting, course),
        shares=shares_of(meeting, now),
        questions=_questions(state),
        complete=_complete(state),
        kept=_kept(state, course.closed_at or now, zone),
        extensions=len(longer),
        extended=sum(longer, ZERO),
        paid=_changed(meeting, taken=True),
        given=_changed(meeting, taken=False),
        rating=_rating(meeting),
    )


def shares_of(meeting: Meeting, now: datetime) -> tuple[TeamShare, ...]:
    """Return the share of each team, in the order of the agenda, at `now` or at the close.

    What teams really had is in whole seconds, so that shares are of the times that are shown.
    """
    course = course_of(meeting)
    booked = {team: _whole(real) for team, real in airtime(meeting, course, now).items()}
    planned = planned_shares(meeting, course)
    in_all, taken = sum(planned.values(), ZERO), sum(booked.values(), ZERO)
    if not in_all:
        return ()
    return tuple(
        TeamShare(team, planned[team], real, planned[team] / in_all, real / taken if taken else 0.0)
        for team, real in booked.items()
    )


def _whole(length: timedelta) -> timedelta:
    return timedelta(seconds=round(length.total_seconds()))


def _reached(meeting: Meeting, course: Course) -> Part:
    items = [i for i, slot in enumerate(meeting.slots) if slot.kind not in NOT_COUNTED]
    reached = [outcome_of(meeting, course, i) in (Outcome.HELD, Outcome.OPEN) for i in items]
    return Part(sum(reached), len(items))


def _questions(state: State) -> tuple[Direction, ...]:
    directions: dict[tuple[str, str], list[bool]] = {}
    for note in state.notes.values():
        if note.kind is NoteKind.QUESTION and note.state is not NoteState.DROPPED:
            for asked in note.teams or ("",):
                directions.setdefault((note.team, asked), []).append(_is_answered(note))
    return tuple(
        Direction(asker, asked, Part(sum(answers), len(answers)))
        for (asker, asked), answers in directions.items()
    )


def _is_answered(question: Note) -> bool:
    return question.state is NoteState.ANSWERED or bool(question.became)


def verdicts_of(state: State, ended_at: datetime, zone: tzinfo | None) -> dict[str, bool]:
    """Return the ids of the promises that the meeting judges, each with whether it was kept."""
    meeting = state.meeting
    sitting = Sitting(meeting.id, meeting.opened_at, ended_at, held_on(meeting, zone))
    found = judged(state.actions.values(), sitting, meeting.before)
    return {action.id: kept for action, kept in found}


def _complete(state: State) -> Part:
    taken = [
        action
        for action in state.actions.values()
        if action.meeting == state.meeting.id and action.state is not ActionState.DROPPED
    ]
    return Part(sum(bool(a.owner and a.due_on) for a in taken), len(taken))


def _kept(state: State, ended_at: datetime, zone: tzinfo | None) -> Part:
    verdicts = verdicts_of(state, ended_at, zone).values()
    return Part(sum(verdicts), len(verdicts))


def _changed(meeting: Meeting, *, taken: bool) -> dict[int, timedelta]:
    """Return what was taken from each slot in all, or else what was given to it."""
    changed: dict[int, timedelta] = {}
    for fact in meeting.timeline:
        if isinstance(fact, Refitted):
            for slot, cut in fact.cuts.items():
                if cut and (cut > ZERO) is taken:
                    changed[slot] = changed.get(slot, ZERO) + abs(cut)
    return changed


def _rating(meeting: Meeting) -> float | None:
    scores = [rated.score for rated in ratings_of(meeting).values()]
    return sum(scores) / len(scores) if scores else None
