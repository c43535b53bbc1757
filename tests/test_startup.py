"""Garbage is not looked for while the program starts, and is afterwards; some is not loaded."""

import gc
import json
import subprocess
import sys
from importlib import import_module

import pytest

from meetingtui import startup


@pytest.fixture(autouse=True)
def as_before():
    yield
    gc.enable()
    gc.unfreeze()


def test_garbage_is_looked_for_again_except_among_what_was_made_until_then():
    startup.begin()
    assert not gc.isenabled()
    startup.begun()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_nothing_is_kept_for_ever_where_the_start_was_none_of_ours():
    startup.begun()
    assert gc.get_freeze_count() == 0


def test_a_meeting_in_lines_looks_for_garbage(tmp_path):
    """The whole way from the program to the face: a meeting may last for hours."""
    script = """
import gc, sys
from meetingtui.__main__ import main
status = main()
sys.exit(f"{status} {gc.isenabled()}" if status or not gc.isenabled() else 0)
"""
    words = ["--store", tmp_path / "library.json", "rehearse", "sales-marketing-weekly", "--plain"]
    command = [sys.executable, "-c", script, *words]
    done = subprocess.run(command, input=b"/quit\n", capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_what_is_left_out_is_there_for_those_who_load_it_later(monkeypatch):
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with startup.without("colorsys"):
        with pytest.raises(ImportError):
            import_module("colorsys")
        with startup.without("json"):
            assert import_module("json") is json
    assert import_module("colorsys").rgb_to_hsv


def test_the_screen_loads_nothing_that_encrypts():
    script = """
import sys
from importlib import import_module
import meetingtui.tui.app
loaded = sorted({"ssl", "_ssl", "_hashlib"} & set(sys.modules))
import meetingtui.sending.smtp
sys.exit(f"loaded {loaded}" if loaded or "_ssl" not in sys.modules else 0)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
