"""An agenda without a flaw, and what is told of it once something in it is changed."""

from __future__ import annotations

from meetingtui.agenda.load import parse_agenda
from meetingtui.agenda.problem import Problem

GOOD = """\
version: 1
id: weekly
title: Weekly
length: 30m
teams:
  - {name: Sales, people: [Ana, Ben]}
  - {name: Marketing, people: [Dana]}
segments:
  - {kind: review, time: 5m}
  - {kind: questions, per_team: 4m}
  - {kind: buffer, time: 2m}
  - {kind: close, time: 5m}
"""


def warnings(text: str) -> list[str]:
    return list(map(told, parse_agenda(text, "a.yaml")[1]))


def told(problem: Problem) -> str:
    return f"{problem.line}:{problem.column} {problem.message} | {problem.hint}"


def changed(*pairs: tuple[str, str]) -> str:
    text = GOOD
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text
