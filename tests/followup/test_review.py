from datetime import UTC, date, datetime

import pytest

from meetingtui.followup.promises import Wanted
from meetingtui.followup.review import matches, rows_of, tell_change, tell_choice, tell_when
from meetingtui.meeting.model import Action, ActionState

TODAY = date(2026, 11, 24)
TAKEN = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)


def action(number=1, **fields):
    values = {
        "agenda": "weekly", "meeting": "m1", "text": "Send the deck", "owner": "Ana",
        "team": "Sales", "taken_at": TAKEN,
    } | fields  # fmt: skip
    return Action(id=f"a{number:02}", number=number, **values)


def rows(actions, wanted=None, words="", times=None):
    return rows_of(actions, times or {}, wanted or Wanted(), words, TODAY, UTC)


def test_rows_come_by_due_date_and_settled_ones_last():
    late = action(1, due_on=date(2026, 11, 20))
    done = action(2, state=ActionState.DONE, due_on=date(2026, 11, 1), settled_at=TAKEN)
    soon = action(3, due_on=date(2026, 11, 27))
    found = rows([done, soon, late], times={"a03": 2})
    assert [(row.action.number, row.times, row.overdue, row.is_open) for row in found] == [
        (1, 0, True, True),
        (3, 2, False, True),
        (2, 0, False, False),
    ]


def test_rows_are_those_wanted_that_have_the_words():
    actions = [action(1), action(2, owner="Ben"), action(3, text="Call Acme")]
    assert [row.action.number for row in rows(actions, Wanted(owner="ana"), "deck")] == [1]


@pytest.mark.parametrize(
    "words",
    ["", "deck", "DECK send", "@an", "@sal", "@ana deck", "!12", "!1", "weekly", "sales", "@", "["],
)
def test_words_that_match(words):
    assert matches(action(12, text="Send the [deck]"), words)


@pytest.mark.parametrize("words", ["decks", "@deck", "deck @ben", "!2", "!12x", "@na"])
def test_words_that_do_not_match(words):
    assert not matches(action(12), words)


def test_a_reason_is_found():
    assert matches(action(reason="No budget"), "budget")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "no date"),
        ({"due_on": TODAY}, "Tue 24 Nov, today"),
        ({"due_on": date(2026, 11, 27)}, "Fri 27 Nov, in 3 days"),
        ({"due_on": date(2026, 11, 23)}, "Mon 23 Nov, 1 day overdue"),
        ({"due_on": date(2026, 11, 20)}, "Fri 20 Nov, 4 days overdue"),
        ({"due_on": date(2025, 11, 24)}, "Mon 24 Nov 2025, 365 days overdue"),
        ({"state": ActionState.DONE}, "done"),
        ({"state": ActionState.DROPPED, "settled_at": TAKEN}, "dropped Tue 17 Nov"),
    ],
)
def test_when_is_told_in_words(fields, told):
    assert tell_when(action(**fields), TODAY, UTC) == told


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({}, {"state": ActionState.DONE}, "!1 is done: Send the deck · Ana"),
        (
            {},
            {"state": ActionState.DROPPED, "reason": "no budget"},
            "!1 is dropped: Send the deck · Ana · no budget",
        ),
        ({"state": ActionState.DONE}, {}, "!1 is open again: Send the deck · Ana"),
        (
            {},
            {"owner": "", "due_on": TODAY},
            "!1 is changed: Send the deck · nobody yet · due Tue 24 Nov, today",
        ),
    ],
)
def test_a_change_is_told_as_what_is_now_true(before, after, told):
    assert tell_change(action(**before), action(**after), TODAY) == told


@pytest.mark.parametrize(
    ("wanted", "words", "told"),
    [
        (Wanted(), "", "action items"),
        (Wanted(open_only=True), "acme", 'open action items, with "acme"'),
        (
            Wanted(open_only=True, overdue=True, owner="Ana", team="Sales", series="weekly"),
            "",
            "overdue action items of Ana, Sales, weekly",
        ),
    ],
)
def test_a_choice_is_told(wanted, words, told):
    assert tell_choice(wanted, words) == told
