"""What is read of a file after a line that is no YAML."""

from __future__ import annotations

import pytest

from meetingtui.agenda.compose import compose
from meetingtui.agenda.load import parse_agenda
from meetingtui.agenda.nodes import Mapping, Node, Refused, Scalar, Sequence
from meetingtui.agenda.problem import AgendaError, Findings
from meetingtui.agenda.recover import MAX_SLIPS


def read(text: str) -> tuple[object, list[str]]:
    findings = Findings("a.yaml", text)
    root = compose(text, findings)
    return plain(root), [f"{p.line}:{p.column}" for p in findings.problems()]


def plain(node: Node | None) -> object:
    """Return what was read; `...` stands for what was told of instead."""
    match node:
        case Mapping(entries=entries, partial=partial):
            values = {entry.key.text: plain(entry.value) for entry in entries}
            return values | {"<<": ...} if partial else values
        case Sequence(items=items):
            return list(map(plain, items))
        case Scalar(text=text):
            return text
        case Refused():
            return ...
        case _:
            return None


@pytest.mark.parametrize(
    ("text", "expected", "places"),
    [
        ("a: @b\nc: 1", {"a": ..., "c": "1"}, ["1:4"]),
        ("a: @b\nc: @d", {"a": ..., "c": ...}, ["1:4", "2:4"]),
        ("a:\n  - @b\n  - c", {"a": [..., "c"]}, ["2:5"]),
        ("- a: @b\n  c: 1", [{"a": ..., "c": "1"}], ["1:6"]),
        ("- {a: 1\n- {a: 2}", [..., {"a": "2"}], ["1:3"]),
        ("- {a: 1,\n   b: c: 2}\n- d", [..., "d"], ["1:3"]),
        ("a: 1\nfoo\nb: 2", {"a": "1", "b": "2", "<<": ...}, ["2:1"]),
        ("a:\n  foo\n  b: 2", {"a": {"b": "2", "<<": ...}, "<<": ...}, ["2:3"]),
        ("a: 1\n  b: 2\n  c: 3\nd: 4", {"a": "1", "b": "2", "c": "3", "d": "4"}, ["2:4"]),
        ("a:\n  - b: 1\n c: 2\nd: 1", {"a": [{"b": "1"}], "c": "2", "d": "1"}, ["3:2"]),
        ("a:\n  - b: 1\n - c: 2\n   d: 3\n  - e", {"a": [{"b": "1"}, {"c": "2", "d": "3"}, "e"]},
         ["3:2"]),
        ("a:\n\tb: 1\n\tc: 2\nd: 3", {"a": {"b": "1", "c": "2"}, "d": "3"}, ["2:1"]),
        ("a:\tb\nc:\td", {"a": "b", "c": "d"}, ["1:3"]),
        ("@a: 1\nb: 2", {"b": "2", "<<": ...}, ["1:1"]),
        ("@", None, ["1:1"]),
        ("a:\n  @b\nc: 1", {"a": ..., "c": "1", "<<": ...}, ["2:3"]),
        ("a: 'b\nc: 1", {"a": ..., "c": "1"}, ["1:4"]),
        ("a: 'b\n   c\nd: 1", {"a": ..., "d": "1", "<<": ...}, ["1:4"]),
        ("a: 1\n  - b\n- c\nd: 1", {"a": "1 - b - c", "d": "1"}, ["3:1"]),
    ],
)  # fmt: skip
def test_the_rest_is_read_as_it_stands(text: str, expected: object, places: list[str]) -> None:
    assert read(text) == (expected, places)


def test_places_are_those_in_the_file_on_lines_that_were_moved() -> None:
    text = "segments:\n  - {kind: wins}\n - {kindd: wins, timee: 5m}\n"
    with pytest.raises(AgendaError) as caught:
        parse_agenda(text, "a.yaml")
    marked = [p.source_line[p.column - 1 : p.end_column - 1] for p in caught.value.problems]
    assert {"kindd", "timee"} <= set(marked)


def test_after_too_many_of_them_the_rest_is_left() -> None:
    found, places = read("".join(f"a{n}: @b\n" for n in range(MAX_SLIPS + 5)))
    assert found is None
    assert len(places) == MAX_SLIPS + 1


@pytest.mark.parametrize("slip", ["@x", "'x", "- {a: [", "\tb: 1", " b: 2"])
def test_a_long_file_is_not_read_again_for_each_of_them(slip: str) -> None:
    text = "".join(f"k{n}: {'v' * 20}\n" for n in range(2000)) + f"x: {slip}\n" * 900
    findings = Findings("a.yaml", text)
    compose(text, findings)
    # Without a limit they are about 40, ten times as slow.
    assert 1 <= len(findings.problems()) <= 3


def test_a_length_that_sticks_to_its_key_is_one_mistake_for_each():
    text = "per_team: {Sales:3m, Marketing: 4m, Product:90s}"
    root, places = read(text)
    assert root == {"per_team": {"Sales": ..., "Marketing": "4m", "Product": ...}}
    assert places == ["1:12", "1:37"]
