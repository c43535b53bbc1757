"""A whole file as a person in a hurry writes it: twelve mistakes, twelve problems, no more."""

from __future__ import annotations

import pytest

from meetingtui.agenda.load import parse_agenda
from meetingtui.agenda.problem import AgendaError

TWELVE = """\
# Weekly meeting, first draft
version: 1
id: Weekly Meeting
titel: Weekly meeting
length: 45 minuets
teams:
  - name: Sales
    people: [Ana, Ben]
  - name: Marketing
    people: Dana
first: alternating
segments:
  - {kind: opening, time: 5:00, prompt: "Purpose, norms"}
  - {kind: rewiev, time: 5m}
  - {kind: wins, per_team: {Sales: 3m, Marketng: 3m}}
  - kind: questions
    id: ask
    per_team: 5m
  - kind: discussion
    id: ask
    required: yes
    time: 6m
  - kind: buffer
  - kind: close
    time: 3m
    time: 4m
"""
NO_ID = "is not made of small letters, digits and single hyphens"


def test_twelve_mistakes_are_twelve_problems_with_their_places() -> None:
    with pytest.raises(AgendaError) as caught:
        parse_agenda(TWELVE, "weekly.yaml")
    assert [
        (p.line, p.source_line[p.column - 1 : p.end_column - 1], p.message, p.hint)
        for p in caught.value.problems
    ] == [
        (3, "Weekly Meeting", f"id 'Weekly Meeting' {NO_ID}", "write weekly-meeting"),
        (4, "titel", "unknown key 'titel'", "did you mean 'title'?"),
        (5, "45 minuets", "'45 minuets' is not a length; write for example 5m, 90s or 1h30m", ""),
        (10, "Dana", "expected a list, found text", "write [Dana]"),
        (11, "alternating", "unknown value for 'first': 'alternating'",
         "did you mean 'alternate'?"),
        (13, "5:00", "'5:00' is a clock time, not a length; write 5m", ""),
        (14, "rewiev", "unknown kind 'rewiev'", "did you mean 'review'?"),
        (15, "Marketng", "there is no team 'Marketng'", "did you mean 'Marketing'?"),
        (20, "ask", "id 'ask' is already used on line 17", "give each segment its own id"),
        (21, "yes", "'yes' is neither true nor false", "write true or false"),
        (23, "k", "this segment has no time",
         "add 'time: 5m' for everybody together, or 'per_team: 3m'"),
        (26, "time", "key 'time' is already used on line 25", "remove one of the two"),
    ]  # fmt: skip


def test_they_are_shown_one_after_the_other() -> None:
    with pytest.raises(AgendaError) as caught:
        parse_agenda(TWELVE, "weekly.yaml")
    lines = str(caught.value).splitlines()
    assert len(lines) == 3 * 12
    assert lines[3:6] == [
        "weekly.yaml:4:1: error: unknown key 'titel'",
        "  4 | titel: Weekly meeting",
        "    | ^^^^^ did you mean 'title'?",
    ]
