from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingtui.agenda.compose import MAX_DEPTH, MAX_NODES, compose
from meetingtui.agenda.load import load_agenda, parse_agenda
from meetingtui.agenda.model import Agenda
from meetingtui.agenda.nodes import Entry, Mapping, Node, Refused, Scalar, Sequence
from meetingtui.agenda.problem import AgendaError, Findings, Span, has_errors
from meetingtui.errors import NotFoundError
from meetingtui.text import clean

GOOD = """\
version: 1
id: weekly
title: Weekly
length: 20m
teams: [Sales, Marketing]
segments:
  - {kind: review, time: 5m}
  - {kind: questions, per_team: 4m}
  - {kind: buffer, time: 2m}
  - {kind: close, time: 5m}
"""


def composed(text: str) -> tuple[Node | None, list[str]]:
    findings = Findings("a.yaml", text)
    node = compose(text, findings)
    return node, [f"{p.line}:{p.column}-{p.end_column} {p.message}" for p in findings.problems()]


def problems(text: str) -> list[str]:
    return composed(text)[1]


def test_a_file_becomes_an_agenda(tmp_path: Path) -> None:
    path = tmp_path / "weekly.yaml"
    path.write_text("\ufeff" + GOOD, "utf-8")
    agenda, warnings = load_agenda(path)
    assert isinstance(agenda, Agenda)
    assert agenda.length == timedelta(minutes=20)
    assert warnings == ()


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        load_agenda(tmp_path / "none.yaml")


def test_warnings_come_with_the_agenda() -> None:
    agenda, warnings = parse_agenda(GOOD.replace("length: 20m", "length: 19m"), "a.yaml")
    assert agenda.length == timedelta(minutes=19)
    assert [(w.line, w.severity) for w in warnings] == [(4, "warning")]


def test_an_agenda_with_errors_is_not_warned_about() -> None:
    text = GOOD.replace("length: 20m", "length: 19m").replace("kind: buffer", "kind: bufer")
    with pytest.raises(AgendaError) as caught:
        parse_agenda(text, "a.yaml")
    assert [p.message for p in caught.value.problems] == ["unknown kind 'bufer'"]


def test_errors_between_values_are_told_together_with_unreadable_ones() -> None:
    text = GOOD.replace("id: weekly", "id: We ekly").replace("kind: buffer", "kind: bufer")
    with pytest.raises(AgendaError) as caught:
        parse_agenda(text, "a.yaml")
    assert [p.line for p in caught.value.problems] == [2, 9]


def test_the_tree_keeps_text_and_places() -> None:
    node, found = composed("a: no\nb: [x, '012']\n")
    assert found == []
    assert node == Mapping(
        (
            Entry(Scalar("a", Span(1, 1, 2)), Scalar("no", Span(1, 4, 6))),
            Entry(
                Scalar("b", Span(2, 1, 2)),
                Sequence(
                    (Scalar("x", Span(2, 5, 6)), Scalar("012", Span(2, 8, 13))), Span(2, 4, 5)
                ),
            ),
        ),
        Span(1, 1, 2),
    )


def test_braces_are_told_from_a_bare_pair_in_a_list() -> None:
    node, _ = composed("[{a: 1}, b: 2]")
    assert isinstance(node, Sequence)
    assert [isinstance(item, Mapping) and item.flow for item in node.items] == [True, False]


@pytest.mark.parametrize(
    "word", ["no", "on", "yes", "~", "null", "5:00", "012", "0x1F", "1_000", "1.10", ".inf",
             "2026-12-01", "2026-13-45", "1e3", "=", "True"],
)  # fmt: skip
def test_every_scalar_is_the_text_that_was_written(word: str) -> None:
    node, found = composed(word)
    assert found == []
    assert isinstance(node, Scalar)
    assert node.text == word


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: *x", "1:4-6 the alias '*x' is not allowed in an agenda"),
        ("a: &x b", "1:4-8 the anchor '&x' is not allowed in an agenda"),
        ("a: &x {b: 1}", "1:4-8 the anchor '&x' is not allowed in an agenda"),
        ("a: !t b", "1:4-8 the tag '!t' is not allowed in an agenda"),
        ("a: !!python/name:os.system x", "1:4-29 the tag '!!python/name:os.system' is not allowed"),
        ("<<: {a: 1}", "1:1-3 merge keys are not allowed in an agenda"),
        ("a: 1\nb: 2\na: 3", "3:1-2 key 'a' is already used on line 1"),
        ("a: 1\n---\nb: 1", "2:1-4 a second document begins here"),
        ("[a]: 1", "1:1-2 a key is one word"),
        ("*a : 1", "1:1-3 the alias '*a' is not allowed in an agenda"),
        ("", "0:0-0 this holds no agenda"),
        ("# nothing\n", "0:0-0 this holds no agenda"),
        ("a: b\x07", "1:5-6 a character that cannot be shown (U+0007) stands here"),
        ("a: 1\r\nb: x\x00", "2:5-6 a character that cannot be shown (U+0000) stands here"),
        ("a: @b", "1:4-5 text cannot start with '@'"),
        ('a: "\\UFFFFFFFF"', "1:7-8 this escape names no character"),
        ('a: "\\U00110000"', "1:7-8 this escape names no character"),
    ],
)
def test_what_an_agenda_may_not_have_is_one_problem_with_its_place(text: str, problem: str) -> None:
    (found,) = problems(text)
    assert found.startswith(problem)


def test_what_is_refused_does_not_hide_the_rest() -> None:
    node, found = composed("a: *x\nb: &y\n  - &z c\n  - d\na: 2\n<<: *x\n")
    assert [line[:3] for line in found] == ["1:4", "2:4", "3:5", "5:1", "6:1"]
    assert isinstance(node, Mapping)
    assert node.entries[0].value == Refused(Span(1, 4, 6))
    second = node.entries[1].value
    assert isinstance(second, Sequence)
    assert second.items[1] == Scalar("d", Span(4, 5, 6))


def test_the_first_of_two_documents_is_still_read() -> None:
    node, found = composed("a\n---\nb")
    assert isinstance(node, Scalar)
    assert node.text == "a"
    assert len(found) == 1


def test_the_deepest_tree_that_is_read() -> None:
    assert problems("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    deeper = MAX_DEPTH + 1
    assert problems("[" * deeper + "]" * deeper) == [
        f"1:{deeper}-{deeper + 1} this is more than {MAX_DEPTH} levels deep"
    ]


def test_the_largest_tree_that_is_read() -> None:
    values = "- a\n" * (MAX_NODES - 1)
    assert problems(values) == []
    assert problems(values + "- a\n") == [
        f"{MAX_NODES}:3-4 there are more than {MAX_NODES:,} values up to here"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "{a: " * 100_000,
        "- " * 200_000,
        "- a\n" * 100_000,
        "".join(f"titl{number}: 1\n" for number in range(4_900)),
        "segments:\n - {" + ",".join(f"word{number}" for number in range(4_900)) + "}",
        "teams: [" + ",".join(f"t{number}" for number in range(3_000)) + "]\nsegments:\n"
        "- {kind: wins, per_team: {" + ",".join(f"u{number}: 3m" for number in range(3_000)) + "}}",
    ],
    ids=["brackets", "braces", "dashes", "items", "unknown keys", "commas", "teams"],
)  # fmt: skip
def test_hostile_files_are_answered_quickly(text: str) -> None:
    began = time.process_time()
    with pytest.raises(AgendaError) as caught:
        parse_agenda(text, "a.yaml")
    # Each takes about 0.2 s; without its limit, from 3 s to for ever.
    assert time.process_time() - began < 2
    assert len(str(caught.value)) < 50_000


def test_a_long_agenda_is_read_quickly() -> None:
    segment = "  - {kind: break, id: s-%d, time: 1m, prompt: Whatever people talk about then}\n"
    text = GOOD + "".join(segment % number for number in range(496))

    def needed() -> float:
        began = time.process_time()
        parse_agenda(text, "a.yaml")
        return time.process_time() - began

    # It takes 0.15 s where nobody traces it.
    assert min(needed() for _ in range(3)) < 0.6


PIECES = st.sampled_from(
    [":", ": ", "-", "- ", "\n", "\n  ", "{", "}", "[", "]", ",", "'", '"', "#", " #", "&a ", "*a",
     "!t ", "|", ">", "%", "@", "\t", "? ", "---", "...", "<<", "\\", "\\u0000", "\\UFFFFFFFF",
     "5m", "kind", "wins", "segments", "teams", "per_team", "title", "70%", "é",
     "\u202e", "\x1b", "\x85"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_an_agenda_or_problems(text: str) -> None:
    answered(text)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(GOOD)), st.integers(0, 12), st.lists(PIECES, max_size=3).map("".join))
def test_any_slip_in_a_good_file_is_an_agenda_or_problems(at: int, gone: int, new: str) -> None:
    answered(GOOD[:at] + new + GOOD[at + gone :])


def answered(text: str) -> None:
    try:
        _, found = parse_agenda(text, "a.yaml")
        usable = True
    except AgendaError as error:
        found = error.problems
        usable = False
    assert has_errors(found) is not usable
    rendered = str(AgendaError(found))
    assert rendered == clean(rendered, multiline=True)
