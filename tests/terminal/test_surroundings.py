import os
import signal
import subprocess
import sys

import pytest

COMMAND = [sys.executable, "-m", "meetingtui"]


def test_a_terminal_that_cannot_be_drawn_on_is_refused_in_one_sentence(start):
    session = start("run", "weekly.yaml", env={"TERM": "dumb"})
    assert session.end() == 2
    said = "TERM=dumb cannot show the full screen; --plain holds it in lines of text"
    assert session.text.strip() == f"meetingtui: {said}"
    assert session.modes == set()


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": ""}, {"TERM": "nonsense"}, {"NO_COLOR": "1"}, {"LC_ALL": "C"},
        {"LANG": "en_US.ISO-8859-1"}, {"COLUMNS": "0", "LINES": "0"}, {"COLUMNS": "wide"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)  # fmt: skip
def test_other_surroundings_do_no_harm(start, environ):
    session = start("run", "weekly.yaml", env=environ).see("leave")
    session.type("/start\rwon Acme ü\r").see("won Acme")
    assert session.type("\x11").end() == 0
    assert session.is_as_before
    assert session.stored() == ["won Acme ü"]


@pytest.mark.parametrize("stdin", [subprocess.DEVNULL, subprocess.PIPE, None])
@pytest.mark.parametrize("args", [["run", "weekly.yaml"], ["resume"], ["review"]])
def test_without_a_terminal_it_says_so_and_ends(folder, args, stdin):
    ends = os.close if stdin is None else None
    done = subprocess.run(
        [*COMMAND, "--store", folder / "library.json", *args],
        cwd=folder, stdin=stdin, capture_output=True, check=False, timeout=15,
        preexec_fn=(lambda: ends(0)) if ends else None,
    )  # fmt: skip
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert "needs a terminal" in line


def test_lines_of_text_end_when_told(folder):
    process = subprocess.Popen(
        [*COMMAND, "--store", folder / "library.json", "run", "weekly.yaml", "--plain"],
        cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    process.stdin.write(b"/start\n")
    process.stdin.flush()
    while b"slot 1" not in process.stdout.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    said, wrong = process.communicate(timeout=15)
    assert process.returncode == 130
    assert b"meetingtui resume" in said
    assert wrong.strip() == b""


def test_while_nothing_happens_but_the_clock_those_sleep_who_have_nothing_to_do(meeting):
    """Who looks at the clock and who writes it are awake; who reads keys and signals is not."""
    while meeting.read(0.3):
        pass
    before = meeting.wakings
    while not meeting.read(0.3):
        pass
    assert sum(now > then for then, now in zip(before, meeting.wakings, strict=True)) <= 2
