"""Trends as a whole, of the clock, and of teams beside one another."""

from datetime import UTC, date, timedelta

import pytest
from msgspec.structs import replace

from meetingtui.agenda.model import Team
from meetingtui.clock import ManualClock
from meetingtui.followup.insights import series_of, tell_basis, tell_verdict
from meetingtui.meeting.commands import Capture
from meetingtui.meeting.model import Changes, Meeting, MeetingState, NoteKind
from meetingtui.meeting.timing import held_on
from meetingtui.opening import open_meeting


def bars(figure):
    return {bar.label: bar.told for bar in figure.bars}


# The clock.


def test_starts_and_ends_are_measured_against_the_plan(series):
    series.hold(late=1)
    series.hold(late=5, lengths=(8, 4, 4, 4, 4, 2, 2))
    series.hold(lengths=(3, 4, 4, 4, 4, None, 2))
    started, ended = series.figure("started"), series.figure("ended")
    assert (started.points, started.told) == ((1, 5, 0), "2 of 3, usually 1m late")
    assert (ended.points, ended.told) == ((1, 8, -4), "1 of 3, usually 1m late")
    assert (started.meets, ended.meets) == (False, False)
    assert started.advice.startswith("Begin at the minute")
    assert ended.advice.startswith("Re-fit")


def test_one_of_four_may_be_late_however_usual_the_others(series):
    series.hold(late=9, lengths=(9, 4, 4, 4, 4, 2, 2))
    series.hold(), series.hold()
    started, ended = series.figure("started"), series.figure("ended")
    assert (started.told, started.meets) == ("2 of 3, usually on time", False)
    assert (ended.told, ended.meets) == ("2 of 3, usually on time", False)
    series.hold()
    started, ended = series.figure("started"), series.figure("ended")
    assert (started.told, started.meets) == ("3 of 4, usually on time", True)
    assert (ended.told, ended.meets) == ("3 of 4, usually on time", True)
    assert started.advice.startswith("Keep it: ")


def test_on_time_is_said_so(series):
    series.hold()
    assert series.figure("started").told == "1 of 1, usually on time"
    series.hold(late=9)
    series.hold(late=9)
    assert series.figure("started").advice.startswith("Begin at the minute")


def test_without_a_planned_start_nobody_is_late(series):
    series.hold()
    (meeting,) = series.store.find(Meeting)
    series.store.commit(Changes((replace(meeting, starts_at=None),)))
    started = series.figure("started")
    assert (started.told, started.meets, started.advice) == ("no start was planned", None, "")
    assert started.points == (None,)


def test_slots_left_out_are_not_reached(series):
    series.hold(lengths=(5, 4, 4, None, None, 2, 2))
    reached = series.figure("reached")
    assert (reached.told, reached.meets) == ("67%: 4 of 6 slots", False)
    assert reached.points == (pytest.approx(400 / 6),)
    assert reached.advice.startswith("Put what matters most")


def test_segments_are_compared_with_their_plan(series):
    series.hold(lengths=(5, 6, 4, 4, 4, 2, 2))
    series.hold(lengths=(5, 6, 5, 4, 4, None, 2))
    found = series.figure("segments")
    assert found.told == "3 of 4 keep their time"
    assert "Buffer" not in bars(found)
    assert list(bars(found)) == ["Review", "Wins", "Questions", "Close"]
    assert found.advice.startswith("Give Wins what it really takes")
    series.hold(), series.hold(), series.hold()
    found = series.figure("segments")
    assert (found.told, found.meets) == ("every segment keeps its time", True)
    assert found.advice.startswith("Keep it")


def test_a_segment_that_takes_far_less_than_planned_does_not_keep_its_time(series):
    series.hold(lengths=(3, 4, 4, 4, 4, 2, 2))
    found = series.figure("segments")
    assert (found.told, found.meets) == ("3 of 4 keep their time", False)
    assert found.advice == "Plan less for Review."
    series.hold(lengths=(3, 5.4, 5.4, 4, 4, 2, 2))
    advice = series.figure("segments", few=True).advice
    assert advice == "Plan less for Review and spend it where time is short."


def test_where_nothing_is_short_the_whole_meeting_is_planned_shorter(series):
    for _ in range(3):
        series.hold(lengths=(3.5, 3, 3, 4, 4, 2, 1))
    # Close takes half of its time; of Wins there are two turns, and so more to gain.
    assert series.figure("segments").advice == (
        "Plan less for Wins, and 20m 30s in all: `meetingtui agenda tune weekly --meetings 3`"
        " proposes how."
    )


def test_half_a_minute_a_turn_is_near_enough(series):
    series.hold(lengths=(5.5, 3.5, 3.5, 4, 4, 2, 1.5))
    assert series.figure("segments").meets
    series.hold(lengths=(5.5, 3.4, 3.4, 4, 4, 2, 1.5))
    assert not series.figure("segments", few=True).meets


def test_tuning_is_advised_where_it_has_enough_turns_to_propose_something(series):
    series.hold(lengths=(9, 4, 4, 4, 4, 2, 2)), series.hold(lengths=(9, 4, 4, 4, 4, 2, 2))
    assert series.figure("segments").advice == "Give Review what it really takes."
    series.hold(lengths=(9, 4, 4, 4, 4, 2, 2))
    advice = series.figure("segments").advice
    assert advice.endswith("`meetingtui agenda tune weekly --meetings 3` proposes how.")


def test_what_was_only_stepped_through_says_nothing_of_a_length(series):
    series.hold(lengths=(0.1, 4, 4, 4, 4, 2, 2))
    assert series.figure("segments").meets
    series.hold(), series.hold()
    assert series.figure("segments").meets
    series.hold(lengths=(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1))
    assert series.figure("segments", few=True).meets


def test_turns_are_judged_by_what_was_planned_last(series):
    for _ in range(3):
        series.hold(lengths=(9, 4, 4, 4, 4, 2, 2))
    review, *others = series.agenda.segments
    longer = replace(review, time=timedelta(minutes=9))
    series.agenda = replace(series.agenda, segments=(longer, *others))
    series.hold()
    assert series.figure("segments").meets


# The teams.


def test_airtime_within_ten_points_is_fair(series):
    series.hold(lengths=(5, 5, 3, 5, 3, 2, 2))
    found = series.figure("airtime")
    assert bars(found) == {"Sales": "63%, 50% planned", "Marketing": "37%, 50% planned"}
    assert (found.points, found.meets) == ((12.5,), False)
    series.hold(), series.hold()
    assert series.figure("airtime").meets


def test_wins_and_thanks_are_counted_for_teams(series):
    series.hold((1, "Closed Acme"), (1, "With @Marketing we won"), (2, "* @Ana helped"))
    found = series.figure("recognition")
    assert bars(found) == {
        "Sales": "2 wins, thanked 1 time",
        "Marketing": "1 win, never thanked",
        "jointly": "1 joint win",
    }
    assert (found.told, found.points) == ("Sales 3, Marketing 1; 1 joint", (1,))
    assert found.meets is None


def test_a_team_that_goes_unmentioned_is_pointed_out(series):
    for _ in range(3):
        series.hold((1, "Closed Acme"), (2, "* @Nobody"))
    found = series.figure("recognition", few=True)
    assert not found.meets
    assert found.advice.startswith("Marketing went unmentioned in the last 3 meetings: ask who")
    series.hold((2, "The site is out"))
    found = series.figure("recognition", few=True)
    assert found.meets
    assert found.advice.startswith("Ask in the wins which one no team")
    series.hold((2, "The site, with @Sales"), (2, "* @Ana helped"))
    assert series.figure("recognition", few=True).advice.startswith("Keep it")


def test_wins_without_any_thanks_ask_for_them(series):
    series.hold((1, "With @Marketing we won"))
    assert series.figure("recognition").advice.startswith("Nobody was thanked")
    series.hold((1, "* for the deck"))
    assert series.figure("recognition").advice.startswith("The thanks name nobody")


def test_without_wins_there_is_nothing_to_draw(series):
    series.hold(), series.hold()
    found = series.figure("recognition")
    assert (found.told, found.points) == ("no win, no thanks", (None, None))


def test_a_team_that_is_new_has_not_been_unmentioned_for_long(series):
    series.hold((1, "Closed Acme"), (2, "The site"))
    series.hold((1, "Closed Acme"), (2, "The site"))
    series.meet(*series.agenda.teams, Team("Product", ("Kim",)))
    series.hold((1, "@Sales @Marketing Closed it"), lengths=(5, 4, 4, 4, 4, 4, 4, 2, 2))
    found = series.figure("recognition")
    assert found.meets
    assert list(bars(found)) == ["Sales", "Marketing", "Product", "jointly"]


def test_a_renamed_team_is_shown_under_both_names(series):
    series.hold(ratings=[("Sales", 9)])
    series.meet(Team("Field", ("Ana", "Ben")), series.agenda.teams[1])
    series.hold(ratings=[("Field", 7)])
    assert bars(series.figure("rating")) == {"Field": "7.0", "Sales": "9.0"}
    assert set(bars(series.figure("airtime"))) == {"Field", "Sales", "Marketing"}


def test_ratings_are_averages_of_those_who_gave_one(series):
    series.hold(ratings=[("Sales", 9), ("Marketing", 7, "late")])
    series.hold(ratings=[("Sales", 9)])
    series.hold()
    found = series.figure("rating")
    assert (found.points, found.told) == ((8.0, 9.0, None), "8.5 of 10")
    assert bars(found) == {"Sales": "9.0", "Marketing": "7.0"}
    assert found.advice.startswith("Marketing rates lower than Sales")


@pytest.mark.parametrize(("score", "advice"), [(9, "Keep it"), (6, "Read the reasons")])
def test_what_a_rating_asks_for(series, score, advice):
    series.hold(ratings=[("Sales", score), ("Marketing", score)])
    assert series.figure("rating").advice.startswith(advice)


# The whole.


def test_without_meetings_there_is_nothing_to_tell(series):
    found = series.insights()
    assert (found.title, found.closed) == ("weekly", 0)
    assert tell_basis(found).startswith("0 meetings closed; too few for a trend")
    for figure in (*found.over_many, *found.over_few):
        assert (figure.meets, figure.points, figure.bars, figure.advice) == (None, (), (), "")
        assert figure.told


def test_one_meeting_is_told_as_far_as_it_goes(series):
    series.hold()
    found = series.insights()
    assert found.over_many == found.over_few
    assert "too few" in tell_basis(found)


def test_windows_hold_the_last_meetings(series):
    for _ in range(14):
        series.hold()
    found = series.insights()
    assert (len(found.many.meetings), len(found.few.meetings)) == (12, 4)
    assert found.many.before == series.store.find(Meeting)[1]
    assert tell_basis(found) == (
        "14 meetings closed; ✓ and ✗ tell of the last 4, higher columns are better"
    )


def test_the_verdict_names_what_was_missed(series):
    assert tell_verdict(series.insights()) == ""
    for _ in range(4):
        series.hold((1, "With @Marketing we won"), ratings=[("Sales", 9), ("Marketing", 9)])
    assert tell_verdict(series.insights()) == "8 of 8 goals reached"
    for _ in range(2):
        series.hold(late=9, lengths=(3, 4, 4, 4, 4, 2, 2), ratings=[("Sales", 2)])
    missed = "Started on time, Ended on time, Planned against real, Rating"
    assert tell_verdict(series.insights()) == f"4 of 8 goals reached; missed: {missed}"


def test_meetings_that_were_never_closed_are_left_out(series):
    series.hold(), series.hold(), series.hold()
    series.hold(close=False)
    open_meeting(series.store, ManualClock(series.at, UTC), series.agenda).do(Capture("early"))
    found = series.insights()
    assert (found.closed, found.unclosed) == (3, 1)
    assert tell_basis(found).startswith("3 meetings closed, 1 never closed and left out;")
    assert {meeting.state for meeting in found.many.meetings} == {MeetingState.CLOSED}


def test_a_team_that_never_spoke_is_no_reason_to_divide_by_nothing(series):
    series.hold(lengths=(5, None, None, None, None, 2, 2))
    found = series.figure("airtime")
    assert (found.points, found.bars, found.meets) == ((None,), (), None)
    assert (found.told, found.advice) == ("no team had the floor", "")


def test_series_are_known_the_last_one_first(series):
    series.hold()
    (meeting,) = series.store.find(Meeting)
    other = replace(meeting, id="z", agenda="monthly")
    assert series_of([meeting, other]) == ["monthly", "weekly"]


def test_days_are_those_of_the_people(series):
    series.hold()
    stretch = series.insights().few
    assert held_on(stretch.meetings[0], stretch.zone) == date(2026, 9, 1)
    assert stretch.taken(stretch.meetings[0], NoteKind.WIN) == []
    assert (stretch.team_of("Dana"), stretch.team_of("Sales")) == ("Marketing", "Sales")
    assert stretch.team_of("Nobody") == ""
