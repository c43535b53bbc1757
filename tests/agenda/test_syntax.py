from __future__ import annotations

import pytest

from meetingtui.agenda.compose import compose
from meetingtui.agenda.problem import Findings


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("goal: Sales: weekly", "1:7-20", "text with ': ' needs quotes", "in quotes"),
        ("a: 1\n  b: 2", "2:4-5", "a ':' cannot stand here", "indentation"),
        ("time:5m\na: 1", "2:2-3", "a ':' cannot stand here", "space after the ':'"),
        ("a: 1\n\tb: 2", "2:1-2", "a tab cannot stand here", "use spaces"),
        ("owner: @bob", "1:8-9", "text cannot start with '@'", "in quotes"),
        ("goal: %5", "1:7-8", "text cannot start with '%'", "in quotes"),
        ("a: `x`", "1:4-5", "text cannot start with '`'", "in quotes"),
        ("t: *bold*", "1:4-5", "text cannot start with '*'", "in quotes"),
        ("t: & b", "1:4-5", "text cannot start with '&'", "in quotes"),
        ("t: !<x", "1:4-5", "text cannot start with '!'", "in quotes"),
        ("t: > b", "1:4-5", "text cannot start with '>'", "in quotes"),
        ('t: "abc\nx: 1\n', "1:4-5", "this quote is never closed", "same quote"),
        ("t: 'abc\n---\n", "1:4-5", "this quote is never closed", "same quote"),
        ('t: "a\\q"', "1:7-8", "a backslash in double quotes begins", "single quotes"),
        ("a: 1\nfoo\nb: 2", "2:1-2", "this line has no ': '", "key: value"),
        ("a: {b: Why: not}", "1:11-12", "a comma or the closing bracket is missing", "in quotes"),
        ("{a: Who?, b: 1}", "1:8-9", "text with '?' inside brackets needs quotes", "in quotes"),
        ("- {a: 1\n- {b: 2}", "1:3-4", "this bracket is not closed before line 2", "with }"),
        ("- [a, 1\nb: 2", "1:3-4", "this bracket is not closed before line 2", "with ]"),
        ("t: [draft] plan", "1:12-13", "text cannot go on after a closing quote", "in quotes"),
        ("t: 'it's'", "1:8-9", "text cannot go on after a closing quote", "in quotes"),
        ("a:\n  b: 1\n c: 2\n", "3:2-3", "the indentation fits none", "same column"),
        ("a:\n  - b\n - c\n", "3:2-3", "the indentation fits none", "same column"),
        ("a: ]", "1:4-5", "nothing can start with ']' here", "in quotes"),
        ("a: - b", "1:4-5", "a list cannot start here", "on the next line"),
        ("%YAML 2.0\n---\na: 1", "1:1-2", "this is not YAML: found incompatible", "around here"),
    ],
)  # fmt: skip
def test_syntax_is_explained_to_authors(text: str, place: str, message: str, hint: str) -> None:
    findings = Findings("a.yaml", text)
    assert compose(text, findings) is None
    (problem,) = findings.problems()
    assert f"{problem.line}:{problem.column}-{problem.end_column}" == place
    assert problem.message.startswith(message)
    assert hint in problem.hint
