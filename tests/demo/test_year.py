from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from meetingtui.clock import ManualClock, local_date
from meetingtui.demo.habits import habits_at
from meetingtui.demo.words import Words
from meetingtui.demo.year import hold_year
from meetingtui.meeting.credit import credit_of
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Changes,
    Meeting,
    MeetingState,
    Note,
    NoteKind,
    NoteState,
)
from meetingtui.opening import open_meeting, usual_start
from meetingtui.store.memory import MemoryStore

NOW = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def year():
    return hold_year(NOW, UTC)


def of(year, kind):
    return [document for document in year.documents if isinstance(document, kind)]


def without_ids(document):
    """Return what a document says; ids end at random."""
    if isinstance(document, Meeting):
        return document.agenda, document.timeline
    at = document.settled_at if isinstance(document, Action) else document.answered_at
    return document.text, document.state, document.taken_at, at


def test_it_is_the_same_each_time(year):
    again = hold_year(NOW, UTC)
    assert list(map(without_ids, again.documents)) == list(map(without_ids, year.documents))
    other = hold_year(NOW, UTC, seed=2, weeks=3)
    assert without_ids(other.documents[0]) != without_ids(again.documents[-1])


def test_a_year_of_four_series_is_closed(year):
    meetings = of(year, Meeting)
    assert {meeting.state for meeting in meetings} == {MeetingState.CLOSED}
    held = Counter(meeting.agenda for meeting in meetings)
    assert held["sales-marketing-weekly"] > 48
    assert held["leads-sync"] > 22
    assert held["wins-and-insights-monthly"] > 10
    assert {agenda.id for agenda in year.agendas} == held.keys()


def test_it_ends_now_and_goes_on_today(year):
    taken = [document.taken_at for document in (*of(year, Note), *of(year, Action))]
    settled = [action.settled_at for action in of(year, Action) if action.settled_at]
    latest = max(*taken, *settled)
    assert NOW - timedelta(days=2) < latest < NOW
    store = MemoryStore()
    store.commit(Changes(year.documents))
    clock = ManualClock(NOW, UTC)
    starts_at = usual_start(store, year.agendas[0], clock)
    assert timedelta(minutes=5) <= starts_at - NOW <= timedelta(minutes=10)
    runner = open_meeting(store, clock, year.agendas[0])
    assert runner.state.meeting.carried
    assert runner.state.meeting.next_on == date(2026, 12, 2)
    assert max(m.next_on for m in of(year, Meeting) if m.agenda == year.agendas[0].id) == date(
        2026, 11, 25
    )


def test_at_night_meetings_begin_in_the_morning():
    year = hold_year(datetime(2026, 11, 25, 22, 0, tzinfo=UTC), UTC, weeks=2)
    assert {meeting.starts_at.hour for meeting in of(year, Meeting)} == {10}


@pytest.mark.parametrize("day", [28, 29])
def test_on_a_weekend_the_next_meeting_is_on_monday(day):
    year = hold_year(datetime(2026, 11, day, 9, 0, tzinfo=UTC), UTC, weeks=5)
    days = [local_date(meeting.opened_at, UTC) for meeting in of(year, Meeting)]
    assert max(days) == date(2026, 11, 27)
    assert all(on.weekday() < 5 for on in days)
    assert max(m.next_on for m in of(year, Meeting)) >= date(2026, 11, 30)


def test_all_that_there_is_to_see_is_in_it(year):
    notes, actions = of(year, Note), of(year, Action)
    assert {note.kind for note in notes} == set(NoteKind)
    assert {action.state for action in actions} == set(ActionState)
    questions = Counter(note.state for note in notes if note.kind is NoteKind.QUESTION)
    assert {NoteState.ANSWERED, NoteState.OPEN, NoteState.DROPPED} <= questions.keys()
    assert any(len(credit_of(note).teams) > 1 for note in notes if note.kind is NoteKind.WIN)
    assert max(carried.times for m in of(year, Meeting) for carried in m.carried) > 2
    late = [a for a in actions if a.settled_at and a.due_on < local_date(a.settled_at, UTC)]
    assert 0 < len(late) < len(actions) / 2
    names = {type(fact).__name__ for meeting in of(year, Meeting) for fact in meeting.timeline}
    assert {"Extended", "Refitted", "SlotSkipped", "Absent", "Rated", "Closed"} <= names


def test_every_promise_is_something_to_do(year):
    assert not [action.text for action in of(year, Action) if action.text.endswith("?")]
    # Those that a parked note became are among them.
    assert any(
        action.text == "Set up one calendar of mailings and tours" for action in of(year, Action)
    )


def test_at_the_end_nobody_mentions_marketing(year):
    weekly = [m.id for m in of(year, Meeting) if m.agenda == "sales-marketing-weekly"]
    praise = (NoteKind.WIN, NoteKind.THANKS)
    for meeting in weekly[-3:]:
        taken = [n for n in of(year, Note) if n.meeting == meeting and n.kind in praise]
        named = [name for note in taken for name in (*credit_of(note).teams, *credit_of(note).to)]
        assert "Marketing" not in named


def test_people_learn():
    first, last = habits_at(0.0), habits_at(1.0)
    assert (first.late_start, first.pace) > (last.late_start, last.pace)
    assert (first.kept, first.answered, first.rating) < (last.kept, last.answered, last.rating)
    assert first.silent == ""


def test_nobody_repeats_themselves_while_there_is_more_to_say():
    words = Words(Random(1))
    said = [words.say(["I sold {number} to {customer}"]) for _ in range(20)]
    assert len(set(said)) == 20
    asked = words.ask([("Why {topic}?", "ask {person}")])
    assert words.reply_to(asked).startswith("Ask ")
