"""Trends of who sits with whom across teams."""

from datetime import timedelta

from msgspec.structs import replace

from meetingtui.agenda.model import Segment, SegmentKind


def with_exchange(series):
    """Let the meetings of `series` agree on visits from now on, last of all."""
    exchange = Segment(
        kind=SegmentKind.EXCHANGE, id="exchange", title="Exchange", time=timedelta(minutes=3)
    )
    series.agenda = replace(series.agenda, segments=(*series.agenda.segments, exchange))


def test_visits_are_counted_and_new_pairs_told_apart(series):
    series.hold()
    with_exchange(series)
    series.hold(), series.hold(), series.hold()
    found = series.figure("visits")
    assert found.points == (None, 1, 1, 1)
    assert (found.told, found.meets) == ("3 visits, 2 of 2 pairs", True)
    assert {bar.label: bar.told for bar in found.bars} == {
        "for the first time": "2 visits",
        "again": "1 visit",
    }
    assert found.advice.startswith("Keep it")


def test_who_met_before_the_stretch_meets_again(series):
    with_exchange(series)
    for _ in range(6):
        series.hold()
    found = series.figure("visits", few=True)
    assert (found.told, [bar.value for bar in found.bars]) == ("4 visits, 2 of 2 pairs", [0, 4])


def test_where_time_ran_out_nobody_visits(series):
    with_exchange(series)
    series.hold(lengths=(5, 4, 4, 4, 4, 2))
    found = series.figure("visits")
    assert (found.told, found.meets, found.bars) == ("0 visits, 0 of 2 pairs", False, ())
    assert found.advice.startswith("Let each team name one person")


def test_an_agenda_without_an_exchange_has_no_goal(series):
    series.hold()
    found = series.figure("visits")
    assert (found.told, found.meets, found.bars) == ("no exchange on the agenda", None, ())
