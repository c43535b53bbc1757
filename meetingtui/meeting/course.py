"""What a timeline says: who had the floor when, in which order, and how long each slot may take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from meetingtui.meeting.facts import (
    Absent,
    BoundaryMoved,
    ClockAdopted,
    Closed,
    Extended,
    Forgiven,
    Moved,
    Paused,
    Present,
    Refitted,
    Repaying,
    Resumed,
    SleepLeftOut,
    SlotOpened,
    SlotSkipped,
    TimelineFact,
)
from meetingtui.meeting.model import Meeting, MeetingState
from meetingtui.meeting.spoken import SECOND

ZERO = timedelta(0)


class Span(Struct, frozen=True):
    """A stretch of time; `end` is None while it lasts."""

    start: datetime
    end: datetime | None = None

    @property
    def lasts(self) -> bool:
        """Whether it is a second at least, or goes on."""
        return self.end is None or self.end - self.start >= SECOND


class Turn(Struct, frozen=True):
    """A slot (by index) that had the floor for a while."""

    slot: int
    span: Span


class Course(Struct, frozen=True):
    """A timeline read once. Slots go by their index in the plan as made, wherever they moved."""

    turns: tuple[Turn, ...]
    pauses: tuple[Span, ...]
    full: tuple[timedelta, ...]
    """The timebox of each slot as planned; of a round, for those who are here."""

    lengths: tuple[timedelta, ...]
    """The same as it stands now; never below zero, whoever left after a round was shortened."""

    agreed: tuple[timedelta, ...]
    """That without extensions, and without what is repaid: what nobody need pay for."""

    repaid: Mapping[int, timedelta]
    """What the plan takes of slots for time owed from earlier meetings; negative: gives them."""

    order: tuple[int, ...]
    """The slots in the order in which they are held."""

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
    def coming(self) -> tuple[int, ...]:
        """The slots still to come, in their order, without those that are skipped."""
        first = 0 if self.slot is None else self.place(self.slot) + 1
        return tuple(i for i in self.order[first:] if i not in self.skipped)

    @property
    def following(self) -> int | None:
        """The slot that opens next; None after the last one."""
        return next(iter(self.coming), None)

    def place(self, slot: int) -> int:
        """Return the place of a slot in the order, from 0."""
        return self.order.index(slot)

    def held(self, slot: int) -> bool:
        """Tell whether the slot has the floor, or had it for longer than a key bounces."""
        return any(turn.slot == slot and turn.span.lasts for turn in self.turns)

    def elapsed(self, slot: int, now: datetime) -> timedelta:
        """Return how long the slot has had the floor, over all its turns, without pauses."""
        return sum((self.running(turn.span, now) for turn in self.turns if turn.slot == slot), ZERO)

    def running(self, span: Span, now: datetime) -> timedelta:
        """Return how much of `span` the clock ran, until `now` where it lasts."""
        end = span.end or self.closed_at or now
        stood = sum((_overlap(pause, span.start, end) for pause in self.pauses), ZERO)
        return max(ZERO, end - span.start - stood)


def course_of(meeting: Meeting) -> Course:
    """Read the timeline of `meeting`."""
    reading = _Reading(meeting)
    for fact in meeting.timeline:
        reading.take(fact)
    return reading.course()


def after(meeting: Meeting, *facts: TimelineFact) -> Meeting:
    """Return `meeting` as it is once these facts have happened too."""
    return replace(meeting, timeline=(*meeting.timeline, *facts))


def just_before(meeting: Meeting, fact: TimelineFact) -> Course:
    """Return the course as it was before `fact`, which is on the timeline; else as it is."""
    facts = meeting.timeline
    until = facts.index(fact) if fact in facts else len(facts)
    return course_of(replace(meeting, timeline=facts[:until]))


class _Reading:
    """A timeline while it is read, fact by fact."""

    def __init__(self, meeting: Meeting) -> None:
        self._slots = meeting.slots
        self._expected = {person for team in meeting.teams for person in team.people}
        self._here = set(self._expected)
        self._turns: list[Turn] = []
        self._pauses: list[Span] = []
        self._full = [slot.length for slot in meeting.slots]
        self._lengths = list(self._full)
        self._agreed = list(self._lengths)
        self._owing: dict[str, Mapping[int, timedelta]] = {}
        self._order = list(range(len(meeting.slots)))
        self._skipped: set[int] = set()
        self._closed_at: datetime | None = None

    def course(self) -> Course:
        """Return what was read."""
        return Course(
            turns=tuple(self._turns),
            pauses=tuple(self._pauses),
            full=tuple(self._full),
            lengths=tuple(max(ZERO, length) for length in self._lengths),
            agreed=tuple(max(ZERO, length) for length in self._agreed),
            repaid=_merged(self._owing.values()),
            order=tuple(self._order),
            skipped=frozenset(self._skipped),
            closed_at=self._closed_at,
        )

    def take(self, fact: TimelineFact) -> None:
        """Read one fact."""
        match fact:
            case SlotOpened(slot=slot, at=at):
                self._end_last(at)
                self._turns.append(Turn(slot, Span(at)))
                self._skipped.discard(slot)
            case BoundaryMoved(opened_at=at):
                self._turns[-1] = Turn(self._turns[-1].slot, Span(at))
                self._end_last(at, before=1)
            case SlotSkipped(slot=slot):
                self._skipped.add(slot)
            case Moved(slot=slot, place=place):
                self._order.remove(slot)
                self._order.insert(place, slot)
            case Closed(at=at):
                self._closed_at = at
                self._end_last(at)
            case Paused(at=at):
                self._pauses.append(Span(at))
            case Resumed(at=at):
                self._pauses[-1] = Span(self._pauses[-1].start, at)
            case SleepLeftOut(since=since, until=until):
                self._pauses.insert(0, Span(since, until))
            case ClockAdopted(by=by):
                self._turns = [Turn(turn.slot, _later(turn.span, by)) for turn in self._turns]
                self._pauses = [_later(pause, by) for pause in self._pauses]
            case Present() | Absent():
                self._count(fact)
            case _:
                self._take_length(fact)

    def _take_length(self, fact: TimelineFact) -> None:
        match fact:
            case Extended(slot=slot, by=by):
                self._lengths[slot] += by
            case Refitted(cuts=cuts):
                self._change(self._lengths, cuts)
                self._change(self._agreed, cuts)
            case Repaying(team=team, cuts=cuts):
                self._owing[team] = cuts
                self._change(self._lengths, cuts)
            case Forgiven(team=team):
                given_back = self._owing.pop(team, {})
                self._change(self._lengths, {slot: -cut for slot, cut in given_back.items()})
            case _:
                pass

    def _count(self, fact: Present | Absent) -> None:
        """Let a round that is not over take as long as the people in the room need."""
        before = len(self._here)
        if isinstance(fact, Present):
            self._here.add(fact.person)
        else:
            self._here.discard(fact.person)
        more = len(self._here) - before
        over = {turn.slot for turn in self._turns[:-1]}
        for index, slot in enumerate(self._slots):
            if more and slot.per_person and index not in over:
                for lengths in (self._full, self._lengths, self._agreed):
                    lengths[index] += more * slot.per_person

    def _change(self, lengths: list[timedelta], cuts: Mapping[int, timedelta]) -> None:
        for slot, cut in cuts.items():
            lengths[slot] -= cut

    def _end_last(self, at: datetime, before: int = 0) -> None:
        if len(self._turns) > before:
            index = -1 - before
            self._turns[index] = Turn(
                self._turns[index].slot, Span(self._turns[index].span.start, at)
            )


def _merged(all_cuts: Iterable[Mapping[int, timedelta]]) -> dict[int, timedelta]:
    merged: dict[int, timedelta] = {}
    for cuts in all_cuts:
        for slot, cut in cuts.items():
            merged[slot] = merged.get(slot, ZERO) + cut
    return merged


def _later(span: Span, by: timedelta) -> Span:
    return Span(span.start + by, None if span.end is None else span.end + by)


def _overlap(pause: Span, start: datetime, end: datetime) -> timedelta:
    latest = max(pause.start, start)
    earliest = min(pause.end or end, end)
    return max(ZERO, earliest - latest)
