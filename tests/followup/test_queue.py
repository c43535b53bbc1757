"""What waits in the queue of a series: read as in a meeting, taken down by none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from meetingtui.agenda.model import Agenda, Team
from meetingtui.errors import Refused, UsageError
from meetingtui.followup.queue import SIGNS, queued
from meetingtui.meeting.model import Action, Meeting, Note, NoteKind, NoteState
from meetingtui.meeting.outcome import Moment
from meetingtui.meeting.versions import before

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
AGENDA = Agenda(
    version=1, id="weekly", title="Weekly", length=timedelta(minutes=20), segments=(),
    teams=(Team("Sales", ("Ana", "Ben")), Team("Marketing", ("Dana",))),
)  # fmt: skip
NOW = Moment(AT, AT.date(), lambda: "0" * 24)
NEXT = date(2026, 12, 1)


def put(kind: str, text: str, team: str = "", *earlier: Meeting) -> Note | Action:
    return queued(kind, text, team, AGENDA, earlier, NEXT, NOW)


def test_a_question_of_one_of_two_teams_asks_the_other() -> None:
    note = put("question", "When does the deck arrive #pricing", "sal")
    assert isinstance(note, Note)
    assert (note.kind, note.state, note.team) == (NoteKind.QUESTION, NoteState.OPEN, "Sales")
    assert (note.teams, note.tags) == (("Marketing",), ("pricing",))
    assert (note.agenda, note.meeting, note.number, note.slot) == ("weekly", "", 0, "")
    assert before(note) is None


def test_a_promise_has_its_owner_and_date_and_else_the_day_of_the_next_meeting() -> None:
    promise = put("action", "Send it @Ana due:fri")
    assert isinstance(promise, Action)
    assert (promise.text, promise.owner, promise.team) == ("Send it", "Ana", "Sales")
    assert (promise.due_on, promise.meeting, promise.number) == (date(2026, 11, 27), "", 0)
    other = put("action", "Send it", "Marketing")
    assert isinstance(other, Action)
    assert (other.due_on, other.owner, other.team) == (NEXT, "", "Marketing")


@pytest.mark.parametrize("kind", list(SIGNS))
def test_the_kind_is_the_one_named_whatever_the_text_begins_with(kind: str) -> None:
    document = put(kind, "! + [red]")
    assert document.text == "! + [red]"
    assert kind == ("action" if isinstance(document, Action) else str(document.kind))


def test_people_of_earlier_meetings_are_known() -> None:
    last = Meeting(
        id="m", agenda="weekly", title="Weekly", slots=(), opened_at=AT,
        teams=(Team("Sales", ("Ana",)), Team("Marketing", ("Dana", "Zoe"))),
    )  # fmt: skip
    promise = put("action", "Send it @Zoe", "", last)
    assert isinstance(promise, Action)
    assert (promise.owner, promise.team) == ("Zoe", "Marketing")


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(UsageError, match="no team 'Legal' in weekly; the teams are Sales, Mark"):
        put("win", "Closed Acme", "Legal")
    with pytest.raises(Refused, match="no text"):
        put("win", "  ")
    with pytest.raises(Refused, match="soonish"):
        put("action", "Send it due:soonish")
