"""Slips that show only beside the lines above; the rest of the file is read as it was meant."""

from __future__ import annotations

import pytest

from meetingtui.agenda.compose import compose
from meetingtui.agenda.load import parse_agenda
from meetingtui.agenda.problem import AgendaError, Findings

HEAD = """\
version: 1
id: a
title: A
length: 45m
teams:
  - name: Sales
  - name: Marketing
segments:
"""


def told(text: str) -> list[str]:
    try:
        parse_agenda(HEAD + text, "a.yaml", lambda name, path: path)
    except AgendaError as error:
        shown = [each for each in error.problems if each.severity == "error"]
        return [f"{each.line}:{each.column} {each.message}; {each.hint}" for each in shown]
    return []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "  - kind: opening\n    time: 2m\n  kind: review\n    time: 3x\n",
            ["11:3 a '- ' is missing here; write - kind: review",
             "12:11 '3x' is not a length; write for example 5m, 90s or 1h30m; "],
        ),
        (
            "  - {kind: opening, time: 2m}\n  {kind: review, time: 3x}\n",
            ["10:3 a '- ' is missing here; write - {kind: review, time: 3x}",
             "10:24 '3x' is not a length; write for example 5m, 90s or 1h30m; "],
        ),
        (
            "  - kind: opening\ntitle: Welcome\n    time: 2m\n  - {kind: close, time: 3x}\n",
            ["10:1 'title' stands at the margin, in the middle of a list; indent it as those above",
             "12:25 '3x' is not a length; write for example 5m, 90s or 1h30m; "],
        ),
        (
            """\
  - {
    kind: review,
    time: 5m
    prompt: now, when?,
    tilte: x
    }
  - {kind: close, time: 3x}
""",
            ["11:13 a comma is missing here; write time: 5m,",
             "12:22 text with '?' inside brackets needs quotes; write prompt: \"now, when?,\"",
             "13:5 unknown key 'tilte'; did you mean 'title'?",
             "15:25 '3x' is not a length; write for example 5m, 90s or 1h30m; "],
        ),
    ],
)  # fmt: skip
def test_one_slip_is_one_problem(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a:\n  - b: 1\n  c: 2\n", "3:3", "the indentation fits none of the lines above"),
        ("a:\n  - b\n  c: 2\n", "2:5", "this line has no ': '"),
        ("- {a: 1,\n\nb: 2\n- c", "1:3", "this bracket is not closed before line 4"),
        ("{a: 1\n", "1:1", "this bracket is not closed before line 2"),
        ("a: x\n  b: 1\n", "2:4", "a ':' cannot stand here"),
        ("a:\n  - b: 1\nc: x\n  d: 2\n", "4:4", "a ':' cannot stand here"),
    ],
)
def test_what_is_another_slip_is_told_as_that(text: str, place: str, message: str) -> None:
    findings = Findings("a.yaml", text)
    compose(text, findings)
    first = findings.problems()[0]
    assert (f"{first.line}:{first.column}", first.message) == (place, message)
