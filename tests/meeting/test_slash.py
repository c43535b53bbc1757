from contextlib import suppress
from datetime import time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingtui.agenda.model import Team
from meetingtui.errors import UsageError
from meetingtui.meeting import commands as ask
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.model import PreviewResult
from meetingtui.meeting.slash import help_lines, is_command, parse_command
from meetingtui.meeting.word_args import FaceWord
from meetingtui.meeting.words import OTHERS_SAY, WORDS, find_word, unknown_word
from meetingtui.text import MAX_LINE

ROSTER = Roster(
    (
        Team("Sales", ("Ana", "Ana Maria", "John")),
        Team("Marketing", ("Dana",)),
        Team("Team 2", ()),
        Team("Team 3", ()),
    )
)
MINUTE = timedelta(minutes=1)
TEAMS = "the teams are Sales, Marketing, Team 2, Team 3"


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("/next", ask.Next()),
        ("  /NEXT ", ask.Next()),
        ("/start", ask.Next()),
        ("/back", ask.Back()),
        ("/goto 3", ask.Goto(3)),
        ("/skip", ask.Skip()),
        ("/give", ask.Give()),
        ("/give 2m", ask.Give(0, 2 * MINUTE)),
        ("/give 6", ask.Give(6)),
        ("/give 6 90s", ask.Give(6, 1.5 * MINUTE)),
        ("/move 6", ask.MoveSlot(6)),
        ("/move 6 to 4", ask.MoveSlot(6, 4)),
        ("/extend", ask.Extend()),
        ("/extend 90s", ask.Extend(1.5 * MINUTE)),
        ("/extend 1h 30m", ask.Extend(90 * MINUTE)),
        ("/shorten", ask.Extend(-MINUTE)),
        ("/shorten 3", ask.Extend(-3 * MINUTE)),
        ("/pause", ask.Pause()),
        ("/resume", ask.Resume()),
        ("/began 2m ago", ask.Began(2 * MINUTE)),
        ("/began 2 min Ago", ask.Began(2 * MINUTE)),
        ("/began 2m", ask.Began(2 * MINUTE)),
        ("/began 10:02", ask.Began(at=time(10, 2))),
        ("/began 3pm", ask.Began(at=time(15))),
        ("/began at 9:58", ask.Began(at=time(9, 58))),
        ("/boundary 1m earlier", ask.Boundary(-MINUTE)),
        ("/boundary 1m 30s Later", ask.Boundary(1.5 * MINUTE)),
        ("/refit", ask.Refit()),
        ("/undo", ask.Undo()),
        ("/redo", ask.Redo()),
        ("/answer 4 by 10:30, “yes”", ask.Answer(4, "by 10:30, “yes”")),
        ("/edit 4 new  text @Ana", ask.Edit(ask.Ref(4), "new  text @Ana")),
        ("/edit !4 due:fri", ask.Edit(ask.Ref(4, action=True), "due:fri")),
        ("/action 4", ask.MakeAction(4)),
        ("/action 4 send deck @Ana", ask.MakeAction(4, "send deck @Ana")),
        ("/park 4", ask.Park(4)),
        ("/question 4", ask.Edit(ask.Ref(4), "? ")),
        ("/question 4 @Sales", ask.Edit(ask.Ref(4), "? @Sales")),
        ("/to 4 Sales · Wins", ask.Move(4, "Sales · Wins")),
        ("/feedback 4 too long", ask.Feedback(4, "too long")),
        ("/used 4", ask.SettlePreview(4, PreviewResult.USED)),
        ("/used 4 in 3 mails", ask.SettlePreview(4, PreviewResult.USED, "in 3 mails")),
        ("/unused 4 no time", ask.SettlePreview(4, PreviewResult.NOT_USED, "no time")),
        ("/reopen !4", ask.Reopen(ask.Ref(4, action=True))),
        ("/drop 4", ask.Drop(ask.Ref(4))),
        ("/drop !12 not needed", ask.Drop(ask.Ref(12, action=True), "not needed")),
        ("/done 12", ask.Done(12)),
        ("/done !12", ask.Done(12)),
        ("/norm yes", ask.CheckNorm(True)),
        ("/norm No, we interrupted", ask.CheckNorm(False, "we interrupted")),
        ("/norm mostly", ask.CheckNorm(None, "mostly")),
        ("/again 1 dec", ask.Reschedule("1 dec")),
        ("/close", ask.Close()),
        ("/status", FaceWord("status")),
        ("/quit", FaceWord("quit")),
        ("/help", FaceWord("help")),
        ("/help /drop", FaceWord("help", text="drop")),
        ("/notes", FaceWord("notes")),
        ("/actions", FaceWord("actions")),
        ("/wait 5m", FaceWord("wait", 5 * MINUTE)),
    ],
)
def test_a_word_is_a_command(line: str, command: ask.Command | FaceWord) -> None:
    assert is_command(line)
    assert parse_command(line, ROSTER) == command


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("/present ana", ask.MarkPresent("Ana")),
        ("/present @Ana", ask.MarkPresent("Ana")),
        ("/present Ana M", ask.MarkPresent("Ana Maria")),
        ("/present da", ask.MarkPresent("Dana")),
        ("/present Zoë", ask.MarkPresent("Zoë")),
        ("/present Zoë Sales", ask.MarkPresent("Zoë", "Sales")),
        ("/present @Zoë @mark", ask.MarkPresent("Zoë", "Marketing")),
        ("/present Zoë O'Brien team 2", ask.MarkPresent("Zoë O'Brien", "Team 2")),
        ("/present ana Sales", ask.MarkPresent("Ana", "Sales")),
        ("/present Jo Marketing", ask.MarkPresent("Jo", "Marketing")),
        ('/present "Zoë Smith"', ask.MarkPresent("Zoë Smith")),
        ("/present “Zoë Smith” s", ask.MarkPresent("Zoë Smith", "Sales")),
        ("/present Ana, Dana and john", ask.MarkPresent("Ana", others=("Dana", "John"))),
        ("/absent john", ask.MarkAbsent("John")),
        ("/absent john, Dana, and @Ana, john", ask.MarkAbsent("John", ("Dana", "Ana"))),
        ("/absent @Ana Maria", ask.MarkAbsent("Ana Maria")),
        ("/absent da", ask.MarkAbsent("Dana")),
        ("/rate Sales 9", ask.Rate("Sales", 9)),
        ("/rate S 9/10", ask.Rate("Sales", 9)),
        ("/rate @mark: 7, too long", ask.Rate("Marketing", 7, "too long")),
        ("/rate team 2 10 at last: 3 wins", ask.Rate("Team 2", 10, "at last: 3 wins")),
    ],
)
def test_names_are_found_in_the_roster(line: str, command: ask.Command) -> None:
    assert parse_command(line, ROSTER) == command


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("/next please", "nothing stands behind this word, not 'please'"),
        ("/goto", "say the number of the slot"),
        ("/goto x", "say the number of the slot, not 'x'"),
        ("/goto 0", "say the number of the slot, not '0'"),
        ("/goto ٣", "say the number of the slot, not '٣'"),
        ("/goto -1", "say the number of the slot, not '-1'"),
        ("/goto 1234567", "say the number of the slot, not '1234567'"),
        ("/boundary 1m", "say whether the slot began earlier or later"),
        ("/answer 4", "say the answer"),
        ("/answer !4 yes", "say the number of the question, not '!4'"),
        ("/edit", "say the number of the note, or of the action item as !N"),
        ("/edit 4", "say what to change"),
        ("/drop it", "say the number of the note, or of the action item as !N, not 'it'"),
        ("/present", "say who is here"),
        ('/present "Zoë" x', f"there is no team 'x'; {TEAMS}"),
        ("/absent", "say who is not here"),
        (
            "/absent Bob",
            "nobody called 'Bob' is expected; expected are Ana, Ana Maria, John, Dana",
        ),
        ("/absent ,", "nobody called ',' is expected; expected are Ana, Ana Maria, John, Dana"),
        ("/absent Jhon", "nobody called 'Jhon' is expected; did you mean John?"),
        ("/absent john, Dnaa", "nobody called 'Dnaa' is expected; did you mean Dana?"),
        ("/rate", "say the team and its rating"),
        ("/rate 9", f"there is no team '9'; {TEAMS}"),
        ("/rate Slaes 9", f"there is no team 'Slaes'; {TEAMS}"),
        ("/rate Team 9", f"there is no team 'Team'; {TEAMS}"),
        ("/rate Sales", "a rating is a whole number from 1 to 10"),
        ("/rate Sales 11", "a rating is a whole number from 1 to 10, not '11'"),
        ("/rate Sales 9.5", "a rating is a whole number from 1 to 10, not '9.5'"),
    ],
)
def test_what_is_off_is_said_with_the_usage(line: str, problem: str) -> None:
    word = find_word(line.split()[0].removeprefix("/"))
    assert word is not None
    with pytest.raises(UsageError) as raised:
        parse_command(line, ROSTER)
    assert str(raised.value) == f"{problem} (usage: {word.usage})"


def test_a_new_name_of_several_words_is_told_from_a_team_that_is_not_there() -> None:
    with pytest.raises(UsageError, match=TEAMS) as raised:
        parse_command("/present Zoë Slaes", ROSTER)
    assert 'a new name of several words stands in quotes: "Zoë Slaes"' in str(raised.value)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/nxt", "there is no /nxt; did you mean /next?"),
        ("/Pricing is live", "/help lists the words, and '. /pricing' is saved as text"),
    ],
)
def test_an_unknown_word_is_answered_with_what_to_type(line: str, sentence: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_command(line, ROSTER)
    assert str(raised.value).endswith(sentence)


@pytest.mark.parametrize(
    "line",
    [
        "/extend 5:00", "/shorten -1m", "/began", "/began ago",
        "/boundary earlier", "/boundary x later", "/wait", "/wait x",
    ],
)  # fmt: skip
def test_a_length_that_is_none_is_refused_with_the_usage(line: str) -> None:
    with pytest.raises(UsageError, match=r"\(usage: /"):
        parse_command(line, ROSTER)


@pytest.mark.parametrize("at", ["25:99", "at 10:60", "24.00"])
def test_a_time_of_day_that_is_none_is_no_length_either(at: str) -> None:
    with pytest.raises(UsageError, match=f"'{at}' is no time of day; write 10:00 or 3pm, or 2m"):
        parse_command(f"/began {at}", ROSTER)


def test_a_line_that_is_too_long_is_refused() -> None:
    with pytest.raises(UsageError, match=f"at most {MAX_LINE} characters and this one has 2010"):
        parse_command("/answer 1 " + "x" * MAX_LINE, ROSTER)


def test_text_behind_a_word_is_cleaned() -> None:
    assert parse_command("/answer\t1 a\x1bb", ROSTER) == ask.Answer(1, "a�b")


def test_what_is_no_command() -> None:
    for line in ("next", "and/or", "", ". /next"):
        assert not is_command(line)


def test_an_unknown_word_is_shown_in_part() -> None:
    assert unknown_word("x" * 99).startswith(f"there is no /{'x' * 40};")


def test_every_word_is_in_the_help_in_one_line() -> None:
    for word in WORDS:
        assert word.usage.split()[0] == f"/{word.name}"
        assert help_lines(word.name) == [f"{word.usage}: {word.help}"]
        assert len(help_lines(word.name)[0]) <= 80
        assert find_word(word.name.upper()) is word
    assert find_word("nxt") is None


def test_help_finds_a_word_by_what_it_is_about() -> None:
    lines = help_lines()
    assert lines[0].startswith("slots and clock: /next /start")
    for word in WORDS:
        assert sum(f"/{word.name} " in f"{line} " for line in lines[:-1]) == 1
    clock = help_lines("clock")
    assert clock[0] == "/next: open the next slot"
    assert help_lines("slots") == help_lines("Slots and") == clock
    with pytest.raises(UsageError, match="there is no /nxt; did you mean /next"):
        help_lines("nxt")


@pytest.mark.parametrize(
    ("typed", "meant"), [("nxt", "next"), ("stop", "pause"), ("delete", "drop")]
)
def test_what_is_no_word_may_have_meant_one(typed: str, meant: str) -> None:
    assert unknown_word(typed) == f"there is no /{typed}; did you mean /{meant}?"


def test_a_beginning_that_only_one_word_has_is_that_word() -> None:
    for typed, word in [("ext", "extend"), ("NEX", "next"), ("skip", "skip")]:
        assert find_word(typed) == find_word(word)
    assert find_word("re") is find_word("") is None
    assert unknown_word("re").startswith("/re could be /resume, ")
    assert unknown_word("re").endswith("; write more of it")


def test_what_others_say_is_no_word_here_and_means_one() -> None:
    for said, meant in OTHERS_SAY.items():
        assert find_word(said) is None
        assert find_word(meant) is not None


def test_words_without_arguments_take_nothing_more() -> None:
    for word in WORDS:
        if not word.takes_more:
            with pytest.raises(UsageError, match="nothing stands behind this word"):
                parse_command(f"/{word.name} x", ROSTER)


@settings(max_examples=200)
@given(st.sampled_from([word.name for word in WORDS]), st.text(max_size=30))
def test_nothing_but_a_usage_error_is_raised(name: str, rest: str) -> None:
    with suppress(UsageError):
        assert parse_command(f"/{name} {rest}", ROSTER) is not None
