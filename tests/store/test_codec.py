import json
import types
import typing
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw, Struct
from msgspec.structs import replace

from meetingtui.errors import StoreError
from meetingtui.meeting.model import SCHEMA, Action, Meeting, Note
from meetingtui.store.codec import decode, encode, head_of, to_json

WHOLE = st.integers(-(2**40), 2**40)
JSON = st.none() | st.booleans() | WHOLE | st.text(max_size=5)
LEAVES = {
    bool: st.booleans(),
    str: st.text(max_size=8),
    int: WHOLE,
    float: st.floats(allow_nan=False, allow_infinity=False),
    datetime: st.datetimes(timezones=st.just(UTC)),
    date: st.dates(),
    time: st.times(),
    timedelta: st.integers(-(10**7), 10**7).map(lambda seconds: timedelta(seconds=seconds)),
    type(None): st.none(),
    typing.Any: JSON,
}


def values(hint):
    """Return a strategy for the values that a field with this type hint may have."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return st.one_of([values(one) for one in arguments])
    if origin is tuple:
        if arguments[-1] is not Ellipsis:
            return st.tuples(*map(values, arguments))
        return st.lists(values(arguments[0]), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(values(arguments[0]), values(arguments[1]), max_size=2)
    if issubclass_of(hint, Enum):
        return st.sampled_from(hint)
    if issubclass_of(hint, Struct):
        hints = typing.get_type_hints(hint)
        return st.builds(hint, **{name: values(hints[name]) for name in hint.__struct_fields__})
    return LEAVES[hint]


def issubclass_of(hint, kind):
    return isinstance(hint, type) and issubclass(hint, kind)


@pytest.mark.parametrize("kind", [Meeting, Note, Action])
@given(data=st.data())
def test_a_document_comes_back_as_it_was(kind, data):
    document = replace(data.draw(values(kind)), schema=SCHEMA)
    assert decode(kind, encode(document)) == document
    assert json.loads(bytes(encode(document))) == json.loads(json.dumps(to_json(document)))


@pytest.mark.parametrize("kind", [Meeting, Note, Action])
@given(data=st.data(), foreign=st.dictionaries(st.text(max_size=5).map("x-{}".format), JSON))
def test_fields_of_other_people_stay(kind, data, foreign):
    old = replace(data.draw(values(kind)), schema=SCHEMA)
    new = replace(data.draw(values(kind)), schema=SCHEMA)
    onto = Raw(json.dumps(to_json(old) | foreign).encode())
    written = encode(new, onto)
    assert decode(kind, written) == new
    assert json.loads(bytes(written)) == to_json(new) | foreign


def test_a_document_is_written_in_ascii(note):
    assert bytes(encode(note(text="Zürich \u2014 \U0001f600"))).isascii()
    onto = Raw('{"größe": 123456789012345678901234567890}'.encode())
    written = bytes(encode(note(text="ü"), onto))
    assert written.isascii()
    assert json.loads(written)["größe"] == 123456789012345678901234567890


def test_every_field_of_a_document_is_written(note, action, meeting):
    for document in (note(), action(), meeting()):
        assert set(to_json(document)) == set(document.__struct_fields__)


def test_times_are_written_for_people(action, meeting, now):
    written = to_json(action(due_on=date(2026, 12, 1), taken_at=now.replace(microsecond=250_000)))
    assert written["due_on"] == "2026-12-01"
    assert written["taken_at"] == "2026-11-24T10:00:00.250000Z"
    written = to_json(meeting())
    assert written["opened_at"] == "2026-11-24T10:00:00Z"
    assert written["slots"][0]["length"] == 300
    assert [fact["fact"] for fact in written["timeline"]] == ["slot_opened", "extended", "refitted"]
    assert written["timeline"][1]["by"] == -30
    assert written["timeline"][2]["cuts"] == {"2": 15}


def test_an_instant_of_another_zone_is_written_in_utc(note, now):
    there = now.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert to_json(note(taken_at=there))["taken_at"] == "2026-11-24T10:00:00Z"
    assert encode(note(taken_at=there)) == encode(note())
    looks_like = note(text='at 10:00+01:00"')
    assert decode(Note, encode(looks_like)) == looks_like


def test_a_length_is_stored_as_whole_seconds(meeting):
    odd = replace(meeting().slots[0], length=timedelta(seconds=89, milliseconds=700))
    stored = decode(Meeting, encode(replace(meeting(), slots=(odd,))))
    assert stored.slots[0].length == timedelta(seconds=90)


def test_fields_of_other_people_are_passed_over(note):
    assert decode(Note, raw(to_json(note()) | {"colour": "red"})) == note()


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"kind": "boast"}, "boast"),
        ({"text": None}, "text"),
        ({"taken_at": "yesterday"}, "taken_at"),
        ({"tags": "a"}, "tags"),
    ],
)
def test_a_broken_document_is_named(note, change, wrong):
    with pytest.raises(StoreError, match=r"'n1' of table 'notes' is broken: .*" + wrong):
        decode(Note, raw(to_json(note()) | change))


def test_a_document_without_a_field_that_it_needs_is_broken(note):
    values = to_json(note())
    del values["agenda"]
    with pytest.raises(StoreError, match=r"is broken: .*agenda"):
        decode(Note, raw(values))


def test_a_newer_document_is_refused_with_what_to_do(action):
    with pytest.raises(StoreError, match="'a1' of table 'actions'.*install the newer version"):
        decode(Action, raw(to_json(action()) | {"schema": SCHEMA + 1}))


@pytest.mark.parametrize("content", [b"[1]", b'{"id": "n1"', b'{"id": "\xff"}', b'{"a":' * 100_000])
def test_what_is_no_document_is_broken(content):
    with pytest.raises(StoreError, match="of table 'notes' is broken"):
        decode(Note, Raw(content))


@pytest.mark.parametrize(("number", "short"), [(4, 4), ("four", 0), (None, 0), ([4], 0)])
def test_a_short_number_is_a_number(number, short):
    assert head_of(raw({"id": "a1", "number": number})).short == short


def raw(values):
    return Raw(json.dumps(values).encode())
