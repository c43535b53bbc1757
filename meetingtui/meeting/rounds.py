"""A round as it went: who is still to speak in it, and from when until when each had the floor."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import chain, zip_longest

from msgspec import Struct

from meetingtui.meeting.adopting import shown_at
from meetingtui.meeting.course import ZERO, Course, Span
from meetingtui.meeting.facts import Absent, Closed, Passed, Present, PutOff, SlotOpened, Spoke
from meetingtui.meeting.model import Meeting
from meetingtui.meeting.roll import teams_with_guests


class Handed(Struct, frozen=True):
    """The floor went to a person, or to nobody where that is empty."""

    person: str
    at: datetime


class Round(Struct, frozen=True):
    """What the timeline says of one round."""

    waiting: tuple[str, ...]
    """Who is still to speak, the one who has the floor first."""

    people: tuple[str, ...]
    """Who spoke, and who was there until the round was over; in no order."""

    handed: tuple[tuple[Handed, ...], ...]
    """How the floor went on, for each time that the round was open, from the opening on."""


class Hand(Struct, frozen=True):
    """A stretch of a round in which one person had the floor, or nobody where that is empty."""

    person: str
    span: Span


def order_of(meeting: Meeting, slot: int) -> tuple[str, ...]:
    """Return all whose turns a slot is made of, here or not, in the order in which they speak.

    In a team's slot that is the team. In a joint one it is one from each team in turn, first from
    the team that opens the meeting; guests come last.
    """
    teams = [(team.name, team.people) for team in teams_with_guests(meeting)]
    if team := meeting.slots[slot].team:
        return dict(teams)[team]
    opening = next((s.team for s in meeting.slots if s.team), teams[0][0])
    names = [team.name for team in meeting.teams]
    own = [people for name, people in teams if name in names]
    first = names.index(opening)
    in_turn = chain.from_iterable(zip_longest(*own[first:], *own[:first]))
    guests = [people for _, people in teams[len(own) :]]
    return tuple(filter(None, chain(in_turn, *guests)))


def read_round(meeting: Meeting, slot: int) -> Round:
    """Read the timeline for the round at index `slot`.

    Who comes in while the round is open takes the place in the order, but never the floor.
    """
    reading = _Reading(meeting, slot)
    for fact in meeting.timeline:
        if isinstance(fact, Closed) or (isinstance(fact, SlotOpened) and fact.slot != slot):
            reading.is_open = False
        elif isinstance(fact, SlotOpened):
            reading.open(fact)
        elif isinstance(fact, Present | Absent):
            reading.count(fact)
        elif isinstance(fact, Spoke | Passed | PutOff) and fact.slot == slot:
            reading.go_on(fact)
    return reading.round()


def hands(read: Round, course: Course, slot: int) -> list[Hand]:
    """Return who had the floor of a round when: together its turns, whole and without gaps.

    Where the begin of a turn was corrected, who had the floor then has it from there.
    """
    spans = [turn.span for turn in course.turns if turn.slot == slot]
    found = []
    for span, handed in zip(spans, read.handed, strict=True):
        starts = [span.start, *(_within(each.at, span) for each in handed[1:])]
        for each, start, end in zip(handed, starts, [*starts[1:], span.end], strict=True):
            found.append(Hand(each.person, Span(start, end)))
    return found


def spoken(meeting: Meeting, course: Course, slot: int, now: datetime) -> dict[str, timedelta]:
    """Return how long each person had the floor of a round; under "" how long nobody had it."""
    times: dict[str, timedelta] = {}
    for hand in hands(read_round(meeting, slot), course, slot):
        times[hand.person] = times.get(hand.person, ZERO) + course.running(hand.span, now)
    return times


class _Reading:
    """A round while the timeline is read, fact by fact."""

    def __init__(self, meeting: Meeting, slot: int) -> None:
        self.is_open = False
        self._meeting = meeting
        self._queue = list(order_of(meeting, slot))
        self._here = {person for team in meeting.teams for person in team.people}
        self._spoke: set[str] = set()
        self._people = set(self._here)
        self._handed: list[list[Handed]] = []

    @property
    def _waiting(self) -> list[str]:
        return [person for person in self._queue if person in self._here]

    @property
    def _speaker(self) -> str:
        return next(iter(self._waiting), "")

    def round(self) -> Round:
        """Return what was read."""
        people = tuple(self._people | self._spoke)
        return Round(tuple(self._waiting), people, tuple(map(tuple, self._handed)))

    def open(self, fact: SlotOpened) -> None:
        """Let the first who waits have the floor."""
        self.is_open = True
        self._people = set(self._here)
        self._handed.append([Handed(self._speaker, shown_at(self._meeting, fact))])

    def count(self, fact: Present | Absent) -> None:
        """Take in who came or left; who speaks goes on."""
        speaker = self._speaker
        if isinstance(fact, Absent):
            self._here.discard(fact.person)
        else:
            self._here.add(fact.person)
            if self.is_open and speaker:
                self._queue.remove(speaker)
                self._queue.insert(0, speaker)
        if self.is_open or not self._handed:
            self._people = set(self._here)
        self._hand_on(fact)

    def go_on(self, fact: Spoke | Passed | PutOff) -> None:
        """Let the next one have the floor."""
        known = fact.person in self._queue
        self._queue = [person for person in self._queue if person != fact.person]
        if isinstance(fact, PutOff) and known:
            self._queue.append(fact.person)
        elif isinstance(fact, Spoke):
            self._spoke.add(fact.person)
        self._hand_on(fact)

    def _hand_on(self, fact: Present | Absent | Spoke | Passed | PutOff) -> None:
        if self.is_open and self._speaker != self._handed[-1][-1].person:
            self._handed[-1].append(Handed(self._speaker, shown_at(self._meeting, fact)))


def _within(at: datetime, span: Span) -> datetime:
    at = max(at, span.start)
    return at if span.end is None else min(at, span.end)
