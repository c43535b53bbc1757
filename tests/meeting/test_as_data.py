"""What programs hear of facts and documents."""

import json

import pytest

from meetingtui.meeting import commands as ask
from meetingtui.meeting.as_data import document_as_data, fact_as_data
from meetingtui.meeting.model import Carried, Note, NoteKind, State
from tests.meeting.conftest import OPENED_AT, Table, minutes


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (ask.Extend(minutes(-1)), {"by_s": -60}),
        (ask.Rate("Sales", 9, "short"), {"team": "Sales", "score": 9, "why": "short"}),
        (ask.Next(), {}),
        (ask.MarkAbsent("Ben"), {"person": "Ben"}),
    ],
)
def test_a_fact_says_what_it_knows(running: Table, command, said) -> None:
    (fact,) = running.do(command)
    assert fact_as_data(running.state, fact) == said


def test_a_refit_says_who_pays_in_seconds(running: Table) -> None:
    facts = running.do(ask.Extend(minutes(3)))
    said = [fact_as_data(running.state, fact) for fact in facts]
    assert said == [{"by_s": 180}, {"cuts_s": {"6": 180}}]


def test_a_fact_about_a_note_names_it(running: Table) -> None:
    (fact,) = running.do(ask.Capture("~ New deck"))
    id = next(iter(running.state.notes))
    assert fact_as_data(running.state, fact) == {"id": id, "number": 1, "note": "New deck"}
    (fact,) = running.do(ask.Capture("for: SDRs"))
    said = fact_as_data(running.state, fact)
    assert (said["said"], said["number"]) == ("for SDRs", 1)
    assert json.dumps(said)


def test_a_carried_note_has_the_number_of_this_meeting(seat) -> None:
    note = Note(
        id="n", agenda="weekly", meeting="m0", number=7, kind=NoteKind.PARKED, text="old",
        taken_at=OPENED_AT,
    )  # fmt: skip
    table = seat(carried=(Carried("n", 1, 1),))
    state = State(table.state.meeting, {"n": note}, {})
    assert document_as_data(state, note)["number"] == 1
