"""The minutes of a meeting as values, before any format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, tzinfo

from meetingtui.clock import zone_named
from meetingtui.meeting.between import Owed
from meetingtui.meeting.brought import brought, tell_coming
from meetingtui.meeting.course import course_of
from meetingtui.meeting.credit import credit_of
from meetingtui.meeting.facts import Rated
from meetingtui.meeting.figures import Figures, figures_of, verdicts_of
from meetingtui.meeting.kept import as_found
from meetingtui.meeting.ledger import owed
from meetingtui.meeting.lookup import number_of
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Meeting,
    Note,
    NoteKind,
    NoteState,
    State,
)
from meetingtui.meeting.promise_rules import found_not_done
from meetingtui.meeting.readback import ReadBack, read_back
from meetingtui.meeting.roll import absent_people, ratings_of, teams_with_guests
from meetingtui.meeting.timing import held_on
from meetingtui.reports.at_close import at_close
from meetingtui.reports.held import Timing, timing_of


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who of a team was there."""

    team: str
    present: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """An action item of an earlier meeting; its state says what was found when it was reviewed."""

    action: Action
    found: Action
    """What it was as the meeting began: its owner and its date may be new since."""

    kept: bool | None
    """Whether it was kept, where this meeting judges that; None before the close, too."""

    times: int
    """How many meetings it has been carried into, this one included."""

    came: str
    """How it came into this one, in words."""

    not_done: bool
    """Whether the review said that it is not done."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A note with what only its meeting knows."""

    note: Note
    number: int
    times: int
    """How many meetings it has been carried into; 0 when it was taken in this one."""

    became: int
    """The number of the action item that it was turned into; 0 when it was not."""

    teams: tuple[str, ...]
    """Whose note it is: the teams credited with a win, else the team that had the floor."""

    to: tuple[str, ...]
    """The teams that a question asks, or the teams and people that are thanked."""

    people: tuple[str, ...]
    """Who else is named beside the text, and no longer in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """All that minutes say of a meeting, as it was at its close."""

    meeting: Meeting
    stored: State
    """The documents as they are stored now."""

    zone: tzinfo | None
    """The zone whose clock they tell; None is that of this machine."""

    held_on: date
    attendance: tuple[Attendance, ...]
    actions: tuple[Action, ...]
    """The action items taken, those dropped at once left out."""

    promises: tuple[Promise, ...]
    entries: tuple[Entry, ...]
    """The notes in order; those taken back left out, those carried in and dropped included."""

    timing: Timing
    figures: Figures | None
    """None before the close."""

    owed: tuple[Owed, ...]
    """What teams owe the next meeting; empty before the close."""

    only: str = ""
    """Which action items were chosen, as in `those of Ana`; empty for all."""

    ratings: tuple[Rated, ...]
    """The last rating of each team, teams in the order of the agenda."""

    carries_on: ReadBack
    """What goes into the next meeting."""

    def of(self, kind: NoteKind) -> tuple[Entry, ...]:
        """Return the entries of `kind` that stand, joint wins before the others."""
        standing = [
            entry
            for entry in self.entries
            if entry.note.kind is kind and entry.note.state is not NoteState.DROPPED
        ]
        if kind is NoteKind.WIN:
            standing.sort(key=lambda entry: len(entry.teams) < 2)
        return tuple(standing)

    @property
    def dropped(self) -> tuple[Entry, ...]:
        """The notes that earlier meetings carried in and this one dropped."""
        return tuple(e for e in self.entries if e.note.state is NoteState.DROPPED)

    @property
    def rating(self) -> float | None:
        """The average of the ratings, or None without any."""
        scores = [rated.score for rated in self.ratings]
        return sum(scores) / len(scores) if scores else None


def minutes_of(state: State, zone: tzinfo | None) -> Minutes:
    """Return the minutes of the meeting of `state`, with instants as its zone reads them. Pure.

    Its zone is that of the agenda; `zone` where the agenda named none.
    They tell how things stood at its close, so they do not change when a promise is kept later.
    A meeting that is not closed has minutes so far.
    """
    meeting = state.meeting
    zone = zone_named(meeting.zone, zone)
    then = at_close(state)
    closed_at = course_of(meeting).closed_at
    return Minutes(
        meeting=meeting,
        stored=state,
        zone=zone,
        held_on=held_on(meeting, zone),
        attendance=_attendance(meeting),
        actions=tuple(
            action
            for action in then.actions.values()
            if action.meeting == meeting.id and action.state is not ActionState.DROPPED
        ),
        promises=_promises(then, zone),
        entries=_entries(then),
        timing=timing_of(meeting, zone),
        figures=_figures(then, zone),
        owed=() if closed_at is None else owed(meeting, closed_at),
        ratings=tuple(ratings_of(meeting).values()),
        carries_on=read_back(then),
    )


def _figures(then: State, zone: tzinfo | None) -> Figures | None:
    closed_at = course_of(then.meeting).closed_at
    if closed_at is None:
        return None
    return figures_of(then, closed_at, zone)


def _attendance(meeting: Meeting) -> tuple[Attendance, ...]:
    absent = absent_people(meeting)
    return tuple(
        Attendance(
            team.name,
            tuple(person for person in people if person not in absent),
            tuple(person for person in people if person in absent),
        )
        for team in teams_with_guests(meeting)
        # The order in which they speak is another in each meeting.
        for people in [sorted(team.people, key=str.casefold)]
    )


def _promises(then: State, zone: tzinfo | None) -> tuple[Promise, ...]:
    """Return the promises carried in: those done first, then what is open, then what is dropped."""
    order = [ActionState.DONE, ActionState.OPEN, ActionState.DROPPED]
    meeting, closed_at = then.meeting, course_of(then.meeting).closed_at
    not_done = found_not_done(meeting)
    verdicts = verdicts_of(then, closed_at, zone) if closed_at else {}
    carried = [
        Promise(
            item.document,
            as_found(item.document, meeting.opened_at),
            verdicts.get(item.document.id),
            item.carried.times,
            tell_coming(item.carried),
            item.document.id in not_done,
        )
        for item in brought(then)
        if isinstance(item.document, Action)
    ]
    return tuple(sorted(carried, key=lambda promise: order.index(promise.action.state)))


def _entries(then: State) -> tuple[Entry, ...]:
    """Return the notes of the meeting; what the queue had for a slot not held is none of it."""
    queued = read_back(then).queued
    times = {item.id: item.times for item in then.meeting.carried}
    entries = [
        _entry(then, note, times.get(note.id, 0))
        for note in then.notes.values()
        if (note.state is not NoteState.DROPPED or note.id in times) and note not in queued
    ]
    return tuple(sorted(entries, key=lambda entry: entry.number))


def _entry(then: State, note: Note, times: int) -> Entry:
    credit = credit_of(note)
    became = then.actions.get(note.became)
    return Entry(
        note=note,
        number=number_of(then, note),
        times=times,
        became=became.number if became else 0,
        teams=credit.teams,
        to=credit.to,
        people=credit.people,
    )
