from __future__ import annotations

import pytest

from meetingtui.agenda.compose import compose
from meetingtui.agenda.problem import Findings


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("goal: Sales: weekly", "1:7-20", "text with ': ' needs quotes", 'goal: "Sales: weekly"'),
        ("a: 1\n  b: 2", "2:4-5", "a ':' cannot stand here", "indentation"),
        ("time:5m\na: 1", "1:1-5", "a space is missing after 'time:'", "write time: 5m"),
        ("a: 1\n\tb: 2", "2:1-2", "a tab cannot stand here", "use spaces"),
        ("owner: @bob", "1:8-9", "text cannot start with '@'", "write owner: \"@bob\""),
        ("goal: %5", "1:7-8", "text cannot start with '%'", "write goal: \"%5\""),
        ("a: `x`", "1:4-5", "text cannot start with '`'", "write a: \"`x`\""),
        ("t: *bold*", "1:4-5", "text cannot start with '*'", "write t: \"*bold*\""),
        ("t: & b", "1:4-5", "text cannot start with '&'", "write t: \"& b\""),
        ("t: !<x", "1:4-5", "text cannot start with '!'", "write t: \"!<x\""),
        ("t: > b", "1:4-5", "text cannot start with '>'", "write t: \"> b\""),
        ('t: "abc\nx: 1\n', "1:4-5", "this quote is never closed", "same quote"),
        ("t: 'abc\n...\n", "1:4-5", "this quote is never closed", "same quote"),
        ('t: "a\\q"', "1:7-8", "a backslash in double quotes begins", "single quotes"),
        ("a: 1\nfoo\nb: 2", "2:1-2", "this line has no ': '", "key: value"),
        ("a: {b: Why: not}", "1:11-12", "a comma or the closing bracket is missing", "in quotes"),
        ("{a: Who?, b: 1}", "1:8-9", "text with '?' inside brackets needs quotes", "in quotes"),
        ("- {a: 1\n- {b: 2}", "1:3-4", "this bracket is not closed before line 2", "with }"),
        ("- [a, 1\n- b", "1:3-4", "this bracket is not closed before line 2", "with ]"),
        ("t: [draft] plan", "1:12-13", "text cannot go on after", 'write t: "[draft] plan"'),
        ("t: 'it's'", "1:8-9", "text cannot go on after a closing quote", "write t: \"it's\""),
        ("a:\n  b: 1\n c: 2\n", "3:2-3", "the indentation fits none", "same column"),
        ("a:\n  - b\n - c\n", "3:2-3", "the indentation fits none", "same column"),
        ("a: ]", "1:4-5", "this closing bracket has no opening one", "remove it"),
        ("a: - b", "1:4-5", "text cannot start with '- '", "write a: \"- b\""),
        ("a: 1\nb 2\nc: 3", "2:1-2", "this line has no ': '", "key: value"),
        ("- kind wins\n  time: 3m", "1:3-12", "this line has no ': '", "key: value"),
        ("first:listed\na: 1", "1:1-6", "a space is missing after 'first:'", "first: listed"),
        ("- a: 1\n-b: 2", "2:1-2", "a space is missing after the '-'", "write '- '"),
        ("- {kind: wins time: 3m}", "1:15-19", "a comma is missing before 'time:'", ", time:"),
        ("a: [b]]", "1:7-8", "this closing bracket has no opening one", "remove it"),
        ('a: "One" "two"', "1:10-11", "text cannot go on after", "write a: '\"One\" \"two\"'"),
        ("a: 'One' \"two\" it's", "1:10-11", "text cannot go on", "a: \"'One' \\\"two\\\" it's\""),
        ('a: "one\nb: "two"\n', "1:4-5", "this quote is never closed", "same quote"),
        ("a: 1\nb:\xa02\nc: 3", "2:3-4", "a no-break space stands here", "an ordinary space"),
        (f"title: {'x: ' * 200}y", "1:8-609", "text with ': ' needs quotes", "put the whole text"),
        ("%YAML 2.0\n---\na: 1", "1:1-2", "this is not YAML: found incompatible", "around here"),
    ],
)  # fmt: skip
def test_syntax_is_explained_to_authors(text: str, place: str, message: str, hint: str) -> None:
    findings = Findings("a.yaml", text)
    compose(text, findings)
    (problem,) = findings.problems()
    assert f"{problem.line}:{problem.column}-{problem.end_column}" == place
    assert problem.message.startswith(message)
    assert hint in problem.hint
