from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from datetime import time as ClockTime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team
from meetingtui.agenda.plan import Slot, fix_ends, make_slots, share_of, timed, total

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


def fixed(*segments: Segment, starts_at: datetime = TEN, zone: Any = UTC) -> list[Slot]:
    whole = agenda(*segments)
    return list(fix_ends(whole, make_slots(whole, ("Sales", "Marketing")), starts_at, zone))


def test_without_fixed_ends_slots_stay_as_they_are() -> None:
    segments = segment("wins", per_team=3 * MINUTE), segment("close", time=2 * MINUTE)
    assert fixed(*segments) == slots_of(*segments)


def test_a_fixed_end_stretches_or_shortens_its_slot() -> None:
    later = segment("discussion", time=5 * MINUTE, ends_at=ClockTime(10, 20))
    sooner = segment("close", time=30 * MINUTE, ends_at=ClockTime(10, 30))
    first, second, third = fixed(segment("opening", time=2 * MINUTE), later, sooner)
    assert (first.length, first.ends_at) == (2 * MINUTE, None)
    assert (second.length, second.ends_at) == (18 * MINUTE, TEN + 20 * MINUTE)
    assert (third.length, third.ends_at) == (10 * MINUTE, TEN + 30 * MINUTE)


def test_per_team_the_last_slot_bears_the_fixed_end() -> None:
    sales, marketing = fixed(segment("wins", per_team=3 * MINUTE, ends_at=ClockTime(10, 10)))
    assert (sales.length, sales.ends_at) == (3 * MINUTE, None)
    assert (marketing.length, marketing.ends_at) == (7 * MINUTE, TEN + 10 * MINUTE)


def test_an_end_that_has_passed_is_not_fixed() -> None:
    (slot,) = fixed(segment("close", time=3 * MINUTE, ends_at=ClockTime(10, 0)))
    assert (slot.length, slot.ends_at) == (3 * MINUTE, None)


def test_fixed_ends_are_clock_times_of_the_room() -> None:
    late = segment("close", time=3 * MINUTE, ends_at=ClockTime(10, 30))
    (slot,) = fixed(late, zone=timezone(timedelta(hours=-1)), starts_at=TEN + 60 * MINUTE)
    assert slot.ends_at == TEN + 90 * MINUTE
    assert slot.length == 30 * MINUTE


def test_a_fixed_end_after_the_clocks_change_is_the_hour_that_people_read() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    starts_at = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # 01:30, half an hour before the change
    late = segment("close", time=3 * MINUTE, ends_at=ClockTime(3, 30))
    (slot,) = fixed(late, zone=berlin, starts_at=starts_at)
    assert slot.length == 60 * MINUTE


def test_the_zone_of_the_agenda_comes_before_that_of_the_machine() -> None:
    late = segment("close", time=3 * MINUTE, ends_at=ClockTime(11, 30))
    abroad = replace(agenda(late), zone="Europe/Berlin")
    (slot,) = fix_ends(abroad, make_slots(abroad, ()), TEN, UTC)
    assert slot.ends_at == TEN + 30 * MINUTE


LENGTHS = st.integers(1, 3600).map(lambda seconds: timedelta(seconds=seconds))


@given(st.lists(LENGTHS, min_size=1, max_size=8), LENGTHS)
def test_planned_instants_add_up(joint: list[timedelta], per_team: timedelta) -> None:
    kinds = [segment(f"discussion-{n}", time=length) for n, length in enumerate(joint)]
    slots = slots_of(segment("wins", per_team=per_team), *kinds)
    plan = timed(slots, TEN)
    assert plan[-1].ends_at - TEN == total(slots) == 2 * per_team + sum(joint, timedelta(0))
    assert [before.ends_at for before in plan[:-1]] == [after.starts_at for after in plan[1:]]
