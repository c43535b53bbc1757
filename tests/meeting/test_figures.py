"""The figures of a meeting, each from the facts that it follows from."""

from datetime import UTC, date, timedelta

import pytest

from meetingtui.agenda.model import SegmentKind, Team
from meetingtui.meeting import commands as ask
from meetingtui.meeting.figures import Direction, Figures, Part, TeamShare, figures_of
from meetingtui.meeting.model import Action, ActionState, Carried, State
from tests.meeting.conftest import OPENED_AT, TODAY, Table, minutes, slot


def figures(table: Table) -> Figures:
    return figures_of(table.state, table.now, UTC)


def test_nothing_can_be_said_of_a_meeting_that_has_not_begun(table: Table) -> None:
    told = figures(table)
    assert (told.start_delay, told.end_delay, told.rating) == (None, minutes(0), None)
    assert told.reached == Part(0, 7)
    assert (told.complete, told.kept, told.questions) == (Part(0, 0), Part(0, 0), ())
    assert [share.real_share for share in told.shares] == [0, 0]


def test_part_of_nothing_reaches_and_misses_no_goal() -> None:
    assert Part(0, 0).share is None
    assert Part(0, 0).reaches(0.5) is None
    assert Part(9, 10).reaches(0.9) is True
    assert Part(8, 10).reaches(0.9) is False


def test_delays_are_against_the_plan(seat) -> None:
    table = seat(starts_at=OPENED_AT)
    table.at(3).do(ask.Next())
    assert figures(table).start_delay == minutes(3)
    assert figures(table).end_delay == minutes(-27)
    table.at(20).do(ask.Close())
    assert figures(table.at(50)).end_delay == minutes(-10)


def test_what_had_the_floor_was_reached_but_for_what_was_skipped(running: Table) -> None:
    running.at(1).do(ask.Next(), ask.Skip())
    running.at(2).do(ask.Goto(7))
    assert figures(running).reached == Part(2, 7)


def test_what_was_left_at_once_was_not_reached(running: Table) -> None:
    running.at(1).do(ask.Next(), ask.Next())
    assert figures(running).reached == Part(2, 7)


def test_a_meeting_that_was_closed_had_its_close(running: Table) -> None:
    running.at(1).do(ask.Close())
    assert figures(running).reached == Part(2, 7)
    running.do(ask.Undo())
    assert figures(running).reached == Part(1, 7)


@pytest.mark.parametrize(("second", "fair"), [(8, True), (9.1, False)])
def test_a_share_is_fair_within_ten_points(seat, second: float, fair: bool) -> None:
    table = seat(slots=(slot(SegmentKind.WINS, 6, "Sales"), slot(SegmentKind.WINS, 4, "Marketing")))
    table.do(ask.Next())
    table.at(8).do(ask.Next())
    shares = figures(table.at(8 + second)).shares
    assert shares[0] == TeamShare("Sales", minutes(6), minutes(8), 0.6, 8 / (8 + second))
    assert [share.fair for share in shares] == [fair, fair]


def test_without_slots_of_teams_there_are_no_shares(seat) -> None:
    assert figures(seat(slots=(slot(SegmentKind.DISCUSSION, 5),))).shares == ()


def test_questions_count_in_each_direction(seat) -> None:
    table = seat(teams=(Team("Sales"), Team("Marketing"), Team("Product")))
    table.do(ask.Goto(5))
    for line in ("@Marketing @Product when", "@Product why", "who knows", "oops", "to be done"):
        table.do(ask.Capture(line))
    table.do(ask.Answer(1, "now"), ask.Drop(ask.Ref(4)), ask.MakeAction(5, "@Product do it"))
    assert figures(table).questions == (
        Direction("Sales", "Marketing", Part(1, 1)),
        Direction("Sales", "Product", Part(1, 2)),
        Direction("Sales", "", Part(1, 2)),
    )


def test_an_action_item_is_complete_with_an_owner_and_a_date(running: Table) -> None:
    for line in ("! one @Ana", "! two", "! three @Ben"):
        running.do(ask.Capture(line))
    running.do(ask.Drop(ask.Ref(3, action=True)))
    assert figures(running).complete == Part(1, 2)


def promise(number: int, state: ActionState, due_on: date | None) -> Action:
    settled_at = None if state is ActionState.OPEN else OPENED_AT
    return Action(
        id=f"00a{number}", agenda="weekly", meeting="m0", number=number, text="old", owner="Ana",
        due_on=due_on, state=state, settled_at=settled_at, taken_at=OPENED_AT - minutes(99),
    )  # fmt: skip


def test_promises_kept_are_counted_of_those_that_are_judged_here(seat) -> None:
    tomorrow = TODAY + timedelta(days=1)
    earlier = (
        promise(1, ActionState.DONE, TODAY),
        promise(2, ActionState.DONE, tomorrow),
        promise(3, ActionState.OPEN, TODAY),
        promise(4, ActionState.OPEN, None),
        promise(5, ActionState.OPEN, tomorrow),
        promise(6, ActionState.DROPPED, TODAY),
    )
    table = seat(carried=tuple(Carried(action.id, 1) for action in earlier))
    table.state = State(table.state.meeting, {}, {action.id: action for action in earlier})
    table.do(ask.Next(), ask.Capture("! new @Ana due:today"), ask.Done(7))
    assert figures(table).kept == Part(2, 3)


def test_extensions_and_who_paid_for_them(running: Table) -> None:
    running.do(ask.Extend(minutes(4)), ask.Extend(minutes(1)), ask.Extend(minutes(-1)))
    assert (figures(running).extensions, figures(running).extended) == (2, minutes(5))
    paid = figures(running).paid
    assert paid[6] == minutes(3)
    assert sum(paid.values(), timedelta()) == minutes(5)
    assert figures(running).given == {}


def test_saved_time_that_is_given_is_not_paid_by_anybody(running: Table) -> None:
    running.at(1).do(ask.Next(), ask.Give(5))
    told = figures(running)
    assert (told.extensions, told.paid, told.given) == (0, {}, {4: minutes(1)})


def test_the_rating_is_the_average_of_the_teams(running: Table) -> None:
    running.do(ask.Rate("Sales", 9), ask.Rate("Marketing", 6, "long"), ask.Rate("Sales", 8))
    assert figures(running).rating == 7
