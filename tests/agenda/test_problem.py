from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.agenda.problem import (
    MAX_PROBLEMS,
    WHOLE_FILE,
    AgendaError,
    Findings,
    Problem,
    Severity,
    Span,
    render,
    shown,
    suggest,
)
from meetingtui.errors import MeetingtuiError
from meetingtui.text import clean


def test_a_problem_is_shown_with_its_line_a_caret_and_the_hint() -> None:
    problem = Problem(
        "a.yaml", 11, 5, 10, "unknown key 'titel'", "did you mean 'title'?",
        source_line="    titel: Content preview",
    )  # fmt: skip
    assert render(problem).splitlines() == [
        "a.yaml:11:5: error: unknown key 'titel'",
        "  11 |     titel: Content preview",
        "     |     ^^^^^ did you mean 'title'?",
    ]


def test_without_a_hint_no_line_ends_in_blanks() -> None:
    problem = Problem("a.yaml", 1, 3, 3, "odd", severity=Severity.WARNING, source_line="a:   ")
    assert render(problem).splitlines() == ["a.yaml:1:3: warning: odd", "  1 | a:", "    |   ^"]


@pytest.mark.parametrize(
    ("hint", "text"),
    [
        ("", "a.yaml: error: is a folder"),
        ("name a file", "a.yaml: error: is a folder\n  name a file"),
    ],
)
def test_a_problem_of_the_whole_file_has_no_line(hint: str, text: str) -> None:
    assert render(Problem("a.yaml", 0, 0, 0, "is a folder", hint)) == text


def test_the_caret_stands_under_wide_and_combining_characters() -> None:
    line = "會議e\u0301: x"
    column = line.index("x") + 1
    _, source, caret = render(
        Problem("a", 1, column, column + 1, "m", source_line=line)
    ).splitlines()
    # Two wide characters take four cells, and é is one character once it is composed.
    assert source == "  1 | 會議é: x"
    assert caret == "    |        ^"


@pytest.mark.parametrize("column", [1, 90, 5000, 9_990])
def test_a_long_line_is_cut_around_the_caret(column: int) -> None:
    line = "".join(chr(97 + i % 26) for i in range(10_000))
    problem = Problem("a", 1, column, column + 5, "m", source_line=line)
    _, source, caret = render(problem).splitlines()
    assert len(source) < 120
    start = caret.index("^")
    assert source[start : start + 5] == line[column - 1 : column + 4]


def test_a_span_longer_than_the_excerpt_is_cut() -> None:
    rendered = render(Problem("a", 1, 3, 5000, "m", source_line="a" * 9000))
    assert max(map(len, rendered.splitlines())) < 120


@given(st.text(max_size=30), st.text(max_size=30), st.integers(1, 40), st.integers(0, 9))
def test_nothing_that_is_shown_can_steer_a_terminal(
    path: str, text: str, column: int, size: int
) -> None:
    findings = Findings(path, text)
    findings.error(Span(1, column, column + size), text, text)
    (problem,) = findings.problems()
    rendered = render(problem)
    assert rendered == clean(rendered, multiline=True)
    assert rendered.count("\n") == 2


def test_problems_come_in_the_order_of_the_file() -> None:
    findings = Findings("a.yaml", "one\r\ntwo\rthree\x85four\nfive")
    findings.warning(Span(4, 1, 2), "later")
    findings.error(Span(2, 3, 4), "earlier")
    findings.error(Span(2, 1, 2), "first")
    findings.error(WHOLE_FILE, "all of it")
    problems = findings.problems()
    assert [p.message for p in problems] == ["all of it", "first", "earlier", "later"]
    assert [p.source_line for p in problems] == ["", "two", "two", "four"]
    assert [p.severity for p in problems] == ["error", "error", "error", "warning"]


def test_a_flood_of_problems_is_cut() -> None:
    findings = Findings("a.yaml")
    for number in range(MAX_PROBLEMS + 50):
        findings.error(Span(number + 1, 1, 2), "odd")
    problems = findings.problems()
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1].message == f"there are more problems; mend these {MAX_PROBLEMS} first"
    assert problems[-1].severity is Severity.ERROR


def test_exactly_as_many_as_are_shown_is_no_flood() -> None:
    findings = Findings("a.yaml")
    for number in range(MAX_PROBLEMS):
        findings.error(Span(number + 1, 1, 2), "odd")
    assert len(findings.problems()) == MAX_PROBLEMS


def test_the_error_carries_every_problem_and_shows_them_all() -> None:
    problems = [Problem("a", 0, 0, 0, "first"), Problem("a", 0, 0, 0, "second")]
    error = AgendaError(problems)
    assert isinstance(error, MeetingtuiError)
    assert error.exit_code == 1
    assert error.problems == tuple(problems)
    assert str(error) == "a: error: first\na: error: second"


@pytest.mark.parametrize(
    ("word", "hint"),
    [("titel", "did you mean 'title'?"), ("TIME", "did you mean 'time'?"), ("zebra", ""), ("", ""),
     ("marketng", "did you mean 'Marketing'?")],
)  # fmt: skip
def test_suggestions(word: str, hint: str) -> None:
    assert suggest(word, ["title", "time", "Marketing"]) == hint


def test_long_text_is_shown_shortened() -> None:
    assert shown("abc") == "'abc'"
    assert shown("x" * 41) == f"'{'x' * 40}…'"


def test_warnings_never_take_the_place_of_errors() -> None:
    findings = Findings("a.yaml", "x")
    for number in range(MAX_PROBLEMS + 1):
        findings.warning(Span(1, number, 200), "odd")
    assert not findings.failed()
    assert {problem.severity for problem in findings.problems()} == {"warning"}
    assert len(findings.problems()) == MAX_PROBLEMS + 1
    findings.error(Span(1, 1, 2), "wrong")
    assert findings.failed()
    assert [p.message for p in findings.problems() if p.severity is Severity.ERROR] == [
        "wrong",
        f"there are more problems; mend these {MAX_PROBLEMS} first",
    ]
