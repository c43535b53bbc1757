"""Who speaks, and who is next."""

from datetime import timedelta

import pytest

from meetingtui.agenda.model import SegmentKind, Team
from meetingtui.agenda.plan import Slot
from meetingtui.clock import Stepped
from meetingtui.meeting import commands as ask
from meetingtui.meeting.course import course_of
from meetingtui.meeting.order import speaking_order
from meetingtui.meeting.rules import allowed
from meetingtui.meeting.signals import next_signal
from meetingtui.meeting.speakers import floor_of
from meetingtui.meeting.turns import turns_now


def seconds(count):
    return timedelta(seconds=count)


TALK = SegmentKind.DISCUSSION
SLOTS = (
    Slot(id="round", kind=SegmentKind.ROUND, title="Round", length=seconds(120),
         per_person=seconds(30)),
    Slot(id="talk/Marketing", kind=TALK, title="Talk", team="Marketing", length=seconds(60)),
    Slot(id="talk/Sales", kind=TALK, title="Talk", team="Sales", length=seconds(60)),
    Slot(id="close", kind=SegmentKind.CLOSE, title="Close", length=seconds(60)),
)  # fmt: skip


@pytest.fixture
def round_table(seat):
    """Four people in a round of half a minute each."""
    table = seat(slots=SLOTS)
    table.do(ask.Next())
    return table


def floor(table):
    return floor_of(table.state.meeting, course_of(table.state.meeting), table.now)


def said(table):
    return turns_now(table.state.meeting, course_of(table.state.meeting), table.now)


def test_the_teams_take_turns_and_the_one_that_opens_begins(round_table):
    assert floor(round_table).speaker == "Dana"
    assert floor(round_table).waiting == ("Ana", "Eve", "Ben")
    assert said(round_table) == ("Dana speaks, 0:30 left; next Ana, then Eve, Ben",)
    assert {ask.Pass, ask.Later} <= allowed(round_table.state)


def test_a_joint_slot_has_no_order(running):
    assert said(running) == ()


def test_next_goes_on_to_the_next_person_and_then_to_the_next_slot(round_table):
    for person in ("Ana", "Eve", "Ben"):
        round_table.now += seconds(10)
        round_table.do(ask.Next())
        assert floor(round_table).speaker == person
        assert floor(round_table).left == seconds(30)
    assert said(round_table) == ("Ben speaks, 0:30 left; nobody after that",)
    round_table.do(ask.Next())
    assert round_table.slot == 1
    assert said(round_table) == ("Dana first, then Eve",)
    round_table.do(ask.Back())
    assert said(round_table) == ("everybody has had a turn",)
    assert floor(round_table) is None
    assert "nobody's turn" in round_table.refuses(ask.Pass())


def test_pass_leaves_a_turn_out_and_later_puts_it_last(round_table):
    round_table.do(ask.Later(), ask.Pass())
    assert floor(round_table).speaker == "Eve"
    assert floor(round_table).waiting == ("Ben", "Dana")
    round_table.do(ask.Undo(), ask.Undo())
    assert floor(round_table).waiting == ("Ana", "Eve", "Ben")
    round_table.do(ask.Pass(), ask.Pass(), ask.Pass())
    assert "Ben is the last to speak" in round_table.refuses(ask.Later())
    round_table.do(ask.Pass())
    assert {ask.Pass, ask.Later}.isdisjoint(allowed(round_table.state))
    assert round_table.slot == 0


def test_a_pause_stops_the_time_of_a_person_too(round_table):
    round_table.now += seconds(10)
    round_table.do(ask.Pause())
    round_table.now += seconds(99)
    assert floor(round_table).left == seconds(20)
    round_table.do(ask.Next())
    assert not course_of(round_table.state.meeting).paused


def test_absent_people_are_skipped_and_make_no_time(seat):
    table = seat(slots=SLOTS)
    table.do(ask.MarkAbsent("Ana"), ask.MarkPresent("Zoe"), ask.MarkAbsent("Eve"))
    table.do(ask.Next())
    assert (floor(table).speaker, floor(table).waiting) == ("Dana", ("Ben", "Zoe"))
    assert table.status.remaining == seconds(90)
    assert table.status.drift == seconds(-30)
    table.do(ask.MarkAbsent("Ben"))
    assert (floor(table).waiting, floor(table).time) == (("Zoe",), seconds(30))
    table.do(ask.Goto(2), ask.MarkPresent("Ana"))
    assert course_of(table.state.meeting).lengths[0] == seconds(60)


def test_a_round_that_was_cut_leaves_everybody_the_same(round_table):
    round_table.do(ask.Extend(seconds(-40)))
    assert floor(round_table).time == seconds(20)


def test_the_end_of_a_persons_time_is_worth_a_word(round_table):
    meeting = round_table.state.meeting
    assert next_signal(meeting, round_table.now) == round_table.now + seconds(30)


def test_a_round_that_ends_the_meeting_has_nobody_to_go_on_to(seat):
    table = seat(slots=SLOTS[:1])
    table.do(*[ask.Next()] * 5)
    assert ask.Next not in allowed(table.state)
    assert "last slot" in table.refuses(ask.Next())


def test_who_leads_a_team_changes_from_meeting_to_meeting(seat):
    team = Team("Sales", ("Ana", "Ben", "Chidi"))
    assert speaking_order(team, None) == ("Ana", "Ben", "Chidi")
    last = seat(teams=(team,))
    assert speaking_order(team, last.state.meeting) == ("Ben", "Chidi", "Ana")


def test_who_is_absent_keeps_the_place(seat):
    team = Team("Sales", ("Ana", "Ben", "Chidi"))
    last = seat(teams=(team,))
    last.do(ask.MarkAbsent("Ana"))
    assert speaking_order(team, last.state.meeting) == ("Ana", "Chidi", "Ben")
    last.do(ask.MarkAbsent("Ben"), ask.MarkAbsent("Chidi"))
    assert speaking_order(team, last.state.meeting) == ("Ana", "Ben", "Chidi")


def test_new_people_come_last_and_those_who_left_are_gone(seat):
    last = seat(teams=(Team("Sales", ("Ana", "Ben")),))
    team = Team("Sales", ("Zoe", "Ben"))
    assert speaking_order(team, last.state.meeting) == ("Zoe", "Ben")


def test_who_comes_in_during_a_round_joins_it_and_never_takes_the_floor(round_table):
    round_table.do(ask.MarkAbsent("Dana"))
    assert floor(round_table).speaker == "Ana"
    round_table.now += seconds(20)
    round_table.do(ask.MarkPresent("Dana"))
    assert said(round_table) == ("Ana speaks, 0:10 left; next Dana, then Eve, Ben",)
    round_table.do(ask.Next())
    assert floor(round_table).speaker == "Dana"
    assert floor(round_table).left == seconds(30)
    round_table.do(ask.MarkPresent("Zoe"))
    assert floor(round_table).waiting == ("Eve", "Ben", "Zoe")


def test_who_spoke_and_comes_back_has_no_second_turn(round_table):
    round_table.do(ask.Next(), ask.MarkAbsent("Dana"), ask.MarkPresent("Dana"))
    assert (floor(round_table).speaker, floor(round_table).waiting) == ("Ana", ("Eve", "Ben"))


def test_the_turn_of_who_leaves_goes_on_with_the_whole_time_of_the_next(round_table):
    round_table.now += seconds(20)
    round_table.do(ask.MarkAbsent("Dana"))
    assert (floor(round_table).speaker, floor(round_table).left) == ("Ana", seconds(30))


def test_who_comes_once_everybody_has_spoken_has_the_floor(round_table):
    round_table.do(ask.MarkAbsent("Ana"), ask.Next(), ask.Next(), ask.Pass())
    assert floor(round_table) is None
    round_table.do(ask.MarkPresent("Ana"))
    assert floor(round_table).speaker == "Ana"


def test_a_turn_stays_as_long_when_the_clock_is_taken_over(round_table):
    round_table.now += seconds(10)
    round_table.do(ask.Next())
    round_table.now += seconds(5)
    hour = timedelta(hours=1)
    round_table.do(ask.Report(Stepped(-hour, -hour)), ask.AdoptClock())
    round_table.now -= hour
    assert floor(round_table).left == seconds(25)


def test_in_a_round_of_one_team_only_that_team_speaks(seat):
    mine = Slot(id="r/Sales", kind=SegmentKind.ROUND, title="R", team="Sales", length=seconds(60))
    table = seat(slots=(mine,))
    table.do(ask.Next())
    assert (floor(table).speaker, floor(table).waiting) == ("Ana", ("Ben",))


def test_who_comes_late_to_a_round_that_is_over_has_the_whole_time(round_table):
    round_table.do(ask.MarkAbsent("Ana"), ask.Next(), ask.Next(), ask.Pass())
    round_table.now += seconds(20)
    round_table.do(ask.MarkPresent("Ana"))
    assert floor(round_table).left == seconds(30)
