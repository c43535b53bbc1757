"""What there is to choose when time is up, and what each choice costs."""

from datetime import UTC, timedelta

import pytest

from meetingtui.agenda.model import Overrun, SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.meeting import commands as ask
from meetingtui.meeting.choices import choices_at_zero, price_of, prompt_of


def minutes(count):
    return timedelta(minutes=count)


def offered(table):
    return {
        choice.word: choice.price for choice in choices_at_zero(table.state.meeting, table.now, UTC)
    }


def test_each_choice_has_its_price(running):
    assert offered(running.at(2.5)) == {
        "/extend 2m": "ends 10:30, Buffer 3:00→0:30",
        "/buffer": "2:30 from now",
        "/refit": "ends 10:30, Buffer 3:00→2:30",
        "/park": "",
        "/next": "Review",
    }


@pytest.mark.parametrize(
    ("overrun", "price"),
    [
        (Overrun.BUFFER, "ends 10:33, Buffer 3:00→1:00"),
        (Overrun.MATCH, "ends 10:37, Marketing · Wins 3:00→5:00"),
        (Overrun.REPAY, "ends 10:33, Sales · Questions 6:00→4:00"),
        (Overrun.CARRY, "ends 10:35, Sales owes 2:00"),
        (Overrun.NONE, "ends 10:35"),
    ],
)
def test_the_price_of_an_extension_follows_the_policy(seat, overrun, price):
    table = seat(overrun=overrun)
    table.do(ask.Next())
    table.at(10).do(ask.Goto(3))
    table.at(13)
    assert offered(table)["/extend 2m"] == price


def test_under_match_the_price_says_who_has_no_slot_for_the_same(seat):
    table = seat(overrun=Overrun.MATCH)
    table.do(ask.Next(), ask.Goto(6))
    assert offered(table)["/extend 2m"].endswith("Sales gets nothing: it has no slot to come")
    table.do(ask.Goto(2))
    assert "gets nothing" not in offered(table)["/extend 2m"]


def test_extensions_shrink_and_then_are_not_offered(running):
    assert "/extend 2m" in offered(running)
    running.do(ask.Extend())
    assert "/extend 1m" in offered(running)
    running.do(ask.Extend())
    assert running.status.remaining == minutes(5)
    assert not [word for word in offered(running) if "extend" in word]
    running.do(ask.Extend())
    assert running.status.remaining == minutes(6)


def test_the_buffer_pays_exactly_and_nobody_else_does(running):
    running.at(2.5).do(ask.UseBuffer())
    assert (running.status.remaining, running.status.drift) == (minutes(2.5), minutes(0))
    assert "/buffer" not in offered(running)
    assert "no buffer to come" in running.refuses(ask.UseBuffer())
    running.do(ask.Undo(), ask.UseBuffer(minutes(1)))
    assert (running.status.remaining, running.status.drift) == (minutes(1), minutes(0))


def test_what_the_buffer_gives_is_what_the_clock_then_shows(running):
    running.at(2)
    assert offered(running)["/buffer"] == "3:00 left"
    running.at(2.3)
    assert offered(running)["/buffer"] == "2:42 from now"
    running.do(ask.UseBuffer())
    assert running.status.remaining == minutes(2.7)


def test_more_than_the_buffer_has_is_refused(running):
    running.at(3)
    assert "has 3m left, and the slot is over by 1m" in running.refuses(ask.UseBuffer(minutes(3)))
    running.at(2)
    assert "the buffer has 3m left; /refit" in running.refuses(ask.UseBuffer(minutes(4)))


def test_many_who_pay_are_summed_up(running):
    running.at(9.5)
    assert offered(running)["/refit"] == "ends 10:30, Buffer 3:00→0:00, 4m 30s from 5 others"


def test_the_last_slot_offers_the_close(running):
    running.do(ask.Goto(8))
    assert offered(running.at(3)) == {"/extend 2m": "ends 10:05", "/park": "", "/close": ""}


def test_without_an_open_slot_there_is_nothing_to_choose(running):
    running.do(ask.Goto(2), ask.Close())
    assert choices_at_zero(running.state.meeting, running.now, UTC) == ()
    assert prompt_of(running.state.meeting, running.now, UTC) is None


def test_a_fixed_end_shows_what_it_loses(seat):
    slots = (
        Slot(id="a", kind=SegmentKind.OPENING, title="A", length=minutes(5)),
        Slot(
            id="b", kind=SegmentKind.CLOSE, title="B", length=minutes(15),
            ends_at=seat().now + minutes(20),
        ),
    )  # fmt: skip
    table = seat(slots=slots)
    table.do(ask.Next())
    assert offered(table.at(6))["/extend 2m"] == "ends 10:20, B 14:00→12:00"


def test_the_prompt_comes_at_zero_and_not_in_a_pause(running):
    assert prompt_of(running.state.meeting, running.at(1).now, UTC) is None
    assert prompt_of(running.state.meeting, running.at(2).now, UTC).reason == "time is up"
    assert prompt_of(running.state.meeting, running.at(3).now, UTC).reason == "over by 1:00"
    running.do(ask.Pause())
    assert prompt_of(running.state.meeting, running.now, UTC) is None


def test_a_late_start_proposes_a_refit_until_it_is_taken(seat):
    table = seat(starts_at=seat().now)
    table.at(4).do(ask.Next())
    prompt = prompt_of(table.state.meeting, table.now, UTC)
    assert prompt.reason == "started 4m late"
    assert [c.word for c in prompt.choices] == ["/refit"]
    assert prompt.choices[0].price == "ends 10:30, Buffer 3:00→0:00, 1m from 5 others"
    table.do(ask.Refit())
    assert prompt_of(table.state.meeting, table.now, UTC) is None
    assert table.status.drift == minutes(0)
    table.do(ask.Undo())
    assert prompt_of(table.state.meeting, table.now, UTC) == prompt


def test_a_start_too_late_to_make_up_is_only_told(seat):
    table = seat(starts_at=seat().now)
    table.at(16).do(ask.Next())
    prompt = prompt_of(table.state.meeting, table.now, UTC)
    assert (prompt.reason, prompt.choices) == ("started 16m late", ())


def test_parking_the_topic_takes_a_note_and_goes_on(running):
    running.do(ask.Goto(5), ask.ParkTopic())
    assert (running.slot, running.notes) == (5, ["Questions"])
    running.do(ask.ParkTopic("Pricing"), ask.Undo(), ask.Undo())
    assert (running.slot, running.notes) == (4, [])
    running.do(ask.Goto(8), ask.ParkTopic("Pricing"))
    assert (running.slot, running.notes) == (7, ["Pricing"])


def test_a_price_is_read_off_what_the_command_would_do(running):
    running.at(3)
    told = price_of(running.state.meeting, ask.Extend(), running.now, UTC)[0]
    running.do(ask.Extend())
    assert told == "ends 10:30, Buffer 3:00→0:00"
    assert (running.status.drift, running.status.remaining) == (minutes(0), minutes(2))


def test_the_buffer_says_what_it_costs_beside_itself(seat):
    table = seat(overrun=Overrun.MATCH)
    table.do(ask.Goto(3))
    assert offered(table)["/buffer"] == (
        "3:00 left, ends 10:26, Marketing · Wins 3:00→6:00, Buffer 3:00→0:00"
    )
    table = seat(overrun=Overrun.CARRY)
    table.do(ask.Goto(3))
    table.at(5)
    assert offered(table)["/buffer"] == "1:00 from now, Sales owes 3:00"


def test_a_late_start_is_offered_to_be_made_up_in_the_next_slots_too(seat):
    table = seat(starts_at=seat().now)
    table.at(5).do(ask.Next())
    table.at(6).do(ask.Next())
    assert prompt_of(table.state.meeting, table.now, UTC).reason == "started 5m late, 4:00 behind"
    table.do(ask.Next(), ask.Next())
    assert prompt_of(table.state.meeting, table.now, UTC) is None


def test_once_it_has_caught_up_nothing_is_offered(seat):
    table = seat(starts_at=seat().now)
    table.at(1).do(ask.Next(), ask.Next())
    assert prompt_of(table.state.meeting, table.now, UTC) is None


def test_a_meeting_that_should_have_started_says_so(seat):
    table = seat(starts_at=seat().now)
    assert prompt_of(table.state.meeting, table.now, UTC) is None
    prompt = prompt_of(table.state.meeting, table.at(4).now, UTC)
    assert prompt.reason == "4m after the planned start"
    assert [(c.word, c.price) for c in prompt.choices] == [("/start", "Opening")]
