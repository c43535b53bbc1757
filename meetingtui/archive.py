"""The past as it is stored: searched while it is read, and told as trends."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, tzinfo

from meetingtui import startup
from meetingtui.clock import Clock, local_date
from meetingtui.followup.insights import MANY, Insights, insights_of, series_of
from meetingtui.followup.search import LIMIT, Corpus, Found, Hit, name_of
from meetingtui.followup.search_place import Place, place_of, where
from meetingtui.followup.search_query import Query, read_query
from meetingtui.meeting.model import Action, Meeting, MeetingState, Note
from meetingtui.store.port import Store

NEAR = 12
"""How many of the meetings that left something open are read at once."""

BIT = 1_000
"""How many documents are made ready for the search before somebody may want to type."""

Documents = Sequence[Note | Action]


class Archive:
    """The notes and action items of a store, as they were when it was read."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Begin with nothing read; days are those of the zone of `clock`."""
        self.store = store
        self._clock = clock
        self._corpus = Corpus()
        self.is_whole = False
        """Whether all is there to be searched."""

    @property
    def zone(self) -> tzinfo | None:
        """The zone of the people in the room."""
        return self._clock.zone

    def __len__(self) -> int:
        """Return how many documents can be searched."""
        return len(self._corpus)

    def read_near(self) -> None:
        """Read what is open, and the meetings that it is from; raises StoreError.

        These are the latest, and quickly read.
        """
        self._corpus.add(self.store.find(Note, state="open"))
        self._corpus.add(self.store.find(Action, state="open"))
        for meeting in self._corpus.meetings()[:NEAR]:
            self._corpus.add(self.store.find(Note, meeting=meeting))
            self._corpus.add(self.store.find(Action, meeting=meeting))

    def read(self) -> Documents:
        """Return all there is, the latest first, for `bits` to take in; raises StoreError.

        It takes long where there is much. It reads a store of its own, so that another thread may
        do it, and touches nothing else.
        """
        with closing(self.store.another()) as store:
            return [*reversed(store.find(Note)), *store.find(Action)]

    def bits(self, documents: Documents) -> Iterator[None]:
        """Take in `documents`, which are all there are; come back after each bit of them."""
        for start in range(0, len(documents), BIT):
            self._corpus.add(documents[start : start + BIT])
            yield
        self.is_whole = True

    def read_all(self) -> None:
        """Read all there is at once; raises StoreError."""
        startup.begin()
        try:
            deque(self.bits(self.read()), maxlen=0)
        finally:
            startup.begun()

    def query(self, text: str) -> Query:
        """Read what somebody typed; UsageError where it is off."""
        return read_query(text, self._today, self._clock.zone)

    def search(self, text: str, limit: int = LIMIT) -> Found:
        """Return what matches `text` among all that is there; UsageError where it is off."""
        return self._corpus.search(self.query(text), limit)

    def meeting_of(self, hit: Hit) -> Meeting | None:
        """Return the meeting that something was taken down in; None for what is queued."""
        id = hit.document.meeting
        return self.store.get(Meeting, id) if id else None

    def place_of(self, hit: Hit) -> Place:
        """Return where something was taken down."""
        meeting = self.meeting_of(hit)
        return place_of(hit.document, meeting, self._corpus, self._today, self._clock.zone)

    def told(self, hit: Hit) -> str:
        """Return what was found, where, and what became of it, in one line."""
        place = self.place_of(hit)
        at = where(place, hit.document.agenda)
        became = f" ({place.became})" if place.became else ""
        return f"{name_of(hit.document)} ({at}): {hit.line}{became}"

    @property
    def _today(self) -> date:
        return local_date(self._clock.now(), self._clock.zone)


def known_series(store: Store) -> list[str]:
    """Return the ids of all series, the one that met last first; raises StoreError."""
    return series_of(store.find(Meeting))


def read_insights(store: Store, series: str, clock: Clock) -> Insights:
    """Return the trends of `series`; raises StoreError."""
    meetings = store.find(Meeting, agenda=series)
    latest = [meeting for meeting in meetings if meeting.state is MeetingState.CLOSED][-MANY:]
    return insights_of(
        series,
        meetings,
        [note for meeting in latest for note in store.find(Note, meeting=meeting.id)],
        store.find(Action, agenda=series),
        local_date(clock.now(), clock.zone),
        clock.zone,
    )
