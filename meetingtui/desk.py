"""What waits of all series, read and changed between the meetings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meetingtui.clock import Clock, Ids, local_date
from meetingtui.errors import ChangedMeanwhile, Refused
from meetingtui.followup.carry_over import asks_for_choice, carried_at, seen_in, times_carried
from meetingtui.followup.changes import Change, changes_of
from meetingtui.followup.outside import Ask, decided_outside
from meetingtui.followup.promises import roster_of
from meetingtui.followup.review import Known
from meetingtui.followup.tell_waiting import in_all, in_short, shortest_end, tell_changed
from meetingtui.lookup import settled_notes, waiting_notes
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.lookup import name_of
from meetingtui.meeting.model import Action, Changes, Meeting, Note
from meetingtui.meeting.outcome import Moment
from meetingtui.store.port import Store

if TYPE_CHECKING:
    from meetingtui.archive import Archive

Document = Action | Note
Decided = tuple[Document, tuple[Document, ...]]
"""What there was, and what is to be saved instead of it and beside it."""


Made = tuple[tuple[Document, ...], tuple[Document, ...]]
"""What one change replaced, and what it put there."""


class StoreDesk:
    """What waits of all series, after the meetings."""

    planned = False
    in_meeting = False

    def __init__(self, store: Store, clock: Clock, made: list[Made] | None = None) -> None:
        """Read what waits in `store`; raises StoreError where it cannot be read.

        What was `made` at desks before it can be undone too.
        """
        self.zone = clock.zone
        self.clock = ""
        self.documents: Mapping[str, Document]
        self._known: Known | None = None
        self._store = store
        self._clock = clock
        self._now = clock.now
        self._ids = Ids()
        self._made = [] if made is None else made
        self._read()

    @property
    def today(self) -> date:
        """The calendar day of the people in the room."""
        return local_date(self._now(), self.zone)

    @property
    def known(self) -> Known:
        """What the meetings tell of the documents; read when somebody asks for it."""
        if self._known is None:
            self._known = self._read_known()
        return self._known

    def roster(self, document: Document) -> Roster:
        """Return everybody of the meetings of its series."""
        return roster_of(self._store.find(Meeting, agenda=document.agenda))

    def history(self, document: Document) -> tuple[Change, ...]:
        """Return what became of `document`, oldest first."""
        return changes_of(document, self._store.find(Meeting, agenda=document.agenda))

    def ref(self, note: Note) -> str:
        """Return the shortest end of the id of `note` that tells it from all notes here."""
        ids = [each.id for each in self.documents.values() if isinstance(each, Note)]
        return shortest_end(note.id, ids)

    def give(self, documents: Sequence[Document], ask_for: Ask) -> str:
        """Give the same command about each of `documents`, as one change.

        Where it makes no sense for some they stay as they are, and the sentence says why.
        """
        standing, outcomes, refused = self._standing(documents), [], []
        for document in standing:
            try:
                outcomes.append((document, self._decided(document, ask_for)))
            except Refused as error:
                refused.append(str(error))
        if not outcomes:
            raise Refused(in_short(refused, "could not be changed"))
        told, already = self._take(outcomes)
        so = f"{len(already)} were so already" if len(already) > 1 else " ".join(_so(already))
        changed = in_all(told, len(outcomes) - len(already), "changed")
        left = in_short(refused, "could not be")
        return " · ".join(filter(None, (changed, so, left)))

    def changed(self, documents: Sequence[Document], ask_for: Ask) -> tuple[str, ...]:
        """Give the same command about each: all of them change, or none; say what became of each.

        What is so already is not changed, and that is said.
        """
        standing = self._standing(documents)
        told, already = self._take([(each, self._decided(each, ask_for)) for each in standing])
        return (*told, *_so(already))

    def not_done(self, documents: Sequence[Document]) -> str:
        """Refuse: what nobody settles goes on by itself."""
        verb = "stays open by itself" if len(documents) == 1 else "stay open by themselves"
        names = ", ".join(map(name_of, documents))
        raise Refused(f"{names} {verb}; only the review in a meeting says that it is not done")

    def order(self, documents: Sequence[Document]) -> str:
        """Refuse: there is no meeting into which anything comes."""
        raise Refused("the order is changed before a meeting starts: F8 there")

    def merge(self, kept: Document, other: Document) -> str:
        """Refuse: numbers of notes are those of a meeting."""
        raise Refused("two are made one before a meeting starts: F8 there")

    def undo(self) -> str:
        """Take the latest change made here back, where nobody has changed the same since."""
        if not self._made:
            raise Refused("there is nothing to undo: nothing was changed here")
        before, after = self._made.pop()
        old = {document.id for document in before}
        new = tuple(document for document in after if document.id not in old)
        touched = {document.id for document in after}
        put = tuple(document for document in before if document.id in touched)
        try:
            self._store.commit(Changes(put, new, expected=after))
        except ChangedMeanwhile as error:
            raise Refused(
                f"it was changed elsewhere since, so it stays as it is: {error}"
            ) from error
        self._read()
        gone = [f"{name_of(document)} is gone" for document in new]
        told = (*gone, *_told(after, put, self.today))
        return f"undone: {in_all(told, len(before), 'changes')}"

    def follow(self) -> None:
        """Take in what other processes changed."""
        if self._store.follow():
            self._read()

    def archive(self) -> Archive:
        """Return all that was ever taken down, to be searched."""
        from meetingtui.archive import Archive

        return Archive(self._store, self._clock)

    def _read(self) -> None:
        found = [*waiting_notes(self._store), *settled_notes(self._store)]
        notes = {note.id: note for note in found}
        actions = {action.id: action for action in self._store.find(Action)}
        self.documents = {**actions, **notes}
        if self._known is not None:
            self._known = self._read_known()

    def _read_known(self) -> Known:
        meetings, documents = self._store.find(Meeting), self.documents.values()
        carried = carried_at(meetings)
        actions = (each for each in documents if isinstance(each, Action))
        return Known(
            times_carried(meetings),
            frozenset(each.id for each in actions if asks_for_choice(each, carried)),
            frozenset(each.id for each in documents if not each.meeting) - seen_in(meetings),
        )

    def _standing(self, documents: Sequence[Document]) -> list[Document]:
        """Return `documents` as they are by now; Refused where one is no longer there."""
        self.follow()
        if gone := [each for each in documents if each.id not in self.documents]:
            raise Refused(f"{name_of(gone[0])} is no longer there")
        return [self.documents[each.id] for each in documents]

    def _take(self, outcomes: Sequence[Decided]) -> tuple[tuple[str, ...], list[Document]]:
        """Save what was decided, and say what is now true of each; return what was so already."""
        new = [(one, after) for one, after in outcomes if not _is_so(one, after)]
        before = tuple(one for one, _ in new)
        already = [one for one, after in outcomes if _is_so(one, after)]
        if not new:
            return (), already
        stored = self._save(before, tuple(each for _, after in new for each in after))
        self._made.append((before, stored))
        return _told(before, stored, self.today), already

    def _decided(self, document: Document, ask_for: Ask) -> tuple[Document, ...]:
        now = self._now()
        moment = Moment(now, self.today, lambda: self._ids.new(now))
        actions = [each for each in self.documents.values() if isinstance(each, Action)]
        meetings = self._store.find(Meeting, agenda=document.agenda)
        return decided_outside(document, ask_for, actions, meetings, moment)

    def _save(
        self, before: tuple[Document, ...], after: tuple[Document, ...]
    ) -> tuple[Document, ...]:
        put = self._store.commit(Changes(after, expected=before)).put
        stored = tuple(document for document in put if not isinstance(document, Meeting))
        self._read()
        return stored


def _told(before: Sequence[Document], after: Sequence[Document], today: date) -> tuple[str, ...]:
    old = {document.id: document for document in before}
    return tuple(tell_changed(old.get(each.id), each, today) for each in after)


def _so(already: Sequence[Document]) -> list[str]:
    return [f"{name_of(each)} is so already" for each in already]


def _is_so(before: Document, after: tuple[Document, ...]) -> bool:
    """Tell whether nothing is new in `after` but that somebody wanted it."""
    return len(after) == 1 and replace(after[0], history=before.history) == before
