from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from meetingtui.agenda.find import FoundAgenda
from meetingtui.agenda.model import Agenda, SegmentKind, Team
from meetingtui.agenda.plan import Slot
from meetingtui.agenda.problem import Problem, Severity
from meetingtui.agenda.repeat_text import read_repeat
from meetingtui.followup.overview import (
    RECENT,
    Coming,
    Overview,
    coming_of,
    overview_of,
    tell_held,
    tell_promises,
    tell_state,
)
from meetingtui.meeting.facts import Closed, Rated, SlotOpened
from meetingtui.meeting.model import Action, ActionState, Meeting, MeetingState, Note, NoteKind

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def meeting(id, state=MeetingState.CLOSED, agenda="weekly", timeline=()):
    return Meeting(
        id=id,
        agenda=agenda,
        title="Weekly",
        teams=(Team("Sales"), Team("Marketing")),
        slots=(Slot(id="o", kind=SegmentKind.OPENING, title="O", length=timedelta(minutes=1)),),
        opened_at=AT,
        state=state,
        timeline=timeline,
    )


def action(id, due_on=None, state=ActionState.OPEN):
    return Action(
        id=id, agenda="weekly", meeting="1", text="t", due_on=due_on, state=state, taken_at=AT
    )


def found(problems=(), *, shadowed=False):
    return FoundAgenda(Path("weekly.yaml"), "user", None, tuple(problems), shadowed=shadowed)


def problem(severity):
    return Problem("weekly.yaml", 1, 1, 2, "no buffer", severity=severity)


def test_the_latest_comes_first_and_what_is_not_finished_apart():
    meetings = [
        meeting("1"),
        meeting("2", MeetingState.RUNNING),
        meeting("3"),
        meeting("4", MeetingState.PLANNED, "monthly"),
    ]
    overview = overview_of(meetings, (), (), TODAY)
    assert [m.id for m in overview.unfinished] == ["4", "2"]
    assert [m.id for m in overview.held] == ["3", "1"]
    assert overview.unfinished_of("weekly").id == "2"
    assert overview.unfinished_of("yearly") is None


def test_only_so_many_meetings_are_listed():
    overview = overview_of([meeting(f"{n:03}") for n in range(RECENT + 5)], (), (), TODAY)
    assert len(overview.held) == RECENT
    assert overview.held[0].id == "024"


def test_an_agenda_that_another_one_hides_is_left_out():
    first, hidden = found(), found(shadowed=True)
    assert overview_of((), (), (first, hidden), TODAY).agendas == (first,)


@pytest.mark.parametrize(
    ("actions", "told"),
    [
        ((), "no open action items"),
        ((action("1", state=ActionState.DONE),), "no open action items"),
        ((action("1"),), "1 open action item, none overdue"),
        (
            (action("1", date(2026, 11, 23)), action("2", TODAY)),
            "2 open action items, 1 overdue",
        ),
    ],
)
def test_promises_are_counted(actions, told):
    assert tell_promises(overview_of((), actions, (), TODAY)) == told


def test_with_nothing_there_is_nothing():
    assert overview_of((), (), (), TODAY) == Overview()


@pytest.mark.parametrize(
    ("problems", "told"),
    [
        ((), "user"),
        ((Severity.WARNING,), "user, 1 warning"),
        ((Severity.ERROR, Severity.ERROR, Severity.WARNING), "user, 2 problems"),
    ],
)
def test_problems_of_an_agenda_are_counted(problems, told):
    assert tell_state(found(map(problem, problems))) == told


OPENED = SlotOpened(step=1, at=AT + timedelta(minutes=5), slot=0)
CLOSED = Closed(step=3, at=AT + timedelta(minutes=33))


def rated(team, score):
    return Rated(step=2, at=AT, team=team, score=score, why="")


@pytest.mark.parametrize(
    ("timeline", "told"),
    [
        ((), ("Tue 24 Nov 10:00", "")),
        ((OPENED,), ("Tue 24 Nov 10:05", "")),
        ((OPENED, CLOSED), ("Tue 24 Nov 10:05", "28m")),
        ((OPENED, Closed(step=2, at=OPENED.at)), ("Tue 24 Nov 10:05", "")),
        (
            (OPENED, rated("Sales", 9), rated("Marketing", 6), rated("Sales", 8), CLOSED),
            ("Tue 24 Nov 10:05", "28m, rated 7.0"),
        ),
    ],
)
def test_a_meeting_held_is_told_in_a_few_words(timeline, told):
    assert tell_held(meeting("1", timeline=timeline), UTC) == told


def series(id, repeat=""):
    agenda = Agenda(
        version=1, id=id, title=id, length=timedelta(minutes=30), teams=(), segments=(),
        repeat=read_repeat(repeat) if repeat else None,
    )  # fmt: skip
    return FoundAgenda(Path(f"{id}.yaml"), "user", agenda, ())


def waiting(kind, agenda="weekly"):
    return Note(id="n", agenda=agenda, meeting="", number=0, kind=kind, text="x", taken_at=AT)


def coming(meetings=(), actions=(), notes=(), agendas=()):
    return coming_of(meetings, actions, notes, agendas, AT, UTC)


def test_the_next_meeting_of_each_series_is_told_with_what_waits_for_it():
    weekly, monthly = series("weekly", "weekly on Tuesday at 11:00"), series("monthly")
    unused = series("unused", "daily at 9:00")
    told = coming(
        [meeting("1", agenda="monthly")],
        [action("1"), action("2"), action("3", state=ActionState.DONE)],
        [waiting(NoteKind.QUESTION), waiting(NoteKind.PARKED), waiting(NoteKind.PARKED)],
        [monthly, weekly, unused, found_broken()],
    )
    assert told == (
        Coming(weekly, "Tue 24 Nov 11:00", "2 promises, 1 question, 2 parked", 5),
        Coming(monthly, "no day yet", "", 0),
    )
    overview = overview_of((), (), (monthly, weekly, unused), TODAY, told)
    assert overview.agendas == (unused,)


def found_broken():
    return found([problem(Severity.ERROR)])


@pytest.mark.parametrize(
    ("on", "told"), [(25, "Wed 25 Nov"), (24, "Tue 24 Nov"), (23, "no day yet")]
)
def test_a_day_said_at_the_close_counts_where_the_agenda_names_none(on, told):
    last = replace(meeting("1"), next_on=date(2026, 11, on))
    assert coming([last], agendas=[series("weekly")])[0].day == told


def test_a_roll_call_is_no_meeting_of_a_series():
    planned = meeting("1", MeetingState.PLANNED)
    assert coming([planned], agendas=[series("weekly")]) == ()
    assert len(coming(notes=[waiting(NoteKind.WIN)], agendas=[series("weekly")])) == 1
