from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team
from meetingtui.agenda.outlook import outlook, unbuffered
from meetingtui.agenda.plan import Slot, Timed, make_slots, timed

TEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
KINDS = SegmentKind


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def clock(at: datetime) -> str:
    return f"{at:%H:%M}"


def segment(kind: SegmentKind, count: int, *, joint: bool = True) -> Segment:
    length = {"time" if joint else "per_team": minutes(count)}
    return Segment(kind=kind, id=kind.value, title=kind.value.title(), **length)


AGENDA = Agenda(
    version=1,
    id="weekly",
    title="Weekly",
    length=minutes(30),
    teams=(Team("Sales"), Team("Marketing")),
    segments=(
        segment(KINDS.OPENING, 2),
        segment(KINDS.WINS, 4, joint=False),
        segment(KINDS.QUESTIONS, 6, joint=False),
        segment(KINDS.BUFFER, 3),
        segment(KINDS.CLOSE, 5),
    ),
)


def plan(agenda: Agenda, *order: str) -> list[Timed]:
    return timed(make_slots(agenda, order or ("Sales", "Marketing")), TEN)


def told(agenda: Agenda) -> str:
    return "\n".join(outlook(agenda, plan(agenda), clock))


def without(agenda: Agenda, *kinds: SegmentKind) -> Agenda:
    kept = tuple(each for each in agenda.segments if each.kind not in kinds)
    return replace(agenda, segments=kept)


def test_it_says_who_speaks_how_long_and_when_and_where_it_is_tight() -> None:
    assert outlook(AGENDA, plan(AGENDA, "Marketing", "Sales"), clock) == (
        "Sales speaks 10m, 33% of the plan",
        "Marketing speaks 10m, 33% of the plan",
        "all together have 10m, 33% of the plan",
        "Sales is up at 10:06 (Wins, 4m), 10:16 (Questions, 6m)",
        "Marketing is up at 10:02 (Wins, 4m), 10:10 (Questions, 6m)",
        "the buffer is 3m of 30m, 10%",
        "no buffer comes after 10:25 (Close, 5m)",
    )


def test_a_plan_without_a_buffer_says_so_once() -> None:
    said = told(without(AGENDA, KINDS.BUFFER))
    assert "there is no buffer: later slots pay for every overrun, or the end moves" in said
    assert "no buffer comes after" not in said


def test_a_buffer_that_is_required_is_none() -> None:
    kept = tuple(replace(s, required=s.kind is KINDS.BUFFER) for s in AGENDA.segments)
    assert "there is no buffer" in told(replace(AGENDA, segments=kept))


def test_a_buffer_at_the_end_leaves_nothing_uncovered() -> None:
    assert "no buffer comes after" not in told(without(AGENDA, KINDS.CLOSE))


@pytest.mark.parametrize(
    ("length", "sentence"),
    [
        (35, "5m of 35m is not planned"),
        (25, "the plan is 5m longer than 25m"),
    ],
)
def test_what_the_plan_leaves_of_the_length_is_said(length: int, sentence: str) -> None:
    assert sentence in told(replace(AGENDA, length=minutes(length)))
    assert sentence not in told(AGENDA)


def test_a_fixed_end_is_shortened_by_what_comes_before() -> None:
    begun = plan(AGENDA)
    begun[2] = Timed(
        replace(begun[2].slot, ends_at=begun[2].ends_at), begun[2].starts_at, begun[2].ends_at
    )
    said = outlook(AGENDA, begun, clock)
    assert said[-1] == (
        "Marketing · Wins ends at 10:10 whatever comes before: an overrun shortens it"
    )


def test_a_team_without_a_turn_is_told_of() -> None:
    said = told(replace(AGENDA, teams=(*AGENDA.teams, Team("Ops"))))
    assert "Ops speaks 0s, 0% of the plan" in said
    assert "Ops has no turn of its own" in said


@given(st.lists(st.sampled_from([KINDS.WINS, KINDS.BUFFER]), min_size=1, max_size=8))
def test_what_no_buffer_follows_is_the_end_of_the_plan(kinds: list[SegmentKind]) -> None:
    slots = [
        Slot(id=str(n), kind=kind, title="", length=minutes(1)) for n, kind in enumerate(kinds)
    ]
    whole = timed(slots, TEN)
    tight = unbuffered(whole)
    assert tight == whole[len(whole) - len(tight) :]
    assert all(each.slot.kind is KINDS.WINS for each in tight)
    assert len(tight) == len(whole) or whole[-len(tight) - 1].slot.kind is KINDS.BUFFER
