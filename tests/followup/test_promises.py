"""Promises outside a meeting: choosing, finding, settling, editing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from meetingtui.agenda.model import Team
from meetingtui.errors import NotFoundError, Refused
from meetingtui.followup.promises import (
    Wanted,
    is_overdue,
    numbered,
    roster_of,
    settle,
)
from meetingtui.meeting.facts import Present
from meetingtui.meeting.model import Action, ActionState, Meeting
from meetingtui.meeting.versions import before

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def action(number: int, owner: str = "Ana", days: int | None = 3, **more: object) -> Action:
    fields: dict[str, object] = {
        "id": f"a{number}", "agenda": "weekly", "meeting": "m", "number": number, "text": "Send it",
        "owner": owner, "team": "Sales", "taken_at": AT,
        "due_on": None if days is None else TODAY + timedelta(days=days), **more,
    }  # fmt: skip
    return Action(**fields)


DONE = action(5, days=-9, state=ActionState.DONE)
ALL = [
    action(1, days=None),
    action(2, owner="Ben", days=0),
    action(3, days=-1, agenda="monthly"),
    action(4, days=3, team="Marketing"),
    DONE,
]


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(), [1, 2, 3, 4, 5]),
        (Wanted(open_only=True), [1, 2, 3, 4]),
        (Wanted(overdue=True), [3]),
        (Wanted(owner="ben"), [2]),
        (Wanted(team="MARKETING"), [4]),
        (Wanted(series="Monthly"), [3]),
        (Wanted(owner="Ben", team="Marketing"), []),
    ],
)
def test_those_wanted(wanted: Wanted, numbers: list[int]) -> None:
    assert [a.number for a in ALL if wanted.takes(a, TODAY)] == numbers


def test_overdue_is_open_and_due_before_today() -> None:
    assert is_overdue(action(1, days=-1), TODAY)
    assert not is_overdue(action(1, days=0), TODAY)
    assert not is_overdue(action(1, days=None), TODAY)
    assert not is_overdue(DONE, TODAY)


def test_a_number_finds_its_promise() -> None:
    assert numbered(ALL, 4) is ALL[3]
    with pytest.raises(NotFoundError, match=r"no action item !9; `meetingtui actions --all`"):
        numbered(ALL, 9)


@pytest.mark.parametrize("to", [ActionState.DONE, ActionState.DROPPED])
def test_settling(to: ActionState) -> None:
    settled = settle(ALL[0], to, AT, "no need")
    assert (settled.state, settled.reason, settled.settled_at) == (to, "no need", AT)
    assert before(settled) == ALL[0]


def test_what_is_settled_is_not_settled_again() -> None:
    with pytest.raises(Refused, match=r"^!5 is done already; reopen it first$"):
        settle(DONE, ActionState.DROPPED, AT)


def meeting(*teams: Team, guest: str = "") -> Meeting:
    timeline = (Present(step=1, at=AT, person=guest),) if guest else ()
    return Meeting(
        id="m", agenda="weekly", title="Weekly", teams=teams, slots=(), opened_at=AT,
        timeline=timeline,
    )  # fmt: skip


def test_the_roster_has_everybody_of_all_meetings_on_their_latest_team() -> None:
    old = meeting(Team("Sales", ("Ana", "Gus")), Team("Design", ("Fay",)), guest="Zoe")
    new = meeting(Team("Sales", ("Ana",)), Team("Marketing", ("Dana", "Fay")))
    roster = roster_of([old, new])
    assert roster.teams == (
        Team("Sales", ("Ana", "Gus")), Team("Marketing", ("Dana", "Fay")), Team("Design"),
        Team("Guests", ("Zoe",)),
    )  # fmt: skip
    assert roster.team_of("Fay") == "Marketing"


def test_without_meetings_the_roster_is_empty() -> None:
    assert roster_of([]).names == ()
