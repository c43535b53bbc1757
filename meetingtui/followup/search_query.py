"""What is looked for: words, "phrases", and keys such as `kind:question is:open @Ana #pricing`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo
from datetime import time as ClockTime

from meetingtui.agenda.problem import suggest
from meetingtui.errors import UsageError
from meetingtui.followup.past_days import WRITE, past_days
from meetingtui.followup.search_text import folded
from meetingtui.meeting.model import NoteKind

ACTION = "action item"
"""The kind of a promise, beside those of notes."""

KINDS = (ACTION, *map(str, NoteKind))
STATES = ("open", "settled", "answered", "done", "dropped", "overdue", "used", "not used")
KEYS = ("kind", "is", "team", "owner", "series", "since", "until")

_TOKEN = re.compile(
    rf"(?P<of>!|(?i:{'|'.join(NoteKind)}) +)(?P<number>[0-9]+)\b|"
    r'(?P<key>[^\W\d_]+):(?!//)(?:"(?P<quoted>[^"]*)"?|(?P<value>\S*))'
    r'|"(?P<phrase>[^"]*)"?|(?P<sign>[@#])(?P<name>\w[\w-]*)|(?P<word>\S+)'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Everything that a document must have; all texts are folded, and names may be beginnings."""

    needles: tuple[str, ...] = ()
    """Words and phrases."""

    kinds: tuple[str, ...] = ()
    """One of these; all are meant where there is none. So are the following."""

    states: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """All of these, people or teams."""

    tags: tuple[str, ...] = ()
    """All of these."""

    numbers: tuple[tuple[str, int], ...] = ()
    """One of these, as people call things: `!297`, `question 2`; a kind and a number."""

    since_at: datetime | None = None
    until_at: datetime | None = None
    """The first instant that is too late."""

    today: date = field(default=date.max)
    """What is overdue was due before this day."""

    def __bool__(self) -> bool:
        """Tell whether anything is looked for."""
        return self != Query(today=self.today)


def read_query(text: str, today: date, zone: tzinfo | None) -> Query:
    """Read what somebody typed; days are those of `zone`, and `is:overdue` counts from `today`.

    A key without a value asks for nothing yet. Raises UsageError for an unknown key or value.
    """
    query = Query(today=today)
    for token in _TOKEN.finditer(text):
        if token["number"]:
            kind = token["of"].strip().lower()
            number = (ACTION if kind == "!" else kind, int(token["number"]))
            query = replace(query, numbers=(*query.numbers, number))
            continue
        value = token["quoted"] if token["quoted"] is not None else token["value"]
        if value and token["key"]:
            query = _with_key(query, token["key"].lower(), value, zone)
        elif token["sign"]:
            of = "names" if token["sign"] == "@" else "tags"
            query = _also(query, of, folded(token["name"]))
        elif not (token["key"] and token["key"].lower() in KEYS):
            word = token["phrase"] or token["word"] or token["key"] or ""
            query = _also(query, "needles", folded(word))
    return query


def _with_key(query: Query, key: str, value: str, zone: tzinfo | None) -> Query:
    read = _READERS.get(key)
    if read is None:
        near = suggest(key, KEYS).rstrip("?") or f"known are {', '.join(KEYS)}"
        raise UsageError(f"there is no key {key}:; {near}, or put it in quotes to find the words")
    return read(query, value, zone)


def _kind(query: Query, value: str, _: tzinfo | None) -> Query:
    return _also(query, "kinds", *_begun(value, KINDS, "kind"))


def _state(query: Query, value: str, _: tzinfo | None) -> Query:
    return _also(query, "states", *_begun(value, STATES, "state"))


def _name(of: str) -> Callable[[Query, str, tzinfo | None], Query]:
    return lambda query, value, _: _also(query, of, folded(value))


def _since(query: Query, value: str, zone: tzinfo | None) -> Query:
    return replace(query, since_at=_span(value, query.today, zone)[0])


def _until(query: Query, value: str, zone: tzinfo | None) -> Query:
    return replace(query, until_at=_span(value, query.today, zone)[1])


_READERS: Mapping[str, Callable[[Query, str, tzinfo | None], Query]] = {
    "kind": _kind,
    "is": _state,
    "team": _name("teams"),
    "owner": _name("owners"),
    "series": _name("series"),
    "since": _since,
    "until": _until,
}


def _also(query: Query, of: str, *values: str) -> Query:
    wanted: tuple[str, ...] = getattr(query, of)
    changed: dict[str, tuple[str, ...]] = {of: (*wanted, *filter(None, values))}
    return replace(query, **changed)  # type: ignore[arg-type]


def _begun(value: str, known: tuple[str, ...], what: str) -> list[str]:
    """Return those of `known` that begin with `value`."""
    begun = [each for each in known if each.startswith(value.lower())]
    if not begun:
        near = suggest(value, known) or f"known are {', '.join(known)}"
        raise UsageError(f"there is no {what} {value!r}; {near}")
    return begun


def _span(value: str, today: date, zone: tzinfo | None) -> tuple[datetime, datetime]:
    """Return when the day, month or year that `value` means begins, and when the next does."""
    try:
        first, after = past_days(value, today)
        return _midnight(first, zone), _midnight(after, zone)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{value!r} is no day; {WRITE}") from error


def _midnight(day: date, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, ClockTime(0), zone).astimezone(UTC)
