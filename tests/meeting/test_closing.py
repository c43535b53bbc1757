"""What is asked before a meeting ends."""

from datetime import date

import pytest

from meetingtui.errors import MeetingtuiError, Refused
from meetingtui.meeting import commands as ask
from meetingtui.meeting.closing import Closing, closing_of
from tests.meeting.conftest import TODAY, make_meeting

MEETING = make_meeting(norms=("Be kind",), norm="Be kind", next_on=date(2026, 12, 1))


def answered(*texts: str, meeting=MEETING) -> Closing:
    closing = closing_of(meeting, TODAY)
    for text in texts:
        closing = closing.answer(text)
    return closing


def question(*texts: str, meeting=MEETING) -> str:
    asks = answered(*texts, meeting=meeting).asks
    return asks.question if asks else ""


def test_everything_is_asked_in_turn() -> None:
    answers = ["9", "6", "too long", "yes", "fri"]
    questions = [question(*answers[:count]) for count in range(6)]
    assert questions == [
        "Sales: how good was this meeting?",
        "Marketing: how good was this meeting?",
        "Marketing rates 6: what would have made it better?",
        "Be kind: did we keep that?",
        "The next meeting is Tue 1 Dec, in 7 days.",
        "",
    ]
    assert [answered(*answers[:count]).said for count in range(6)] == [
        None,
        ask.Rate("Sales", 9),
        ask.Rate("Marketing", 6),
        ask.Rate("Marketing", 6, "too long"),
        ask.CheckNorm(True),
        ask.Reschedule("fri"),
    ]
    assert answered(*answers).proposed == date(2026, 11, 27)


def test_everything_can_be_left_out() -> None:
    done = answered("", "", "", " ")
    assert done.asks is None
    assert [answered(*[""] * count).said for count in range(5)] == [None] * 5
    with pytest.raises(Refused, match="everything has been asked"):
        done.answer("x")


def test_a_norm_may_be_answered_with_a_sentence() -> None:
    assert answered("", "", "mostly").said == ask.CheckNorm(None, "mostly")


def test_without_norm_and_without_a_day_less_is_known() -> None:
    bare = make_meeting()
    assert question("", "", meeting=bare) == "When is the next meeting?"
    assert answered("", "", "", meeting=bare).asks is None


def test_what_was_said_in_the_meeting_is_not_asked_again(seat) -> None:
    table = seat(norms=("Be kind",), norm="Be kind")
    table.do(ask.Next(), ask.CheckNorm(False), ask.Rate("Sales", 9), ask.Reschedule("fri"))
    assert question(meeting=table.state.meeting) == "Marketing: how good was this meeting?"
    assert question("", meeting=table.state.meeting).startswith("The next meeting is Fri 27 Nov")


@pytest.mark.parametrize("text", ["soon", "today", "1/12"])
def test_what_is_no_day_is_not_taken(text: str) -> None:
    with pytest.raises(MeetingtuiError):
        answered("", "", "", text)


def test_what_is_said_in_the_meeting_meanwhile_is_not_asked_any_more(seat) -> None:
    table = seat(norms=("Be kind",), norm="Be kind", next_on=date(2026, 12, 1))
    table.do(ask.Next())
    closing = closing_of(table.state.meeting, TODAY).answer("9")
    table.do(
        ask.Rate("Sales", 9), ask.Rate("Marketing", 8), ask.CheckNorm(True), ask.Reschedule("fri")
    )
    closing = closing.beside(table.state.meeting)
    assert closing.asks is not None
    assert closing.asks.question == "The next meeting is Fri 27 Nov, in 3 days."


def test_a_rating_that_was_corrected_meanwhile_stands(seat) -> None:
    table = seat()
    table.do(ask.Next(), ask.Rate("Sales", 7))
    closing = closing_of(table.state.meeting, TODAY).beside(table.state.meeting)
    table.do(ask.Rate("Sales", 9))
    assert closing.beside(table.state.meeting).ballot.given["Sales"].score == 9


def test_what_a_close_would_leave_out_is_said(seat) -> None:
    table = seat()
    table.do(ask.Next())
    closing = closing_of(table.state.meeting, TODAY)
    assert closing.lacking(table.state.meeting) == (
        "5 slots are left; not rated by Sales, Marketing"
    )
    table.do(ask.Rate("Sales", 9), ask.Goto(5))
    closing = closing.beside(table.state.meeting)
    assert closing.lacking(table.state.meeting) == "1 slot is left; not rated by Marketing"
    table.do(ask.Next())
    assert closing.answer("").lacking(table.state.meeting) == ""
