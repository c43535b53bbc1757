"""The demonstration in a real terminal: looked around in, and gone afterwards."""

import signal

import pytest


@pytest.fixture
def session(start, folder):
    """Return the demonstration, whose folder is made within `folder`."""
    made = folder / "temporary"
    made.mkdir()
    begun = start("demo", env={"TMPDIR": str(made)})
    return begun.see("A year of invented meetings").see("F1 help")


def test_one_looks_around_and_nothing_is_kept(session, folder):
    assert list((folder / "temporary").iterdir())
    session.type("/").see("words are found").type("pricing is:open").see(" in 1,")
    session.type("\x1b").see("words are found").type("\x1b").see("NEXT MEETINGS")
    session.type("i").see("last 12").type("q").see("NEXT MEETINGS")
    assert session.type("q").end() == 0
    assert list((folder / "temporary").iterdir()) == []
    assert session.stored() == []


def test_nothing_is_left_when_it_is_ended_from_outside(session, folder):
    session.kill(signal.SIGTERM)
    assert session.end() == 128 + signal.SIGTERM
    assert list((folder / "temporary").iterdir()) == []
