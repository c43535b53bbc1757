from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.errors import UsageError
from meetingtui.followup.search_query import Query, read_query

TODAY = date(2026, 11, 24)


def read(text, zone=UTC):
    return read_query(text, TODAY, zone)


def test_words_and_phrases():
    query = read('Pricing "the new  deck" third-party "unclosed end')
    assert query.needles == ("pricing", "the new deck", "third party", "unclosed end")


def test_every_key_at_once():
    query = read(
        'deck kind:question kind:"action item" is:open team:Sales owner:Ana series:weekly'
        " @Dana @Marketing #pricing since:2026-11-01 until:2026-11-24"
    )
    assert query == Query(
        needles=("deck",),
        kinds=("question", "action item"),
        states=("open",),
        teams=("sales",),
        owners=("ana",),
        series=("weekly",),
        names=("dana", "marketing"),
        tags=("pricing",),
        since_at=datetime(2026, 11, 1, tzinfo=UTC),
        until_at=datetime(2026, 11, 25, tzinfo=UTC),
        today=TODAY,
    )


def test_a_value_may_be_a_beginning():
    assert read("kind:d").kinds == ("decision",)
    assert read("KIND:Qu is:ans").kinds == ("question",)
    assert read("is:d").states == ("done", "dropped")


@pytest.mark.parametrize("text", ["", "  ", "kind:", "since:", 'team:""', "+ ?", "@ #", '""'])
def test_nothing_is_looked_for_yet(text):
    assert not read(text)


@pytest.mark.parametrize(
    ("text", "numbers", "needles"),
    [
        ("!297", (("action item", 297),), ()),
        ("! 297", (), ("297",)),
        ("Question 2 deck", (("question", 2),), ("deck",)),
        ("win 1 !2", (("win", 1), ("action item", 2)), ()),
        ("questions 2", (), ("questions", "2")),
        ("win 2nd twin 2", (), ("win", "2nd", "twin", "2")),
        ("kind:win 2", (), ("2",)),
        ('"win 2"', (), ("win 2",)),
    ],
)
def test_what_has_a_number_is_called_by_it(text, numbers, needles):
    query = read(text)
    assert (query.numbers, query.needles) == (numbers, needles)


def test_links_and_times_are_words():
    assert read("https://x.org/a 10:30 re: deck").needles == (
        "https x org a",
        "10 30",
        "re",
        "deck",
    )


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2026-11-03", (2026, 11, 3), (2026, 11, 4)),
        ("2026-11", (2026, 11, 1), (2026, 12, 1)),
        ("2025-12", (2025, 12, 1), (2026, 1, 1)),
        ("2025", (2025, 1, 1), (2026, 1, 1)),
        ("today", (2026, 11, 24), (2026, 11, 25)),
        ("2W", (2026, 11, 10), (2026, 11, 11)),
        ("1d", (2026, 11, 23), (2026, 11, 24)),
    ],
)
def test_days(text, since, until):
    assert read(f"since:{text}").since_at == datetime(*since, tzinfo=UTC)
    assert read(f"until:{text}").until_at == datetime(*until, tzinfo=UTC)


def test_days_begin_where_the_people_are():
    query = read("since:2026-11-03", ZoneInfo("Asia/Tokyo"))
    assert query.since_at == datetime(2026, 11, 2, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("knd:win", "there is no key knd:; did you mean 'kind', or put it in quotes"),
        ("zzzzz:win", "known are kind, is, team, owner, series, since, until"),
        ("kind:wim", "there is no kind 'wim'; did you mean 'win'?"),
        ("is:xyz", "there is no state 'xyz'; known are open, settled"),
        ("since:soon", "'soon' is no day; write 2026-11-25"),
        ("since:2026-13", "'2026-13' is no day"),
        ("until:9999y", "'9999y' is no day"),
        ("until:0000", "'0000' is no day"),
        ("until:9999-12-31", "'9999-12-31' is no day"),
    ],
)
def test_what_is_off_is_one_sentence(text, sentence):
    with pytest.raises(UsageError) as error:
        read(text)
    assert sentence in str(error.value)
    assert "\n" not in str(error.value)


@given(st.text(alphabet='ab:"@# kindsceut09-', max_size=25))
def test_anything_is_read_or_refused(text):
    with suppress(UsageError):
        assert isinstance(read(text), Query)
