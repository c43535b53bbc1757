"""What facts sound like."""

from datetime import UTC, timedelta

import pytest

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.meeting import commands as ask
from meetingtui.meeting.commands import Ref
from meetingtui.meeting.spoken import tell_drift, tell_length, tell_remaining
from meetingtui.meeting.telling import tell, tell_airtime, tell_note


@pytest.fixture
def hear(running):
    """Do commands and return what is told of the last one."""

    def heard(*commands):
        for command in commands:
            facts = running.do(command)
        from datetime import date

        return [tell(fact, running.state, date(2026, 11, 24), UTC) for fact in facts]

    return heard


def minutes(count):
    return timedelta(minutes=count)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (ask.Next(), ["slot 2 of 8: Review, 5m"]),
        (ask.Goto(3), ["slot 3 of 8: Sales · Wins, 3m"]),
        (ask.Skip(), ["skipped: Opening", "slot 2 of 8: Review, 5m"]),
        (ask.Pause(), ["paused"]),
        (ask.Extend(minutes(2)), ["Opening: 2m longer", "paid by Buffer 3:00→1:00"]),
        (ask.Extend(minutes(-1)), ["Opening: 1m shorter"]),
        (ask.Began(minutes(2)), ["the slot began at 09:58:00"]),
        (ask.MarkPresent("Zoe", "Sales"), ["present: Zoe (Sales)"]),
        (ask.MarkPresent("Max"), ["present: Max"]),
        (ask.MarkAbsent("Ben"), ["absent: Ben"]),
        (ask.Rate("Sales", 9), ["Sales rates 9"]),
        (ask.Rate("Sales", 7), ["Sales rates 7. Why? /rate Sales 7 and one sentence"]),
        (ask.Rate("Sales", 7, "too long"), ["Sales rates 7: too long"]),
        (ask.Close(), ["closed at 10:00"]),
        (ask.Capture("hello"), ["saved: note 1: hello"]),
        (
            ask.Capture("! Send it @Ana due:fri"),
            ["saved: action item !1: Send it · Ana · due Fri 27 Nov, in 3 days"],
        ),
        (
            ask.Capture("! Send it"),
            ["saved: action item !1: Send it · no owner yet: who? · due Tue 1 Dec, in 7 days"],
        ),
    ],
)
def test_each_command_is_told_in_one_short_line(hear, command, told):
    assert hear(command) == told


def test_the_clock_goes_on(hear):
    assert hear(ask.Pause(), ask.Resume()) == ["the clock goes on"]


def test_changes_of_notes_name_what_was_done(hear):
    assert hear(ask.Capture("? When"), ask.Answer(1, "Friday")) == [
        "answered: question 1: When → Friday"
    ]
    assert hear(ask.Capture("! Send it @Ana"), ask.Done(1)) == [
        "done: action item !1: Send it · Ana · due Tue 1 Dec, in 7 days"
    ]
    assert hear(ask.Edit(Ref(1), "@Sales When exactly")) == [
        "edited: question 1 (to Sales): When exactly → Friday"
    ]


def test_a_refit_says_who_pays(running, hear):
    running.at(4)
    assert hear(ask.Refit()) == ["re-fitted: Buffer 3:00→1:00"]


def test_a_refit_with_many_payers_sums_them_up(running, hear):
    running.at(7.5)
    assert hear(ask.Refit()) == ["re-fitted: Buffer 3:00→0:00, 2m 30s from 5 others"]


def test_a_slot_says_what_is_left_of_it(running, hear):
    assert hear(ask.Next(), ask.Extend(minutes(1)), ask.Goto(4), ask.Goto(2)) == [
        "slot 2 of 8: Review, 6m"
    ]


def test_a_slot_that_is_over_is_extended_from_now(running, hear):
    running.at(10)
    assert hear(ask.Extend(minutes(2))) == [
        "Opening: 10m longer",
        "paid by Buffer 3:00→0:00, 7m from 5 others",
    ]
    assert running.status.remaining == minutes(2)


def test_undo_and_redo_name_what_they_did(running, hear):
    assert hear(ask.Capture("hello"), ask.Undo()) == ["undone: note 1: hello"]
    assert hear(ask.Redo()) == ["done again: note 1: hello"]
    hear(ask.Capture("hello"), ask.Edit(ask.Ref(1), "hello all"))
    assert hear(ask.Undo()) == ["undone: the edit; it reads again: note 1: hello"]
    hear(ask.MakeAction(1, "@Ana"))
    (told,) = hear(ask.Undo())
    assert told.startswith("undone: action item !1: hello · Ana")
    assert told.endswith(", the change; again: note 1: hello")
    assert hear(ask.Skip(), ask.Undo()) == ["undone: skipped: Opening, slot 2 of 8: Review, 5m"]
    assert hear(ask.Capture("! Send it @Ana"), ask.Undo())[0].startswith(
        "undone: action item !1: Send it"
    )


def test_a_win_names_the_teams_that_it_credits_and_a_question_who_asks_whom(running):
    running.do(ask.Goto(3), ask.Capture("@Sales @Marketing Acme"), ask.Goto(5), ask.Capture("When"))
    told = [tell_note(running.state, note) for note in running.state.notes.values()]
    assert told == ["win 1 (Sales, Marketing): Acme", "question 2 (Sales to Marketing): When"]


@pytest.mark.parametrize(
    ("seconds", "drift", "left"),
    [
        (0, "on time", "0:00 left"),
        (40, "0:40 behind", "0:40 left"),
        (-90, "1:30 ahead", "over by 1:30"),
        (599, "9:59 behind", "9:59 left"),
        (1023, "17m behind", "17:03 left"),
        (-3959, "1h 5m ahead", "over by 1:05:59"),
    ],
)
def test_lengths_have_words_as_well_as_signs(seconds, drift, left):
    assert tell_drift(timedelta(seconds=seconds)) == drift
    assert tell_remaining(timedelta(seconds=seconds)) == left


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "0s"), (59.6, "1m"), (117, "1m 57s"), (3900, "1h 5m"), (-30, "-30s")]
)
def test_lengths_are_said_in_minutes_and_seconds(seconds, told):
    assert tell_length(timedelta(seconds=seconds)) == told


def test_without_slots_of_teams_there_is_no_airtime_to_tell(seat):
    table = seat(slots=(Slot(id="a", kind=SegmentKind.OPENING, title="A", length=minutes(1)),))
    assert tell_airtime(table.status) == ""


def test_airtime_stands_against_the_share(running):
    running.do(ask.Goto(3))
    assert tell_airtime(running.at(1.5).status) == "Sales 1:30 of 9:00, Marketing 0:00 of 9:00"
