from __future__ import annotations

from datetime import time as ClockTime
from datetime import timedelta
from typing import Any

import pytest

from meetingtui.agenda.compose import compose
from meetingtui.agenda.keys import EXAMPLES
from meetingtui.agenda.problem import Findings, Span
from meetingtui.agenda.repeat import Every, Repeat
from meetingtui.agenda.walk import Draft, read_draft

HEAD = """\
version: 1
id: weekly
title: Weekly
length: 20m
teams: [Sales, Marketing]
"""
GOOD = HEAD + "segments:\n- {kind: close, time: 5m}\n"


def drafted(text: str) -> tuple[Draft, list[str]]:
    findings = Findings("a.yaml", text)
    root = compose(text, findings)
    assert root is not None
    draft = read_draft(root, findings)
    return draft, [f"{p.line}:{p.column} {p.message} | {p.hint}" for p in findings.problems()]


def values(text: str) -> dict[str, Any]:
    draft, found = drafted(text)
    assert found == []
    return draft.values


def segment(text: str) -> str:
    """Return the only problem that the segment `text` in line 7 has."""
    (found,) = drafted(f"{HEAD}segments:\n- {text}\n")[1]
    return found


EVERYTHING = """\
version: 1
id: weekly
title: " no "
purpose: on
length: 1h
teams:
  - name: Sales
    people: [Ana, 'Ben']
  - Marketing
norms: [Say it once]
repeat: weekly on Tuesday at 10:00
zone: Europe/Berlin
first: listed
overrun: match
warn: [70%, 60s]
segments:
  - kind: wins
    id: big-wins
    title: |
      Wins
      of all
    per_team: {Sales: 3m, Marketing: 2}
    prompt: 2026-12-01
    required: true
  - {kind: close, time: 90s, ends_at: "10:30"}
  - {kind: wins, per_team: 3m}
  - {kind: round, per_person: 45s}
"""


def test_everything_that_may_be_written_is_read() -> None:
    assert values(EVERYTHING) == {
        "version": 1,
        "id": "weekly",
        "title": "no",
        "purpose": "on",
        "length": timedelta(hours=1),
        "teams": [{"name": "Sales", "people": ["Ana", "Ben"]}, {"name": "Marketing"}],
        "norms": ["Say it once"],
        "repeat": Repeat(every=Every.WEEK, weekdays=(1,), at=ClockTime(10, 0)),
        "zone": "Europe/Berlin",
        "first": "listed",
        "overrun": "match",
        "warn": [{"spent": 0.7}, {"left": timedelta(seconds=60)}],
        "segments": [
            {
                "kind": "wins",
                "id": "big-wins",
                "title": "Wins of all",
                "per_team": {"Sales": timedelta(minutes=3), "Marketing": timedelta(minutes=2)},
                "prompt": "2026-12-01",
                "required": True,
            },
            {"kind": "close", "time": timedelta(seconds=90), "ends_at": ClockTime(10, 30)},
            {"kind": "wins", "per_team": timedelta(minutes=3)},
            {"kind": "round", "per_person": timedelta(seconds=45)},
        ],
    }


def test_places_of_keys_and_values() -> None:
    draft, _ = drafted(GOOD)
    assert draft.key("title") == Span(3, 1, 6)
    assert draft.value("title") == Span(3, 8, 14)
    assert draft.key("teams", 1) == draft.value("teams", 1, "name") == Span(5, 16, 25)
    assert draft.key("segments", 0, "time") == Span(7, 17, 21)
    assert draft.has("segments", 0, "time")
    assert not draft.has("segments", 0, "per_team")


def test_text_is_cleaned() -> None:
    assert values(GOOD.replace("Weekly", '"a\\e[1mb\\u202e"'))["title"] == "a\ufffd[1mb\ufffd"
    teams = values(GOOD.replace("[Sales, Marketing]", '["S\\ta"]'))["teams"]
    assert teams == [{"name": "S a"}]


@pytest.mark.parametrize(
    ("text", "found"),
    [("hello", "text"), ("[a]", "a list")],
)
def test_the_whole_file_must_be_keys_with_values(text: str, found: str) -> None:
    draft, problems = drafted(text)
    assert problems == [f"1:1 expected keys such as 'version: 1', found {found} | "]
    assert draft.values == {}


def test_a_file_that_is_one_refused_value_has_one_problem() -> None:
    draft, problems = drafted("*a")
    assert draft.values == {}
    assert len(problems) == 1


def test_missing_keys_are_named_with_an_example() -> None:
    assert drafted("# nothing yet\npurpose: x")[1] == [
        "2:1 the key 'version' is missing | write for example 'version: 1'",
        "2:1 the key 'id' is missing | write for example 'id: weekly'",
        "2:1 the key 'title' is missing | write for example 'title: Weekly meeting'",
        "2:1 the key 'length' is missing | write for example 'length: 45m'",
        "2:1 the key 'teams' is missing | write for example 'teams: [Sales, Marketing]'",
        f"2:1 the key 'segments' is missing | write for example '{EXAMPLES['segments']}'",
    ]


def test_a_misspelt_key_is_read_as_what_it_is_meant_for() -> None:
    draft, problems = drafted(GOOD.replace("segments", "segmnets").replace("close", "clos"))
    assert problems == [
        "6:1 unknown key 'segmnets' | did you mean 'segments'?",
        "7:10 unknown kind 'clos' | did you mean 'close'?",
    ]
    assert draft.values["segments"] == [{"time": timedelta(minutes=5)}]


def test_a_misspelt_key_beside_the_right_one_changes_nothing() -> None:
    draft, problems = drafted(GOOD + "titel: Other\n")
    assert problems == ["8:1 unknown key 'titel' | did you mean 'title'?"]
    assert draft.values["title"] == "Weekly"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "{kind: wins, time: 2m, duration: 3m}",
            "7:26 'duration' is the old word for 'time', which is here too | remove one of the two",
        ),
        (
            "{kind: wins, duration: 3m}",
            "7:16 'duration' is the old word for 'time' | write 'time: ",
        ),
        ("{kind: wins, each: {Sales: 3m}}", "7:16 'each' is the old word for 'per_team' | write "),
        (
            "{kind: wins, time: 3m, equal: false}",
            "7:26 unknown key 'equal' | it stands at the top of the file",
        ),
        ("{kind: wins, time: 3m, people: [A]}", "7:26 unknown key 'people' | it stands in a team"),
        ("{kind: wins, time: 3m, members: 1}", "7:26 unknown key 'members' | known keys are kind"),
        (
            "{kind: break, time: 2m, prompt: Tea, minutes}",
            "7:35 text with ',' inside brackets needs quotes | write prompt: \"Tea, minutes\"",
        ),
        (
            "{kind: wins, time: 3m, xyz: 1}",
            "7:26 unknown key 'xyz' | known keys are kind, id, title, time, per_team",
        ),
        (
            "{kind: opening, time: 2m, prompt: Purpose, norms, who is here}",
            "7:37 text with ',' inside brackets needs quotes | write prompt: ",
        ),
        (
            "{kind:wins, time: 2m}",
            "7:4 a space is missing after the ':' of 'kind:wins' | write 'kind: wins'",
        ),
        ("kind:wins", "7:3 expected keys such as 'kind: wins', found text | put a space after"),
        ("wins", "7:3 expected keys such as 'kind: wins', found text | "),
        ("{time: 2m}", "7:3 the key 'kind' is missing | write for example 'kind: wins'"),
        ("{kind: [wins], time: 2m}", "7:10 expected one word, found a list | "),
        (
            "{kind: wins, time: {Sales: 2m}}",
            "7:22 expected a length such as 5m, found keys with values | ",
        ),
        (
            "{kind: wins, per_team: [3m]}",
            "7:26 expected a length such as 5m, found a list | ",
        ),
        (
            "{kind: wins, per_team: {Sales: 5:00}}",
            "7:34 '5:00' is a clock time, not a length; write 5m | ",
        ),
        (
            "{kind: wins, time: 2m, title: {draft}}",
            "7:33 expected text, found keys with values | put text that starts with { or [",
        ),
        ("{kind: wins, time: 2m, ends_at: }", "7:26 'ends_at' has no value | write one, or"),
        ("{kind: wins, time: 2m, title: '  '}", "7:26 'title' has no value | write one, or"),
        ("", "7:2 this entry is empty | write one, or remove this"),
        ("{kind: wins, time: 2m, ends_at: [a]}", "7:35 expected a clock time such as"),
        ("{kind: wins, time: 2m, required: [a]}", "7:36 expected true or false, found a list"),
    ],
)
def test_what_is_wrong_with_a_segment(text: str, problem: str) -> None:
    found = segment(text)
    assert found.startswith(problem)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[Sales, Marketing]", "Sales", "5:8 expected a list, found text | write [Sales]"),
        (
            "[Sales, Marketing]",
            "{Sales: [Ana]}",
            "5:8 expected a list, found keys with values | begin each entry with '- '",
        ),
        ("[Sales, Marketing]", "[Sales, '']", "5:16 this entry is empty | write one, or"),
        ("[Sales, Marketing]", "[Sales, [Ana]]", "5:16 expected keys such as 'name: Sales', "),
        ("[Sales, Marketing]", "[{name: S, people: [A, '']}]", "5:31 this entry is empty"),
        ("[Sales, Marketing]", "[{people: [Ana]}]", "5:9 the key 'name' is missing"),
        ("[Sales, Marketing]", f"[{'x' * 2001}]", "5:9 this text has 2,001 characters"),
        ("title: Weekly", "title: #1", "3:1 'title' has no value | text after # is a comment"),
        ("title: Weekly", "title:", "3:1 'title' has no value | write one, or remove this"),
        ("title: Weekly", "title:\n  Sales: weekly", "4:3 expected text, found keys"),
        ("version: 1", "version: one", "1:10 'one' is not a whole number | write digits only"),
        ("version: 1", "version: [1]", "1:10 expected a whole number, found a list | "),
        ("version: 1", "version: 1\nwarn: [[70%]]", "2:8 expected a share such as 70% or a"),
        ("version: 1", "version: 1\nwarn: [soon]", "2:8 'soon' is not a length"),
        ("version: 1", "version: 1\nnorms: [Budget: Q3]",
         "2:9 expected text, found keys with values | put text that contains ': ' in quotes"),
        ("version: 1", "version: 1\nrepeat: weekly", "2:9 'weekly' does not say on which day"),
        ("version: 1", "version: 1\nrepeat: [weekly]", "2:9 expected a rule such as 'weekly on Tu"),
        ("version: 1", "version: 1\nremove: a", "2:9 expected a list, found text | write [a]"),
        ("version: 1", "version: 1\nnorms: &x", "2:8 the anchor '&x' is not allowed"),
    ],
)  # fmt: skip
def test_what_is_wrong_elsewhere(old: str, new: str, problem: str) -> None:
    (found,) = drafted(GOOD.replace(old, new))[1]
    assert found.startswith(problem)


def test_what_could_not_be_read_keeps_its_place_in_a_list() -> None:
    draft, _ = drafted(GOOD + "norms: [a, [b], c]\n")
    assert draft.values["norms"] == ["a", None, "c"]


def test_a_team_with_an_endless_name_is_left_out_of_the_lengths() -> None:
    draft, problems = drafted(
        f"{HEAD}segments:\n- {{kind: wins, per_team: {{? {'x' * 2001} : 3m}}}}"
    )
    assert len(problems) == 1
    assert draft.values["segments"] == [{"kind": "wins", "per_team": {}}]


def test_nothing_is_missing_where_a_part_is_not_at_hand() -> None:
    findings = Findings("a.yaml", "")
    root = compose("title: x\nsegments: [{id: a}]\nteams: [{people: [Ana]}]", findings)
    assert root is not None
    read_draft(root, findings, whole=False)
    assert findings.problems() == ()
