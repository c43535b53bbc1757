"""Every time and length of a meeting, computed from plan, timeline and now; nothing is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from meetingtui.agenda.plan import Slot, share_of
from meetingtui.meeting.facts import (
    BoundaryMoved,
    Closed,
    Extended,
    Paused,
    Refitted,
    Resumed,
    SleepLeftOut,
    SlotOpened,
    SlotSkipped,
)
from meetingtui.meeting.model import Held, Meeting, MeetingState

ZERO = timedelta(0)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time; `end` is None while it lasts."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A slot (by index) that had the floor for a while."""

    slot: int
    span: Span


@dataclass(frozen=True, slots=True)
class Course:
    """A timeline read once: who had the floor when, when the clock stood, how long slots are."""

    turns: tuple[Turn, ...]
    pauses: tuple[Span, ...]
    lengths: tuple[timedelta, ...]
    """The timebox of each slot, with extensions and re-fits."""

    skipped: frozenset[int]
    closed_at: datetime | None

    @property
    def slot(self) -> int | None:
        """The index of the slot that has the floor; None before the start and after the close."""
        return self.turns[-1].slot if self.turns and self.closed_at is None else None

    @property
    def paused(self) -> bool:
        """Whether the clock stands."""
        return bool(self.pauses) and self.pauses[-1].end is None

    @property
    def state(self) -> MeetingState:
        """Where the meeting stands."""
        if self.closed_at is not None:
            return MeetingState.CLOSED
        if not self.turns:
            return MeetingState.PLANNED
        return MeetingState.PAUSED if self.paused else MeetingState.RUNNING

    @property
    def started_at(self) -> datetime | None:
        """When the first slot opened."""
        return self.turns[0].span.start if self.turns else None

    @property
    def following(self) -> int | None:
        """The index of the slot that opens next; None after the last one."""
        first = 0 if self.slot is None else self.slot + 1
        coming = (i for i in range(first, len(self.lengths)) if i not in self.skipped)
        return next(coming, None)

    def elapsed(self, slot: int, now: datetime) -> timedelta:
        """Return how long the slot has had the floor, over all its turns, without pauses."""
        return sum(
            (self._running(turn.span, now) for turn in self.turns if turn.slot == slot), ZERO
        )

    def _running(self, span: Span, now: datetime) -> timedelta:
        end = span.end or self.closed_at or now
        stood = sum((_overlap(pause, span.start, end) for pause in self.pauses), ZERO)
        return max(ZERO, end - span.start - stood)


@dataclass(frozen=True, slots=True)
class Status:
    """All that the faces show of the clock at one instant."""

    state: MeetingState
    slot: int | None
    """Index of the slot that has the floor."""

    elapsed: timedelta
    """Time spent in that slot."""

    remaining: timedelta
    """Time left in that slot; negative when it is over."""

    warnings: int
    """How many of the agenda's warnings the slot has passed."""

    drift: timedelta
    """How far the projected end lies behind the planned end; negative when ahead."""

    ends_at: datetime
    """The projected end; the real one after the close."""

    airtime: Mapping[str, timedelta]
    """Time booked to each team."""

    share: Mapping[str, timedelta]
    """Time planned for each team."""

    @property
    def over(self) -> bool:
        """Whether the slot is past its timebox."""
        return self.remaining < ZERO


def course_of(meeting: Meeting) -> Course:
    """Read the timeline of `meeting`."""
    turns: list[Turn] = []
    pauses: list[Span] = []
    lengths = [slot.length for slot in meeting.slots]
    skipped: set[int] = set()
    closed_at = None
    for fact in meeting.timeline:
        match fact:
            case SlotOpened(slot=slot, at=at):
                _end_last(turns, at)
                turns.append(Turn(slot, Span(at)))
                skipped.discard(slot)
            case BoundaryMoved(opened_at=at):
                turns[-1] = Turn(turns[-1].slot, Span(at))
                _end_last(turns, at, before=1)
            case SlotSkipped(slot=slot):
                skipped.add(slot)
            case Paused(at=at):
                pauses.append(Span(at))
            case Resumed(at=at):
                pauses[-1] = Span(pauses[-1].start, at)
            case SleepLeftOut(since=since, until=until):
                pauses.insert(0, Span(since, until))
            case Extended(slot=slot, by=by):
                lengths[slot] += by
            case Refitted(cuts=cuts):
                for slot, cut in cuts.items():
                    lengths[slot] -= cut
            case Closed(at=at):
                closed_at = at
                _end_last(turns, at)
            case _:
                pass
    return Course(tuple(turns), tuple(pauses), tuple(lengths), frozenset(skipped), closed_at)


def status_of(meeting: Meeting, now: datetime) -> Status:
    """Return the clock of `meeting` at `now`."""
    course = course_of(meeting)
    ends_at = projected_end(meeting, course, now)
    slot = course.slot
    elapsed = ZERO if slot is None else course.elapsed(slot, now)
    remaining = ZERO if slot is None else remaining_in(meeting, course, slot, now)
    return Status(
        state=course.state,
        slot=slot,
        elapsed=elapsed,
        remaining=remaining,
        warnings=0 if slot is None else _warnings(meeting, elapsed, remaining),
        drift=ends_at - planned_end(meeting, course, now),
        ends_at=ends_at,
        airtime=airtime(meeting, course, now),
        share={team.name: share_of(meeting.slots, team.name) for team in meeting.teams},
    )


def planned_end(meeting: Meeting, course: Course, now: datetime) -> datetime:
    """Return when the plan as made ends; without a planned start it starts when it starts."""
    at = meeting.starts_at or course.started_at or now
    for slot in meeting.slots:
        at = at + slot.length if slot.ends_at is None else max(at, slot.ends_at)
    return at


def projected_end(meeting: Meeting, course: Course, now: datetime) -> datetime:
    """Return when the meeting will end if every slot still to come takes its timebox."""
    if course.closed_at is not None:
        return course.closed_at
    at = now
    first = 0
    if course.slot is not None:
        at += max(ZERO, remaining_in(meeting, course, course.slot, now))
        first = course.slot + 1
    elif meeting.starts_at is not None:
        at = max(now, meeting.starts_at)
    for index in range(first, len(meeting.slots)):
        at = _after(meeting, course, index, at, now)
    return at


def remaining_in(meeting: Meeting, course: Course, slot: int, now: datetime) -> timedelta:
    """Return the time left in a slot; negative when it is over."""
    fixed = fixed_end(meeting.slots[slot], course.lengths[slot])
    if fixed is not None:
        return fixed - now
    return course.lengths[slot] - course.elapsed(slot, now)


def fixed_end(slot: Slot, length: timedelta) -> datetime | None:
    """Return the clock time at which a slot of this `length` now ends, where one is fixed."""
    return None if slot.ends_at is None else slot.ends_at + (length - slot.length)


def airtime(meeting: Meeting, course: Course, now: datetime) -> dict[str, timedelta]:
    """Return the time booked to each team, teams in the order of the agenda."""
    booked = {team.name: ZERO for team in meeting.teams}
    for index in {turn.slot for turn in course.turns}:
        team = meeting.slots[index].team
        if team in booked:
            booked[team] += course.elapsed(index, now)
    return booked


def held_slots(meeting: Meeting) -> tuple[Held, ...]:
    """Return the real times of every slot that has given up the floor, in order of opening."""
    course = course_of(meeting)
    first_turns = {turn.slot: turn for turn in reversed(course.turns)}
    return tuple(
        Held(meeting.slots[slot].id, turn.span.start, course.elapsed(slot, turn.span.start))
        for slot, turn in sorted(first_turns.items(), key=lambda item: item[1].span.start)
        if slot != course.slot
    )


def _after(meeting: Meeting, course: Course, index: int, at: datetime, now: datetime) -> datetime:
    if index in course.skipped:
        return at
    fixed = fixed_end(meeting.slots[index], course.lengths[index])
    if fixed is not None:
        return max(at, fixed)
    return at + max(ZERO, course.lengths[index] - course.elapsed(index, now))


def _warnings(meeting: Meeting, elapsed: timedelta, remaining: timedelta) -> int:
    box = elapsed + remaining
    passed = 0
    for warn in meeting.warn:
        if warn.left is not None:
            passed += box > warn.left >= remaining
        else:
            passed += elapsed >= box * (warn.spent or 0)
    return passed


def _end_last(turns: list[Turn], at: datetime, before: int = 0) -> None:
    if len(turns) > before:
        index = -1 - before
        turns[index] = Turn(turns[index].slot, Span(turns[index].span.start, at))


def _overlap(pause: Span, start: datetime, end: datetime) -> timedelta:
    latest = max(pause.start, start)
    earliest = min(pause.end or end, end)
    return max(ZERO, earliest - latest)
