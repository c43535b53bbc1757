"""Something to send, and what became of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

SCHEMA = 1


class State(StrEnum):
    """Where a parcel stands."""

    WAITING = "waiting"
    SENDING = "sending"
    """Noted before it is handed over: a process that ends then leaves it so."""

    SENT = "sent"
    UNKNOWN = "unknown"
    """It was handed over, and nobody said whether it arrived: only people send it again."""

    REJECTED = "rejected"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        """Whether anything is still to happen, by itself or by people."""
        return self not in (State.SENT, State.DROPPED)


class Parcel(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One message to one target, complete but for what is secret."""

    number: int
    """The short number that people type."""

    schema: int = SCHEMA
    target: str
    subject: str
    payload: str
    """What is delivered; empty once it was, or never will be."""

    mark: str
    """The same for the same message to the same target, which is sent once."""

    made_at: datetime
    state: State = State.WAITING
    attempts: int = 0
    next_at: datetime | None = None
    """Not before this it is tried again; None is at once."""

    settled_at: datetime | None = None
    told: str = ""
    """What was said when it was tried last."""

    @property
    def is_lost(self) -> bool:
        """Whether people have to see to it, before what comes after it in its letter is sent."""
        return self.state in (State.UNKNOWN, State.REJECTED)
