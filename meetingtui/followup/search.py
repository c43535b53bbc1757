"""Search over all that was ever taken down: every document once, the best match first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from meetingtui.followup.promises import is_overdue
from meetingtui.followup.search_query import ACTION, Query
from meetingtui.followup.search_text import Marks, folded, marks_of
from meetingtui.meeting.credit import credit_of
from meetingtui.meeting.model import (
    Action,
    Note,
    NoteKind,
    NoteState,
    PreviewResult,
)

LIMIT = 50
"""How many matches are shown unless somebody wants more."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that matches."""

    document: Note | Action
    line: str
    """What it says, in one line."""

    marks: Marks
    """Where in that line the words are."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best matches, the best one first, and how many there are in all."""

    hits: tuple[Hit, ...]
    count: int


Condition = Callable[[Note | Action], bool]

_OPEN = "open"
_RESULTS = frozenset(map(str, PreviewResult))


class _Entry(NamedTuple):
    words: str
    """All that is searched, folded, between two spaces."""

    document: Note | Action
    is_open: bool


class Corpus:
    """All notes and action items, ready to be searched."""

    def __init__(self, documents: Iterable[Note | Action] = ()) -> None:
        """Begin with `documents`."""
        self._entries: dict[str, _Entry] = {}
        self._ordered: list[_Entry] = []
        """What is open before what is settled, the latest first; empty while that is to be made."""

        self._meetings: dict[str, list[str]] = {}
        """The ids of the documents of each meeting."""

        self.add(documents)

    def __len__(self) -> int:
        """Return how many documents there are."""
        return len(self._entries)

    def add(self, documents: Iterable[Note] | Iterable[Action] | Iterable[Note | Action]) -> None:
        """Take `documents` in; one that is there already is replaced."""
        for document in documents:
            if document.id not in self._entries:
                self._meetings.setdefault(document.meeting, []).append(document.id)
            words = f" {folded(_all_said(document))} "
            self._entries[document.id] = _Entry(words, document, document.state == _OPEN)
            self._ordered.clear()

    def search(self, query: Query, limit: int = LIMIT) -> Found:
        """Return the `limit` best matches of `query`, none where nothing is looked for.

        Whole words come before beginnings, those before parts of words; then what is open before
        what is settled; then the latest first.
        """
        matching = self._matching(query) if query else []
        hits = [_hit(document, query.needles) for document in _best(matching, query.needles, limit)]
        return Found(tuple(hits), len(matching))

    def meetings(self) -> list[str]:
        """Return the ids of the meetings that the documents are from, the latest first."""
        return sorted(filter(None, self._meetings), reverse=True)

    def around(self, document: Note | Action) -> tuple[Note | Action | None, Note | Action | None]:
        """Return what was taken down in the same meeting just before and just after."""
        ids = sorted(self._meetings.get(document.meeting, ()))
        if document.id not in ids:
            return None, None
        at = ids.index(document.id)
        before = self._entries[ids[at - 1]].document if at else None
        after = self._entries[ids[at + 1]].document if at + 1 < len(ids) else None
        return before, after

    def _matching(self, query: Query) -> list[_Entry]:
        if not self._ordered:
            latest = sorted(self._entries.values(), key=lambda e: e.document.id, reverse=True)
            self._ordered = sorted(latest, key=lambda entry: not entry.is_open)
        found = self._ordered
        for needle in query.needles:
            found = [entry for entry in found if needle in entry.words]
        if query.numbers:
            found = [entry for entry in found if _is_numbered(entry, query.numbers)]
        for condition in _conditions(query):
            found = [entry for entry in found if condition(entry.document)]
        return found


def _best(matching: Iterable[_Entry], needles: Sequence[str], limit: int) -> list[Note | Action]:
    """Return the best of `matching`, in which what is equally good is in order already."""
    by_distance: dict[int, list[Note | Action]] = {}
    for entry in matching:
        same = by_distance.setdefault(_distance(entry.words, needles), [])
        same.append(entry.document)
        if len(by_distance.get(0, ())) >= limit:
            break
    ranked = [document for _, same in sorted(by_distance.items()) for document in same]
    return ranked[:limit]


def _distance(words: str, needles: Sequence[str]) -> int:
    """Return how far a match is from one in which each of `needles` is a whole word."""
    far = 0
    for needle in needles:
        if f" {needle} " not in words:
            far += 1 if f" {needle}" in words else 2
    return far


def kind_of(document: Note | Action) -> str:
    """Return what a document is called."""
    return ACTION if isinstance(document, Action) else document.kind


def name_of(document: Note | Action) -> str:
    """Return what people call a document: `win 3`, `!12`."""
    if isinstance(document, Action):
        return f"!{document.number}"
    return f"{kind_of(document)} {document.number}" if document.number else kind_of(document)


def told(document: Note | Action) -> str:
    """Return all that a document says, in one line."""
    if isinstance(document, Action):
        parts = [document.text, f"· {document.owner}" if document.owner else ""]
    else:
        preview = document.preview
        of_preview = (
            [preview.audience, preview.offer, preview.feedback, preview.outcome] if preview else []
        )
        thanked = credit_of(document).to if document.kind is NoteKind.THANKS else ()
        parts = [f"{', '.join(thanked)}:" if thanked else "", document.text]
        parts += [f"· {said}" for said in of_preview if said]
        parts += [f"→ {document.answer}"] if document.answer else []
    return " ".join(filter(None, [*parts, f"({document.reason})" if document.reason else ""]))


def _all_said(document: Note | Action) -> str:
    """Return what is searched: the line, and who was addressed and no longer stands in it."""
    if isinstance(document, Action):
        return told(document)
    return " ".join((told(document), *document.people))


def _hit(document: Note | Action, needles: tuple[str, ...]) -> Hit:
    line = told(document)
    return Hit(document, line, marks_of(line, needles))


def _conditions(query: Query) -> Iterator[Condition]:
    """Give what a document must be beside having the words, each condition on its own."""
    if since_at := query.since_at:
        yield lambda document: document.taken_at >= since_at
    if until_at := query.until_at:
        yield lambda document: document.taken_at < until_at
    if query.kinds:
        yield lambda document: kind_of(document) in query.kinds
    if query.states:
        yield lambda document: any(_is(state, document, query) for state in query.states)
    if query.series:
        yield lambda document: begins(query.series, (document.agenda,))
    if query.teams:
        yield lambda document: begins(query.teams, _teams(document))
    if query.owners:
        yield lambda document: begins(query.owners, _owners(document))
    for name in query.names:
        yield partial(_is_named, name)
    for tag in query.tags:
        yield partial(_is_tagged, tag)


def _is_numbered(entry: _Entry, numbers: Sequence[tuple[str, int]]) -> bool:
    """Tell whether people call it by one of `numbers`, or it says so itself: `won 2 of win 1`."""
    document = entry.document
    return (kind_of(document), document.number) in numbers or any(
        f" {kind} {number} " in entry.words for kind, number in numbers
    )


def _is_named(name: str, document: Note | Action) -> bool:
    if begins((name,), _names(document)):
        return True
    _, *marked = document.text.split("@")
    return any(folded(each).startswith(name) for each in marked)


def _is_tagged(tag: str, document: Note | Action) -> bool:
    return bool(document.tags) and begins((tag,), document.tags)


def _is(state: str, document: Note | Action, query: Query) -> bool:
    if state == "settled":
        return document.state not in (NoteState.RECORDED, _OPEN)
    if state == "overdue":
        return isinstance(document, Action) and is_overdue(document, query.today)
    if state in _RESULTS:
        preview = document.preview if isinstance(document, Note) else None
        return preview is not None and preview.result == state
    return document.state == state


def begins(wanted: tuple[str, ...], names: Iterable[str]) -> bool:
    """Tell whether one of `names`, or a word in it, begins with one of `wanted`."""
    return any(f" {each}" in _name_words(name) for name in names for each in wanted)


@lru_cache(maxsize=1_000)
def _name_words(name: str) -> str:
    return f" {folded(name)}"


def _teams(document: Note | Action) -> tuple[str, ...]:
    return (document.team, *(document.teams if isinstance(document, Note) else ()))


def _owners(document: Note | Action) -> tuple[str, ...]:
    return (document.owner,) if isinstance(document, Action) else ()


def _names(document: Note | Action) -> tuple[str, ...]:
    people = document.people if isinstance(document, Note) else (document.owner,)
    return (*_teams(document), *people)
