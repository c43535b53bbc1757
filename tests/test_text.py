import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meetingtui.text import MAX_MARKS, clean, pattern, plain

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)
BURDENED = st.text(
    st.sampled_from("a\u0301\u0316\u200d\u20ddé한\u1112\u1161\u11ab\u0958\x1b\ud800"), max_size=40
)
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NONCHARACTERS = {chr(c) for c in range(0xFDD0, 0xFDF0)} | {
    chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
}


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Won Acme", "Won Acme"),
        ("[red] <b> [/] {x} $HOME", "[red] <b> [/] {x} $HOME"),
        ("Zoë · naïve × 東京 👩‍💻", "Zoë · naïve × 東京 👩‍💻"),
        ("👨‍👩‍👧‍👦 می‌خواهم", "👨‍👩‍👧‍👦 می‌خواهم"),
        ("newer than this Python: \U0001fae9", "newer than this Python: \U0001fae9"),
        ("cafe\u0301", "café"),
        ("a\tb", "a b"),
        ("\x1b]52;c;aGk=\x07", "�]52;c;aGk=�"),
        ("\x9b31m", "�31m"),
        ("\x00\x7f\x85", "���"),
        ("abc\u202edcb", "abc�dcb"),
        ("\u2028\u2029", "��"),
        ("\ud800", "�"),
        ("\ufffe\U0001ffff\ufdd0", "���"),
    ],
)
def test_what_could_steer_a_terminal_becomes_a_mark(text, cleaned):
    assert clean(text) == plain(text) == cleaned


def test_a_character_carries_so_much_and_no_more():
    most = "x" + "\u0316" * MAX_MARKS
    assert clean(most) == most
    assert clean(f"{most}\u0316") == clean(most + "\u0316" * 500) == f"{most}�"
    assert clean(f"{most}\u0316y\u0316") == f"{most}�y\u0316"
    assert clean("a" + "\u200d" * 9) == "a" + "\u200d" * 8 + "�"


def test_line_ends_are_spaces_unless_lines_are_kept():
    text = "one\r\ntwo\rthree\nfour"
    assert clean(text) == plain(text) == "one two three four"
    assert clean(text, multiline=True) == "one\ntwo\nthree\nfour"


@given(ANYTHING | BURDENED)
@example("\u1112\u1161" + "\u0316" * 9 + "\u11ab")
def test_clean_text_is_harmless_and_stays_as_it_is(text):
    cleaned = clean(text)
    assert {unicodedata.category(char) for char in cleaned}.isdisjoint({"Cc", "Cs", "Zl", "Zp"})
    assert set(cleaned).isdisjoint(BIDI)
    assert set(cleaned).isdisjoint(NONCHARACTERS)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned
    assert cleaned.encode().decode() == cleaned


@given(ANYTHING | BURDENED)
def test_clean_text_is_never_more_than_three_times_as_long(text):
    assert len(clean(text)) <= 3 * len(text)


@given(st.text(st.characters(exclude_categories=("C", "M", "Z")), max_size=40))
def test_letters_signs_and_numbers_of_any_script_stay(text):
    assert clean(text) == unicodedata.normalize("NFC", text)


@given(ANYTHING)
def test_kept_lines_clean_as_they_do_alone(text):
    lines = clean(text, multiline=True).split("\n")
    assert [clean(line) for line in lines] == lines


def test_a_pattern_finds_what_it_would_find_if_it_were_compiled():
    lazy = pattern("(?P<word>b+)", re.IGNORECASE)
    assert lazy.search("aBBa")["word"] == "BB"
    assert lazy.sub("-", "aBba") == "a-a"
    assert lazy.pattern == "(?P<word>b+)"
    with pytest.raises(AttributeError):
        lazy.no_such_thing()
