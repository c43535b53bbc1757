"""The meetings held and their minutes, on the command line."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from meetingtui.agenda.model import SegmentKind, Team
from meetingtui.agenda.plan import Slot
from meetingtui.cli.context import Context
from meetingtui.cli.main import cli
from meetingtui.errors import NotFoundError
from meetingtui.meeting.facts import Closed, Rated, SlotOpened
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Changes,
    Meeting,
    MeetingState,
    Note,
    NoteKind,
)
from meetingtui.reports import as_json, as_markdown
from meetingtui.reports.minutes import minutes_of
from meetingtui.reports.options import Options
from meetingtui.resuming import state_of
from meetingtui.settings import Folders

WEEKLY_1 = "0192000000000000aaaaaaaa"
MONTHLY = "0193000000000000bbbbbbbb"
WEEKLY_2 = "0193000000010000cccccccc"
PLANNED = "0194000000000000dddddddd"


@pytest.fixture
def context(tmp_path, clock):
    folders = Folders(config=tmp_path / "config", data=tmp_path / "data")
    return Context(clock=clock, environ={}, folders=folders)


@pytest.fixture
def store(context, now):
    """Return a store with two weekly meetings, a monthly one that runs, and one planned."""

    def meeting(id, agenda, days, state, *timeline):
        return Meeting(
            id=id, agenda=agenda, title=f"The {agenda} one", opened_at=now + timedelta(days=days),
            teams=(Team("Sales", ("Ana",)),), state=state, timeline=timeline, facilitator="Ana",
            slots=(Slot(id="a", kind=SegmentKind.WINS, title="Wins", length=timedelta(hours=1)),),
        )  # fmt: skip

    def opened(days):
        return SlotOpened(step=1, at=now + timedelta(days=days, minutes=3), slot=0)

    ended = Closed(step=2, at=now + timedelta(days=-7, minutes=46))
    rated = Rated(step=3, at=now, team="Sales", score=9)
    promises = [
        Action(id=f"a{number}", number=number, agenda="weekly", meeting=WEEKLY_1, text="Send it",
               state=state, taken_at=now)
        for number, state in enumerate((ActionState.OPEN, ActionState.OPEN, ActionState.DONE), 1)
    ]  # fmt: skip
    win = Note(id="n", agenda="weekly", meeting=WEEKLY_1, number=1, kind=NoteKind.WIN,
               text="Acme [signed] é", taken_at=now)  # fmt: skip
    longer = Closed(step=2, at=now + timedelta(days=-4, hours=2, minutes=3))
    meetings = (
        meeting(WEEKLY_1, "weekly", -7, MeetingState.CLOSED, opened(-7), ended, rated),
        meeting(MONTHLY, "monthly", -5, MeetingState.RUNNING, opened(-5)),
        meeting(WEEKLY_2, "weekly", -4, MeetingState.CLOSED, opened(-4), longer),
        meeting(PLANNED, "weekly", 0, MeetingState.PLANNED),
    )
    store = context.open_store()
    store.commit(Changes((*meetings, win, *promises)))
    return store


@pytest.fixture
def invoke(context):
    def invoke(name, *args):
        return CliRunner().invoke(cli, (name, *args), obj=context)

    return invoke


@pytest.fixture
def rendered(context, store):
    def rendered(id, format=as_markdown):
        state = state_of(store, store.get(Meeting, id))
        return format.render([minutes_of(state, context.clock.zone)], Options()).decode()

    return rendered


# meetings


def test_the_latest_meeting_comes_first(store, invoke):
    assert invoke("meetings").stdout == (
        "019400000000  Tue 24 Nov 2026  10:00  weekly   The weekly one   planned\n"
        "019300000001  Fri 20 Nov 2026  10:03  weekly   The weekly one   closed   2h\n"
        "019300000000  Thu 19 Nov 2026  10:03  monthly  The monthly one  running\n"
        "019200000000  Tue 17 Nov 2026  10:03  weekly   The weekly one   closed   43m"
        "  rated 9.0  2 open\n"
    )


def test_meetings_of_one_series(store, invoke):
    lines = invoke("meetings", "--series", "MONTHLY").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["019300000000"]


def test_no_meetings_is_said_beside_the_data(invoke):
    said = invoke("meetings")
    assert (said.exit_code, said.stdout) == (0, "")
    assert said.stderr == "There are no meetings.\n"
    said = invoke("meetings", "--series", "leads-sync")
    assert (said.exit_code, said.stderr) == (0, "There are no meetings of leads-sync.\n")
    unknown = invoke("meetings", "--series", "leadsync").exception
    assert isinstance(unknown, NotFoundError)
    assert str(unknown) == "there is no series 'leadsync'; did you mean 'leads-sync'?"


def test_meetings_as_json(store, invoke):
    told = json.loads(invoke("meetings", "--json").stdout)
    assert told["schema"] == 1
    assert [meeting["id"] for meeting in told["meetings"]] == [
        PLANNED, WEEKLY_2, MONTHLY, WEEKLY_1,
    ]  # fmt: skip
    assert told["meetings"][-1] == {
        "id": WEEKLY_1, "series": "weekly", "title": "The weekly one", "facilitator": "Ana",
        "state": "closed", "opened_at": "2026-11-17T10:00:00Z",
        "started_at": "2026-11-17T10:03:00Z", "ended_at": "2026-11-17T10:46:00Z",
        "start_delay_s": None, "end_delay_s": -1020, "ratings": {"Sales": 9}, "rating": 9.0,
        "open_actions": 2,
    }  # fmt: skip
    assert (
        json.loads(invoke("meetings", "--json", "--series", "leads-sync").stdout)["meetings"] == []
    )


# show


def test_show_prints_the_minutes(invoke, rendered):
    text = invoke("show", "0192").stdout
    assert text == rendered(WEEKLY_1)
    assert "Acme \\[signed] é" in text


@pytest.mark.parametrize("name", ["monthly", MONTHLY[:12]])
def test_show_says_that_a_meeting_is_not_closed_yet(store, invoke, name):
    said = invoke("show", name)
    assert "not closed yet" in said.stdout
    assert said.stderr == "The monthly one of Thu 19 Nov 10:00 is not closed yet\n"


@pytest.mark.parametrize("name", ["last", "weekly"])
def test_the_last_meeting_is_the_last_that_was_closed(store, invoke, rendered, name):
    runs = replace(store.get(Meeting, WEEKLY_2), id="0195000000000000", state=MeetingState.RUNNING)
    store.commit(Changes((runs,)))
    said = invoke("show", name)
    assert said.stdout == rendered(WEEKLY_2)
    assert said.stderr == (
        "left out: The weekly one of Fri 20 Nov 10:00, not closed yet;"
        " `meetingtui show 0195000000` shows it\n"
    )


def test_show_as_json(invoke, rendered):
    assert invoke("show", "0192", "--json").stdout == rendered(WEEKLY_1, as_json)
