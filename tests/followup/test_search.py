from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.followup.search import Corpus, Found, kind_of, told
from meetingtui.followup.search_query import read_query
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Note,
    NoteKind,
    NoteState,
    Preview,
    PreviewResult,
)

AT = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def note(id, text, kind=NoteKind.WIN, **more):
    fields = {"agenda": "weekly", "meeting": "m1", "number": 1, "team": "Sales", **more}
    return Note(id=id, kind=kind, text=text, taken_at=AT + timedelta(days=int(id)), **fields)


def action(id, text, **more):
    fields = {"agenda": "weekly", "meeting": "m1", "owner": "Ana", "team": "Sales", **more}
    return Action(id=id, number=int(id), text=text, taken_at=AT + timedelta(days=int(id)), **fields)


EVERYTHING = [
    note("1", "Closed Acme, the price held #pricing", tags=("pricing",)),
    note("2", "Prices went up", agenda="monthly", meeting="m2", teams=("Marketing",)),
    note("3", "They found us overpriced", NoteKind.CONCERN, people=("Dana",)),
    note("4", "What is the price?", NoteKind.QUESTION, state=NoteState.OPEN, team="Marketing"),
    note(
        "5", "Why Café Lumière?", NoteKind.QUESTION, state=NoteState.ANSWERED, answer="for the view"
    ),
    action("6", "Send the price list", due_on=date(2026, 11, 20)),
    action("7", "Call them", state=ActionState.DROPPED, reason="nobody answered", owner="Ben"),
    note(
        "8", "One-pager", NoteKind.PREVIEW, state=NoteState.ANSWERED,
        preview=Preview(audience="banks", offer="send it", result=PreviewResult.NOT_USED),
    ),
    note("9", "Dropped thing", NoteKind.PARKED, state=NoteState.DROPPED, meeting=""),
]  # fmt: skip


def search(text, documents=EVERYTHING, **more):
    return Corpus(documents).search(read_query(text, TODAY, UTC), **more)


def ids(text):
    return "".join(hit.document.id for hit in search(text).hits)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # A whole word before a beginning before a part; what is open first, then the latest.
        ("price", "64123"),
        ("PRICE list", "6"),
        ('"the price"', "641"),
        ("cafe", "5"),
        ("!6", "6"),
        ("!6 call", ""),
        ("!60", ""),
        ("question 1", "45"),
        ("Question 1 lumiere", "5"),
        ("win 2", ""),
        ("view", "5"),
        ("answered", "7"),
        ("banks send", "8"),
        ("dana", "3"),
        ("ana", "63"),
        ("nowhere", ""),
        ("kind:question", "45"),
        ("kind:action", "67"),
        ("is:open", "64"),
        ("is:settled", "9875"),
        ("is:overdue", "6"),
        ("is:not", "8"),
        ("is:used", ""),
        ("is:dropped", "97"),
        ("team:marketing", "42"),
        ("owner:be", "7"),
        ("series:month", "2"),
        ("@Dana", "3"),
        ("@Marketing price", "42"),
        ("@Marketing @Dana", ""),
        ("#pric", "1"),
        ("since:2026-11-10 kind:action", "7"),
        ("until:2026-11-04", "1"),
        ("since:2026-11-05 until:2026-11-06", "32"),
        ("", ""),
    ],
)
def test_what_is_found_in_which_order(text, found):
    assert ids(text) == found


def test_only_the_best_are_returned_and_all_are_counted():
    many = [note(str(number), f"word {number}") for number in range(1, 200)]
    found = search("word", many, limit=3)
    assert [hit.document.id for hit in found.hits] == ["99", "98", "97"]
    assert found.count == 199


def test_a_hit_is_one_line_with_its_marks():
    (hit,) = search("view cafe").hits
    assert hit.line == "Why Café Lumière? → for the view"
    assert [hit.line[start:end] for start, end in hit.marks] == ["Café", "view"]


def test_what_is_told_of_each_kind():
    assert [told(EVERYTHING[at]) for at in (5, 6, 7)] == [
        "Send the price list · Ana",
        "Call them · Ben (nobody answered)",
        "One-pager · banks · send it",
    ]
    assert told(action("1", "Do it", owner="")) == "Do it"
    thanks = note("1", "for the deck", NoteKind.THANKS, people=("Dana",), teams=("Marketing",))
    assert told(thanks) == "Marketing, Dana: for the deck"
    assert [kind_of(EVERYTHING[at]) for at in (0, 5)] == ["win", "action item"]


def test_neighbours_are_those_of_the_same_meeting():
    corpus = Corpus(EVERYTHING)
    first, third = EVERYTHING[0], EVERYTHING[2]
    assert corpus.around(first) == (None, third)
    assert corpus.around(third) == (first, EVERYTHING[3])
    assert corpus.around(EVERYTHING[8]) == (None, None)
    assert corpus.around(note("77", "unknown")) == (None, None)


def test_one_that_is_there_already_is_replaced():
    corpus, umbra = Corpus(EVERYTHING), read_query("umbra", TODAY, UTC)
    assert corpus.search(umbra) == corpus.search(umbra) == Found((), 0)
    changed = note("1", "Closed Umbra")
    corpus.add((changed,))
    assert len(corpus) == len(EVERYTHING)
    assert [hit.document for hit in corpus.search(umbra).hits] == [changed]
    assert corpus.around(changed) == (None, EVERYTHING[2])


WORDS = st.lists(st.sampled_from(["price", "prices", "overprice", "deck", "the"]), max_size=4)


@given(st.lists(WORDS, max_size=8), WORDS)
def test_it_finds_what_looking_at_each_would(texts, wanted):
    documents = [note(str(at), " ".join(text)) for at, text in enumerate(texts)]
    found = {hit.document.id for hit in search(" ".join(wanted), documents).hits}
    assert found == {
        str(at)
        for at, text in enumerate(texts)
        if wanted and all(word in " ".join(text) for word in wanted)
    }


def test_a_name_finds_what_mentions_it_whoever_owns_it() -> None:
    documents = [
        action("1", "Ask @Sam Low, not me@samuel.org"),
        action("2", "Ask Sam", owner="Sam"),
    ]
    documents.append(action("3", "@Samba"))
    for text, found in (("@sam", "123"), ('@"Sam Low"', "1"), ("@low", ""), ("@ben", "")):
        hits = search(text, documents).hits
        assert "".join(sorted(hit.document.id for hit in hits)) == found
