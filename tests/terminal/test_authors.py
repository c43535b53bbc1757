"""The author's editor, and a rehearsal, in a real terminal."""

import sys

import pytest

EDITOR = """\
import pathlib, signal, sys
signal.signal(signal.SIGINT, lambda *_: print("interrupted", flush=True))
print("editing", flush=True)
sys.stdin.readline()
path = pathlib.Path(sys.argv[1])
path.write_text(path.read_text().replace("Weekly", "Every Tuesday"))
"""


@pytest.fixture
def home(start, folder):
    """Return the home screen over a project with one agenda, and an editor that waits for Enter."""
    agendas = folder / "agendas"
    agendas.mkdir()
    (agendas / "weekly.yaml").write_text((folder / "weekly.yaml").read_text())
    (folder / "editor.py").write_text(EDITOR)
    environ = {"VISUAL": f"{sys.executable} {folder / 'editor.py'}"}
    return start(env=environ).see("15m of 30m").see("F1 help")


def test_an_editor_has_the_terminal_and_its_keys_until_it_ends(home):
    home.type("e").see("editing")
    home.type("\x03").see("interrupted")
    home.type("\r").see("Every Tuesday").see("weekly.yaml: ")
    home.type("p").see("all together have").type("q")
    home.until(lambda: "all together have" not in home.text, "the list")
    assert home.type("q").end() == 0
    assert home.is_as_before


def test_a_rehearsal_ends_with_what_the_plan_holds_in_store(start, folder):
    session = start("rehearse", "weekly.yaml", "--speed", "600").see("REHEARSAL ×600")
    session.type("/start\r").see("OVER")
    session.type("won Acme\r").see("won Acme")
    assert session.type("\x11").end() == 0
    assert "Sales is up at 10:02 (Wins, 5m)" in session.text
    assert "the rehearsal is over; nothing was stored" in session.text
    assert not (folder / "library.json").exists()
    assert session.is_as_before
