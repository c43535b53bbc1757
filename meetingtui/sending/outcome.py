"""What came of an attempt to deliver."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from meetingtui.text import clean

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Delivered:
    """It was acknowledged."""


@dataclass(frozen=True, slots=True)
class NotDelivered:
    """It certainly did not arrive, and another time it may."""

    why: str
    wait: timedelta | None = None
    """How long the other side asks to be left alone."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """It did not arrive, and never will as it is."""

    why: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It was handed over, and nobody said whether it arrived."""

    why: str


Outcome = Delivered | NotDelivered | Rejected | Unknown


def reason(error: Exception) -> str:
    """Return why `error` came about, as a short line."""
    told = (error.strerror if isinstance(error, OSError) else "") or str(error)
    return said(told) or type(error).__name__


def said(text: str | bytes) -> str:
    """Return what another program said as one short line that steers no terminal."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", errors="replace")
    words = " ".join(clean(text).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
