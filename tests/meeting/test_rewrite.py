"""Lines that are written to be gone on with: they say what is there, so that nothing gets lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.errors import Refused
from meetingtui.meeting import commands as ask
from meetingtui.meeting.capture import PREFIXES
from meetingtui.meeting.making import roster_of
from meetingtui.meeting.model import Action, NoteKind, PreviewResult, State
from meetingtui.meeting.rewrite import as_typed, line_for, other_kind
from meetingtui.meeting.slash import parse_command
from tests.meeting.conftest import Table, make_meeting

PIECES = st.sampled_from(
    ["@Ana", "@Dana", "@Sales", "@Marketing", "#deal", "Acme", "with", "and", "!", "?", "for it",
     "for: SDRs", "from:fri", "https://x.org/a", "use: send it", "due:mon", "it's 5:00"]
)  # fmt: skip
LINES = st.builds(
    lambda sign, pieces: f"{sign} {' '.join(pieces)}",
    st.sampled_from(["", "!", *PREFIXES]),
    st.lists(PIECES, min_size=1, max_size=6, unique=True),
)


def document(table: Table):
    return {**table.state.notes, **table.state.actions}.popitem()[1]


@given(LINES)
def test_what_is_edited_and_not_changed_stays_as_it_is(line: str) -> None:
    table = Table(State(make_meeting()))
    table.do(ask.Goto(3))
    try:
        table.do(ask.Capture(line))
    except Refused:
        return
    before = document(table)
    table.do(parse_command(line_for("edit", table.state, before), roster_of(table.state)))
    ref = ask.Ref(before.number, action=isinstance(before, Action))
    table.do(ask.Edit(ref, as_typed(before)))
    after = document(table)
    fields = [name for name in before.__struct_fields__ if name != "history"]
    assert {n: getattr(after, n) for n in fields} == {n: getattr(before, n) for n in fields}


@pytest.fixture
def full(running: Table) -> Table:
    running.do(*map(ask.Capture, ("? When", "~ New deck", "! Send it @Ana due:fri")))
    return running


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("edit", ["/edit 1 When", "/edit 2 New deck", "/edit !1 @Ana Send it due:2026-11-27"]),
        ("drop", ["/drop 1 ", "/drop 2 ", "/drop !1 "]),
        ("done", ["", "", "/done 1 "]),
        ("answer", ["/answer 1 ", "", ""]),
        ("used", ["", "/used 2 ", ""]),
        ("action", ["/action 1 ", "/action 2 ", ""]),
        ("to", ["/to 1 ", "/to 2 ", ""]),
    ],
)
def test_a_word_is_begun_for_what_it_can_be_done_to(full: Table, word: str, lines: list) -> None:
    documents = [*full.state.notes.values(), *full.state.actions.values()]
    assert [line_for(word, full.state, each) for each in documents] == lines


def test_what_is_settled_is_only_opened_again(full: Table) -> None:
    full.do(ask.Answer(1, "now"), ask.SettlePreview(2, PreviewResult.USED), ask.Done(1))
    full.do(ask.Capture("gone"), ask.Drop(ask.Ref(3)), ask.Capture("todo"), ask.MakeAction(4))
    full.do(ask.Capture("kept"))
    words = ("edit", "answer", "used", "park", "done", "drop", "reopen")
    fit = {}
    for each in (*full.state.notes.values(), *full.state.actions.values()):
        fit[each.text] = [w for w in words if line_for(w, full.state, each)]
    assert fit == {
        "When": ["edit", "answer", "drop", "reopen"],
        "New deck": ["edit", "used", "park", "drop", "reopen"],
        "gone": ["reopen"],
        "kept": ["edit", "park", "drop"],
        "Send it": ["reopen"],
        "todo": ["edit", "done", "drop"],
    }


def test_the_kind_of_a_line_goes_round() -> None:
    line, seen = "Closed Acme", []
    for _ in range(10):
        line = other_kind(line, NoteKind.WIN)
        seen.append(line)
    assert seen[:3] == ["! Closed Acme", "? Closed Acme", "= Closed Acme"]
    assert seen[-1] == "Closed Acme"
    assert len(set(seen)) == 10
    assert not any(line.startswith("+") for line in seen)


def test_the_kind_of_an_empty_line_and_of_an_edit_change_too() -> None:
    assert other_kind("", NoteKind.WIN) == "! "
    assert other_kind("+ Acme", NoteKind.WIN) == "! Acme"
    assert other_kind("/edit 7 Acme", NoteKind.WIN) == "/edit 7 ! Acme"
    assert other_kind("/edit 7 . Acme", NoteKind.WIN) == "/edit 7 Acme"


def test_an_edit_of_an_action_item_begins_with_its_text(full: Table) -> None:
    (action,) = full.state.actions.values()
    assert as_typed(action) == "Send it"
