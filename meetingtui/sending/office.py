"""A letter on its way to a target: looked at first, then noted in the outbox, and taken there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from msgspec.structs import replace

from meetingtui.clock import local
from meetingtui.errors import Refused
from meetingtui.sending.chat import plain_lines
from meetingtui.sending.delivery import Delivery
from meetingtui.sending.letter import Letter, payloads_for
from meetingtui.sending.outbox import Outbox, mark_of
from meetingtui.sending.parcel import Parcel, State
from meetingtui.sending.postman import Postman
from meetingtui.sending.targets import target_named
from meetingtui.settings import Settings
from meetingtui.store.lock import Busy
from meetingtui.text import plain


class SentAlready(Refused):
    """Just this has arrived there."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter that can go to one target, for people to look at before it does."""

    target: str
    where: str
    """What the target is, in words, and how many messages it takes; no secret is in it."""

    subject: str
    lines: tuple[str, ...]
    """What it says, as text."""

    pieces: tuple[str, ...]
    """What is delivered, one after the other."""

    mark: str


class Office:
    """Sends letters to the targets of the settings."""

    def __init__(
        self,
        settings: Settings,
        outbox: Outbox,
        delivery: Delivery,
        now: Callable[[], datetime],
        zone: tzinfo | None,
    ) -> None:
        """Note in `outbox` and take there by `delivery`; instants are told in `zone`."""
        self._settings = settings
        self._outbox = outbox
        self._delivery = delivery
        self._now = now
        self._zone = zone

    @property
    def targets(self) -> tuple[str, ...]:
        """The names of all targets."""
        return tuple(self._settings.targets)

    def ready(self, letter: Letter, name: str, *, again: bool = False) -> Ready:
        """Return `letter` as it would go to the target called `name`.

        Raises SentAlready where it went there and is not to go `again`, Refused where it waits to;
        NotFoundError and UsageError where the settings are off.
        """
        target = target_named(self._settings, name)
        where, lines = self._delivery.where(target), tuple(plain_lines(letter.outline))
        mark = mark_of(name, "\n".join([letter.subject, *lines]))
        if not again:
            self._require_new(mark, name)
        pieces = tuple(payloads_for(letter, target, self._now()))
        where += f", in {len(pieces)} messages" if len(pieces) > 1 else ""
        return Ready(name, where, letter.subject, lines, pieces, mark)

    def send(self, ready: Ready) -> Iterator[Parcel]:
        """Deliver a letter piece by piece until one has to wait; give each that was tried.

        All of it is in the outbox before the first. Raises StoreError where that cannot be.
        """
        count, now = len(ready.pieces), self._now()
        noted = [
            self._outbox.put(
                ready.target, _numbered(ready.subject, at, count), piece, ready.mark, now
            )
            for at, piece in enumerate(ready.pieces, 1)
        ]
        postman = Postman(self._outbox, self._delivery, self._now)
        for parcel in noted:
            try:
                tried = postman.send(parcel.number)
            except Busy:
                tried = replace(parcel, told="another process is sending")
            yield tried
            if tried.state is not State.SENT:
                return

    def told(self, parcel: Parcel) -> str:
        """Return what became of `parcel`, and what to do about it."""
        return tell_parcel(parcel, self._zone)

    def _require_new(self, mark: str, name: str) -> None:
        same = self._outbox.same(mark)
        if same is None:
            return
        if same.state is State.SENT and same.settled_at:
            on = f"{local(same.settled_at, self._zone):%a %d %b, %H:%M}"
            raise SentAlready(f"just this went to {name} on {on}")
        raise Refused(self.told(same))


def tell_parcel(parcel: Parcel, zone: tzinfo | None) -> str:
    """Return what became of `parcel`, and what to do about it."""
    number, name, why = parcel.number, plain(parcel.target), plain(parcel.told)
    match parcel.state:
        case State.SENT:
            return f"sent to {name}: {plain(parcel.subject)}"
        case State.UNKNOWN | State.SENDING:
            return (
                f"perhaps sent to {name}: {why or 'it is being sent'}; look there, then"
                f" `meetingtui outbox retry {number}` or `drop {number}`"
            )
        case State.REJECTED:
            return f"not sent to {name}: {why}; then `meetingtui outbox retry {number}`"
        case State.DROPPED:
            return f"dropped: {plain(parcel.subject)} to {name}"
        case _:
            at = tell_next_try(parcel.next_at, zone)
            return (
                f"not sent to {name}; it waits as parcel {number}, and `meetingtui send --pending`"
                f" tries again{f' {at}' if at else ''}{f': {why}' if why else ''}"
            )


def tell_next_try(at: datetime | None, zone: tzinfo | None) -> str:
    """Return `from Tue 10:32 on`, the minute at which `at` has come; "" where any time will do."""
    if at is None:
        return ""
    whole = at + timedelta(minutes=1, microseconds=-1)
    return f"from {local(whole, zone):%a %H:%M} on"


def _numbered(subject: str, number: int, count: int) -> str:
    return subject if count == 1 else f"{subject} ({number} of {count})"
