from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team
from meetingtui.agenda.plan import Slot, make_slots, share_of, shares_of, timed, total

MINUTE = timedelta(minutes=1)
TEN = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)


def segment(segment_id: str, **more: Any) -> Segment:
    kind = SegmentKind(segment_id.partition("-")[0])
    return Segment(kind=kind, id=segment_id, title=segment_id.title(), **more)


def agenda(*segments: Segment) -> Agenda:
    return Agenda(
        version=1,
        id="weekly",
        title="Weekly",
        length=45 * MINUTE,
        teams=(Team("Sales"), Team("Marketing")),
        segments=segments,
    )


def slots_of(*segments: Segment, order: tuple[str, ...] = ("Sales", "Marketing")) -> list[Slot]:
    return list(make_slots(agenda(*segments), order))


def test_a_joint_segment_is_one_slot() -> None:
    close = segment("close", time=3 * MINUTE, prompt="Read back.", required=True)
    assert slots_of(close) == [
        Slot(
            id="close", kind=SegmentKind.CLOSE, title="Close", length=3 * MINUTE,
            prompt="Read back.", required=True,
        )
    ]  # fmt: skip


def test_a_segment_per_team_is_a_slot_for_each_in_the_given_order() -> None:
    slots = slots_of(segment("wins", per_team=3 * MINUTE), order=("Marketing", "Sales"))
    assert [(slot.id, slot.team, slot.length) for slot in slots] == [
        ("wins/Marketing", "Marketing", 3 * MINUTE),
        ("wins/Sales", "Sales", 3 * MINUTE),
    ]


def test_a_round_is_as_long_as_it_has_people() -> None:
    whole = replace(
        agenda(segment("round", per_person=45 * MINUTE / 60)),
        teams=(Team("Sales", ("Ana", "Ben")), Team("Marketing", ("Dana",)), Team("Product")),
    )
    (slot,) = make_slots(whole, ("Sales", "Marketing", "Product"))
    assert (slot.id, slot.team, slot.length) == ("round", "", timedelta(seconds=135))


def test_the_time_of_a_person_is_that_of_their_team() -> None:
    round_ = segment("round", per_person=MINUTE)
    whole = replace(
        agenda(round_, segment("wins", per_team=MINUTE), segment("close", time=MINUTE)),
        teams=(Team("Sales", ("Ana", "Ben")), Team("Marketing", ("Dana",))),
    )
    slots = make_slots(whole, ("Sales", "Marketing"))
    shares = shares_of(whole.teams, slots)
    assert shares == {"Sales": 3 * MINUTE, "Marketing": 2 * MINUTE, "": MINUTE}
    assert sum(shares.values(), timedelta(0)) == total(slots)


def test_teams_may_have_lengths_of_their_own_or_no_slot() -> None:
    lengths = {"Marketing": 2 * MINUTE, "Sales": 5 * MINUTE}
    slots = slots_of(
        segment("wins", per_team=lengths), segment("questions", per_team={"Sales": MINUTE})
    )
    assert [(slot.id, slot.length) for slot in slots] == [
        ("wins/Sales", 5 * MINUTE),
        ("wins/Marketing", 2 * MINUTE),
        ("questions/Sales", MINUTE),
    ]


def test_a_label_names_the_team() -> None:
    joint, sales, _ = slots_of(segment("close", time=MINUTE), segment("wins", per_team=MINUTE))
    assert joint.label == "Close"
    assert sales.label == "Sales · Wins"


def test_slots_follow_one_another() -> None:
    slots = slots_of(segment("wins", per_team=3 * MINUTE), segment("close", time=2 * MINUTE))
    assert [(t.slot.id, t.starts_at - TEN, t.ends_at - TEN) for t in timed(slots, TEN)] == [
        ("wins/Sales", 0 * MINUTE, 3 * MINUTE),
        ("wins/Marketing", 3 * MINUTE, 6 * MINUTE),
        ("close", 6 * MINUTE, 8 * MINUTE),
    ]


def test_totals_and_shares() -> None:
    slots = slots_of(
        segment("wins", per_team=3 * MINUTE),
        segment("close", time=2 * MINUTE),
        segment("questions", per_team={"Sales": MINUTE}),
    )
    assert total(slots) == 9 * MINUTE
    assert total([]) == timedelta(0)
    assert share_of(slots, "Sales") == 4 * MINUTE
    assert share_of(slots, "Marketing") == 3 * MINUTE
    assert share_of(slots, "Finance") == timedelta(0)


LENGTHS = st.integers(1, 3600).map(lambda seconds: timedelta(seconds=seconds))


@given(st.lists(LENGTHS, min_size=1, max_size=8), LENGTHS)
def test_planned_instants_add_up(joint: list[timedelta], per_team: timedelta) -> None:
    kinds = [segment(f"discussion-{n}", time=length) for n, length in enumerate(joint)]
    slots = slots_of(segment("wins", per_team=per_team), *kinds)
    plan = timed(slots, TEN)
    assert plan[-1].ends_at - TEN == total(slots) == 2 * per_team + sum(joint, timedelta(0))
    assert [before.ends_at for before in plan[:-1]] == [after.starts_at for after in plan[1:]]
