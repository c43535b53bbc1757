from datetime import UTC, date, datetime

import pytest

from meetingtui.followup.promises import Wanted
from meetingtui.followup.review import (
    Grouping,
    Known,
    grouping_after,
    rows_of,
)
from meetingtui.followup.tell_waiting import tell_change, tell_choice, tell_when
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Note,
    NoteKind,
    NoteState,
    Preview,
    Version,
)

TODAY = date(2026, 11, 24)
TAKEN = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)


def action(number=1, **fields):
    values = {
        "agenda": "weekly", "meeting": "m1", "text": "Send the deck", "owner": "Ana",
        "team": "Sales", "taken_at": TAKEN,
    } | fields  # fmt: skip
    return Action(id=f"a{number:02}", number=number, **values)


def note(id="n1", kind=NoteKind.QUESTION, **fields):
    values = {
        "agenda": "weekly", "meeting": "m1", "text": "When is it ready?", "number": 1,
        "state": NoteState.OPEN, "team": "Sales", "taken_at": TAKEN,
    } | fields  # fmt: skip
    return Note(id=id, kind=kind, **values)


def rows(documents, wanted=None, words="", by=Grouping.DUE, **known):
    return rows_of(documents, Known(**known), wanted or Wanted(), words, by, TODAY, UTC)


def titles(documents, by, **known):
    return [(row.document.id, row.group) for row in rows(documents, by=by, **known)]


def test_rows_come_by_due_date_and_settled_ones_last():
    late = action(1, due_on=date(2026, 11, 20))
    done = action(2, state=ActionState.DONE, due_on=date(2026, 11, 1), settled_at=TAKEN)
    soon = action(3, due_on=date(2026, 11, 27))
    found = rows([done, soon, late], times={"a03": 2})
    assert [(row.document.number, row.times, row.overdue, row.is_open) for row in found] == [
        (1, 0, True, True),
        (3, 2, False, True),
        (2, 0, False, False),
    ]


def test_what_is_settled_comes_the_latest_first():
    def settled(number, hour):
        at = TAKEN.replace(hour=hour)
        return action(number, state=ActionState.DONE, settled_at=at, due_on=date(2026, 11, number))

    answered = note(
        state=NoteState.ANSWERED, history=(Version(at=TAKEN.replace(hour=12), was={"state": ""}),)
    )
    dropped = note("n2", NoteKind.PARKED, state=NoteState.DROPPED)
    found = rows([settled(1, 11), dropped, answered, settled(2, 13)])
    assert [row.document.id for row in found] == ["a02", "n1", "a01", "n2"]


def test_rows_are_those_wanted_that_have_the_words():
    actions = [action(1), action(2, owner="Ben"), action(3, text="Call Acme")]
    assert [row.document.number for row in rows(actions, Wanted(owner="ana"), "deck")] == [1]


@pytest.mark.parametrize(
    "words",
    ["", "deck", "DECK send", "@an", "@sal", "@ana deck", "!12", "!1", "weekly", "sales", "@", "["],
)
def test_words_that_match(words):
    assert rows([action(12, text="Send the [deck]")], words=words)


@pytest.mark.parametrize("words", ["decks", "@deck", "deck @ben", "!2", "!12x", "@na"])
def test_words_that_do_not_match(words):
    assert not rows([action(12)], words=words)


def test_a_reason_is_found():
    assert rows([action(reason="No budget")], words="budget")


@pytest.mark.parametrize(
    ("words", "numbers"),
    [("overdue", [1]), ("soon", [3]), ("today", [3]), ("carried", [3]), ("×4 choose", [3]),
     ("no date", [2]), ("queue", [2]), ("not done", [1])],
)  # fmt: skip
def test_what_the_screen_says_is_found(words, numbers):
    documents = [action(1, due_on=date(2026, 11, 20)), action(2), action(3, due_on=TODAY)]
    known = {"times": {"a03": 4}, "asking": {"a03"}, "queue": {"a02"}, "found": {"a01"}}
    for by in (Grouping.DUE, Grouping.OWNER):
        found = rows(documents, words=words, by=by, **known)
        assert [row.document.number for row in found] == numbers


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
        (Wanted(open_only=True), "acme", 'open action items with "acme"'),
        (
            Wanted(open_only=True, overdue=True, owner="Ana", team="Sales", series="weekly"),
            "",
            "overdue action items of Ana, Sales, weekly",
        ),
    ],
)
def test_a_choice_is_told(wanted, words, told):
    assert tell_choice(wanted, words) == told


ALL = (
    action(1, due_on=date(2026, 11, 20)),
    action(2, due_on=date(2026, 12, 1), owner="", team=""),
    action(3, due_on=date(2026, 12, 2), agenda="monthly"),
    action(4),
    action(5, state=ActionState.DONE),
    note("n1", teams=("Marketing",), people=("Dana",)),
    note("n2", NoteKind.PREVIEW, preview=Preview(), team="Marketing"),
    note("n3", NoteKind.PARKED, team=""),
    note("n4", NoteKind.WIN, meeting="", number=0, state=NoteState.RECORDED),
)


def test_things_are_grouped_by_when_they_are_due():
    assert titles(ALL, Grouping.DUE) == [
        ("a01", "OVERDUE"),
        ("a02", "DUE SOON"),
        ("a03", "LATER"),
        ("a04", "NO DATE"),
        ("n1", "QUESTIONS WITHOUT AN ANSWER"),
        ("n2", "PREVIEWS AWAITING FEEDBACK OR A RESULT"),
        ("n3", "PARKED"),
        ("n4", "IN THE QUEUE"),
        ("a05", "SETTLED"),
    ]


def test_things_are_grouped_by_owner_team_and_series():
    by_owner = dict(titles(ALL, Grouping.OWNER))
    assert (by_owner["a01"], by_owner["n1"], by_owner["a02"]) == ("Ana", "Dana", "NOBODY YET")
    assert titles(ALL, Grouping.OWNER)[-1][1] == "NOBODY YET"
    by_team = dict(titles(ALL, Grouping.TEAM))
    assert (by_team["a01"], by_team["n1"], by_team["n2"]) == ("Sales", "Marketing", "Marketing")
    assert by_team["n3"] == "NO TEAM"
    assert titles(ALL, Grouping.SERIES)[0] == ("a03", "monthly")


def test_ways_to_group_follow_each_other_by_slot_only_in_a_meeting():
    def after(grouping, places):
        return grouping_after(grouping, Known(places=places))

    ways = [Grouping.DUE]
    while len(ways) < 5:
        ways.append(after(ways[-1], {}))
    assert ways == [Grouping.DUE, Grouping.OWNER, Grouping.TEAM, Grouping.SERIES, Grouping.DUE]
    assert after(Grouping.SERIES, {"a01": (0, "Review")}) is Grouping.SLOT


def test_what_comes_into_a_meeting_is_grouped_by_its_slots():
    places = {"n1": (7, "Questions"), "a03": (0, "Review"), "a01": (0, "Review")}
    found = titles(ALL[:6], Grouping.SLOT, places=places)
    assert found[:3] == [("a03", "REVIEW"), ("a01", "REVIEW"), ("n1", "QUESTIONS")]
    assert found[3] == ("a02", "TAKEN IN THIS MEETING")


def test_what_is_wanted_of_notes():
    def ids(**wanted):
        return [row.document.id for row in rows(ALL, Wanted(**wanted))]

    assert "n4" in ids(open_only=True)
    assert ids(owner="dana") == ["n1"]
    assert ids(team="marketing") == ["n1", "n2"]
    assert ids(overdue=True) == ["a01"]
    answered = note("n5", state=NoteState.ANSWERED)
    assert rows([answered], Wanted(open_only=True)) == ()
    assert len(rows([answered])) == 1
    assert rows([note("n6", NoteKind.WIN, state=NoteState.RECORDED)]) == ()


@pytest.mark.parametrize("words", ["@da", "@mark", "question", "#pri", "ready", "weekly"])
def test_words_that_a_note_has(words):
    asked = note(teams=("Marketing",), people=("Dana",), tags=("pricing",))
    assert rows([asked], words=words)


@pytest.mark.parametrize("words", ["!1", "#x", "@ana"])
def test_words_that_a_note_has_not(words):
    assert not rows([note()], words=words)


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (note(), "asked 7 days ago"),
        (note(kind=NoteKind.PARKED), "parked 7 days ago"),
        (note(kind=NoteKind.WIN, taken_at=datetime(2026, 11, 24, 9, tzinfo=UTC)), "added today"),
        (note(preview=Preview()), "feedback? shown 7 days ago"),
        (
            note(preview=Preview(feedback="nice", ready_on=date(2026, 11, 27))),
            "result? from Fri 27 Nov",
        ),
    ],
)
def test_how_long_a_note_has_waited(document, told):
    assert tell_when(document, TODAY, UTC) == told


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (action(due_on=date(2026, 11, 20)), "20 Nov, 4d overdue"),
        (action(due_on=date(2026, 11, 27)), "Fri 27 Nov"),
        (action(due_on=date(2026, 11, 25)), "tomorrow"),
        (action(due_on=TODAY), "today"),
        (action(), "no date"),
        (note(), "asked"),
        (note(kind=NoteKind.PARKED), "parked"),
        (note(preview=Preview()), "feedback? shown"),
        (note(preview=Preview(ready_on=date(2026, 11, 27))), "feedback? 27 Nov"),
    ],
)
def test_when_is_told_briefly_beside_the_age(document, told):
    assert rows([document])[0].briefly == told


def test_a_row_says_what_catches_the_eye():
    late, soon, _ = rows(ALL[:3], times={"a01": 4}, asking=frozenset({"a01"}))
    assert (late.overdue, late.asks, late.times, late.age) == (True, True, 4, "7d")
    assert (soon.soon, soon.overdue) == (True, False)
    assert [row.whose for row in rows(ALL[:6])] == [
        "Ana",
        "owner?",
        "Ana",
        "Ana",
        "Sales to Marketing",
        "Ana",
    ]
    assert rows([action(owner="", state=ActionState.DONE)])[0].whose == ""
    assert rows([note(kind=NoteKind.PARKED, people=("Ben",), promise=3)])[0].whose == "Ben"
    assert rows([note(taken_at=datetime(2026, 11, 1, 9, tzinfo=UTC))])[0].age == "3w"
    assert rows([note(state=NoteState.ANSWERED)])[0].is_open is False


def test_a_row_knows_the_queue_and_what_the_review_found():
    (row,) = rows([action()], queue=frozenset({"a01"}), found=frozenset({"a01"}))
    assert (row.queued, row.found) == (True, True)
