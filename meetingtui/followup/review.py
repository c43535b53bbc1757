"""All that waits between meetings, as people look through it: rows, in groups, by words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from meetingtui.clock import local_date
from meetingtui.followup.promises import Wanted, is_overdue
from meetingtui.followup.tell_waiting import is_settled, tell_when
from meetingtui.meeting.credit import tell_credit
from meetingtui.meeting.model import Action, ActionState, Note, NoteKind

SOON = timedelta(days=7)
"""What is due within this is due soon."""


class Grouping(StrEnum):
    """What the rows are put together by; the value is its name for people."""

    DUE = "due date"
    OWNER = "owner"
    TEAM = "team"
    SERIES = "series"
    SLOT = "slot"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of all documents, by id."""

    times: Mapping[str, int] = field(default_factory=dict)
    """Into how many meetings each was carried."""

    asking: frozenset[str] = frozenset()
    """Promises for which somebody has to choose what becomes of them."""

    queue: frozenset[str] = frozenset()
    """What is in the queue, or came from there into the open meeting."""

    found: frozenset[str] = frozenset()
    """Promises that the review of the open meeting has found not done."""

    places: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """The place of each in the meeting that is open, and the slot in which it is up."""


def grouping_after(grouping: Grouping, known: Known) -> Grouping:
    """Return the next way to group, after the last one the first; by slot where there are any."""
    choice = [each for each in Grouping if each is not Grouping.SLOT or known.places]
    return choice[(choice.index(grouping) + 1) % len(choice)]


@dataclass(frozen=True, slots=True)
class Row:
    """One promise or note, and what is said of it today."""

    document: Action | Note
    group: str
    """The title under which it stands."""

    times: int
    """Into how many meetings it was carried."""

    when: str
    """When it is due and how late it is, how long it has waited, or when it was settled."""

    briefly: str
    """The same in fewer cells, beside its age."""

    overdue: bool = False
    soon: bool = False
    asks: bool = False
    """Whether it was carried so often that somebody has to choose what becomes of it."""

    queued: bool = False
    """Whether it is in the queue."""

    found: bool = False
    """Whether the review of the open meeting has found it not done."""

    age: str = ""
    """How long ago it was taken down: `6d`, `3w`."""

    @property
    def is_open(self) -> bool:
        """Whether anything is still to come of it."""
        return _is_open(self.document)

    @property
    def whose(self) -> str:
        """The owner of a promise; who asks whom, or whose a note is; who is to speak of it."""
        document = self.document
        if isinstance(document, Action):
            return document.owner or ("owner?" if self.is_open else "")
        return ", ".join(document.people) if document.promise else tell_credit(document)


def rows_of(
    documents: Iterable[Action | Note],
    known: Known,
    wanted: Wanted,
    words: str,
    grouping: Grouping,
    today: date,
    zone: tzinfo | None,
) -> tuple[Row, ...]:
    """Return a row for each document wanted that matches all of `words`, group after group."""
    found = [
        (_group(document, grouping, known, today), document)
        for document in documents
        if wanted.takes(document, today)
    ]
    found.sort(key=lambda pair: (pair[0], _order(pair[1], known, grouping)))
    rows = (_row(document, group[1], known, today, zone) for group, document in found)
    return tuple(row for row in rows if matches(row, words))


def matches(row: Row, words: str) -> bool:
    """Tell whether `row` has every one of `words`, in any case and order.

    `@an` is the beginning of a person or team, `#pri` of a tag, `!1` of a promise's number; any
    other word is part of its text, people, teams, kind, series or reason, or of what the row and
    the title above it say. No words match all.
    """
    return all(
        _has(row.document, word) or word in _told(row).casefold()
        for word in words.casefold().split()
    )


def _told(row: Row) -> str:
    """Return what a row says beside its document."""
    parts = (
        row.group,
        row.when,
        "due soon" if row.soon else "",
        f"carried ×{row.times}" if row.times else "",
        "choose" if row.asks else "",
        "queue" if row.queued else "",
        "not done" if row.found else "",
    )
    return " ".join(parts)


_DUE_GROUPS = ("OVERDUE", "DUE SOON", "LATER", "NO DATE")
NOTE_GROUPS = {
    NoteKind.QUESTION: "QUESTIONS WITHOUT AN ANSWER",
    NoteKind.PREVIEW: "PREVIEWS AWAITING FEEDBACK OR A RESULT",
    NoteKind.PARKED: "PARKED",
}
"""The titles that say of what kind the notes under them are."""

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = 10_000
"""The place of what is in no slot; no agenda has so many."""

_QUEUE, _SETTLED = "IN THE QUEUE", "SETTLED"
_BY_DUE = (*_DUE_GROUPS, *NOTE_GROUPS.values(), _QUEUE, _SETTLED)


def _row(
    document: Action | Note, group: str, known: Known, today: date, zone: tzinfo | None
) -> Row:
    days = (today - local_date(document.taken_at, zone)).days
    return Row(
        document,
        group,
        known.times.get(document.id, 0),
        tell_when(document, today, zone),
        tell_when(document, today, zone, brief=True),
        overdue=isinstance(document, Action) and is_overdue(document, today),
        soon=_due_group(document, today) == "DUE SOON",
        asks=document.id in known.asking,
        queued=document.id in known.queue,
        found=document.id in known.found,
        age=f"{days}d" if days < 14 else f"{days // 7}w",
    )


def _group(
    document: Action | Note, grouping: Grouping, known: Known, today: date
) -> tuple[int, str]:
    """Return the place and the title of the group of `document`."""
    if grouping is Grouping.SLOT:
        place, label = known.places.get(document.id, (_LAST, ""))
        return (place, label.upper()) if label else (place, "TAKEN IN THIS MEETING")
    if grouping is Grouping.DUE:
        title = _due_group(document, today)
        return _BY_DUE.index(title), title
    if grouping is Grouping.SERIES:
        return 0, document.agenda
    if grouping is Grouping.TEAM:
        asked = document.teams if isinstance(document, Note) else ()
        name = ", ".join(asked) or document.team
        return (0, name) if name else (1, "NO TEAM")
    person = document.owner if isinstance(document, Action) else next(iter(document.people), "")
    return (0, person) if person else (1, "NOBODY YET")


def _due_group(document: Action | Note, today: date) -> str:
    if not _is_open(document):
        return _SETTLED
    if isinstance(document, Note):
        return NOTE_GROUPS.get(document.kind, _QUEUE)
    if document.due_on is None:
        return "NO DATE"
    if document.due_on < today:
        return "OVERDUE"
    return "DUE SOON" if document.due_on <= today + SOON else "LATER"


def _order(document: Action | Note, known: Known, grouping: Grouping) -> tuple[object, ...]:
    """Return what sorts a group; a slot is sorted as it comes.

    Open promises by date, then notes by age, then what is settled, the latest first.
    """
    if grouping is Grouping.SLOT:
        order = {id: at for at, id in enumerate(known.places)}
        return (order.get(document.id, len(order)), document.id)
    if not _is_open(document):
        return (2, -_settled_at(document).timestamp(), document.id)
    if isinstance(document, Note):
        return (1, document.id)
    return (0, document.due_on or date.max, document.number)


def _is_open(document: Action | Note) -> bool:
    if isinstance(document, Action):
        return document.state is ActionState.OPEN
    return not is_settled(document)


def _settled_at(document: Action | Note) -> datetime:
    """Return when `document` was settled; of a note that is its latest change."""
    if isinstance(document, Action):
        return document.settled_at or _LONG_AGO
    return document.history[-1].at if document.history else document.taken_at


def _has(document: Action | Note, word: str) -> bool:
    if isinstance(document, Action):
        names: tuple[str, ...] = (document.owner, document.team)
        kind = "action item"
    else:
        names = (*document.people, *document.teams, document.team)
        kind = str(document.kind)
    if word.startswith("@"):
        return any(name.casefold().startswith(word[1:]) for name in names)
    if word.startswith("#") and len(word) > 1:
        return any(tag.casefold().startswith(word[1:]) for tag in document.tags)
    if word.startswith("!"):
        return isinstance(document, Action) and str(document.number).startswith(word[1:])
    said = (document.text, *names, kind, document.agenda, document.reason)
    return any(word in part.casefold() for part in said)
