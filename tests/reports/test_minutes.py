"""What minutes say: who, what was promised, whose notes, as it was at the close."""

from __future__ import annotations

from datetime import UTC, date, timedelta, timezone, tzinfo

import pytest
from msgspec.structs import replace

from meetingtui.agenda.model import SegmentKind
from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import (
    Action,
    Carried,
    Changes,
    Meeting,
    Note,
    NoteKind,
    NoteState,
    State,
)
from meetingtui.meeting.versions import changed
from meetingtui.reports.held import Outcome
from meetingtui.reports.minutes import Entry, Minutes, minutes_of
from meetingtui.resuming import state_of


@pytest.fixture
def told(second: State, zone: tzinfo) -> Minutes:
    return minutes_of(second, zone)


def texts(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.note.text for entry in entries]


def test_who_was_there(told: Minutes) -> None:
    there = [(who.team, who.present, who.absent) for who in told.attendance]
    assert there == [
        ("Sales", ("Ana", "Ben"), ("Chidi",)),
        ("Marketing", ("Dana", "Eve"), ()),
        ("Guests", ("Zoe",), ()),
    ]


def test_the_day_is_the_one_in_the_room(second: State) -> None:
    far_east = timezone(timedelta(hours=15))
    assert minutes_of(second, UTC).held_on == date(2026, 11, 24)
    assert minutes_of(second, far_east).held_on == date(2026, 11, 25)
    not_started = State(replace(second.meeting, timeline=()))
    assert minutes_of(not_started, far_east).held_on == date(2026, 11, 25)


def test_new_promises_and_those_reviewed(told: Minutes) -> None:
    assert [action.number for action in told.actions] == [4, 5, 6]
    reviewed = [(p.action.number, str(p.action.state), p.times) for p in told.promises]
    assert reviewed == [(1, "done", 1), (2, "open", 1), (3, "dropped", 1)]


def test_joint_wins_come_first(told: Minutes) -> None:
    wins = [entry.teams for entry in told.of(NoteKind.WIN)]
    assert wins == [("Sales", "Marketing"), ("Sales",), ("Marketing",)]


def test_what_was_taken_back_does_not_appear(told: Minutes) -> None:
    assert "a slip of the tongue" not in texts(told.entries)
    assert texts(told.dropped) == ["Swag for the fair"]
    assert "Swag for the fair" not in texts(told.of(NoteKind.PARKED))


def test_a_promise_taken_back_does_not_appear(room, zone: tzinfo) -> None:
    runner = room.meet()
    room.say(runner, "!Send it @Ana", "!Never mind @Ben")
    runner.do(ask.Drop(ask.Ref(2, action=True)))
    assert [a.text for a in minutes_of(runner.state, zone).actions] == ["Send it"]


def test_a_note_knows_what_became_of_it(told: Minutes) -> None:
    (notes,) = [entry for entry in told.entries if entry.became]
    assert (notes.note.text, notes.became, notes.times, notes.number) == (
        "Who writes the release notes?", 4, 1, 3,
    )  # fmt: skip


def test_the_last_rating_of_each_team_counts(room, zone: tzinfo) -> None:
    runner = room.meet()
    runner.do(ask.Rate("Marketing", 4, "too long"))
    runner.do(ask.Rate("Marketing", 8))
    runner.do(ask.Rate("Sales", 9))
    told = minutes_of(runner.state, zone)
    assert [(r.team, r.score, r.why) for r in told.ratings] == [
        ("Sales", 9, ""), ("Marketing", 8, ""),
    ]  # fmt: skip
    assert told.rating == 8.5


def test_without_a_rating_there_is_no_average(first: State, zone: tzinfo) -> None:
    assert minutes_of(first, zone).rating is None


def test_what_carries_on(told: Minutes) -> None:
    on = told.carries_on
    numbers = [action.number for action in (*on.carried_actions, *on.actions)]
    assert numbers == [2, 4, 5, 6]
    assert len(on.questions) == 2
    assert [note.text for note in on.parked] == ["Shared calendar for launches"]


# Whose note it is


@pytest.mark.parametrize(
    ("line", "teams", "to", "people"),
    [
        ("+Acme signed", ("Sales",), (), ()),
        ("+@Marketing The page is live", ("Marketing",), (), ()),
        ("+@Ana Acme signed", ("Sales",), (), ("Ana",)),
        ("+@Sales @Marketing Northwind renewed", ("Sales", "Marketing"), (), ()),
        ("+Acme signed thanks to @Marketing", ("Sales", "Marketing"), (), ()),
        ("?@Dana when", ("Sales",), ("Marketing",), ("Dana",)),
        ("?When does @Marketing publish", ("Sales",), ("Marketing",), ()),
        ("*@Marketing great deck", ("Sales",), ("Marketing",), ()),
        ("*@Dana great deck", ("Sales",), ("Dana",), ()),
        ("*great deck by @Dana", ("Sales",), (), ()),
        ("^@Marketing leads come late", ("Sales", "Marketing"), (), ()),
    ],
)
def test_whose_note_it_is(
    room, zone: tzinfo, line: str, teams: tuple[str, ...], to: tuple[str, ...], people: tuple[str]
) -> None:
    runner = room.meet()
    runner.do(ask.Goto(3))
    room.say(runner, line)
    (entry,) = minutes_of(runner.state, zone).entries
    assert (entry.teams, entry.to, entry.people) == (teams, to, people)


def test_a_note_of_a_joint_slot_is_nobodys(told: Minutes) -> None:
    assert told.of(NoteKind.CONCERN)[0].teams == ()


# As it was at the close


def test_what_happens_later_does_not_change_the_minutes(room, second: State, zone: tzinfo) -> None:
    before = minutes_of(second, zone)
    store, later = room.store, room.clock.now() + timedelta(days=1)
    room.at(25)
    runner = room.meet()  # the next meeting settles much of it
    runner.do(ask.Done(2))
    runner.do(ask.Answer(1, "Price"))
    runner.do(ask.Edit(ask.Ref(5, action=True), "Send two decks"))
    runner.do(ask.Next())
    runner.do(ask.Close())
    (calls,) = [a for a in store.find(Action) if a.number == 6]
    store.commit(Changes((changed(calls, later, {"owner": "Ana", "text": "Call them"}),)))
    stored = store.get(Meeting, second.meeting.id)
    assert stored
    after = minutes_of(state_of(store, stored), zone)
    assert after.stored.actions != before.stored.actions
    assert after == replace_stored(before, after.stored)


def replace_stored(minutes: Minutes, stored: State) -> Minutes:
    fields = {name: getattr(minutes, name) for name in Minutes.__dataclass_fields__}
    return Minutes(**{**fields, "stored": stored})


def test_what_happened_between_two_meetings_counts_in_the_second(
    room, first: State, zone: tzinfo
) -> None:
    (card,) = [a for a in first.actions.values() if a.number == 2]
    room.store.commit(Changes((changed(card, room.clock.now(), {"text": "Update two cards"}),)))
    room.at(24)
    runner = room.meet()
    runner.do(ask.Next())
    runner.do(ask.Close())
    promises = minutes_of(runner.state, zone).promises
    assert "Update two cards" in [promise.action.text for promise in promises]


def test_what_the_meeting_itself_does_after_its_close_counts(second: State, zone: tzinfo) -> None:
    meeting = second.meeting
    late = second.meeting.opened_at + timedelta(days=1)
    (question,) = [n for n in second.notes.values() if n.text == "is the webinar recorded?"]
    answered = changed(
        question, late, {"state": NoteState.ANSWERED, "answer": "Yes"}, meeting=meeting.id, step=99
    )
    notes = {**second.notes, question.id: answered}
    told = minutes_of(State(meeting, notes, second.actions), zone)
    assert "Yes" in [entry.note.answer for entry in told.entries]


def test_a_note_added_later_from_outside_stays(second: State, zone: tzinfo) -> None:
    queued = Note(id="f" * 24, agenda="x", meeting=second.meeting.id, number=99, text="Too late",
                  kind=NoteKind.NOTE, taken_at=second.meeting.opened_at)  # fmt: skip
    late = changed(queued, second.meeting.opened_at + timedelta(days=1), {})
    notes = {**second.notes, late.id: late}
    told = minutes_of(State(second.meeting, notes, second.actions), zone)
    assert "Too late" in texts(told.of(NoteKind.NOTE))


def test_open_promises_of_nobody_in_this_meeting_are_left_out(second: State, zone: tzinfo) -> None:
    other = Action(id="e" * 24, agenda="x", meeting="another", number=9, text="Elsewhere",
                   taken_at=second.meeting.opened_at)  # fmt: skip
    actions = {**second.actions, other.id: other}
    told = minutes_of(State(second.meeting, second.notes, actions), zone)
    assert "Elsewhere" not in [a.text for a in told.actions]
    assert "Elsewhere" not in [p.action.text for p in told.promises]
    assert 9 not in [a.number for a in told.carries_on.carried_actions]


# The clock


def test_planned_and_real_add_up(told: Minutes) -> None:
    timing = told.timing
    assert timing.start_delay == timedelta(minutes=2)
    assert timing.end_delay == timedelta(minutes=-2, seconds=-15)
    assert timing.started_at
    assert timing.ended_at
    assert timing.started_at + timing.real + timing.paused == timing.ended_at
    assert timing.planned == timedelta(minutes=47)
    outcomes = [slot.outcome for slot in timing.slots]
    assert outcomes.count(Outcome.HELD) == 10
    assert outcomes.count(Outcome.SKIPPED) == 2  # one of them was left at once
    assert timing.slots[2].over == timedelta(seconds=90)


def test_shares_are_parts_of_the_time_of_all_teams(told: Minutes) -> None:
    sales, marketing = told.timing.teams
    assert (sales.planned_share, marketing.planned_share) == (0.5, 0.5)
    assert sales.real_share == pytest.approx(630 / 1290)
    assert sales.real_share + marketing.real_share == pytest.approx(1)


def test_before_the_start_nothing_is_real(room, zone: tzinfo) -> None:
    timing = minutes_of(room.meet(starts_at=room.clock.now()).state, zone).timing
    assert timing.started_at is timing.ended_at is timing.start_delay is timing.end_delay is None
    assert timing.planned_at
    assert timing.planned_at.utcoffset() == timedelta(hours=1)
    assert timing.real == timedelta(0)
    assert [team.real_share for team in timing.teams] == [0.0, 0.0]
    assert {slot.outcome for slot in timing.slots} == {Outcome.NOT_REACHED}


def test_where_no_team_has_a_slot_there_is_no_airtime(first: State, zone: tzinfo) -> None:
    slots = tuple(s for s in first.meeting.slots if s.kind is SegmentKind.OPENING)
    meeting = replace(first.meeting, slots=slots)
    assert minutes_of(State(meeting), zone).timing.teams == ()


def test_a_pause_that_lasts_is_not_counted_yet(room, zone: tzinfo) -> None:
    runner = room.meet()
    runner.do(ask.Next())
    runner.do(ask.Pause())
    room.wait(5)
    assert minutes_of(runner.state, zone).timing.paused == timedelta(0)
    runner.do(ask.Resume())
    assert minutes_of(runner.state, zone).timing.paused == timedelta(minutes=5)


def test_what_the_queue_had_is_told_where_its_slot_was_held(second: State, zone: tzinfo) -> None:
    slot = next(slot for slot in second.meeting.slots if slot.kind is SegmentKind.WINS)
    held = any(entry.note.kind is NoteKind.WIN for entry in minutes_of(second, zone).entries)
    assert held
    win = Note(
        id="0q", agenda="weekly", meeting="", number=0, kind=NoteKind.WIN, text="From the queue",
        team=slot.team, taken_at=second.meeting.opened_at,
    )  # fmt: skip
    carried = (*second.meeting.carried, Carried("0q", 0, 90))
    notes = {**second.notes, "0q": win}
    told = minutes_of(State(replace(second.meeting, carried=carried), notes), zone)
    assert "From the queue" in texts(told.entries)
    later = replace(second.meeting, carried=carried, timeline=second.meeting.timeline[:1])
    missed = minutes_of(State(later, notes), zone)
    assert "From the queue" not in texts(missed.entries)
    assert missed.carries_on.queued == (win,)
