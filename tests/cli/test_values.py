"""Fields have one name each, whichever command prints them as JSON."""

import json

import pytest
from click.testing import CliRunner

from meetingtui.cli.context import Context
from meetingtui.cli.main import cli
from meetingtui.demo.year import hold_year
from meetingtui.meeting.model import Changes
from meetingtui.settings import Folders
from meetingtui.store.tiny import TinyStore


@pytest.fixture
def say(clock, tmp_path):
    """Return what a command prints as JSON after some weeks."""
    store = TinyStore(tmp_path / "library.json")
    store.commit(Changes(hold_year(clock.now(), clock.zone, weeks=3).documents))
    store.close()
    folders = Folders(config=tmp_path / "config", data=tmp_path)

    def say(*args):
        context = Context(clock=clock, environ={}, folders=folders)
        return json.loads(CliRunner().invoke(cli, [*args, "--json"], obj=context).stdout)

    return say


def only(values, *own):
    return {key: value for key, value in values.items() if key not in own}


def test_an_action_item_is_the_same_in_every_command(say):
    action = say("actions")["actions"][0]
    told = only(action, "due_soon", "carried", "asks_for_choice")
    assert action == say("review")["actions"][0]
    assert told in [
        a for owner in say("due", "--within", "90d")["owners"] for a in owner["actions"]
    ]
    (hit,) = say("search", f"!{action['number']}")["hits"]
    around = ("kind", "line", "marks", "title", "slot", "before", "after")
    assert only(hit, *around) == only(told, "overdue")
    assert hit["kind"] == "action item"


def test_so_is_a_note(say):
    note = say("review")["notes"][0]
    text = f'"{note["text"]}"'
    hits = say("search", text, f"kind:{note['kind']}", "is:open")["hits"]
    around = ("line", "marks", "title", "slot", "before", "after")
    assert only(note, "ref", "carried") in [only(hit, *around) for hit in hits]
