import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.followup.search_text import folded, marks_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Closed  Acme, at last!", "closed acme at last"),
        ("Third-party #pricing_2", "third party pricing 2"),
        ("Café Lumière", "cafe lumiere"),
        ("MÜLLER & Straße", "muller strasse"),
        ("日本 №5", "日本 no5"),
        ("½ “x”", "1 2 x"),
        ("...", ""),
    ],
)
def test_words_are_without_case_accents_and_signs(text, words):
    assert folded(text) == words


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


def marked(text, *needles):
    for start, end in reversed(marks_of(text, needles)):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("text", "needles", "shown"),
    [
        ("the price of Prices", ("price",), "the [price] of Prices"),
        ("Prices, unpriced", ("price",), "[Price]s, unpriced"),
        ("unpriced", ("price",), "un[price]d"),
        ("Café Lumière", ("cafe", "lum"), "[Café] [Lum]ière"),
        ("a third-party, third thing", ("third party",), "a [third-party], third thing"),
        ("Straße", ("strasse",), "[Straße]"),
        ("nothing", ("else",), "nothing"),
        ("ab", ("a", "b"), "[ab]"),
        ("go! go", ("go",), "[go]! [go]"),
    ],
)
def test_matches_are_marked_where_they_stand(text, needles, shown):
    assert marked(text, *needles) == shown


@given(st.text(max_size=20), st.text(min_size=1, max_size=4))
def test_marks_are_stretches_of_the_text_in_order(text, needle):
    marks = marks_of(text, (folded(needle),)) if folded(needle) else ()
    ends = [0, *(place for mark in marks for place in mark), len(text)]
    assert ends == sorted(ends)
    assert all(start < end for start, end in marks)
    assert bool(marks) == bool(folded(needle) and folded(needle) in f" {folded(text)} ")
