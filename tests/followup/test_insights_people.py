"""The time of people, which is told only where the agenda has it told."""

from datetime import UTC, timedelta

from msgspec.structs import replace

from meetingtui.agenda.model import Airtime, Segment, SegmentKind
from meetingtui.clock import ManualClock
from meetingtui.meeting.commands import Close, Next, Pass
from meetingtui.opening import open_meeting

MINUTE = timedelta(minutes=1)


def with_round(series, airtime):
    """Let the meetings of `series` begin with a round from now on."""
    turns = Segment(kind=SegmentKind.ROUND, id="round", title="Round", per_person=MINUTE)
    segments = (turns, *(each for each in series.agenda.segments if each.id != "round"))
    series.agenda = replace(series.agenda, segments=segments, airtime=airtime)


def hold(series):
    """Hold a round in which somebody of Sales speaks for two minutes and Dana for one."""
    clock = ManualClock(series.at, UTC)
    runner = open_meeting(series.store, clock, series.agenda, starts_at=series.at)
    runner.do(Next())
    clock.advance(2 * MINUTE)
    runner.do(Next())
    clock.advance(MINUTE)
    for command in (Next(), Pass(), Close()):
        runner.do(command)
    series.at += timedelta(days=7)


def figures(series):
    return [figure.id for figure in series.insights().over_few]


def test_nobody_is_told_of_by_name_unless_the_agenda_says_so(series):
    assert "people" not in figures(series)
    with_round(series, Airtime.TEAMS)
    hold(series)
    assert "people" not in figures(series)
    with_round(series, Airtime.PEOPLE)
    hold(series)
    assert figures(series)[-1] == "people"
    with_round(series, Airtime.TEAMS)
    hold(series)
    assert "people" not in figures(series)


def test_what_people_said_before_they_agreed_is_not_told(series):
    with_round(series, Airtime.TEAMS)
    hold(series)
    with_round(series, Airtime.PEOPLE)
    hold(series), hold(series)
    found = series.figure("people")
    assert {bar.label: bar.told for bar in found.bars} == {
        "Ana": "2m in 2 meetings",
        "Ben": "2m in 2 meetings",
        "Dana": "2m in 2 meetings",
    }
    assert (found.told, found.meets, found.goal) == ("in rounds", None, "")
    assert found.advice.startswith("Look at it together")


def test_without_a_round_there_is_nothing_to_tell_of_people(series):
    series.agenda = replace(series.agenda, airtime=Airtime.PEOPLE)
    series.hold()
    found = series.figure("people")
    assert (found.told, found.bars, found.advice) == ("no round was held", (), "")
