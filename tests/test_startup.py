"""Garbage is not looked for while the program starts, and is afterwards."""

import gc
import subprocess
import sys

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
