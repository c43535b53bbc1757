from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingtui.agenda.model import Team
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.complete import completions, explain
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
        ("/re", ["/resume", "/refit", "/redo"]),
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
        assert explain(line, NoteKind.WIN, ROSTER, date(2026, 11, 18)).count("·") == 2


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", ""),
        ("  ", ""),
        ("closed Acme @Sales", "win · Sales"),
        ("! deck @Ana due:fri", "action item · Ana · Fri 27 Nov, in 6 days"),
        ("! deck due:1/12", "'1/12' does not say which is the month; write 1 dec or 12 jan"),
        ("!", "there is no text to save yet; type what was said"),
        ("/goto", "/goto N: open slot N"),
        ("/goto x", "/goto N: open slot N"),
        ("/go", "/goto N: open slot N"),
        (" /action", "/action N [TEXT @OWNER due:DATE]: make note N an action item"),
        ("/re", "/resume /refit /redo"),
        ("/nxt", "there is no /nxt; did you mean /next?"),
        ("/re 3", "there is no /re; did you mean /redo?"),
    ],
)
def test_what_a_line_would_do(line: str, sentence: str) -> None:
    assert explain(line, NoteKind.WIN, ROSTER, TODAY) == sentence


@settings(max_examples=200)
@given(st.text(max_size=40) | st.text("@#/!du:eAna \t\n", max_size=20), st.sampled_from(NoteKind))
def test_nothing_is_ever_raised(line: str, own_kind: NoteKind) -> None:
    assert "\n" not in explain(line, own_kind, ROSTER, TODAY)
    for offered in completions(line, ROSTER, TAGS):
        assert offered.lower().startswith(line.lower())
