"""Text that needs quotes in brackets: found where people write it, and told as it must be."""

from __future__ import annotations

import pytest

from meetingtui.agenda.load import parse_agenda
from meetingtui.agenda.problem import AgendaError
from meetingtui.agenda.unquoted import mended, unquoted_in

PROMISED = """\
# yaml-language-server: $schema=./agenda.schema.json
version: 1
id: sales-marketing-weekly
title: Weekly sales and marketing joint meeting
purpose: One plan, one pipeline, no surprises.
length: 45m
repeat: weekly on Tuesday at 10:00
teams:
  - name: Sales
    people: [Ana, Ben, Chidi]
  - name: Marketing
    people: [Dana, Eve]
norms: [Say it once, One promise has one owner and one date]
first: alternate
overrun: buffer
warn: [70%, 60s]
segments:
  - {kind: opening,   time: 2m, prompt: "Purpose, norms, who is here"}
  - {kind: review,    time: 5m}                      # promises of earlier meetings
  - {kind: wins,      per_team: 3m, prompt: What closed, shipped or landed since we last met?}
  - {kind: previews,  per_team: 4m, prompt: What is coming, for whom, from when, what do you need?}
  - {kind: questions, per_team: 5m}
  - {kind: discussion, time: 6m, title: One problem to solve}
  - {kind: buffer,    time: 3m}
  - {kind: close,     time: 3m}
"""
WINS = "What closed, shipped or landed since we last met?"
PREVIEWS = "What is coming, for whom, from when, what do you need?"


def test_a_whole_agenda_is_told_every_text_that_needs_quotes_and_loads_with_them() -> None:
    with pytest.raises(AgendaError) as caught:
        parse_agenda(PROMISED, "a.yaml")
    message = "text with ',' and '?' inside brackets needs quotes"
    found = [
        (p.line, p.source_line[p.column - 1 : p.end_column - 1], p.message, p.hint)
        for p in caught.value.problems
    ]
    assert found == [
        (20, WINS, message, f'write prompt: "{WINS}"'),
        (21, PREVIEWS, message, f'write prompt: "{PREVIEWS}"'),
    ]
    quoted = PROMISED
    for _, text, _, hint in found:
        quoted = quoted.replace(f"prompt: {text}", hint.removeprefix("write "))
    assert parse_agenda(quoted, "a.yaml")[1] == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- {prompt: Who?, time: 5m}", ["Who?"]),
        ("  - {title: A: b, kind: wins, prompt: [draft] x}  # {why?}", ["A: b"]),
        ("teams: [{name: Sales, north}]", ["Sales, north"]),
        ("- {prompt: Who?", []),
        ("- {prompt: }", []),
        ("- {prompt: 'Who?'}", []),
        ("- {time: 5m, 3m}", []),
        ("prompt: Who? {a, b}", []),
        ("- [a?, b]", []),
        ("- {}", []),
        ("prompt: Risks: what could stop us?  # really: why", ["Risks: what could stop us?"]),
        ("  - title: Now:", ["Now:"]),
        ("purpose: Ship at 10:00 # so: early", []),
        ("id: a: b", []),
        ("norms: a: b", []),
        ("title: |", []),
    ],
)
def test_what_is_found_on_a_line(line: str, expected: list[str]) -> None:
    assert [found.text for found in unquoted_in(line)] == expected
    assert len(mended(line)) == len(line)
    assert list(unquoted_in(mended(line))) == []


def test_what_is_cut_on_lines_of_its_own_is_told_where_it_is() -> None:
    split = "{kind: wins, per_team: 3m,\n     prompt: What"
    text = PROMISED.replace("{kind: wins,      per_team: 3m, prompt: What", split)
    with pytest.raises(AgendaError) as caught:
        parse_agenda(text.replace("?}", "}"), "a.yaml")
    assert [(p.line, p.message) for p in caught.value.problems] == [
        (21, "unknown key 'shipped or landed since we last met'"),
        (22, "text with ',' inside brackets needs quotes"),
    ]


def test_two_texts_on_a_line_are_two_problems() -> None:
    both = "{kind: break, time: 1m, title: Tea, cake, coffee, prompt: Sit, stand}"
    with pytest.raises(AgendaError) as caught:
        parse_agenda(PROMISED.replace("?}", "}") + f"  - {both}\n", "a.yaml")
    *_, tea, sit = caught.value.problems
    assert (tea.hint, sit.hint) == (
        'write title: "Tea, cake, coffee"',
        'write prompt: "Sit, stand"',
    )
