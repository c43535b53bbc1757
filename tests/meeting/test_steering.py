"""Steering by the end: what holds for every agenda, policy and course of a meeting."""

from datetime import timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from meetingtui.agenda.model import Overrun, SegmentKind, Team
from meetingtui.agenda.plan import Slot
from meetingtui.errors import Refused
from meetingtui.meeting import commands as ask
from meetingtui.meeting.choices import choices_at_zero
from meetingtui.meeting.course import after, course_of
from meetingtui.meeting.ledger import owed
from meetingtui.meeting.overrun import overrun
from meetingtui.meeting.refit import SMALLEST, drift, propose

ZERO = timedelta(0)
TEAMS = tuple(Team(name, (f"{name}1", f"{name}2")) for name in ("A", "B", "C"))
KINDS = st.sampled_from([SegmentKind.DISCUSSION, SegmentKind.BUFFER, SegmentKind.WINS])
SEGMENT = st.tuples(KINDS, st.integers(30, 900), st.booleans(), st.booleans())


@st.composite
def meetings(draw):
    """Draw the fields of a meeting of one to three teams, with unequal slots and fixed ends."""
    teams = TEAMS[: draw(st.integers(1, 3))]
    slots = []
    for at, (kind, length, joint, required) in enumerate(
        draw(st.lists(SEGMENT, min_size=2, max_size=6))
    ):
        for team in ("",) if joint or kind is SegmentKind.BUFFER else [t.name for t in teams]:
            more = draw(st.integers(0, 60)) if team else 0
            slots.append(
                Slot(
                    id=f"s{at}/{team}" if team else f"s{at}", kind=kind, title=f"S{at}", team=team,
                    length=timedelta(seconds=length + more), required=required,
                )
            )  # fmt: skip
    return {"teams": teams, "slots": tuple(slots), "overrun": draw(st.sampled_from(Overrun))}


def fixed(fields, opened_at, at):
    """Return the same with the end of one slot fixed where the plan has it."""
    slots = list(fields["slots"])
    index = at % len(slots)
    end = opened_at + sum((slot.length for slot in slots[: index + 1]), ZERO)
    slots[index] = replace(slots[index], ends_at=end)
    return {**fields, "slots": tuple(slots)}


COMMANDS = st.sampled_from(
    [
        ask.Next(), ask.Next(), ask.Next(), ask.Back(), ask.Skip(), ask.Extend(), ask.UseBuffer(),
        ask.Refit(), ask.Give(), ask.MoveSlot(3), ask.Pause(), ask.Resume(), ask.ParkTopic(),
        ask.Goto(2), ask.Extend(timedelta(minutes=-1)), ask.Began(timedelta(seconds=20)),
    ]
)  # fmt: skip
STEPS = st.lists(st.tuples(COMMANDS, st.integers(0, 400)), max_size=10)


def held(table, steps):
    """Hold a meeting; what is refused is left out."""
    table.do(ask.Next())
    for command, seconds in steps:
        table.now += timedelta(seconds=seconds)
        try:
            table.do(command)
        except Refused:
            continue
    return table


MANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def floor_of(slot):
    used_up = slot.kind is SegmentKind.BUFFER and not slot.required
    return ZERO if used_up else slot.length / 3


def slot_of(id, kind, seconds, *, team="", required=False):
    length = timedelta(seconds=seconds)
    return Slot(id=id, kind=kind, title="S", team=team, length=length, required=required)


REQUIRED_BUFFER = {
    "teams": TEAMS[:2],
    "slots": (
        slot_of("s0/A", SegmentKind.DISCUSSION, 30, team="A"),
        slot_of("s0/B", SegmentKind.DISCUSSION, 30, team="B"),
        slot_of("s1", SegmentKind.BUFFER, 30, required=True),
    ),
    "overrun": Overrun.BUFFER,
}


@example(fields=REQUIRED_BUFFER, steps=[], late=15, at=None)
@given(fields=meetings(), steps=STEPS, late=st.integers(0, 900), at=st.none() | st.integers(0, 9))
@MANY
def test_a_refit_adds_up_and_leaves_floors_and_fixed_ends_alone(seat, fields, steps, late, at):
    opened_at = seat().now
    fields = fixed(fields, opened_at, at) if at is not None else fields
    table = seat(**fields, starts_at=opened_at)
    table.now += timedelta(seconds=late)
    held(table, steps)
    meeting = table.state.meeting
    before, proposal = course_of(meeting), propose(meeting, table.now)
    then = after(meeting, *proposal)
    became = course_of(then)
    behind, left = drift(meeting, table.now), drift(then, table.now)
    moved = sum((cut for fact in proposal for cut in fact.cuts.values()), ZERO)
    given = {i for fact in proposal for i, cut in fact.cuts.items() if cut < ZERO}
    if not any(slot.ends_at for slot in meeting.slots) and not any(map(before.held, given)):
        assert behind - moved == left
    for fact in proposal:
        for index, cut in fact.cuts.items():
            slot = meeting.slots[index]
            assert slot.ends_at is None
            assert index in before.coming or (index == before.slot and cut < ZERO)
            if cut > ZERO:
                assert became.lengths[index] >= min(floor_of(slot), before.lengths[index])
            assert cut == timedelta(seconds=cut // timedelta(seconds=1))
    if proposal:
        assert sum((abs(c) for f in proposal for c in f.cuts.values()), ZERO) >= SMALLEST
    if meeting.overrun is not Overrun.MATCH:
        assert left >= min(ZERO, behind)
    required = [i for i in before.coming if meeting.slots[i].required]
    others = [i for i in before.coming if i not in required and meeting.slots[i].ends_at is None]
    if meeting.overrun is Overrun.BUFFER and any(
        became.lengths[i] < before.lengths[i] for i in required
    ):
        spare = (
            became.lengths[i] - max(floor_of(meeting.slots[i]), became.elapsed(i, table.now))
            for i in others
        )
        assert all(room < timedelta(seconds=1) for room in spare)


@given(fields=meetings(), steps=STEPS)
@MANY
def test_what_is_shown_is_what_is_applied_and_undo_restores_it(seat, fields, steps):
    table = held(seat(**fields), steps)
    state = table.state
    for choice in choices_at_zero(state.meeting, table.now, None):
        before = table.state
        table.do(choice.command)
        told = [c for c in (choice.price,) if c]
        if isinstance(choice.command, ask.Refit):
            assert table.state.meeting.timeline[len(before.meeting.timeline) :] == tuple(
                replace(fact, step=table.state.meeting.timeline[-1].step)
                for fact in propose(before.meeting, table.now)
            )
        assert told or isinstance(choice.command, ask.ParkTopic | ask.Close)
        table.do(ask.Undo())
        assert replace(table.state.meeting, undone=()) == replace(before.meeting, undone=())
        assert (table.state.notes, table.state.actions) == (before.notes, before.actions)


@given(fields=meetings(), steps=STEPS)
@MANY
def test_debts_are_whole_and_come_from_carry_alone(seat, fields, steps):
    table = held(seat(**fields), steps)
    meeting = table.state.meeting
    for debt in owed(meeting, table.now):
        assert meeting.overrun is Overrun.CARRY
        assert debt.length > ZERO
        course = course_of(meeting)
        slots = [i for i, slot in enumerate(meeting.slots) if slot.team == debt.team]
        taken = [overrun(meeting, course, i, table.now) for i in slots if course.held(i)]
        assert debt.length <= sum(taken, timedelta(seconds=1))
