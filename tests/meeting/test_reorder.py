"""Slots to come can be held in another order."""

from datetime import timedelta

import pytest

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.meeting import commands as ask
from meetingtui.meeting.course import course_of


def order(table):
    return course_of(table.state.meeting).order


def test_a_slot_can_come_next_or_at_a_place(running):
    ends_at = running.status.ends_at
    running.do(ask.MoveSlot(5))
    assert order(running) == (0, 4, 1, 2, 3, 5, 6, 7)
    running.do(ask.MoveSlot(2, 4))
    assert order(running) == (0, 1, 2, 4, 3, 5, 6, 7)
    assert running.status.ends_at == ends_at
    running.do(ask.Next(), ask.Next(), ask.Next())
    assert running.slot == 4
    running.do(ask.Back())
    assert running.slot == 2
    running.do(ask.Goto(4))
    assert running.slot == 4


def test_reordering_is_undone_exactly(running):
    before = running.state
    running.do(ask.MoveSlot(8), ask.Undo())
    assert running.state.meeting.timeline == before.meeting.timeline
    running.do(ask.Redo())
    assert order(running)[1] == 7


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (ask.MoveSlot(1), "only slots to come can be moved; /goto 1"),
        (ask.MoveSlot(9), "there is no slot 9"),
        (ask.MoveSlot(5, 1), "the places 2 to 8"),
        (ask.MoveSlot(5, 9), "the places 2 to 8"),
        (ask.MoveSlot(5, 5), "is slot 5 already"),
    ],
)
def test_what_cannot_be_moved_is_refused(running, command, said):
    assert said in running.refuses(command)


def test_before_the_start_every_slot_can_be_moved(table):
    table.do(ask.MoveSlot(3), ask.Next())
    assert table.slot == 2


def test_a_fixed_end_keeps_its_place(seat):
    slots = (
        Slot(id="a", kind=SegmentKind.OPENING, title="A", length=timedelta(minutes=5)),
        Slot(id="b", kind=SegmentKind.BREAK, title="B", length=timedelta(minutes=5),
             ends_at=seat().now + timedelta(minutes=10)),
    )  # fmt: skip
    assert "ends at a fixed time" in seat(slots=slots).refuses(ask.MoveSlot(2, 1))
