"""Trends of meetings that were really held, on a clock that is moved by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from meetingtui.agenda.model import Agenda, First, Segment, SegmentKind, Team
from meetingtui.clock import ManualClock
from meetingtui.followup.insights import insights_of, series_of, tell_basis
from meetingtui.followup.promises import settle
from meetingtui.meeting.commands import Answer, Capture, Close, MakeAction, Next, Rate, Skip
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Changes,
    Meeting,
    MeetingState,
    Note,
    NoteKind,
    Preview,
    PreviewResult,
)
from meetingtui.opening import open_meeting
from meetingtui.store.memory import MemoryStore

FIRST = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
SALES, MARKETING = Team("Sales", ("Ana", "Ben")), Team("Marketing", ("Dana",))


def minutes(count):
    return timedelta(minutes=count)


def agenda(*teams):
    kind = SegmentKind
    return Agenda(
        version=1, id="weekly", title="Weekly", length=minutes(25), teams=teams,
        segments=(
            Segment(kind=kind.REVIEW, id="review", title="Review", time=minutes(5)),
            Segment(kind=kind.WINS, id="wins", title="Wins", per_team=minutes(4)),
            Segment(kind=kind.QUESTIONS, id="questions", title="Questions", per_team=minutes(4)),
            Segment(kind=kind.BUFFER, id="buffer", title="Buffer", time=minutes(2)),
            Segment(kind=kind.CLOSE, id="close", title="Close", time=minutes(2)),
        ), first=First.LISTED,
    )  # fmt: skip


class Series:
    """Meetings held one after the other, a week apart."""

    def __init__(self, *teams):
        self.store = MemoryStore()
        self.agenda = agenda(*(teams or (SALES, MARKETING)))
        self.at = FIRST

    def hold(self, *said, late=0, lengths=(), ratings=(), close=True):
        """Hold a meeting; what is `said` of a slot, by its number, is said as it opens."""
        clock = ManualClock(self.at, UTC)
        runner = open_meeting(self.store, clock, self.agenda, starts_at=self.at)
        clock.advance(minutes(late))
        runner.do(Next())
        planned = [round(slot.length / minutes(1)) for slot in runner.state.meeting.slots]
        for number, length in enumerate(lengths or planned):
            for slot, command in said:
                if slot == number:
                    runner.do(Capture(command) if isinstance(command, str) else command)
            if length is None:
                runner.do(Skip())
                continue
            clock.advance(minutes(length))
            if number < len(planned) - 1:
                runner.do(Next())
        if close:
            runner.do(Close(tuple(Rate(*rating) for rating in ratings)))
        self.at += WEEK
        return runner

    def insights(self):
        return insights_of(
            "weekly",
            self.store.find(Meeting),
            self.store.find(Note),
            self.store.find(Action),
            (self.at - WEEK).date(),
            UTC,
        )

    def figure(self, id, *, few=False):
        found = self.insights()
        return next(f for f in (found.over_few if few else found.over_many) if f.id == id)

    def change(self, kind, text, **fields):
        """Change the document of that text."""
        document = next(each for each in self.store.find(kind) if each.text == text)
        self.store.commit(Changes((replace(document, **fields),)))

    def done(self, text, on, to=ActionState.DONE):
        action = next(each for each in self.store.find(Action) if each.text == text)
        at = datetime(2026, 9, on, 12, 0, tzinfo=UTC)
        self.store.commit(Changes((settle(action, to, at),)))


@pytest.fixture
def series():
    return Series()


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
    assert (started.meets, ended.meets) == (True, False)
    assert started.advice.startswith("Keep it: ")
    assert ended.advice.startswith("Re-fit")


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
    assert found.told == "most over is Wins: 10m 30s of 8m"
    assert "Buffer" not in bars(found)
    assert list(bars(found)) == ["Review", "Wins", "Questions", "Close"]
    assert found.advice.startswith("Give Wins what it really takes")
    series.hold(), series.hold(), series.hold()
    assert series.figure("segments").told == "every segment keeps its time"


# The teams.


def test_airtime_within_ten_points_is_fair(series):
    series.hold(lengths=(5, 5, 3, 5, 3, 2, 2))
    found = series.figure("airtime")
    assert bars(found) == {"Sales": "62%, 50% planned", "Marketing": "38%, 50% planned"}
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
    assert (found.told, found.points) == ("Sales 3, Marketing 1; 1 joint win", (1,))
    assert found.meets is None


def test_a_team_that_goes_unmentioned_is_pointed_out(series):
    for _ in range(3):
        series.hold((1, "Closed Acme"), (2, "* @Nobody"))
    found = series.figure("recognition", few=True)
    assert not found.meets
    assert found.advice == "Marketing went unmentioned in 3 meetings: ask who there helped."
    series.hold((2, "The site is out"))
    found = series.figure("recognition", few=True)
    assert found.meets
    assert found.advice.startswith("Ask in the wins which one neither")
    series.hold((2, "The site, with @Sales"))
    assert series.figure("recognition", few=True).advice.startswith("Keep it")


def test_a_team_that_is_new_has_not_been_unmentioned_for_long(series):
    series.hold((1, "Closed Acme"), (2, "The site"))
    series.hold((1, "Closed Acme"), (2, "The site"))
    series.agenda = agenda(SALES, MARKETING, Team("Product", ("Kim",)))
    series.hold((1, "@Sales @Marketing Closed it"), lengths=(5, 4, 4, 4, 4, 4, 4, 2, 2))
    found = series.figure("recognition")
    assert found.meets
    assert list(bars(found)) == ["Sales", "Marketing", "Product", "jointly"]


def test_a_renamed_team_is_shown_under_both_names(series):
    series.hold(ratings=[("Sales", 9)])
    series.agenda = agenda(Team("Field", ("Ana", "Ben")), MARKETING)
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


# The promises.


def promise(text, due=""):
    return (0, f"! {text} @Ana {due}")


def test_a_promise_counts_once_when_it_is_up(series):
    series.hold(promise("a", "due:2026-09-08"), promise("b", "due:2026-09-08"))
    series.done("a", 7)
    series.hold(promise("today", "due:2026-09-08"))
    series.done("b", 10)
    series.hold()
    found = series.figure("kept")
    assert found.points == (None, 50, 0)
    assert (found.told, found.meets) == ("33%: 1 of 3", False)
    assert bars(found) == {"Sales": "33%: 1 of 3", "Marketing": "none due"}
    assert found.advice.startswith("Promise less")


def test_what_was_dropped_by_then_is_no_broken_promise(series):
    series.hold(promise("a", "due:2026-09-08"), promise("b", "due:2026-09-08"))
    series.done("a", 7, ActionState.DROPPED)
    series.done("b", 7)
    series.change(Action, "b", team="Sales")
    series.hold()
    found = series.figure("kept")
    assert (found.told, found.meets) == ("100%: 1 of 1", True)


def test_the_window_begins_after_what_was_up_before_it(series):
    series.hold(promise("old", "due:2026-09-08"))
    for _ in range(5):
        series.hold()
    assert series.figure("kept", few=True).told == "no promise was due"
    assert series.figure("kept").told == "0%: 0 of 1"


def test_the_age_of_what_is_open(series):
    series.hold(promise("a", "due:2026-12-01"))
    assert series.figure("age").told == "1 open promise, usually 0 days old, the oldest 0 days"
    series.hold(), series.hold(promise("b"))
    found = series.figure("age")
    assert found.told == "2 open promises, usually 7 days old, the oldest 14 days"
    assert bars(found) == {
        "under a week": "1 promise",
        "1 to 2 weeks": "0 promises",
        "2 to 4 weeks": "1 promise",
        "older": "0 promises",
    }
    assert (found.meets, found.points) == (True, (0, 0, 0))
    series.hold()
    found = series.figure("age")
    assert (found.meets, found.points) == (False, (0, 0, 0, 1))
    assert found.advice.startswith("1 promise came back 3 times")
    series.done("a", 28), series.done("b", 28)
    assert series.figure("age").told == "no promise is open"


# Questions and previews.


def test_questions_are_told_by_who_asks_whom(series):
    series.hold((3, "Why?"), (3, Answer(1, "so")), (4, "When?"), (4, "Who?"), (4, MakeAction(3)))
    series.hold((4, Answer(1, "now")))
    found = series.figure("questions")
    assert found.told == "3 of 3, 2 at once, others after 7 days"
    assert bars(found) == {
        "Sales asks Marketing": "1 of 1, 1 at once",
        "Marketing asks Sales": "2 of 2, 1 at once, others after 7 days",
    }
    assert found.points == (pytest.approx(200 / 3), None)
    assert found.meets
    series.hold((0, "? Anybody?"), (3, "Where?"), (3, "Whence?"))
    found = series.figure("questions")
    assert not found.meets
    assert "everybody asks nobody" in bars(found)
    assert found.advice.startswith("Where everybody asks nobody, agree")


def test_previews_are_judged_by_their_results(series):
    assert series.figure("previews").told == "nothing was shown"
    series.hold((1, "~ Tour"), (2, "~ Film"), (2, "~ Book"))
    found = series.figure("previews")
    assert (found.told, found.bars) == ("none used, 3 without a result", ())
    assert found.advice.startswith("Ask of each preview")
    series.change(Note, "Tour", preview=Preview(result=PreviewResult.NOT_USED))
    assert series.figure("previews").advice.startswith("Ask first what")
    series.change(Note, "Film", preview=Preview(result=PreviewResult.USED))
    found = series.figure("previews")
    assert (found.told, found.points) == ("1 of 2 used, 1 without a result", (50,))
    assert bars(found) == {"Sales": "0 of 1 used", "Marketing": "1 of 1 used"}
    assert found.meets


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
    assert found.many.before.opened_at == FIRST + WEEK
    assert tell_basis(found) == "14 meetings closed; ✓ and ✗ tell of the last 4"


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
    assert series.figure("airtime").points == (None,)


def test_series_are_known_the_last_one_first(series):
    series.hold()
    (meeting,) = series.store.find(Meeting)
    other = replace(meeting, id="z", agenda="monthly")
    assert series_of([meeting, other]) == ["monthly", "weekly"]


def test_days_are_those_of_the_people(series):
    series.hold()
    stretch = series.insights().few
    assert stretch.held_on(stretch.meetings[0]) == date(2026, 9, 1)
    assert stretch.taken(stretch.meetings[0], NoteKind.WIN) == []
    assert (stretch.team_of("Dana"), stretch.team_of("Sales")) == ("Marketing", "Sales")
    assert stretch.team_of("Nobody") == ""
