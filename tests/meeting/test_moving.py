"""A note goes to another slot or team."""

import pytest

from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import NoteKind, Preview
from tests.meeting.conftest import Table


@pytest.fixture
def won(running: Table) -> Table:
    running.do(ask.Goto(3), ask.Capture("Closed Acme"))
    return running


def moved(table: Table, to: str):
    table.do(ask.Move(1, to))
    return table.state.notes[min(table.state.notes)]


@pytest.mark.parametrize("to", ["4", "Marketing", "@mark", "Marketing · Wins", "marketing · w"])
def test_to_the_other_team(won: Table, to: str) -> None:
    note = moved(won, to)
    assert (note.team, note.slot, note.kind) == ("Marketing", "wins/Marketing", NoteKind.WIN)


def test_a_note_of_the_slots_own_kind_takes_on_that_of_the_other(won: Table) -> None:
    note = moved(won, "5")
    assert (note.kind, note.state, note.teams) == ("question", "open", ("Marketing",))
    note = moved(won, "review")
    assert (note.kind, note.state, note.team, note.slot) == ("note", "recorded", "Sales", "review")


def test_another_kind_stays(running: Table) -> None:
    running.do(ask.Goto(3), ask.Capture("~ New deck for: SDRs"))
    note = moved(running, "5")
    assert (note.kind, note.preview) == (NoteKind.PREVIEW, Preview(audience="SDRs"))


def test_a_question_then_asks_the_other_team(running: Table) -> None:
    running.do(ask.Goto(5), ask.Capture("When?"))
    note = moved(running, "Marketing")
    assert (note.team, note.teams, note.slot) == ("Marketing", ("Sales",), "questions/Marketing")


def test_a_team_without_such_a_slot_has_said_it_all_the_same(running: Table) -> None:
    running.do(ask.Capture("a note"))
    note = moved(running, "Sales")
    assert (note.team, note.slot) == ("Sales", "opening")


def test_a_title_means_the_slot_of_the_same_team(running: Table) -> None:
    running.do(ask.Goto(6), ask.Capture("When?"))
    assert moved(running, "wins").slot == "wins/Marketing"


def test_a_note_taken_before_the_start_goes_where_it_belongs(table: Table) -> None:
    table.do(ask.Capture("Closed Acme"))
    note = moved(table, "3")
    assert (note.kind, note.team) == (NoteKind.NOTE, "Sales")


def test_there_has_to_be_such_a_place_and_another_one(won: Table) -> None:
    assert "there is no slot or team '99'" in won.refuses(ask.Move(1, "99"))
    assert "it is there already: Sales · Wins" in won.refuses(ask.Move(1, "3"))
    assert "there already: Sales" in won.refuses(ask.Move(1, "Sales"))
    won.do(ask.Drop(ask.Ref(1)))
    assert "is dropped" in won.refuses(ask.Move(1, "4"))
