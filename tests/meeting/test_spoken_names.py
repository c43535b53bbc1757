"""Names without a mark: who takes a promise, and who is thanked."""

import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingtui.agenda.model import Team
from meetingtui.meeting.capture import (
    CapturedAction,
    CapturedNote,
    CaptureError,
    Roster,
    parse_action,
    parse_line,
)
from meetingtui.meeting.model import NoteKind

TODAY = date(2026, 11, 25)
FRIDAY = date(2026, 11, 27)
ROSTER = Roster(
    (
        Team("Sales", ("Sam", "Kim", "Ana May", "Ana Ray")),
        Team("Marketing", ("Maria Lopez", "Will")),
    )
)


@pytest.mark.parametrize(
    ("line", "owner", "text", "due_on"),
    [
        ("Sam: update the deck", "Sam", "update the deck", None),
        ("sam : update the deck", "Sam", "update the deck", None),
        ("Sam to send pricing by Friday", "Sam", "send pricing", FRIDAY),
        ("Will will call", "Will", "call", None),
        ("Maria to call", "Maria Lopez", "call", None),
        ("Maria Lopez to call", "Maria Lopez", "call", None),
        ("Ana Ray: call", "Ana Ray", "call", None),
        ("Sam to ask @Kim for it", "Sam", "ask @Kim for it", None),
        ("call (Maria Lopez, next week)", "Maria Lopez", "call", date(2026, 11, 30)),
        ("call (sam)", "Sam", "call", None),
        ("call (Sam, by fri).", "Sam", "call", FRIDAY),
        ("call @Will (Sam, fri)", "Sam", "call @Will", FRIDAY),
        # an @ says it more clearly
        ("Sam to send it @Kim", "Kim", "Sam to send it", None),
        ("@Kim Sam to send it", "Kim", "Sam to send it", None),
        # only a name that is whole, and only where it does something
        ("Ana to call", "", "Ana to call", None),
        ("Sa: call", "", "Sa: call", None),
        ("Samuel to call", "", "Samuel to call", None),
        ("Sam", "", "Sam", None),
        ("Sam to", "", "Sam to", None),
        ("Sam draft roadmap", "", "Sam draft roadmap", None),
        ("ask Sam to call", "", "ask Sam to call", None),
        ("Sales: call", "", "Sales: call", None),
        ("(Sam)", "", "(Sam)", None),
        ("call (Sam and Kim)", "", "call (Sam and Kim)", None),
        ("call (the team)", "", "call (the team)", None),
        ("call (Sam, soon)", "", "call (Sam, soon)", None),
    ],
)
def test_who_is_said_to_do_it_owns_it(line: str, owner: str, text: str, due_on: date) -> None:
    found = parse_action(line, ROSTER, TODAY)
    assert (found.owner, found.text, found.due_on) == (owner, text, due_on)


@pytest.mark.parametrize(
    ("line", "people", "teams"),
    [
        ("Sam for the CRM cleanup", ("Sam",), ()),
        ("sam for it", ("Sam",), ()),
        ("thanks to Sam, Maria and Sales", ("Sam", "Maria Lopez"), ("Sales",)),
        ("Sam's work with @Kim", ("Kim", "Sam"), ()),
        ("@Sam for it", ("Sam",), ()),
        ("for the sales deck, at will", (), ()),
    ],
)
def test_who_is_named_is_thanked(line: str, people: object, teams: object) -> None:
    found = parse_line(f"* {line}", NoteKind.WIN, ROSTER, TODAY)
    assert isinstance(found, CapturedNote)
    assert (found.people, found.teams) == (people, teams)


def test_elsewhere_a_name_is_text() -> None:
    found = parse_line("Sam closed Acme", NoteKind.WIN, ROSTER, TODAY)
    assert found == CapturedNote(NoteKind.WIN, "Sam closed Acme")


@pytest.mark.parametrize("sign", ["TODO", "TODO:", "todo:", "Action:", "ACTION ITEM:"])
def test_a_sign_in_words_makes_an_action_item(sign: str) -> None:
    found = parse_line(f"{sign} Sam to call", NoteKind.WIN, ROSTER, TODAY)
    assert found == CapturedAction("call", "Sam", "Sales")


@pytest.mark.parametrize("line", ["todo list is long", "TODOs", "action: ", "actions: none"])
def test_what_only_looks_like_one_is_text(line: str) -> None:
    assert isinstance(parse_line(line, NoteKind.WIN, ROSTER, TODAY), CapturedNote)


WORDS = st.sampled_from(
    ["Sam", "Sam:", "to", "will", "@Kim", "@Sales", "by", "fri", "fri,", "until", "due:fri",
     "17:00", "deck", "(Sam)", "(Maria", "Lopez,", "next", "week)", "#x", "@Nobody", "and", "TODO",
     "ask"]
)  # fmt: skip
DATE_WORDS = {"by", "fri", "next", "week"}


@settings(max_examples=400)
@given(st.lists(WORDS, max_size=9).map(" ".join))
def test_every_word_is_in_the_text_or_was_understood(line: str) -> None:
    with suppress(CaptureError):
        found = parse_line(f"! {line}", NoteKind.WIN, ROSTER, TODAY)
        assert isinstance(found, CapturedAction)
        gone = re.findall(r"[\w:]+", line)
        for word in re.findall(r"[\w:]+", found.text):
            gone.remove(word if word in gone else f"{word}:")
        understood = {*found.owner.split(), found.team, "to", "will", "TODO"}
        understood |= DATE_WORDS if found.due_on else set()
        assert {word.removeprefix("due:").rstrip(":") for word in gone} <= understood
