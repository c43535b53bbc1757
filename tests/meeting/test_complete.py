from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingtui.agenda.model import Team
from meetingtui.meeting.capture import CapturedAction, Roster, parse_line
from meetingtui.meeting.complete import completions
from meetingtui.meeting.model import NoteKind

TODAY = date(2026, 11, 21)
ROSTER = Roster((Team("Sales", ("Ana", "Ana Maria", "Ben")), Team("Marketing", ("Dana", "Ben"))))
TAGS = ("pricing", "Launch")


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("", []),
        ("closed Acme", []),
        # words
        ("/go", ["/goto "]),
        ("/GO", ["/goto "]),
        ("  /go", ["  /goto "]),
        ("/ne", ["/next"]),
        ("/re", ["/resume", "/refit", "/redo", "/reopen "]),
        ("/xyz", []),
        ("/next ", []),
        ("/xyz a", []),
        # names behind words
        ("/rate S", ["/rate Sales "]),
        ("/rate ", ["/rate Sales ", "/rate Marketing "]),
        ("/rate Sales ", []),
        ("/present @a", ["/present @Ana ", "/present @Ana Maria "]),
        ("/present ana m", ["/present Ana Maria "]),
        ("/absent z", ["/absent Zoë "]),
        ("/absent b", ["/absent Ben "]),
        # marks
        ("! deck @A", ["! deck @Ana ", "! deck @Ana Maria "]),
        ("@m", ["@Marketing "]),
        ("@Ana Ma", ["@Ana Maria "]),
        ("@Ana @D", ["@Ana @Dana "]),
        ("@z", ["@Zoë "]),
        ("@x", []),
        ("a@a", []),
        ("see #pri", ["see #pricing "]),
        ("#L", ["#Launch "]),
        ("#", ["#pricing ", "#Launch "]),
        ("due:to", ["due:today", "due:tomorrow"]),
        ("! x Due: next f", ["! x Due: next friday"]),
        ("! x due:fri @Be", ["! x due:fri @Ben "]),
        ("~ deck from:to", ["~ deck from:today", "~ deck from:tomorrow"]),
        ("/to 3 M", ["/to 3 Marketing"]),
        ("/action 3 @d", ["/action 3 @Dana "]),
        ("/edit !3 due:eow", ["/edit !3 due:eow"]),
        ("/answer 3 #pr", ["/answer 3 #pricing "]),
    ],
)
def test_what_a_line_may_become(line: str, lines: list[str]) -> None:
    assert completions(line, ROSTER, TAGS, ("Zoë", "Ben")) == lines


def test_an_at_sign_offers_everybody_once_teams_first() -> None:
    assert completions("@", ROSTER, ()) == [
        "@Sales ", "@Marketing ", "@Ana ", "@Ana Maria ", "@Ben ", "@Dana ",
    ]  # fmt: skip


def test_every_offered_date_is_understood() -> None:
    offered = completions("! x due:", ROSTER, ())
    assert len(offered) > 10
    for line in offered:
        captured = parse_line(line, NoteKind.WIN, ROSTER, date(2026, 11, 18))
        assert isinstance(captured, CapturedAction)
        assert captured.due_on


@settings(max_examples=200)
@given(st.text(max_size=40) | st.text("@#/!du:eAna \t\n", max_size=20))
def test_nothing_is_ever_raised(line: str) -> None:
    for offered in completions(line, ROSTER, TAGS):
        assert offered.lower().startswith(line.lower())
