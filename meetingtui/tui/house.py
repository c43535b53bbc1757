"""All that the home screen leads to: meetings to open, minutes to read, promises to keep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from meetingtui.agenda.model import Agenda
from meetingtui.authoring import Agendas
from meetingtui.clock import SPEED, Clock, FastClock, local, local_date
from meetingtui.desk import Made, StoreDesk
from meetingtui.drafts import Draft
from meetingtui.errors import Refused
from meetingtui.followup.overview import Overview, coming_of, overview_of
from meetingtui.lookup import meetings_at_hand, open_actions, waiting_notes
from meetingtui.meeting.model import Meeting
from meetingtui.opening import (
    Rehearsal,
    open_meeting,
    open_rehearsal,
    rehearsed_start,
    usual_start,
)
from meetingtui.reports.minutes import Minutes, minutes_of
from meetingtui.resuming import resume_meeting, state_of
from meetingtui.runner import NOTHING, Keeping, Runner
from meetingtui.settings import Settings
from meetingtui.store.port import Store

if TYPE_CHECKING:
    from meetingtui.sending.office import Office


class House:
    """A store, a clock and the agendas; every method raises StoreError as they do."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        agendas: Agendas,
        keeping: Keeping = NOTHING,
        drafts: Path | None = None,
        office: Callable[[], Office] | None = None,
    ) -> None:
        """Hold meetings in `store`, and see to `keeping` when they close.

        The `agendas` are read, and later whenever somebody asks for that.
        What is typed and not saved yet is kept in the folder `drafts`, and minutes are sent from
        the `office`; where there is none, nothing is.
        """
        self.settings = settings
        self.zone = clock.zone
        self._store = store
        self._clock = clock
        self.agendas = agendas
        agendas.read()
        self._keeping = keeping
        self._drafts = drafts
        self._office = office
        self._made: list[Made] = []
        """What was changed in reviews, so that one that is opened anew can take it back."""

    @property
    def now(self) -> datetime:
        """The present moment as the people in the room read it."""
        return local(self._clock.now(), self.zone)

    @property
    def today(self) -> date:
        """The calendar day of the people in the room."""
        return local_date(self._clock.now(), self.zone)

    def overview(self) -> Overview:
        """Return what there is now, with the agendas as they were read last."""
        found = self.agendas.found
        meetings = meetings_at_hand(self._store, {each.id for each in found})
        actions, notes = open_actions(self._store), waiting_notes(self._store)
        coming = coming_of(meetings, actions, notes, found, self._clock.now(), self.zone)
        return overview_of(meetings, actions, found, self.today, coming)

    def follow(self) -> bool:
        """Take in what other processes changed; return whether there was anything."""
        return bool(self._store.follow())

    def begin(self, agenda: Agenda) -> Runner:
        """Return a runner for the next meeting of `agenda`, planned for when it is due today."""
        return open_meeting(
            self._store,
            self._clock,
            agenda,
            facilitator=self.settings.facilitator,
            starts_at=usual_start(self._store, agenda, self._clock),
            keeping=self._keeping,
        )

    def resume(self, meeting: Meeting) -> Runner:
        """Return a runner that goes on with `meeting`; a closed one stays so until undo."""
        return resume_meeting(
            self._store,
            self._clock,
            meeting,
            keeping=self._keeping,
        )

    def rehearse(self, agenda: Agenda) -> tuple[Rehearsal, FastClock]:
        """Return a meeting of `agenda` of which nothing is kept, and its clock."""
        clock = FastClock(rehearsed_start(agenda, self._clock), self.zone, speed=SPEED)
        return open_rehearsal(agenda, clock), clock

    def minutes(self, meeting: Meeting) -> Minutes:
        """Return the minutes of `meeting`."""
        return minutes_of(state_of(self._store, meeting), self.zone)

    def office(self) -> Office:
        """Return where minutes are sent from; Refused where that is nowhere."""
        if self._office is None:
            raise Refused("nothing is sent from a demonstration")
        office = self._office()
        if not office.targets:
            from meetingtui.sending.targets import how_to_name_one

            hint = how_to_name_one(self.settings)
            raise Refused(f"the settings name nobody to send to; {hint}")
        return office

    def review_screen(self) -> Screen[None]:
        """Return where all that waits is gone through."""
        from meetingtui.tui.review import ReviewScreen

        desk = StoreDesk(self._store, self._clock, self._made)
        return ReviewScreen(desk, self.settings.keys, drafts=self._drafts)

    def search_screen(self) -> Screen[None]:
        """Return where all that was ever taken down is searched."""
        from meetingtui.archive import Archive
        from meetingtui.tui.search import SearchScreen

        return SearchScreen(Archive(self._store, self._clock), self.settings.keys)

    def trends_screen(self) -> Screen[None]:
        """Return where the trends of each series are shown."""
        from meetingtui.tui.trends import TrendsScreen

        return TrendsScreen(self._store, self._clock, self.settings.keys)

    def draft(self, meeting: Meeting) -> Draft | None:
        """Return where to keep what is typed in `meeting`; None where nothing is kept."""
        return Draft(self._drafts, meeting.agenda, meeting.id) if self._drafts else None
