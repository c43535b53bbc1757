"""Fixed ends: what they make of a plan, and what is said of that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from datetime import time as ClockTime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from meetingtui.agenda.ends import bent_by_ends, fix_ends, usual_plan
from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team
from meetingtui.agenda.plan import Slot, make_slots, timed
from meetingtui.agenda.repeat_text import read_repeat

TEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def segment(kind: str, **fields: Any) -> Segment:
    return Segment(kind=SegmentKind(kind), id=kind, title=kind.capitalize(), **fields)


def agenda(*segments: Segment) -> Agenda:
    teams = (Team("Sales"), Team("Marketing"))
    return Agenda(version=1, id="x", title="X", length=30 * MINUTE, teams=teams, segments=segments)


def fixed(*segments: Segment, starts_at: datetime = TEN, zone: Any = UTC) -> list[Slot]:
    whole = agenda(*segments)
    return list(fix_ends(whole, make_slots(whole, ("Sales", "Marketing")), starts_at, zone))


def test_without_fixed_ends_slots_stay_as_they_are() -> None:
    segments = segment("wins", per_team=3 * MINUTE), segment("close", time=2 * MINUTE)
    assert fixed(*segments) == list(make_slots(agenda(*segments), ("Sales", "Marketing")))


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


def clock(at: datetime) -> str:
    return f"{at:%H:%M}"


@pytest.mark.parametrize(
    ("length", "ends_at", "said"),
    [
        (5, "10:06", []),
        (5, "10:11", []),
        (5, "10:12", ["the end at 10:12 makes Close 10m long instead of 5m"]),
        (5, "10:04", ["the end at 10:04 makes Close 2m long instead of 5m"]),
        (4, "10:05", []),
        (5, "10:02", ["the end at 10:02 does not count: Close begins at 10:02"]),
        (5, "9:30", ["the end at 09:30 does not count: Close begins at 10:02"]),
    ],
)
def test_it_is_said_what_a_fixed_end_does_that_nobody_wrote(
    length: int, ends_at: str, said: list[str]
) -> None:
    hour, minute = map(int, ends_at.split(":"))
    fixes = segment("close", time=length * MINUTE, ends_at=ClockTime(hour, minute))
    whole = agenda(segment("opening", time=2 * MINUTE), fixes)
    plan = timed(fix_ends(whole, make_slots(whole, ()), TEN, UTC), TEN)
    assert bent_by_ends(whole, plan, clock) == [(1, sentence) for sentence in said]


def test_the_usual_plan_begins_when_the_agenda_says_or_where_the_first_end_fits() -> None:
    late = segment("close", time=3 * MINUTE, ends_at=ClockTime(10, 30))
    whole = agenda(segment("opening", time=2 * MINUTE), late, segment("break", time=MINUTE))
    assert [clock(each.starts_at) for each in usual_plan(whole)] == ["10:25", "10:27", "10:30"]
    daily = replace(whole, repeat=read_repeat("daily at 10:00"), zone="Asia/Tokyo")
    assert [clock(each.ends_at) for each in usual_plan(daily)] == ["10:02", "10:30", "10:31"]
    unfixed = agenda(segment("opening", time=2 * MINUTE))
    assert [clock(each.starts_at) for each in usual_plan(unfixed)] == ["00:00"]
