"""Takes parcels from the outbox to their targets, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from msgspec.structs import replace

from meetingtui.errors import MeetingtuiError, Refused
from meetingtui.sending.outbox import Outbox
from meetingtui.sending.outcome import Delivered, NotDelivered, Outcome, Rejected, Unknown
from meetingtui.sending.parcel import Parcel, State

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
PERSISTENCE = timedelta(days=4)
"""After this, it is people who send it again."""

Deliver = Callable[[Parcel, datetime], Outcome]
"""Takes a parcel to its target; raises MeetingtuiError where the settings do not let it."""

CUT_SHORT = "the program ended while it was being sent"


class Postman:
    """Delivers, and notes each step in the outbox before the next."""

    def __init__(self, outbox: Outbox, deliver: Deliver, now: Callable[[], datetime]) -> None:
        """Take from `outbox` with `deliver`; `now` is asked for the time."""
        self._outbox = outbox
        self._deliver = deliver
        self._now = now

    def send(self, number: int) -> Parcel:
        """Try to deliver the parcel with this number now; return what became of it.

        Raises Busy where another process is sending, NotFoundError, and StoreError.
        """
        with self._outbox.held():
            parcel = self._outbox.parcel(number)
            return self._take(parcel) if parcel.state is State.WAITING else parcel

    def require_open(self, numbers: Iterable[int]) -> None:
        """Raise Refused where a parcel has arrived or was dropped, NotFoundError for none."""
        for number in numbers:
            self._open(number)

    def again(self, number: int) -> Parcel:
        """Deliver a parcel that people say is to be sent, whatever became of it before.

        Raises as `require_open` does, and as `send` does.
        """
        with self._outbox.held():
            parcel = self._open(number)
            return self._take(replace(parcel, made_at=self._now(), attempts=0))

    def drop(self, number: int) -> Parcel:
        """Note that a parcel is not to be sent after all; raises as `again` does."""
        with self._outbox.held():
            return self._outbox.settle(self._open(number), State.DROPPED, self._now())

    def round(self) -> Iterator[Parcel]:
        """Try each parcel that is due, the oldest first; give what became of it.

        Where one to a target waits, those after it do, and the rest of a letter where a part of it
        did not arrive: they arrive in their order. What a process left behind while it was sending
        is given as unknown. Raises as `send` does.
        """
        blocked: set[str] = set()
        gaps: dict[str, str] = {}
        with self._outbox.held():
            self._outbox.thin(self._now())
            for parcel in self._outbox.parcels():
                tried = parcel
                is_next = gaps.get(parcel.mark, parcel.subject) == parcel.subject
                if parcel.state is State.SENDING:
                    tried = self._outbox.settle(parcel, State.UNKNOWN, self._now(), CUT_SHORT)
                elif parcel.state is State.WAITING and parcel.target not in blocked and is_next:
                    tried = self._take(parcel) if self._is_due(parcel) else parcel
                    if tried.state is State.WAITING:
                        blocked.add(tried.target)
                if tried.is_lost:
                    gaps.setdefault(tried.mark, tried.subject)
                if tried is not parcel:
                    yield tried

    def _open(self, number: int) -> Parcel:
        parcel = self._outbox.parcel(number)
        if not parcel.state.is_open:
            raise Refused(f"parcel {number} is {parcel.state} already")
        return parcel

    def _is_due(self, parcel: Parcel) -> bool:
        return parcel.next_at is None or parcel.next_at <= self._now()

    def _take(self, parcel: Parcel) -> Parcel:
        try:
            parcel = self._outbox.change(
                replace(parcel, state=State.SENDING, attempts=parcel.attempts + 1)
            )
            outcome = self._deliver(parcel, self._now())
        except MeetingtuiError as error:
            # The settings are off, and nothing was handed over.
            outcome = NotDelivered(str(error))
        now = self._now()
        match outcome:
            case Delivered():
                return self._outbox.settle(parcel, State.SENT, now)
            case Unknown(why):
                return self._outbox.settle(parcel, State.UNKNOWN, now, why)
            case Rejected(why):
                return self._outbox.settle(parcel, State.REJECTED, now, why)
        return self._put_off(parcel, outcome, now)

    def _put_off(self, parcel: Parcel, outcome: NotDelivered, now: datetime) -> Parcel:
        if now - parcel.made_at > PERSISTENCE:
            return self._outbox.settle(parcel, State.REJECTED, now, f"given up: {outcome.why}")
        usual = min(FIRST_WAIT * 2 ** min(parcel.attempts - 1, 20), LONGEST_WAIT)
        return self._outbox.change(
            replace(
                parcel,
                state=State.WAITING,
                next_at=now + (outcome.wait or usual),
                told=outcome.why,
            )
        )
