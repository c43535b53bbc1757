"""One norm is checked at the close, and the next meeting has its day."""

from datetime import date

import pytest

from meetingtui.meeting import commands as ask
from meetingtui.meeting.closing_rules import next_day_of, norm_checked, norm_to_check
from meetingtui.meeting.facts import Closed, NormChecked, Rated, Rescheduled
from meetingtui.meeting.model import MeetingState
from meetingtui.meeting.telling import tell
from tests.meeting.conftest import TODAY, Table

NORMS = ("Say it once", "Be kind", "Be brief")


@pytest.fixture
def normed(seat) -> Table:
    table = seat(norms=NORMS, norm="Be kind", next_on=date(2026, 12, 1))
    table.do(ask.Next())
    return table


def test_the_norm_that_is_up_is_checked(normed: Table) -> None:
    assert norm_checked(normed.state.meeting) is None
    (fact,) = normed.do(ask.CheckNorm(True))
    assert fact == NormChecked(step=2, at=normed.now, norm="Be kind", kept=True)
    normed.do(ask.CheckNorm(False, "we interrupted"))
    latest = norm_checked(normed.state.meeting)
    assert latest is not None
    assert (latest.kept, latest.said) == (False, "we interrupted")
    normed.do(ask.Undo(), ask.Undo())
    assert norm_checked(normed.state.meeting) is None


def test_without_norms_there_is_nothing_to_check(running: Table) -> None:
    assert "has no norms" in running.refuses(ask.CheckNorm(True))


@pytest.mark.parametrize(
    ("kept", "said", "told"),
    [
        (True, "", "norm kept: Be kind"),
        (False, "we interrupted", "norm not kept: Be kind · we interrupted"),
        (None, "mostly", "norm: Be kind · mostly"),
    ],
)
def test_what_was_said_of_a_norm_is_told(normed: Table, kept, said: str, told: str) -> None:
    (fact,) = normed.do(ask.CheckNorm(kept, said))
    assert tell(fact, normed.state, TODAY, None) == told


def test_norms_take_turns_from_meeting_to_meeting(seat) -> None:
    earlier, seen = [], []
    for _ in range(7):
        norm = norm_to_check(NORMS, earlier)
        seen.append(norm)
        table = seat(norms=NORMS, norm=norm)
        table.do(ask.CheckNorm(True))
        earlier.append(table.state.meeting)
    assert seen == [*NORMS, *NORMS, NORMS[0]]
    assert norm_to_check((*NORMS, "new"), earlier) == "new"
    assert norm_to_check((), earlier) == ""


def test_a_norm_that_was_not_checked_is_up_again(seat) -> None:
    assert norm_to_check(NORMS, [seat(norms=NORMS, norm="Say it once").state.meeting]) == NORMS[0]


def test_the_next_meeting_has_the_day_that_was_said_last(normed: Table) -> None:
    assert next_day_of(normed.state.meeting) == date(2026, 12, 1)
    (fact,) = normed.do(ask.Reschedule("wed"))
    assert tell(fact, normed.state, TODAY, None) == "next meeting Wed 25 Nov"
    normed.do(ask.Reschedule("4 dec"), ask.Capture("! Send it @Ana"))
    assert next_day_of(normed.state.meeting) == date(2026, 12, 4)
    assert next(iter(normed.state.actions.values())).due_on == date(2026, 12, 4)
    normed.do(ask.Undo(), ask.Undo(), ask.Undo())
    assert next_day_of(normed.state.meeting) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("soon", "'soon' is not a date"), ("today", "is after today"), ("1/12", "write 1 dec")],
)
def test_a_day_that_cannot_be_is_refused(normed: Table, words: str, sentence: str) -> None:
    assert sentence in normed.refuses(ask.Reschedule(words))


def test_all_that_is_said_at_the_end_stays_when_the_close_is_taken_back(normed: Table) -> None:
    said = (ask.CheckNorm(True), ask.Reschedule("fri"), ask.Rate("Sales", 9), ask.Close())
    facts = normed.do(*said)
    assert [type(fact) for fact in facts] == [NormChecked, Rescheduled, Rated, Closed]
    assert normed.state.meeting.state is MeetingState.CLOSED
    normed.do(ask.Undo())
    assert normed.state.meeting.state is MeetingState.RUNNING
    assert normed.state.meeting.timeline[-3:] == facts[:-1]
    normed.do(ask.Undo(), ask.Undo())
    assert next_day_of(normed.state.meeting) == date(2026, 12, 1)
    assert norm_checked(normed.state.meeting) is not None
    normed.do(ask.Redo(), ask.Redo(), ask.Redo())
    assert normed.state.meeting.timeline[-4:] == facts
