import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.text import clean, plain

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Won Acme", "Won Acme"),
        ("[red] <b> [/] {x} $HOME", "[red] <b> [/] {x} $HOME"),
        ("Zoë · naïve × 東京 👩‍💻", "Zoë · naïve × 東京 👩‍💻"),
        ("cafe\u0301", "café"),
        ("a\tb", "a b"),
        ("\x1b]52;c;aGk=\x07", "�]52;c;aGk=�"),
        ("\x9b31m", "�31m"),
        ("\x00\x7f\x85", "���"),
        ("abc\u202edcb", "abc�dcb"),
        ("\u2028\u2029", "��"),
        ("\ud800", "�"),
        ("\ufffe\U0001ffff", "��"),
    ],
)
def test_what_could_steer_a_terminal_becomes_a_mark(text, cleaned):
    assert clean(text) == plain(text) == cleaned


def test_line_ends_are_spaces_unless_lines_are_kept():
    text = "one\r\ntwo\rthree\nfour"
    assert clean(text) == plain(text) == "one two three four"
    assert clean(text, multiline=True) == "one\ntwo\nthree\nfour"


@given(ANYTHING)
def test_clean_text_is_harmless_and_stays_as_it_is(text):
    cleaned = clean(text)
    assert {unicodedata.category(char) for char in cleaned}.isdisjoint({"Cc", "Cs", "Cn"})
    assert set(cleaned).isdisjoint(BIDI)
    assert clean(cleaned) == cleaned
    assert cleaned.encode().decode() == cleaned


@given(ANYTHING)
def test_kept_lines_clean_as_they_do_alone(text):
    lines = clean(text, multiline=True).split("\n")
    assert [clean(line) for line in lines] == lines
