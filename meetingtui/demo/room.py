"""One meeting of the demonstration, held by commands as a facilitator gives them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.clock import ManualClock
from meetingtui.demo import material
from meetingtui.demo.habits import weight_of
from meetingtui.demo.speakers import Speakers
from meetingtui.meeting import commands as ask
from meetingtui.meeting.clock_rules import HEALTHY_SCORE
from meetingtui.meeting.course import ZERO
from meetingtui.meeting.facts import MAX_SCORE
from meetingtui.meeting.making import open_slot
from meetingtui.meeting.model import State
from meetingtui.meeting.refit import propose
from meetingtui.runner import Runner

FAR_BEHIND = timedelta(minutes=6)
"""So far behind its plan a meeting leaves out what it can."""

Event = Callable[[], None]


class Room:
    """A meeting, its clock, and the people in it."""

    def __init__(self, runner: Runner, clock: ManualClock, speakers: Speakers) -> None:
        """Hold the meeting of `runner`, whose clock is `clock`."""
        self._runner = runner
        self._clock = clock
        self._speakers = speakers
        self._random = speakers.random
        self._habits = speakers.habits

    def hold(self) -> None:
        """Begin, give each slot its time, and close."""
        self._roll_call()
        late = max(0.0, self._random.gauss(self._habits.late_start, 1.5))
        planned = self._state.meeting.starts_at or self._clock.now()
        self._pass(planned + timedelta(minutes=late) - self._clock.now())
        self._runner.do(ask.Next())
        while slot := open_slot(self._state):
            if self._is_left_out(slot):
                self._pass(timedelta(seconds=5))
                self._runner.do(ask.Skip())
                continue
            self._spend(slot)
            if ask.Next in self._runner.allowed() and slot.kind is not SegmentKind.CLOSE:
                self._runner.do(ask.Next())
            else:
                commands: tuple[ask.Command, ...] = (*self._ratings(), ask.Close())
                for said in commands:
                    self._runner.do(said)

    @property
    def _state(self) -> State:
        return self._runner.state

    def _roll_call(self) -> None:
        for team in self._state.meeting.teams:
            for person in team.people[:-1]:
                if self._random.random() < 0.09:
                    self._runner.do(ask.MarkAbsent(person))

    def _is_left_out(self, slot: Slot) -> bool:
        if slot.kind is SegmentKind.BUFFER:
            return self._random.random() < 0.85
        behind = self._runner.status().drift > FAR_BEHIND
        return behind and slot.kind is SegmentKind.DISCUSSION

    def _spend(self, slot: Slot) -> None:
        """Let the time of `slot` go by, and what happens in it happen."""
        status = self._runner.status()
        box = status.elapsed + status.remaining
        usual = self._habits.pace * weight_of(slot.team, self._habits)
        real = box * max(0.3, self._random.gauss(usual, 0.18))
        events: list[tuple[timedelta, Event]] = []
        said = self._speakers.in_slot(slot)
        for place, event in enumerate(said, start=1):
            events.append((real * place / (len(said) + 1), event))
        if real > box and self._random.random() < self._habits.extends:
            events.append((box, self._extend))
        at = ZERO
        for when, event in sorted(events, key=lambda each: each[0]):
            self._pass(when - at)
            at = when
            event()
        self._pass(real - at)

    def _extend(self) -> None:
        self._runner.do(ask.Extend())
        if propose(self._state.meeting, self._clock.now()):
            self._runner.do(ask.Refit())

    def _ratings(self) -> tuple[ask.Rate, ...]:
        teams = [team.name for team in self._state.meeting.teams]
        if self._random.random() < 0.08:
            teams = teams[: self._random.randint(0, 1)]
        return tuple(self._rating(team) for team in teams)

    def _rating(self, team: str) -> ask.Rate:
        score = round(self._random.gauss(self._habits.rating, 0.8))
        score = min(MAX_SCORE, max(3, score))
        reasons = material.REASONS_LOW if score < HEALTHY_SCORE else material.REASONS_GOOD
        return ask.Rate(team, score, self._speakers.words.add(reasons))

    def _pass(self, length: timedelta) -> None:
        self._clock.advance(timedelta(seconds=max(0, round(length.total_seconds()))))
