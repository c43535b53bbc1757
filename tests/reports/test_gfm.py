"""Text of people in Markdown: read back by another program, it is what was typed."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from meetingtui.reports.gfm import escape, quoted, table
from meetingtui.text import plain

# This reader alone takes names such as a.b for links, and makes percent signs in links pretty.
READER = MarkdownIt("gfm-like")
assert READER.linkify
READER.linkify.set({"fuzzy_link": False})
READER.normalizeLinkText = lambda url: url

MARKS = st.text(alphabet="\\`*_[]<>|~&#$-+=.):!'\"@/ \t\n0123abx;?{}^%(é\u00a0😀", max_size=40)
PIECES = st.lists(
    st.sampled_from(
        [
            "1.", "12) ", "- ", "+ ", "# ", " #", " ##", "> ", "---", ":---", "===", "[ ] ",
            "```", "~~~", "**", "~~", "~", "$", "`", "|", "\\", "\\|", "\n", "\r", "\x1b[31m",
            "[x](y)", "![a](b)", "[a]: b", "<b>", "<!--", "-->", "<?", "&amp;", "&#65;", "&lt", ";",
            "\u202e", "http://", "HTTP://a.b/*", "https://a.b/c_d?x=1&amp=2#e", "https://é.x/%20",
            "www.a_b.c", "a_b@c.de", "snake_case", "word", " ",
        ]
    ),
    max_size=8,
).map("".join)  # fmt: skip
TEXTS = st.one_of(MARKS, PIECES, st.text(max_size=60))


def read(lines: list[str]) -> list[str]:
    """Return the text of every paragraph or cell, as a reader shows it."""
    found = []
    for token in READER.parse("\n".join(lines)):
        if token.type == "inline":
            pieces = [t for t in token.children or () if t.type not in ("link_open", "link_close")]
            assert {piece.type for piece in pieces} <= {"text", "text_special"}, token.content
            found.append("".join(piece.content for piece in pieces))
    return found


def kinds(lines: list[str]) -> list[str]:
    return [token.type for token in READER.parse("\n".join(lines))]


def joined(text: str) -> str:
    return " ".join(plain(text).split())


@given(TEXTS.filter(lambda text: joined(text)))
def test_a_list_item_reads_back_as_typed(text: str) -> None:
    assert read([f"- {escape(text)}"]) == [joined(text)]
    assert kinds([f"- {escape(text)}"])[:3] == [
        "bullet_list_open", "list_item_open", "paragraph_open",
    ]  # fmt: skip


@given(TEXTS, TEXTS)
def test_a_table_cell_reads_back_as_typed(one: str, two: str) -> None:
    lines = table(("a", "b"), [(escape(one), escape(two))])
    assert read(lines) == ["a", "b", joined(one), joined(two)]


@given(TEXTS.filter(lambda text: joined(text)), TEXTS)
def test_a_heading_and_the_middle_of_a_line_read_back_as_typed(one: str, two: str) -> None:
    assert read([f"# {escape(one)}", "", f"x: {escape(two)} (y)"]) == [
        joined(one),
        joined(f"x: {joined(two)} (y)") if joined(two) else "x:  (y)",
    ]


@given(TEXTS)
def test_nothing_that_steers_a_terminal_gets_through(text: str) -> None:
    assert "\n" not in escape(text)
    assert plain(escape(text)) == escape(text)


@pytest.mark.parametrize(
    "text",
    [
        "_a_ b", "__a__", "a _b_ c_d_", "(_a_)", "- x", "--- x", "- - -", "+ x", "+", "*", "1. x",
        "2)", "# x", "#", "> x", "HTTP://a.b/*c*", "ftp://a.b/_c_",
        "~~a~~", "a~b~c", "$a$", "<b>", "</b>", "<!-- x", "&lt; &#65; &", "[a]: b", "a\\", "\\|",
    ],
)  # fmt: skip
def test_what_means_something_reads_back_as_typed(text: str) -> None:
    lines = [f"- {escape(text)}", "", f"# {escape(text)} #", *table(("a",), [(escape(text),)])]
    assert read(lines) == [text, text, "a", text]


def test_a_title_keeps_the_signs_at_its_end() -> None:
    assert read([f"# {escape('Sprint ##')}"]) == ["Sprint ##"]


@pytest.mark.parametrize(
    "text",
    [
        "R&D asked for the snake_case field", "~20 leads, < 5 days, <= 3, $40k", "a - b",
        "Ana -> Ben", "#pricing for C#", "#1 priority", "-5 % churn", "1.5x growth", "2026 plan",
    ],
)  # fmt: skip
def test_what_means_nothing_is_left_readable(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("see https://x.com/a_b.", "see <https://x.com/a_b>."),
        ("(https://x.com/?q=1&copy=2)", "(<https://x.com/?q=1&copy=2>)"),
        ("https://x.com/a%20b", "<https://x.com/a%20b>"),
    ],
)
def test_a_web_address_stays_a_link(text: str, written: str) -> None:
    assert escape(text) == written
    assert "link_open" in [
        child.type for token in READER.parse(written) for child in token.children or ()
    ]


def test_what_a_reader_takes_for_a_link_by_itself_reads_back_as_typed() -> None:
    eager = MarkdownIt("gfm-like")
    for text in ("www.a.com/*c*", "www.a.com/_c_|"):
        (paragraph,) = [t for t in eager.parse(escape(text)) if t.type == "inline"]
        assert "".join(piece.content for piece in paragraph.children or ()) == text
    assert escape("see www.a-b.com/c") == "see www.a-b.com/c"


@given(st.text(max_size=60))
def test_front_matter_is_yaml_that_gives_the_text_back(text: str) -> None:
    assert yaml.safe_load(f"title: {quoted(text)}\n") == {"title": plain(text)}
