"""Re-fitting: who pays, never below the floor, and the proposal shown is what is applied."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meetingtui.agenda.model import Overrun, SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.meeting.choices import price_of
from meetingtui.meeting.commands import Extend, Goto, Next, Refit, Skip, Undo, UseBuffer
from meetingtui.meeting.course import course_of
from meetingtui.meeting.refit import propose, share_out


def minutes(count):
    return timedelta(minutes=count)


def lengths(*counts):
    return tuple(map(minutes, counts))


def cuts_of(table):
    return {
        i: cut.total_seconds()
        for fact in propose(table.state.meeting, table.now)
        for i, cut in fact.cuts.items()
    }


def test_nothing_is_proposed_before_the_start_nor_for_a_small_drift(table):
    assert propose(table.state.meeting, table.now) == ()
    table.do(Next())
    table.at(2.2)
    assert propose(table.state.meeting, table.now) == ()
    assert "nothing to re-fit" in table.refuses(Refit())


def test_buffers_pay_first(running):
    running.at(4)
    assert cuts_of(running) == {6: 120}


def test_then_later_slots_pay_in_proportion_and_required_ones_last(running):
    running.at(2 + 3 + 2.5)
    cuts = cuts_of(running)
    assert cuts[6] == 180
    assert sum(cuts.values()) == 330
    assert 7 not in cuts
    assert cuts[4] > cuts[2]


def test_required_slots_pay_when_nobody_else_can(running):
    running.at(29).do(Goto(7))
    running.at(33)
    assert cuts_of(running) == {7: 80}


def test_no_more_than_a_quarter_of_an_hour_is_made_up(running):
    running.at(17.5)
    assert propose(running.state.meeting, running.now) == ()
    assert "15m 30s behind, and more than 15m" in running.refuses(Refit())


def test_a_meeting_that_is_ahead_has_nothing_to_refit(running):
    running.at(1).do(Next())
    assert "/give gives the saved time out" in running.refuses(Refit())


def test_the_proposal_is_what_is_applied_and_undo_restores_exactly(running):
    running.at(4)
    proposal = propose(running.state.meeting, running.now)
    before = running.state
    assert running.do(Refit()) == tuple(replace(fact, step=2) for fact in proposal)
    assert running.status.drift == minutes(0)
    running.do(Undo())
    assert running.state.meeting.timeline == before.meeting.timeline


def test_skipped_slots_and_fixed_ends_do_not_pay(seat):
    slots = (
        Slot(id="a", kind=SegmentKind.OPENING, title="A", length=minutes(2)),
        Slot(id="b", kind=SegmentKind.DISCUSSION, title="B", length=minutes(6)),
        Slot(
            id="c", kind=SegmentKind.BREAK, title="C", length=minutes(6),
            ends_at=seat().now + minutes(8),
        ),
        Slot(id="d", kind=SegmentKind.DISCUSSION, title="D", length=minutes(6)),
    )  # fmt: skip
    table = seat(slots=slots)
    table.do(Next(), Next(), Skip(), Goto(1))
    table.at(15)
    assert cuts_of(table) == {3: 240}


def test_under_repay_a_team_pays_from_its_own_later_slots(seat):
    table = seat(overrun=Overrun.REPAY)
    table.do(Next())
    table.at(2).do(Next())
    table.at(7).do(Next())
    table.at(11)
    assert cuts_of(table) == {4: 60}


def test_under_repay_a_joint_slot_pays_like_a_buffer(seat):
    table = seat(overrun=Overrun.REPAY)
    table.do(Next())
    table.at(4)
    assert cuts_of(table) == {6: 120}


def test_under_match_the_other_teams_get_the_same(seat):
    table = seat(overrun=Overrun.MATCH)
    table.do(Goto(3), Extend(minutes(1)))
    assert course_of(table.state.meeting).lengths[3] == minutes(4)
    table.at(5)
    assert cuts_of(table) == {3: -60}
    table.do(Refit())
    assert propose(table.state.meeting, table.now) == ()
    assert course_of(table.state.meeting).lengths[3] == minutes(5)


def test_a_gift_is_no_overrun_of_the_team_that_got_it(seat):
    table = seat(overrun=Overrun.MATCH)
    table.do(Goto(3), Extend(minutes(1)), Next())
    assert propose(table.state.meeting, table.at(4).now) == ()
    table.do(Extend(minutes(2)))
    assert course_of(table.state.meeting).lengths[4] == minutes(8)


def test_under_match_a_team_without_a_slot_in_the_segment_gets_it_in_its_next(seat):
    table = seat(overrun=Overrun.MATCH)
    table.do(Goto(4), Extend(minutes(1)))
    assert course_of(table.state.meeting).lengths[4] == minutes(7)


def test_extensions_of_a_team_are_repaid_by_itself_and_of_a_joint_slot_by_all(seat):
    table = seat(overrun=Overrun.REPAY)
    table.do(Next())
    table.at(2).do(Next(), Extend(minutes(2)))
    assert course_of(table.state.meeting).lengths == lengths(2, 7, 3, 3, 6, 6, 1, 2)
    table.do(Undo())
    table.at(7).do(Next(), Extend(minutes(2)))
    assert course_of(table.state.meeting).lengths == lengths(2, 5, 5, 3, 4, 6, 3, 2)


def test_an_extension_pays_for_itself_and_for_no_other_drift(running):
    running.at(4).do(Next(), Extend(minutes(1)))
    assert running.status.drift == minutes(2)
    assert course_of(running.state.meeting).lengths[6] == minutes(2)


def test_an_extension_while_the_meeting_is_ahead_costs_nobody_anything(running):
    running.at(0.5).do(Next(), Extend(minutes(1)))
    assert running.status.drift == minutes(-0.5)
    assert course_of(running.state.meeting).lengths == lengths(2, 6, 3, 3, 6, 6, 3, 2)


def test_an_extension_by_more_than_a_quarter_of_an_hour_moves_the_end(running):
    running.do(Extend(minutes(16)))
    assert running.status.drift == minutes(16)


@pytest.mark.parametrize("overrun", [Overrun.MATCH, Overrun.CARRY])
def test_what_no_team_took_is_paid_by_all_under_other_policies(seat, overrun):
    table = seat(overrun=overrun)
    table.do(Next())
    table.at(4)
    assert cuts_of(table) == {6: 120}
    table.do(Next())
    table.at(9).do(Next())
    assert cuts_of(table.at(13)) == {6: 120} | ({3: -60} if overrun is Overrun.MATCH else {})


def test_under_none_the_meeting_ends_later(seat):
    table = seat(overrun=Overrun.NONE)
    table.do(Next(), Extend(minutes(2)))
    assert table.status.drift == minutes(2)
    assert propose(table.state.meeting, table.at(9).now) == ()


SECONDS = st.integers(0, 600).map(lambda s: timedelta(seconds=s))


@given(
    owed=SECONDS,
    slots=st.lists(st.tuples(SECONDS, SECONDS), max_size=6),
)
def test_parts_add_up_and_nobody_gives_more_than_their_room(owed, slots):
    weights = {i: weight for i, (weight, _) in enumerate(slots)}
    room = {i: space for i, (_, space) in enumerate(slots)}
    parts = share_out(owed, weights, room)
    fillable = sum((room[i] for i in room if weights[i]), timedelta(0))
    assert sum(parts.values(), timedelta(0)) == min(owed, fillable)
    assert all(timedelta(0) <= parts[i] <= room[i] for i in parts)
    assert not any(parts[i] for i in parts if not weights[i])


def test_a_required_buffer_is_kept_as_other_required_slots_are(seat):
    slots = tuple(
        replace(slot, required=slot.kind is SegmentKind.BUFFER)
        for slot in seat().state.meeting.slots
    )
    table = seat(slots=slots)
    table.do(Next())
    table.at(4)
    assert 6 not in cuts_of(table)
    assert "no buffer to come" in table.refuses(UseBuffer())
    table.do(Goto(6))
    table.at(29)
    assert cuts_of(table) == {6: 120, 7: 80}


def test_over_for_long_an_extension_pays_for_the_drift_that_it_makes(running):
    running.at(2).do(Goto(5))
    running.at(24)
    assert "Buffer 3:00→0:00" in price_of(running.state.meeting, Extend(), running.now, None)[0]
    running.do(Extend(), Undo())
    assert running.status.drift == minutes(5)


def test_under_match_the_slot_that_runs_gets_the_same_too(seat):
    table = seat(overrun=Overrun.MATCH)
    table.do(Goto(3))
    table.at(5).do(Next())
    assert cuts_of(table) == {3: -120}
    told = price_of(table.state.meeting, Refit(), table.now, None)[0]
    assert "Marketing · Wins 3:00→5:00" in told
    table.do(Refit())
    assert table.status.remaining == minutes(5)


def test_under_match_what_the_buffer_gives_the_others_get_too(seat):
    table = seat(overrun=Overrun.MATCH)
    table.do(Goto(3), UseBuffer())
    assert course_of(table.state.meeting).lengths[2:7] == lengths(6, 6, 6, 6, 0)


def test_under_match_a_great_drift_is_no_reason_to_give_nothing(seat):
    table = seat(overrun=Overrun.MATCH)
    table.do(Goto(3))
    table.at(30).do(Next())
    assert cuts_of(table) == {3: -27 * 60}


NOTHING = {
    Overrun.BUFFER: "no slot to come can be shorter",
    Overrun.MATCH: "have no slot to come",
    Overrun.REPAY: "no slot of the team can be shorter",
    Overrun.CARRY: "the next meeting has the team pay",
    Overrun.NONE: "nobody pays",
}


@pytest.mark.parametrize("overrun", sorted(Overrun))
def test_why_nothing_can_be_refitted_is_said_as_the_policy_has_it(seat, overrun):
    slots = (Slot(id="a", kind=SegmentKind.WINS, title="A", team="Sales", length=minutes(5)),)
    table = seat(overrun=overrun, slots=slots)
    table.do(Next())
    assert NOTHING[overrun] in table.at(10).refuses(Refit())


@pytest.mark.parametrize(
    ("overrun", "instead"),
    [
        (Overrun.CARRY, "has the team owe the rest"),
        (Overrun.NONE, "lets the meeting end later"),
        (Overrun.REPAY, "as the agenda says"),
    ],
)
def test_what_to_do_without_a_buffer_is_said_as_the_policy_has_it(seat, overrun, instead):
    table = seat(overrun=overrun)
    table.do(Goto(3))
    assert instead in table.refuses(UseBuffer(minutes(9)))


@pytest.mark.parametrize("late", range(200, 260))
def test_teams_of_a_segment_stay_equal_to_the_second(running, late):
    running.at(2 + late / 60).do(Refit())
    became = course_of(running.state.meeting).lengths
    assert (became[2], became[4]) == (became[3], became[5])
    assert running.status.drift == timedelta(0)
