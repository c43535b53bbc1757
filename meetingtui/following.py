"""Following a meeting from a second terminal: it is only looked at, and nothing is ever written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo

from meetingtui.clock import Clock, SystemClock, zone_named
from meetingtui.errors import StoreError
from meetingtui.meeting.adopting import anchor_of
from meetingtui.meeting.model import Meeting, MeetingState
from meetingtui.meeting.room import Room, room_of, tell_room
from meetingtui.store.port import Store

LOOK_SECONDS = 0.5
"""How often to look; what happens in the meeting shows within a second."""

NOBODY = "no meeting is open; this follows the next one by itself"
"""What to say while there is nothing to follow."""


class Follower:
    """Finds the meeting to follow, and sees it with the clock that it is held with."""

    def __init__(
        self,
        store: Store,
        *,
        meeting: str = "",
        new_clock: Callable[[], Clock] = SystemClock,
    ) -> None:
        """Follow the meeting with this id; without one, the latest that is open, then the next.

        Each meeting is seen on a `new_clock` that goes on from the one it is held with.
        """
        self._store = store
        self._id = meeting
        self._new_clock = new_clock
        self._clock = new_clock()
        self._meeting: Meeting | None = None
        self._told: object = ""
        self._choose()

    @property
    def now(self) -> datetime:
        """The present instant on the clock of the meeting."""
        return self._clock.now()

    @property
    def zone(self) -> tzinfo | None:
        """The zone of the clock times of the meeting."""
        named = self._meeting.zone if self._meeting else ""
        return zone_named(named, self._clock.zone)

    def look(self) -> Room | None:
        """Return what the room sees now, None without a meeting; raises StoreError."""
        changes = self._store.follow()
        if any(isinstance(document, Meeting) for document in changes.put):
            self._choose()
        return room_of(self._meeting, self.now) if self._meeting else None

    def news(self) -> str:
        """Return one line where something else than the seconds has changed, or "".

        That the store cannot be read is told once; the meeting again as soon as it can.
        """
        try:
            room = self.look()
        except StoreError as error:
            trouble = f"not to be seen now: {error}"
            line, self._told = trouble if trouble != self._told else "", trouble
            return line
        told = None if room is None else (
            room.state, room.number, room.speaker, room.next_speaker, room.following_box,
            room.warnings, room.over, f"{room.ends_at:%H:%M}",
        )  # fmt: skip
        if told == self._told:
            return ""
        self._told = told
        return tell_room(room, self.zone) if room else NOBODY

    def _choose(self) -> None:
        """Take the meeting as it is stored now; another one once that is closed and one is open."""
        mine = self._store.get(Meeting, self._id or (self._meeting.id if self._meeting else ""))
        if not self._id and (mine is None or mine.state is not MeetingState.RUNNING):
            mine = self._latest() or mine
        seen = self._meeting
        if mine and (not seen or (mine.id, anchor_of(mine)) != (seen.id, anchor_of(seen))):
            self._clock = self._new_clock()
            self._clock.go_on_from(anchor_of(mine))
        self._meeting = mine

    def _latest(self) -> Meeting | None:
        """Return the latest meeting that is open, one that has begun before any other."""
        for state in (MeetingState.RUNNING, MeetingState.PAUSED, MeetingState.PLANNED):
            if found := self._store.find(Meeting, state=state.value):
                return found[-1]
        return None
