"""The tree of an agenda file before anyone knows what it means: all of it text, with places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from meetingtui.agenda.problem import Span


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as the author wrote it, quotes and escapes resolved; never cleaned yet."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping and its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values; no key comes twice."""

    entries: tuple[Entry, ...]
    span: Span
    flow: bool = False
    """Written as `{...}` on one line."""

    partial: bool = False
    """Some of it was refused; nobody knows which keys that would have given."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that was reported already; nothing more is said about it."""

    span: Span


Node: TypeAlias = Scalar | Mapping | Sequence | Refused
