"""What becomes of each promise of the demonstration, decided when it is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from datetime import time as ClockTime
from enum import Enum, auto
from random import Random

from meetingtui.followup.promises import settle
from meetingtui.meeting.model import Action, ActionState, Changes
from meetingtui.store.port import Store

_EVENING = ClockTime(17)
_LONGEST_DELAY = 24
"""Days after which even the late ones do what they promised."""


class End(Enum):
    """How a promise ends."""

    BETWEEN = auto()
    """Done, and marked so between two meetings."""

    REVIEWED = auto()
    """Done, and told in the review of the next meeting."""

    HANDED_OVER = auto()
    """Given to somebody else in a review; what then becomes of it is decided anew."""

    DROPPED = auto()


@dataclass(frozen=True, slots=True)
class Fate:
    """How a promise ends, and from when on."""

    end: End
    at: datetime


class Fates:
    """The fates of the promises that are open, by their ids."""

    def __init__(self, random: Random, zone: tzinfo | None) -> None:
        """Decide by `random`; days end as clocks in `zone` say."""
        self._random = random
        self._zone = zone
        self._fates: dict[str, Fate] = {}

    def decide(self, action: Action, now: datetime, kept: float) -> None:
        """Decide what becomes of `action`, which is promised at `now`; `kept` is how likely."""
        due_at = self._evening_of(action, now)
        if self._random.random() < kept:
            end = self._random.choice([End.BETWEEN, End.BETWEEN, End.REVIEWED])
            at = now + (due_at - now) * self._random.uniform(0.5, 1.0)
            at = due_at - timedelta(hours=12) if end is End.REVIEWED else at
        else:
            ends = [End.BETWEEN, End.REVIEWED, End.REVIEWED, End.HANDED_OVER, End.DROPPED]
            end = self._random.choice(ends)
            at = due_at + timedelta(days=self._random.randint(1, _LONGEST_DELAY))
        self._fates[action.id] = Fate(end, at)

    def in_review(self, action: Action, now: datetime) -> End | None:
        """Return what the review at `now` hears of `action`; None where it is simply open."""
        fate = self._fates[action.id]
        return fate.end if fate.at <= now and fate.end is not End.BETWEEN else None

    def settle(self, store: Store, actions: Iterable[Action], until: datetime) -> None:
        """Mark those of `actions` as done in `store` that are done between meetings by then."""
        for action in actions:
            fate = self._fates.get(action.id)
            if action.state is not ActionState.OPEN or fate is None or fate.at >= until:
                continue
            if fate.end is End.BETWEEN:
                done = settle(action, ActionState.DONE, fate.at)
                store.commit(Changes((done,), expected=(action,)))

    def _evening_of(self, action: Action, now: datetime) -> datetime:
        day = action.due_on or now.date()
        evening = datetime.combine(day, _EVENING, self._zone).astimezone(UTC)
        return max(evening, now + timedelta(hours=1))
