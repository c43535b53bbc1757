"""Searching all meetings from within one, in lines."""

import pytest

from tests.test_plain import Room


@pytest.fixture
def room():
    room = Room()
    room.hears("/start", *(f". Word number {number}" for number in range(1, 8)))
    return room


def test_matches_are_said_with_their_place(room):
    assert room.hears("/search number 3") == [
        "note 3 (Tue 24 Nov 2026 · Weekly · Review): Word number 3"
    ]


def test_only_the_best_are_said(room):
    said = room.hears("/search word")
    assert len(said) == 6
    assert said[-1] == "2 more match"


def test_nothing_and_what_is_off_are_said_too(room):
    assert room.hears("/search zebra") == ["nothing matches"]
    assert "there is no key knd:" in room.hears("/search knd:x")[0]
