"""Trends of what people promise, ask and show one another."""

from datetime import UTC, date, timedelta

from meetingtui.agenda.model import Team
from meetingtui.meeting.commands import Answer, Done, Edit, MakeAction, Ref
from meetingtui.meeting.figures import Part, figures_of
from meetingtui.meeting.model import Action, ActionState, Changes, Note, Preview, PreviewResult
from meetingtui.meeting.versions import changed

WEEK = timedelta(days=7)


def bars(figure):
    return {bar.label: bar.told for bar in figure.bars}


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


def test_a_new_date_makes_no_miss_good(series):
    series.hold(promise("late", "due:2026-09-08"))
    runner = series.hold((0, Edit(Ref(1, action=True), "@Dana due:2026-09-15")))
    assert figures_of(runner.state, series.at - WEEK, UTC).kept == Part(0, 1)
    series.done("late", 14)
    series.hold()
    found = series.figure("kept")
    assert (found.points, found.told) == ((None, 0, 100), "50%: 1 of 2")
    assert bars(found) == {"Sales": "0%: 0 of 1", "Marketing": "100%: 1 of 1"}


def test_what_was_done_then_and_is_open_again_was_kept(series):
    series.hold(promise("a", "due:2026-09-08"))
    runner = series.hold((0, Done(1)))
    assert figures_of(runner.state, series.at - WEEK, UTC).kept == Part(1, 1)
    (action,) = series.store.find(Action)
    again = {"state": ActionState.OPEN, "settled_at": None}
    series.store.commit(Changes((changed(action, series.at, again),)))
    series.hold()
    assert series.figure("kept").points == (None, 100, None)


def test_the_window_begins_after_what_was_up_before_it(series):
    series.hold(promise("old", "due:2026-09-08"))
    for _ in range(5):
        series.hold()
    assert series.figure("kept", few=True).told == "no promise was due"
    assert series.figure("kept").told == "0%: 0 of 1"


def test_the_age_of_what_is_open(series):
    series.hold(promise("a", "due:2026-12-01"))
    assert series.figure("age").told == "1 open, usually 0 days, max 0"
    series.hold(), series.hold(promise("b"))
    found = series.figure("age")
    assert found.told == "2 open, usually 7 days, max 14"
    assert bars(found) == {
        "under a week": "1 promise",
        "1 to 2 weeks": "0 promises",
        "2 to 4 weeks": "1 promise",
        "older": "0 promises",
    }
    assert (found.meets, found.points) == (True, (0, 0, 0))
    assert found.advice == "Keep it: no promise came back 3 times."
    series.change(Action, "a", due_on=date(2026, 9, 14))
    assert series.figure("age").advice.endswith("3 times; look first at 1 promise overdue.")
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
    assert found.told == "3 of 3, usually the same day"
    assert bars(found) == {"Sales asks Marketing": "1 of 1", "Marketing asks Sales": "2 of 2"}
    assert found.points == (100, None)
    assert found.meets
    series.hold((0, "? Anybody?"), (3, "Where?"), (3, "Whence?"))
    found = series.figure("questions")
    assert (found.points, found.meets) == ((100, None, 0), False)
    assert bars(found)["all ask all"] == "0 of 1"
    assert found.advice.startswith("Where all ask all, agree")


def test_how_fast_is_the_median_of_all_answers(series):
    series.hold((3, "Why?"), (4, "When?"))
    assert series.figure("questions").told == "0 of 2"
    series.hold((4, Answer(1, "so")), (4, Answer(2, "now")), (4, "Who?"), (4, Answer(3, "me")))
    assert series.figure("questions").told == "3 of 3, usually after 7 days"


def test_of_three_teams_some_ask_all(series):
    series.meet(*series.agenda.teams, Team("Product", ("Kim",)))
    series.hold((1, "? Who comes?"), lengths=(5, 4, 4, 4, 4, 4, 4, 2, 2))
    assert bars(series.figure("questions")) == {"Sales asks all": "0 of 1"}


def test_previews_are_judged_by_their_results(series):
    assert series.figure("previews").told == "nothing was shown"
    series.hold((1, "~ Tour"), (2, "~ Film"), (2, "~ Book"))
    found = series.figure("previews")
    assert (found.told, found.bars) == ("no result, 3 not known yet", ())
    assert found.advice.startswith("Ask of each preview")
    series.change(Note, "Tour", preview=Preview(result=PreviewResult.NOT_USED))
    assert series.figure("previews").advice.startswith("Ask of each preview")
    series.change(Note, "Film", preview=Preview(result=PreviewResult.USED))
    found = series.figure("previews")
    assert (found.told, found.points) == ("1 of 2 used, 1 not known yet", (50,))
    assert bars(found) == {"Sales": "0 of 1 used", "Marketing": "1 of 1 used"}
    assert found.meets
    assert found.advice.startswith("Keep it")
    series.change(Note, "Film", preview=Preview(result=PreviewResult.NOT_USED))
    assert series.figure("previews").advice.startswith("Ask first what")
