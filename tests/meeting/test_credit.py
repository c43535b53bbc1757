"""Whose a note is, and whom it addresses."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from meetingtui.meeting.credit import Credit, credit_of, tell_credit
from meetingtui.meeting.model import Note, NoteKind


def note(kind, text="x", team="Sales", teams=(), people=()):
    return Note(
        id="1", agenda="weekly", meeting="m", number=1, kind=kind, text=text, team=team,
        teams=teams, people=people, taken_at=datetime(2026, 11, 24, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("taken", "credit", "told"),
    [
        (note(NoteKind.WIN), Credit(("Sales",)), "Sales"),
        (
            note(NoteKind.WIN, "Acme with @Marketing", teams=("Marketing",)),
            Credit(("Sales", "Marketing")),
            "Sales, Marketing",
        ),
        (
            note(NoteKind.WIN, "Acme, thanks to @Dana", teams=("Marketing",), people=("Dana",)),
            Credit(("Sales", "Marketing")),
            "Sales, Marketing",
        ),
        (note(NoteKind.WIN, teams=("Marketing",)), Credit(("Marketing",)), "Marketing"),
        (
            note(NoteKind.QUESTION, teams=("Marketing",), people=("Dana",)),
            Credit(("Sales",), ("Marketing",), ("Dana",)),
            "Sales to Marketing",
        ),
        (note(NoteKind.QUESTION, team="", teams=("Sales",)), Credit((), ("Sales",)), "to Sales"),
        (note(NoteKind.THANKS, people=("Dana",)), Credit(("Sales",), ("Dana",)), "Sales to Dana"),
        (note(NoteKind.NOTE, "to @Dana", team="", people=("Dana",)), Credit(()), ""),
    ],
)
def test_whose_a_note_is(taken, credit, told):
    assert credit_of(taken) == credit
    assert tell_credit(taken) == told
