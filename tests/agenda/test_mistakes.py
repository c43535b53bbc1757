"""A whole file as a person in a hurry writes it: twelve mistakes, twelve problems, no more."""

from __future__ import annotations

from pathlib import Path

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
LIKE = "write for example 5m, 90s or 1h30m"
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


BASE = """\
version: 1
id: base
title: Base
length: 45:00
teams:
  - {name: Sales, people: [Ana, Ben]}
  - {name: Marketing, people: [Dana]}
overrun: bufer
segments:
  - {kind: opening, time: 2m}
  - {kind: wins, per_team: 3m, ends_at: "25:30"}
  - {kind: questions, per_team: {Sales: 5m, Markting: 5m}}
  - {kind: buffer, time: 3m}
  - {kind: close, time: 3m, requried: true}
"""
OWN = """\
version: 1
id: own
extends: base
remove: [opnening]
repeat: every 2 weeks on Teusday at 10:00
zone: Europe/Berln
warn: [70%, 100%]
segments:
  - {id: wnis, per_team: 4m}
  - {id: buffer, time: 2m, minutes: 3}
  - {kind: round, id: check-in, per_person: 45s, time: 5m}
  - {kind: numbers, id: figures, per_person: 1m}
  - {id: close, title: Draft: end}
"""


def test_fourteen_mistakes_in_the_whole_format_and_in_two_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(BASE)
    own = OWN.replace("title: Draft: end", "titel: End")
    with pytest.raises(AgendaError) as caught:
        parse_agenda(own, "own.yaml")
    assert [
        (p.path, p.line, p.source_line[p.column - 1 : p.end_column - 1], p.message)
        for p in caught.value.problems
    ] == [
        ("own.yaml", 4, "opnening", "there is no segment 'opnening' to remove"),
        ("own.yaml", 5, "Teusday", "'teusday' is no day of the week"),
        ("own.yaml", 6, "Europe/Berln", "there is no time zone 'Europe/Berln'"),
        ("own.yaml", 7, "100%", "'100%' is no share of a slot"),
        ("own.yaml", 9, "{", "the extended agenda has no segment 'wnis'"),
        ("own.yaml", 10, "minutes", "'minutes' is the old word for 'time', which is here too"),
        ("own.yaml", 11, "per_person", "a segment has either 'time' or 'per_person', not both"),
        ("own.yaml", 12, "per_person", "'per_person' is for a round"),
        ("own.yaml", 13, "titel", "unknown key 'titel'"),
        ("base.yaml", 4, "45:00", "'45:00' is a clock time, not a length; write 45m"),
        ("base.yaml", 8, "bufer", "unknown value for 'overrun': 'bufer'"),
        ("base.yaml", 11, '"25:30"', "'25:30' is not a clock time"),
        ("base.yaml", 12, "Markting", "there is no team 'Markting'"),
        ("base.yaml", 14, "requried", "unknown key 'requried'"),
    ]


MANY = """\
version: 1
id: quarterly--review
title: "Quarterly"
length: 0m
repeat: every 14 weeks on Mondey and Fri at 9.30 from 1 May
zone: Berlinn
teams:
  - {name: Sales, people: [Ana, ana]}
  - {name: Sales, people: []}
segments:
  - <<: *wins
    per_team: 3m
  - {kind: round, per_person: 45s, ends_at: 10.30}
  - {kind: wins, per_team: {Sales: -3m}, reqired: true}
  - {kind: close, time: 3m, time: 4m, prompt: Who, what, when?}
  - {kind: buffer, time: 3m, 2m}
  - {id: end}
"""


def test_another_file_has_more_of_them_and_each_is_told_once() -> None:
    with pytest.raises(AgendaError) as caught:
        parse_agenda(MANY, "q.yaml")
    assert [
        (p.line, p.source_line[p.column - 1 : p.end_column - 1], p.message)
        for p in caught.value.problems
    ] == [
        (2, "quarterly--review", f"id 'quarterly--review' {NO_ID}"),
        (4, "0m", "'0m' is no time at all; write for example 5m, 90s or 1h30m"),
        (5, "every 14 weeks", "every 14 weeks is not possible"),
        (5, "Mondey", "'mondey' is no day of the week"),
        (5, "9.30", "'9.30' is not a clock time"),
        (5, "1 May", "'1 may' is no date"),
        (6, "Berlinn", "there is no time zone 'Berlinn'"),
        (8, "ana", "'ana' is listed twice in this team"),
        (9, "Sales", "team 'Sales' is already listed on line 8"),
        (11, "<<", "merge keys are not allowed in an agenda"),
        (13, "10.30", "'10.30' is not a clock time"),
        (
            14,
            "-3m",
            f"'-3m' is negative; a length is above zero: {LIKE}",
        ),
        (14, "reqired", "unknown key 'reqired'"),
        (15, "time", "key 'time' is already used on line 15"),
        (15, "Who, what, when?", "text with ',' and '?' inside brackets needs quotes"),
        (16, "2m", "unknown key '2m'"),
        (17, "{", "the key 'kind' is missing"),
        (17, "{", "this segment has no time"),
    ]


def test_text_without_quotes_in_brackets_hides_nothing() -> None:
    with pytest.raises(AgendaError) as caught:
        parse_agenda(OWN.replace("extends: base\n", ""), "own.yaml")
    problems = [p for p in caught.value.problems if p.line == 12]
    assert [(p.column, p.message, p.hint) for p in problems if p.column != 5] == [
        (24, "text with ':' inside brackets needs quotes", 'write title: "Draft: end"')
    ]
    assert len(caught.value.problems) > 8


SLIPS = """\
version: 1
id: slips
title: "Unescaped "quotes" inside"
length: 30x
teams:
  - name: Sales
    people: [Ana, Ben]]
  - name: Marketing
    people:
      - 'Dana, Eve
purpose: 'It's fine'
first:alternate
title:One
norms:
  - @Ana starts
  - fine
overrun: bufer
segments:
  - {kind: questins, time: 2m}
  - {kind: buffer time: 3m}
  - kind: wins
    prompt: @Ana starts
    per_team: 3mm
  - kind: discussion
     time: 6m
    titel: x
  -kind: break
    time: 5m
  - kind: insights
    prompt: * star
    time: 5mm
 - {kind: thanks, time: 4mm}
  - {kind: thanks, time: 3m
  - {kind: close, time: 2mm}
"""


def test_a_line_that_is_no_yaml_hides_nothing_and_has_no_consequences() -> None:
    with pytest.raises(AgendaError) as caught:
        parse_agenda(SLIPS, "slips.yaml")
    assert [
        (p.line, p.source_line[p.column - 1 : p.end_column - 1], p.message.partition(";")[0])
        for p in caught.value.problems
    ] == [
        (3, "q", "text cannot go on after a closing quote or bracket"),
        (4, "30x", "'30x' is not a length"),
        (7, "]", "this closing bracket has no opening one"),
        (10, "'", "this quote is never closed"),
        (11, "s", "text cannot go on after a closing quote or bracket"),
        (12, "first", "a space is missing after 'first:'"),
        (13, "title", "a space is missing after 'title:'"),
        (15, "@", "text cannot start with '@'"),
        (17, "bufer", "unknown value for 'overrun': 'bufer'"),
        (19, "questins", "unknown kind 'questins'"),
        (20, "time", "a comma is missing before 'time:'"),
        (22, "@", "text cannot start with '@'"),
        (23, "3mm", "'3mm' is not a length"),
        (25, ":", "a ':' cannot stand here"),
        (26, "titel", "unknown key 'titel'"),
        (27, "-", "a space is missing after the '-'"),
        (30, "*", "text cannot start with '*'"),
        (31, "5mm", "'5mm' is not a length"),
        (32, "-", "the indentation fits none of the lines above"),
        (32, "4mm", "'4mm' is not a length"),
        (33, "{", "this bracket is not closed before line 34"),
        (34, "2mm", "'2mm' is not a length"),
    ]
