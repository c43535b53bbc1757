"""What waits of all series, read and changed between the meetings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from meetingtui.clock import Clock, Ids, local_date
from meetingtui.errors import ChangedMeanwhile, Refused
from meetingtui.followup.carry_over import asks_for_choice, carried_at, seen_in
from meetingtui.followup.outside import Ask, decided_outside
from meetingtui.followup.promises import roster_of
from meetingtui.followup.review import Known
from meetingtui.followup.tell_waiting import tell_change
from meetingtui.lookup import settled_notes, waiting_notes
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.model import Action, Changes, Meeting, Note, NoteState
from meetingtui.meeting.outcome import Moment
from meetingtui.store.port import Store

if TYPE_CHECKING:
    from meetingtui.archive import Archive

Document = Action | Note


class StoreDesk:
    """What waits of all series, after the meetings."""

    planned = False

    def __init__(self, store: Store, clock: Clock) -> None:
        """Read what waits in `store`; raises StoreError where it cannot be read."""
        self.zone = clock.zone
        self.clock = ""
        self.documents: Mapping[str, Document]
        self._known: Known | None = None
        self._store = store
        self._clock = clock
        self._now = clock.now
        self._ids = Ids()
        self._made: list[tuple[tuple[Document, ...], tuple[Document, ...]]] = []
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

    def give(self, documents: Sequence[Document], ask_for: Ask) -> str:
        """Give the same command about each of `documents`: all of them change, or none."""
        told = self.changed(documents, ask_for)
        return f"{len(told)} changed, the last: {told[-1]}" if len(told) > 2 else " · ".join(told)

    def changed(self, documents: Sequence[Document], ask_for: Ask) -> tuple[str, ...]:
        """Do the same as `give`, and return a sentence for each document."""
        self.follow()
        known = [self.documents.get(document.id) for document in documents]
        if None in known:
            raise Refused(f"{_name(documents[known.index(None)])} is no longer there")
        before = tuple(document for document in known if document is not None)
        after = tuple(each for one in before for each in self._decided(one, ask_for))
        stored = self._save(before, after)
        self._made.append((before, stored))
        return self._told(before, stored)

    def not_done(self, documents: Sequence[Document]) -> str:
        """Leave these promises as they are: they go on by themselves."""
        return f"{', '.join(map(_name, documents))} stays open and goes on"

    def order(self, documents: Sequence[Document]) -> str:
        """Refuse: there is no meeting into which anything comes."""
        raise Refused("the order is changed before a meeting starts: F8 there")

    def merge(self, kept: Document, other: Document) -> str:
        """Refuse: numbers of notes are those of a meeting."""
        raise Refused("two are made one before a meeting starts: F8 there")

    def undo(self) -> str:
        """Take the latest change made here back, where nobody has changed the same since."""
        if not self._made:
            raise Refused("there is nothing to undo: nothing was changed on this screen")
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
        return f"undone: {' · '.join(self._told(after, put))}"

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
            {id: len(at) for id, at in carried.items()},
            frozenset(each.id for each in actions if asks_for_choice(each, carried)),
            frozenset(each.id for each in documents if not each.meeting) - seen_in(meetings),
        )

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

    def _told(self, before: Sequence[Document], after: Sequence[Document]) -> tuple[str, ...]:
        old = {document.id: document for document in before}
        return tuple(_tell(old.get(each.id), each, self.today) for each in after)


def _tell(before: Document | None, after: Document, today: date) -> str:
    if isinstance(after, Action):
        if before is None or isinstance(before, Note):
            return f"new: !{after.number} {after.text} · {after.owner or 'nobody yet'}"
        return tell_change(before, after, today)
    return f"{after.kind}: {after.text} · {_standing(after)}"


def _standing(note: Note) -> str:
    if note.answer:
        return f"answered: {note.answer}"
    if note.became:
        return "an action item now"
    if note.preview and (note.preview.result or note.preview.feedback):
        return note.preview.result or f"feedback: {note.preview.feedback}"
    if note.state is NoteState.DROPPED:
        return f"dropped: {note.reason}" if note.reason else "dropped"
    return "changed"


def _name(document: Document) -> str:
    return f"!{document.number}" if isinstance(document, Action) else str(document.kind)
