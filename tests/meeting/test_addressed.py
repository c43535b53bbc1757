"""Whom a captured line addresses: the owner of a promise, the teams of a win."""

from datetime import date

import pytest

from meetingtui.agenda.model import Team
from meetingtui.meeting.capture import (
    CapturedAction,
    CapturedNote,
    Roster,
    parse_action,
    parse_edit,
    parse_line,
)
from meetingtui.meeting.model import NoteKind

TODAY = date(2026, 11, 21)
ROSTER = Roster((Team("Sales", ("Ana", "Ben")), Team("Marketing", ("Dana", "Eve"))))


def action(line):
    return parse_action(line, ROSTER, TODAY)


def note(line):
    return parse_line(line, NoteKind.WIN, ROSTER, TODAY)


@pytest.mark.parametrize(
    ("line", "owner", "text"),
    [
        ("Ask @Dana for the deck @Ben", "Ben", "Ask @Dana for the deck"),
        ("@Ben ask @Dana for the deck", "Ben", "ask @Dana for the deck"),
        ("Ask @Dana for the deck", "Dana", "Ask @Dana for the deck"),
        ("Get it from @Dana", "Dana", "Get it from @Dana"),
        ("Tell @Ben to get it from @Dana", "Ben", "Tell @Ben to get it from @Dana"),
        ("Fix the landing page @Eve #web", "Eve", "Fix the landing page #web"),
        ("Fix the landing page due:fri @Eve #web #q4", "Eve", "Fix the landing page #web #q4"),
        ("#web", "", "#web"),
    ],
)
def test_a_person_addressed_owns_it_before_one_in_the_sentence(line, owner, text):
    captured = action(line)
    assert (captured.owner, captured.text) == (owner, text)


def test_a_win_credits_the_teams_of_the_people_in_it():
    assert note("@Ben closed Umbrella with @Dana's help") == CapturedNote(
        NoteKind.WIN, "closed Umbrella with @Dana's help", ("Sales", "Marketing"), ("Ben", "Dana")
    )


def test_an_edit_may_begin_with_the_sign_of_an_action_item():
    assert parse_edit("! new text @Ben", ROSTER, TODAY) == CapturedAction(
        "new text", "Ben", "Sales"
    )
    assert parse_edit("+20% growth", ROSTER, TODAY) == CapturedAction("+20% growth")
