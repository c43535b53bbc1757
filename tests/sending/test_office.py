"""Letters are looked at, then sent once, by whichever face asks for it."""

from dataclasses import replace
from datetime import UTC

import pytest

from meetingtui.errors import NotFoundError, Refused
from meetingtui.sending.delivery import Delivery
from meetingtui.sending.letter import Letter
from meetingtui.sending.office import Office
from meetingtui.sending.outbox import Outbox
from meetingtui.sending.outcome import Delivered, NotDelivered
from meetingtui.sending.parcel import State
from meetingtui.settings import Settings

SETTINGS = Settings(targets={"team": {"kind": "discord", "url": "env:HOOK"}})
ENVIRON = {"HOOK": "https://hooks.example.org/s3cret"}


@pytest.fixture
def office(outbox, tmp_path, ten):
    return Office(SETTINGS, outbox, Delivery(SETTINGS, ENVIRON, tmp_path), lambda: ten, UTC)


@pytest.fixture
def letter(outline):
    return Letter("What is due", outline)


@pytest.fixture
def comes_of_it(monkeypatch):
    """Return what comes of each delivery, the first one first."""
    outcomes = []
    monkeypatch.setattr("meetingtui.sending.delivery.post", lambda *_: outcomes.pop(0))
    return outcomes


def test_it_knows_its_targets_and_no_other(office, letter):
    assert office.targets == ("team",)
    with pytest.raises(NotFoundError):
        office.ready(letter, "nobody")


def test_what_is_looked_at_holds_no_secret_and_is_in_no_outbox(office, letter, outbox):
    ready = office.ready(letter, "team")
    assert (ready.where, ready.subject) == ("discord, hooks.example.org", "What is due")
    assert "s3cret" not in repr(ready)
    assert outbox.parcels() == []


def test_it_is_sent_once_unless_people_say_again(office, letter, comes_of_it):
    comes_of_it += [Delivered(), Delivered()]
    (parcel,) = office.send(office.ready(letter, "team"))
    assert office.told(parcel) == "sent to team: What is due"
    with pytest.raises(Refused, match=r"just this went to team on Tue 24 Nov, 10:00"):
        office.ready(letter, "team")
    (again,) = office.send(office.ready(letter, "team", again=True))
    assert again.state is State.SENT


def test_pieces_after_one_that_waits_are_noted_and_not_tried(office, letter, comes_of_it, outbox):
    comes_of_it += [Delivered(), NotDelivered("no way there")]
    ready = replace(office.ready(letter, "team"), pieces=("{}", "{}", "{}"))
    tried = list(office.send(ready))
    assert [each.state for each in tried] == [State.SENT, State.WAITING]
    assert office.told(tried[-1]).endswith(": no way there")
    assert [each.subject for each in outbox.parcels()] == [
        f"What is due ({number} of 3)" for number in (1, 2, 3)
    ]
    assert [each.state for each in outbox.parcels()] == ["sent", "waiting", "waiting"]


def test_while_another_process_sends_it_waits(office, letter, comes_of_it, outbox):
    ready = office.ready(letter, "team")
    with Outbox(outbox.folder).held():
        (parcel,) = office.send(ready)
    assert parcel.state is State.WAITING
    assert office.told(parcel).endswith("another process is sending")
