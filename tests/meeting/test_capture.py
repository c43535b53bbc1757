from contextlib import suppress
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from meetingtui.agenda.model import Team
from meetingtui.errors import Refused
from meetingtui.meeting.capture import (
    PREFIXES,
    CapturedAction,
    CapturedNote,
    CaptureError,
    Roster,
    parse_action,
    parse_line,
    split_prefix,
)
from meetingtui.meeting.model import NoteKind
from meetingtui.text import MAX_LINE, clean

TODAY = date(2026, 11, 21)
ROSTER = Roster(
    (
        Team("Sales", ("Ana", "Ben", "Ana Maria", "Zoë")),
        Team("Marketing", ("Dana", "Eve", "Ben")),
        Team("", ("Guest",)),
    )
)


def note(line: str, own_kind: NoteKind = NoteKind.WIN) -> CapturedNote:
    captured = parse_line(line, own_kind, ROSTER, TODAY)
    assert isinstance(captured, CapturedNote)
    return captured


def action(line: str) -> CapturedAction:
    captured = parse_line(f"! {line}", NoteKind.WIN, ROSTER, TODAY)
    assert isinstance(captured, CapturedAction)
    return captured


# The roster


def test_a_roster_knows_its_names() -> None:
    assert ROSTER.team_names == ("Sales", "Marketing")
    assert ROSTER.people == ("Ana", "Ben", "Ana Maria", "Zoë", "Dana", "Eve", "Guest")
    assert ROSTER.team_of("Ben") == "Sales"
    assert ROSTER.team_of("Guest") == ""
    assert ROSTER.team_of("Bob") == ""
    assert ROSTER.match("mark") == "Marketing"
    assert ROSTER.match("dana") == "Dana"
    assert ROSTER.person("mark") == ""
    assert ROSTER.person("da") == "Dana"


def test_a_date_of_a_preview_that_cannot_be_is_refused() -> None:
    with pytest.raises(CaptureError, match="write 12 mar or 3 dec"):
        note("~ New deck from:12/3")


# Prefixes


@pytest.mark.parametrize(("prefix", "kind"), PREFIXES.items())
@pytest.mark.parametrize("text", [" said", "said", "#said", "Äpfel", "  +said"])
def test_a_prefix_picks_the_kind(prefix: str, kind: NoteKind, text: str) -> None:
    if prefix == ".":
        text = f" {text}"
    captured = parse_line(prefix + text, NoteKind.CONCERN, ROSTER, TODAY)
    assert captured == CapturedNote(kind, text.strip(), tags=("said",) if "#" in text else ())


def test_an_exclamation_mark_makes_an_action_item() -> None:
    assert action("send deck") == CapturedAction("send deck")
    assert parse_line("!send deck", NoteKind.WIN, ROSTER, TODAY) == CapturedAction("send deck")


def test_bare_text_is_of_the_own_kind() -> None:
    assert note("closed Acme", NoteKind.INSIGHT) == CapturedNote(NoteKind.INSIGHT, "closed Acme")


@pytest.mark.parametrize(
    "line",
    [
        "+20% growth", "~20 leads", "?!", "=2", "=> next", "!!", "!1", "*5 stars", "**bold** move",
        "^_^", "%5", "&1", "...and so on", ".5 points", ".NET migration",
        ".com domains", "-> next", "-5% churn", "10:30 call", "e.g. this", "€20k", "$5",
        "“quoted”", "🎉 done", "1 + 1 = 2", "#1 reason",
        "[red]no[/red]", "<b>no</b>", r"C:\new \n", "[/]", "due:fri is text", "a@b.com",
        "100% of it", "+1", "/pricing page", "'s", "@all @nobody here",
    ],
)  # fmt: skip
def test_what_looks_like_a_prefix_or_markup_is_text(line: str) -> None:
    assert note(line) == CapturedNote(NoteKind.WIN, line)


def test_behind_a_note_prefix_everything_is_text() -> None:
    assert note(". ! not a promise") == CapturedNote(NoteKind.NOTE, "! not a promise")
    assert note(". .NET and +more") == CapturedNote(NoteKind.NOTE, ".NET and +more")


def test_a_prefix_alone_has_no_text() -> None:
    assert split_prefix(" ! ") == ("!", "")
    assert split_prefix("") == ("", "")
    for line in ("", " ", "!", "+ ", "\t", "! @Ana", "! due:fri", "! @Ana @Dana", "@Sales "):
        with pytest.raises(CaptureError, match="there is no text to save yet"):
            parse_line(line, NoteKind.WIN, ROSTER, TODAY)


# Mentions and tags in notes


def test_a_joint_win_credits_its_teams_in_order() -> None:
    captured = note("closed Acme @Marketing @sales @Mark #Launch")
    assert captured == CapturedNote(
        NoteKind.WIN,
        "closed Acme @Marketing @sales @Mark #Launch",
        teams=("Marketing", "Sales"),
        tags=("launch",),
    )


def test_people_are_kept_apart_from_teams() -> None:
    captured = note("* for the demo, @Dana and @Ana Maria")
    assert captured.people == ("Dana", "Ana Maria")
    assert captured.teams == ()


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("@Sales @Marketing closed Acme", "closed Acme"),
        ("@Sales/@Marketing closed Acme", "closed Acme"),
        ("@Sales, @Marketing: closed Acme", "closed Acme"),
        ("@Sales - closed Acme", "closed Acme"),
        ("@Sales -> closed Acme", "closed Acme"),
        ("@Sales: +20% growth", "+20% growth"),
        ("@Sales -5% churn", "-5% churn"),
        ("@Sales and @Marketing closed Acme", "@Sales and @Marketing closed Acme"),
        ("@Sales & friends", "@Sales & friends"),
        ("@Sales's deal", "@Sales's deal"),
        ("@Sales! Great", "@Sales! Great"),
        ("deal by @Sales", "deal by @Sales"),
        ("deal @Sales", "deal @Sales"),
        ("@Nobody closed it", "@Nobody closed it"),
    ],
)
def test_addresses_leave_the_text_of_a_note(line: str, text: str) -> None:
    assert note(line).text == text


def test_a_question_to_a_person_asks_their_team() -> None:
    captured = note("? @Dana, when does @Sales get it, @Eve? @Guest")
    assert captured == CapturedNote(
        NoteKind.QUESTION,
        "when does @Sales get it, @Eve? @Guest",
        teams=("Marketing", "Sales"),
        people=("Dana", "Eve", "Guest"),
    )


# Action items


@pytest.mark.parametrize(
    ("line", "text", "owner", "team"),
    [
        ("send deck @Ana", "send deck", "Ana", "Sales"),
        ("@ana send deck", "send deck", "Ana", "Sales"),
        ("@Ana Maria: send deck", "send deck", "Ana Maria", "Sales"),
        ("send deck -> @Ana", "send deck", "Ana", "Sales"),
        ("send deck, @Ana", "send deck", "Ana", "Sales"),
        ("send deck to @Ana", "send deck to @Ana", "Ana", "Sales"),
        ("send deck WITH @Ana", "send deck WITH @Ana", "Ana", "Sales"),
        ("ask @Ana for it", "ask @Ana for it", "Ana", "Sales"),
        ("send deck (@Ana)", "send deck (@Ana)", "Ana", "Sales"),
        ("send deck @Sales @Ana", "send deck", "Ana", "Sales"),
        ("@Sales @Ana send deck", "send deck", "Ana", "Sales"),
        ("send deck @Marketing", "send deck", "", "Marketing"),
        ("send deck @Guest", "send deck", "Guest", ""),
        ("send deck", "send deck", "", ""),
        # what the fields do not keep stays in the text
        ("@Ana @Dana pair up", "@Dana pair up", "Ana", "Sales"),
        ("pair up @Ana @Dana", "pair up @Dana", "Ana", "Sales"),
        ("@Ana and @Dana pair up", "@Ana and @Dana pair up", "Ana", "Sales"),
        ("pair up @Ana and @Dana", "pair up @Ana and @Dana", "Ana", "Sales"),
        ("@Dana send it to @Sales", "send it to @Sales", "Dana", "Marketing"),
        ("send deck @Nobody", "send deck @Nobody", "", ""),
        ("mail ana@Ana.com", "mail ana@Ana.com", "", ""),
    ],
)
def test_the_first_person_named_owns_it(line: str, text: str, owner: str, team: str) -> None:
    assert action(line) == CapturedAction(text, owner, team)


def test_the_date_leaves_before_the_names_are_read() -> None:
    friday = date(2026, 11, 27)
    expected = CapturedAction("send deck", "Ana", "Sales", friday)
    assert action("send deck @Ana due:fri") == expected
    assert action("send deck due:fri @Ana") == expected
    assert action("due:next fri @Ana send deck") == expected
    assert action("send #Deck due:fri").tags == ("deck",)


def test_a_date_that_is_not_understood_is_refused() -> None:
    with pytest.raises(CaptureError, match="'soon' is not a date"):
        action("send deck due:soon")


def test_an_action_item_may_be_read_without_a_text() -> None:
    assert parse_action(" @ana due:fri ", ROSTER, TODAY) == CapturedAction(
        "", "Ana", "Sales", date(2026, 11, 27)
    )
    assert parse_action("", ROSTER, TODAY) == CapturedAction("")


# The line as a whole


def test_text_is_cleaned_on_the_way_in() -> None:
    assert note("closed\tAcme\x1b[31m\u202e").text == "closed Acme�[31m�"


def test_a_line_that_is_too_long_says_the_limit() -> None:
    assert len(note("x" * MAX_LINE).text) == MAX_LINE
    with pytest.raises(Refused, match=f"at most {MAX_LINE} characters and this one has 2001"):
        note("x" * (MAX_LINE + 1))


lines = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ["@Ana", "@Marketing", "@", "due:", "due:fri", "due:fri 1/12", '"', "#x", "!", "+", ".",
             "and", "to", "->", ",", "(", ")", "/", "weeks", "https://x.org/", "deck", "ﬁ", "ß"]
        ),
        max_size=8,
    ).map(" ".join),
    st.lists(st.sampled_from(["@Ana", "/", "!", " ", "#a", "due:", "fri", "."]), max_size=9).map(
        "".join
    ),
)  # fmt: skip


@settings(max_examples=300)
@given(lines, st.sampled_from(NoteKind))
def test_nothing_but_a_capture_error_is_raised(line: str, own_kind: NoteKind) -> None:
    with suppress(CaptureError):
        captured = parse_line(line, own_kind, ROSTER, TODAY)
        assert captured.text.strip()


@settings(max_examples=200)
@given(st.text(st.characters(exclude_characters="@#:"), max_size=80), st.sampled_from("!."))
def test_text_without_marks_comes_back_as_it_was(text: str, prefix: str) -> None:
    whole = clean(text).strip()
    assume(whole)
    assert parse_line(f"{prefix} {text}", NoteKind.WIN, ROSTER, TODAY).text == whole
    assume(whole[0] not in {*PREFIXES, "!"})
    assert note(text) == CapturedNote(NoteKind.WIN, whole)
