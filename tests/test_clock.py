from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.clock import FastClock, Ids, ManualClock, SystemClock, local, local_date, zone_named

AUCKLAND = timezone(timedelta(hours=13))


def test_the_clock_of_this_machine_is_in_utc_and_goes_on():
    clock = SystemClock()
    first = clock.now()
    assert first.tzinfo is UTC
    assert clock.now() >= first
    assert clock.zone is None


def test_a_manual_clock_stands_still_until_moved(now):
    clock = ManualClock(now.astimezone(AUCKLAND), AUCKLAND)
    assert clock.now() == clock.now() == now
    assert clock.now().tzinfo is UTC
    clock.advance(timedelta(minutes=5))
    clock.advance(timedelta(0))
    assert clock.now() == now + timedelta(minutes=5)


def test_a_clock_does_not_run_backwards(clock, now):
    with pytest.raises(ValueError, match="backwards"):
        clock.advance(timedelta(seconds=-1))
    assert clock.now() == now


def test_a_fast_clock_stands_until_it_goes(now):
    seconds = iter([100.0, 101.0, 110.5, 110.5]).__next__
    clock = FastClock(now, AUCKLAND, speed=60, seconds=seconds)
    assert clock.now() == clock.now() == now
    clock.go()
    assert clock.now() == now + timedelta(minutes=1)
    clock.go()
    assert clock.now() == now + timedelta(minutes=10.5)
    assert clock.now().tzinfo is UTC
    assert (clock.zone, clock.anchor, clock.disturbances()) == (AUCKLAND, None, ())


def test_a_fast_clock_can_be_moved_on_too(now):
    clock = FastClock(now, UTC, speed=2, seconds=iter([0.0, 3.0]).__next__)
    clock.advance(timedelta(minutes=5))
    assert clock.now() == now + timedelta(minutes=5)
    clock.go()
    clock.advance(timedelta(minutes=5))
    assert clock.now() == now + timedelta(minutes=10, seconds=6)


def test_a_fast_clock_goes_with_the_machine(now):
    clock = FastClock(now, speed=1000)
    clock.go()
    assert now <= clock.now() <= clock.now()


def test_local_time_is_that_of_the_zone():
    at = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
    assert local(at, AUCKLAND).isoformat() == "2026-11-25T01:30:00+13:00"
    assert local_date(at, AUCKLAND) == date(2026, 11, 25)
    assert local(at, None) == at
    assert local_date(at, None) == date(2026, 11, 24)


@given(st.lists(st.integers(-5_000, 5_000), min_size=2, max_size=20))
def test_ids_sort_in_the_order_they_were_made(offsets):
    ids = Ids()
    start = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    made = [ids.new(start + timedelta(milliseconds=offset)) for offset in offsets]
    assert made == sorted(set(made))
    assert {len(id) for id in made} == {24}
    assert all(int(id, 16) for id in made)


def test_an_id_begins_with_its_millisecond(now):
    assert int(Ids().new(now)[:12], 16) == int(now.timestamp() * 1000)


def test_two_machines_do_not_clash(now):
    assert Ids().new(now) != Ids().new(now)


def test_a_zone_is_found_by_its_name_and_otherwise_that_of_the_machine():
    assert str(zone_named("Europe/Berlin", UTC)) == "Europe/Berlin"
    assert zone_named("", AUCKLAND) is AUCKLAND
    assert zone_named("Europe/Nowhere", None) is None
    assert zone_named("../etc/passwd", UTC) is UTC
