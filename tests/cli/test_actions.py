"""The promises on the command line."""

import json
import subprocess
import sys
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from meetingtui.agenda.model import Team
from meetingtui.cli.actions import actions
from meetingtui.cli.context import Context
from meetingtui.errors import NotFoundError, Refused, StoreError, UsageError
from meetingtui.meeting.model import (
    Action,
    ActionState,
    Carried,
    Changes,
    Meeting,
    MeetingState,
    Note,
)
from meetingtui.settings import Folders

DUE = date(2026, 11, 27)


@pytest.fixture
def context(tmp_path, clock):
    folders = Folders(config=tmp_path / "config", data=tmp_path / "data")
    return Context(clock=clock, environ={}, folders=folders)


@pytest.fixture
def store(context, now):
    """Return a store with five promises of two series, of which one was carried twice."""
    meeting = Meeting(
        id="m1", agenda="weekly", title="Weekly", slots=(), opened_at=now,
        teams=(Team("Sales", ("Ana", "Ben")), Team("Marketing", ("Dana",))),
        carried=(Carried("a3", 1),), state=MeetingState.CLOSED,
    )  # fmt: skip
    later = Meeting(
        id="m2", agenda="weekly", title="Weekly", slots=(), opened_at=now, teams=(),
        carried=(Carried("a3", 2),), state=MeetingState.CLOSED,
    )  # fmt: skip

    def promise(number, text, owner, due_on, **more):
        fields = {"agenda": "weekly", "meeting": "m1", "taken_at": now, **more}
        return Action(id=f"a{number}", number=number, text=text, owner=owner, due_on=due_on,
                      team="Marketing" if owner == "Dana" else "Sales", **fields)  # fmt: skip

    documents = (
        meeting, later,
        promise(1, "Send the deck", "Ana", DUE),
        promise(2, "Fix the form", "Dana", None),
        promise(3, "Call Acme", "Ben", date(2026, 11, 20)),
        promise(4, "Book the room", "Ana", DUE, state=ActionState.DROPPED, reason="no fair",
                settled_at=now - timedelta(days=1)),
        promise(5, "Old times", "Ana", None, state=ActionState.DONE),
    )  # fmt: skip
    store = context.open_store()
    store.commit(Changes(documents))
    return store


@pytest.fixture
def invoke(context):
    def invoke(*args):
        return CliRunner().invoke(actions, args, obj=context)

    return invoke


def test_open_ones_are_listed_by_due_date_in_columns(store, invoke):
    said = invoke()
    assert said.exit_code == 0
    assert said.stdout == (
        "!3  Fri 20 Nov, 4 days overdue  Ben   Call Acme  carried ×2\n"
        "!1  Fri 27 Nov, in 3 days       Ana   Send the deck\n"
        "!2  no date                     Dana  Fix the form\n"
    )
    assert invoke("--open").stdout == said.stdout


def test_all_shows_how_the_others_ended(store, invoke):
    lines = invoke("--all").stdout.splitlines()
    assert lines[3:] == [
        "!4  dropped Mon 23 Nov          Ana   Book the room  (no fair)",
        "!5  done                        Ana   Old times",
    ]


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (["--overdue"], ["!3"]),
        (["--owner", "ana"], ["!1"]),
        (["--owner", "Ana", "--all"], ["!1", "!4", "!5"]),
        (["--team", "marketing"], ["!2"]),
        (["--series", "weekly"], ["!3", "!1", "!2"]),
        (["--series", "leads-sync"], []),
    ],
)
def test_filters(store, invoke, options, numbers):
    assert [line.split()[0] for line in invoke(*options).stdout.splitlines()] == numbers


def test_nothing_found_is_said_beside_the_data(store, invoke):
    said = invoke("--owner", "dana", "--overdue")
    assert (said.exit_code, said.stdout) == (0, "")
    assert said.stderr == "There are no overdue action items of dana.\n"


def test_an_empty_store_has_no_open_action_items(invoke):
    assert invoke().stderr == "There are no open action items.\n"


def test_the_agenda_is_named_where_there_are_several(store, invoke, now):
    other = Action(
        id="b", number=6, agenda="monthly", meeting="x", text="\x1b]52;[red]", taken_at=now
    )
    store.commit(Changes((other,)))
    lines = invoke().stdout.splitlines()
    assert lines[-1].split("  ")[-2:] == ["\ufffd]52;[red]", "[monthly]"]
    assert "nobody yet" in lines[-1]
    assert lines[0].endswith("carried ×2  [weekly]")


def test_json_tells_everything(store, invoke):
    told = json.loads(invoke("--overdue", "--json").stdout)
    assert told == {
        "schema": 1,
        "actions": [
            {
                "id": "a3", "number": 3, "text": "Call Acme", "owner": "Ben", "team": "Sales",
                "due_on": "2026-11-20", "overdue": True, "due_soon": False,
                "asks_for_choice": False, "carried": 2, "tags": [],
                "state": "open", "reason": "", "series": "weekly", "meeting": "m1",
                "taken_at": "2026-11-24T10:00:00Z", "settled_at": None,
            }
        ],
    }  # fmt: skip
    assert json.loads(invoke("--owner", "Dana", "--overdue", "--json").stdout)["actions"] == []


# Changing them


def test_done_takes_several_numbers_either_way(store, invoke, now):
    said = invoke("done", "1", "!3", "1")
    assert said.stdout == "!1 is done: Send the deck · Ana\n!3 is done: Call Acme · Ben\n"
    assert store.get(Action, "a1").state is ActionState.DONE
    assert store.get(Action, "a3").settled_at == now


def test_drop_says_why(store, invoke):
    assert invoke("drop", "2", "--reason", " the form\x07 is gone ").stdout == (
        "!2 is dropped: Fix the form · Dana · the form\ufffd is gone\n"
    )
    assert store.get(Action, "a2").reason == "the form\ufffd is gone"
    assert invoke("drop", "1", "too", "late").stdout.endswith("Send the deck · Ana · too late\n")


def test_reopen(store, invoke):
    assert invoke("reopen", "4").stdout == (
        "!4 is open again: Book the room · Ana · due Fri 27 Nov, in 3 days\n"
    )
    assert invoke("reopen", "5").stdout == "!5 is open again: Old times · Ana\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (["Send both decks"], "!1 is changed: Send both decks · Ana · due Fri 27 Nov, in 3 days"),
        (
            ["@Dana", "due:1", "dec"],
            "!1 is changed: Send the deck · Dana · due Tue 1 Dec, in 7 days",
        ),
        (["-5", "%", "off"], "!1 is changed: -5 % off · Ana · due Fri 27 Nov, in 3 days"),
    ],
)
def test_edit_reads_what_the_capture_line_reads(store, invoke, text, line):
    assert invoke("edit", "!1", *text).stdout == f"{line}\n"


def test_a_new_owner_brings_their_team(store, invoke):
    invoke("edit", "1", "@Dana")
    assert store.get(Action, "a1").team == "Marketing"


@pytest.mark.parametrize(
    ("args", "error", "sentence"),
    [
        (["done", "1", "9"], NotFoundError, "there is no action item !9"),
        (["done", "1", "4"], Refused, "!4 is dropped already; reopen it first"),
        (["reopen", "5", "1"], Refused, "!1 is open already"),
        (["edit", "5", "New"], Refused, "!5 is done already; reopen it first"),
        (["edit", "1", "due:someday"], Refused, "'someday' is not a date"),
    ],
)
def test_what_cannot_be_done_changes_nothing(store, invoke, args, error, sentence):
    before = store.find(Action)
    said = invoke(*args)
    assert isinstance(said.exception, error)
    assert sentence in str(said.exception)
    assert said.stdout == ""
    assert store.find(Action) == before


@pytest.mark.parametrize("args", ["done", "done x", "done !", "drop ²", "reopen -1", "edit 1"])
def test_what_is_no_number_is_a_usage_error(store, invoke, args):
    assert invoke(*args.split()).exit_code == 2


def test_help_says_how_to_change_one(invoke):
    said = invoke("--help").stdout
    assert "[COMMAND N ...]" in said
    assert all(word in said for word in ("done", "drop", "edit", "reopen"))


def test_a_broken_store_is_not_a_traceback(context, invoke):
    context.store_path.parent.mkdir(parents=True)
    context.store_path.write_text("{")
    assert isinstance(invoke().exception, StoreError)


def test_it_never_loads_the_screen(tmp_path):
    code = (
        "import sys; sys.argv = ['meetingtui', '--store', sys.argv[1], 'actions', '--all']\n"
        "from meetingtui.cli.main import main\n"
        "status = main()\n"
        "print(status, sorted({m.partition('.')[0] for m in sys.modules} & {'textual', 'rich'}))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "library.json")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout == "0 []\n"
    assert said.stderr == "There are no action items.\n"


def test_groups_have_titles(store, invoke):
    assert invoke("--by", "owner").stdout.splitlines()[:3] == [
        "Ana",
        "!1  Fri 27 Nov, in 3 days       Ana   Send the deck",
        "",
    ]


def test_several_are_handed_over_and_given_a_date(store, invoke):
    assert invoke("hand", "Ben", "1", "!2").stdout == (
        "!1 is changed: Send the deck · Ben · due Fri 27 Nov, in 3 days\n"
        "!2 is changed: Fix the form · Ben\n"
    )
    assert invoke("date", "2026-12-24", "1", "2").stdout.count("due Thu 24 Dec") == 2
    assert invoke("edit", "1,2", "due:2026-12-23").stdout.count("due Wed 23 Dec") == 2
    assert invoke("hand", "1", "Ana").stdout.startswith("!1 ")
    assert invoke("date", "1,2", "2026-12-25").stdout.count("due Fri 25 Dec") == 2
    for slip in (("hand", "Ben"), ("hand", "3", "4"), ("date", "3", "1", "of", "dec")):
        assert f"write it as `{slip[0]} " in invoke(*slip).stderr.replace("actions ", "")
    nobody = invoke("hand", "Zoe", "1")
    assert isinstance(nobody.exception, UsageError)
    assert "nobody called 'Zoe' is known in weekly; known: Ana, Ben, Dana" in str(nobody.exception)


def test_one_is_split_and_one_put_on_the_next_agenda(store, invoke):
    assert invoke("split", "1", "Send both decks | Call Acme @Ben").stdout == (
        "!1 is changed: Send both decks · Ana · due Fri 27 Nov, in 3 days\n"
        "new: !6 Call Acme · Ben\n"
    )
    later = invoke("later", "3")
    assert later.stdout == (
        "!3 is put on the next agenda, and no promise any more: Call Acme · Ben\n"
        "parked: Call Acme · on the next agenda\n"
    )
    (topic,) = store.find(Note)
    assert topic.promise == 3
    told = f"!3 is note {topic.id[-4:]} now; `meetingtui review drop {topic.id[-4:]}` drops it\n"
    assert later.stderr == told


def test_what_goes_on_as_a_parked_note_does_not_open_again_beside_it(store, invoke):
    invoke("later", "3")
    refused = invoke("reopen", "3")
    assert isinstance(refused.exception, Refused)
    assert "!3 goes on as a parked note" in str(refused.exception)


def test_numbers_stand_apart_or_between_commas(store, invoke):
    assert len(invoke("done", "1,!2", "3").stdout.splitlines()) == 3


def test_the_history_is_listed(store, invoke):
    invoke("edit", "1", "@Ben")
    assert invoke("history", "1").stdout == (
        "Tue 24 Nov 2026  owner Ana → Ben  (between meetings)\n"
    )
    told = json.loads(invoke("history", "1", "--json").stdout)
    assert told["changes"][0]["told"] == ["owner Ana → Ben"]
