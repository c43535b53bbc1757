"""Files made to take long, or much memory: the answer is clear and comes soon all the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingtui.agenda.load import load_agenda
from meetingtui.agenda.problem import AgendaError
from meetingtui.agenda.source import MAX_BYTES, MAX_LINES
from meetingtui.text import clean

SIZE, LINES = MAX_BYTES - 200, MAX_LINES - 20
LONG = SIZE // LINES - 1
HEAD = "version: 1\nid: x\ntitle: T\nlength: 30m\nteams: [{name: A, people: [B]}]\nsegments:\n"

WORST = {
    "brackets": "[" * SIZE,
    "flow list": f"a: [{'1,' * (SIZE // 2)}]",
    "many keys": "".join(f"k{i}: {'v' * (LONG - 9)}\n" for i in range(LINES)),
    "segments": HEAD + "  - {kind: wins, time: 5m, prompt: abcdefghi}\n" * (LINES - 8),
    "dash lines": "-\n" * LINES,
    "long scalar": "title: " + "x" * SIZE,
    "quoted": f'title: "{chr(92)}x41{(chr(92) + "x41") * (SIZE // 4 - 3)}"',
    "open quote": 'title: "' + ("x" * (LONG - 1) + "\n") * LINES,
    "literal": "title: |\n" + (" " + "x" * (LONG - 2) + "\n") * LINES,
    "comments": ("#" * LONG + "\n") * LINES,
    "spaces": " " * SIZE,
    "anchors": "a: [&a x, " + "*a, " * (SIZE // 4) + "]",
    "documents": "---\n" * LINES,
    "marks": "title: " + "\u0316" * (SIZE // 2),
    "no text": "a: \xff" * (SIZE // 5),
    "merge": "a: &a {b: c}\n" + "d: {<<: [*a, *a, *a]}\n" * (LINES - 1),
}
TRY = """
import re, sys, time
from pathlib import Path
from meetingtui.agenda.load import load_agenda
from meetingtui.errors import MeetingtuiError
began = time.process_time()
try:
    load_agenda(Path(sys.argv[1]))
except MeetingtuiError as error:
    print(time.process_time() - began)
    # Not getrusage, which begins with the memory of the process that started this one.
    (peak,) = re.findall(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())
    print(int(peak) / 1024)
    print(str(error).splitlines()[0])
"""


@pytest.mark.parametrize("name", WORST)
def test_the_worst_files_are_refused_within_a_second_and_100_megabytes(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(WORST[name], "latin-1" if name == "no text" else "utf-8")
    command = [sys.executable, "-c", TRY, path]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    seconds, megabytes, problem = done.stdout.splitlines()
    assert "error: " in problem
    assert float(seconds) < 1
    assert float(megabytes) < 100


BITS = [b"", b"\x00", b"\xff", b"[", b"{", b"&a ", b"*a", b"!!int ", b"<<: ", b"---\n"]


@settings(max_examples=150)
@given(st.data())
def test_any_change_to_an_agenda_is_read_or_refused_clearly(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(f"{HEAD}  - {{kind: wins, time: 5m}}\n".encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        cut = data.draw(st.integers(0, 3))
        content[at : at + cut] = data.draw(st.sampled_from(BITS) | st.binary(max_size=3))
    path = tmp_path_factory.mktemp("agenda") / "a.yaml"
    path.write_bytes(content)
    problem = f"{path}:"
    try:
        load_agenda(path)
    except AgendaError as error:
        problem = str(error)
    assert problem.startswith(f"{path}:")
    assert problem == clean(problem, multiline=True)
