import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from meetingtui.store.lines import (
    FORMAT,
    BadLineError,
    Commit,
    Head,
    Mark,
    NewerError,
    Turn,
    apply,
    decode_line,
    encode_line,
    in_ascii,
    is_torn,
    mark_of,
    split_lines,
)

NAMES = st.sampled_from(["notes", "actions", "rooms"])
ROWS = st.integers(1, 5).map(str)
DOCUMENTS = st.dictionaries(st.text(max_size=3), st.none() | st.integers() | st.text(), max_size=3)
RAWS = DOCUMENTS.map(lambda document: Raw(json.dumps(document).encode()))
TABLES = st.dictionaries(NAMES, st.dictionaries(ROWS, RAWS, max_size=4))
COMMITS = st.builds(
    Commit,
    put=TABLES,
    remove=st.dictionaries(NAMES, st.lists(ROWS, max_size=3)),
    drop=st.lists(NAMES, max_size=2),
    number=st.integers(0, 2**60),
    id=st.text(max_size=8),
)
MARKS = st.builds(Mark, size=st.integers(0, 2**60), crc32=st.integers(0, 2**32 - 1))
LINES = (
    COMMITS
    | st.builds(Turn, after=st.integers(0, 2**60), id=st.text(max_size=8), snapshot=MARKS)
    | st.builds(
        Head, journal=st.just(FORMAT), after=st.integers(0, 9), id=st.text(), snapshot=MARKS
    )
)


def copied(tables):
    return {name: dict(rows) for name, rows in tables.items()}


@given(LINES)
def test_a_line_comes_back_as_it_was(line):
    written = encode_line(line)
    assert written.count(b"\n") == 1
    assert decode_line(written[:-1]) == line


@given(LINES, st.data())
def test_a_line_with_a_flipped_bit_is_no_line(line, data):
    written = bytearray(encode_line(line)[:-1])
    bit = data.draw(st.integers(0, len(written) * 8 - 1))
    written[bit // 8] ^= 1 << bit % 8
    with pytest.raises(BadLineError, match="checksum"):
        decode_line(bytes(written))


@given(LINES, st.data())
def test_a_line_that_was_cut_short_is_torn(line, data):
    written = encode_line(line)
    rest = written[: data.draw(st.integers(1, len(written) - 1))]
    assert split_lines(rest) == ([], rest)
    assert is_torn(rest)


@given(LINES)
def test_a_line_whose_break_is_something_else_is_not_torn(line):
    written = encode_line(line)
    assert not is_torn(written[:-1] + b"\x0b")
    assert not is_torn(written[:10] + b"\0")


@given(TABLES, st.lists(COMMITS, max_size=4), st.data())
def test_to_carry_out_commits_twice_is_to_do_it_once(tables, commits, data):
    once, twice = copied(tables), copied(tables)
    for commit in commits:
        apply(once, commit)
    for commit in commits[: data.draw(st.integers(0, len(commits)))]:
        apply(twice, commit)
    for commit in commits:
        apply(twice, commit)
    assert once == twice


def test_a_document_that_spans_lines_is_put_on_one():
    commit = Commit(put={"notes": {"1": Raw(b'{"a": {\r\n  "b": "x y"\n}}')}}, number=1, id="i")
    written = encode_line(commit)
    assert written.count(b"\n") == 1
    assert json.loads(bytes(decode_line(written[:-1]).put["notes"]["1"])) == {"a": {"b": "x y"}}


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"[]", BadLineError),
        (b"{", BadLineError),
        (b'{"kind":"commit"', BadLineError),
        (b'{"kind":"letter"}', BadLineError),
        (b'{"kind":"head","journal":"two"}', BadLineError),
        (b'{"kind":"head","journal":%d,"after":{}}' % (FORMAT + 1), NewerError),
        (b'{"kind":"verse","journal":%d}' % (FORMAT + 1), NewerError),
    ],
)
def test_a_line_of_somebody_else_is_told_from_one_of_a_newer_version(body, error):
    with pytest.raises(error):
        decode_line(b"%08x %b" % (zlib.crc32(body), body))


def test_a_mark_tells_contents_apart():
    assert mark_of(b"one") == mark_of(b"one") != mark_of(b"two")
    assert mark_of(b"one").size == 3


@given(st.dictionaries(st.text(max_size=3), st.text()))
def test_json_is_ascii(value):
    written = bytes(in_ascii(json.dumps(value, ensure_ascii=False).encode()))
    assert written.isascii()
    assert json.loads(written) == value
