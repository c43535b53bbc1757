"""Each format in the hands of a program that people read it with.

`.ci/run` installs the programs where it may; where one is missing, its test is skipped.
"""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from pytodotxt import TodoTxt
from slack_sdk.models.blocks import Block, HeaderBlock, RichTextBlock

from meetingtui.agenda.repeat_text import read_repeat
from meetingtui.meeting.model import NoteKind, Preview, State
from meetingtui.reports.formats import OURS
from meetingtui.reports.minutes import Minutes, minutes_of
from meetingtui.reports.options import Options

NASTY = "=1+1 <b>[red]*all*</b> & \\ | `x` ~5 50% é 😀 https://x.org/a_(b)?c=1&d"

CHROMIUM = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-pdf-header-footer",
]  # fmt: skip

Run = Callable[..., str]


@pytest.fixture
def minutes(second: State) -> Minutes:
    """Return minutes of a bit of everything, with an action item that nobody should send."""
    last = next(reversed(second.actions))
    notes = dict(second.notes)
    for id, note in second.notes.items():
        if note.kind is NoteKind.PREVIEW:
            preview = Preview(audience="reps", link="https://x.org/card", feedback="clear")
            notes[id] = replace(note, preview=preview)
    meeting = replace(
        second.meeting, repeat=read_repeat("weekly on Tuesday at 10:00"), zone="Europe/Berlin"
    )
    actions = {**second.actions, last: replace(second.actions[last], text=NASTY)}
    return minutes_of(State(meeting, notes, actions), None)


@pytest.fixture
def write(minutes: Minutes, tmp_path: Path) -> Callable[..., Path]:
    """Return a way to write the minutes in a format."""

    def write(name: str, **options: bool) -> Path:
        path = tmp_path / f"minutes{OURS[name].suffix}"
        path.write_bytes(OURS[name].render([minutes], Options(**options)))
        return path

    return write


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a way to run a program with a home of its own; the test is skipped without it."""

    def run(program: str, *args: object, says: str = "") -> str:
        found = shutil.which(program)
        if not found:
            pytest.skip(f"{program} is not installed")
        done = subprocess.run(
            [found, *map(str, args)], cwd=tmp_path, input=says.encode(), capture_output=True,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8",
                 "LC_ALL": "C.UTF-8", "TZ": "Europe/Berlin", "TERM": "dumb"},
            timeout=100, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    return run


def texts(minutes: Minutes) -> list[str]:
    return [
        *(action.text for action in minutes.actions),
        *(promise.action.text for promise in minutes.promises),
        *(entry.note.text for entry in minutes.entries),
    ]


def words(text: str) -> str:
    return "".join(text.split())


def test_pandoc_reads_every_text_of_the_markdown(
    minutes: Minutes, write: Callable[..., Path], run: Run
) -> None:
    read = run("pandoc", "-f", "gfm+yaml_metadata_block", "-t", "plain", "--wrap=none", write("md"))
    for text in texts(minutes):
        assert words(text) in words(read)
    markup = json.dumps(json.loads(run("pandoc", "-f", "gfm", "-t", "json", write("md"))))
    assert "RawInline" not in markup
    assert "RawBlock" not in markup


def test_chromium_prints_every_promise(
    minutes: Minutes, write: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    pdf, profile = tmp_path / "minutes.pdf", tmp_path / "profile"
    page = write("html").as_uri()
    run("chromium", *CHROMIUM, f"--user-data-dir={profile}", f"--print-to-pdf={pdf}", page)
    read = words(run("pdftotext", "-layout", pdf, "-"))
    assert not [text for text in texts(minutes) if text != NASTY and words(text) not in read]
    assert words("=1+1 <b>[red]*all*</b> & \\ | `x` ~5 50% é") in read
    assert "https://example.com/new_pricing" in read
    assert int(re.search(r"Pages:\s+(\d+)", run("pdfinfo", pdf))[1]) <= 3


def test_khal_shows_the_series(write: Callable[..., Path], run: Run, tmp_path: Path) -> None:
    (tmp_path / "khal.conf").write_text(
        "[calendars]\n[[work]]\npath = calendar\n[locale]\nlocal_timezone = Europe/Berlin\n"
        "default_timezone = Europe/Berlin\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\ntimeformat = %H:%M\n"
    )
    (tmp_path / "calendar").mkdir()
    khal = ("khal", "-c", "khal.conf")
    run(*khal, "import", "--batch", write("ics"))
    told = run(*khal, "list", "--format", "{start} {title}", "2026-11-25", "20d")
    assert re.findall(r"2026-12-\d\d 10:00", told) == ["2026-12-01 10:00", "2026-12-08 10:00"]
    run(*khal, "import", "--batch", write("ics", actions_as_events=True))
    assert "Send the deck with the new prices (Ana)" in run(*khal, "list", "2026-11-27", "1d")


def test_todoman_lists_what_is_open(
    minutes: Minutes, write: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "todos"
    folder.mkdir()
    # It takes one file for each task, as calendar servers keep them.
    head, *todos = write("ics").read_text("utf-8").split("BEGIN:VTODO")
    begin = head.partition("BEGIN:VTIMEZONE")[0]
    for number, todo in enumerate(todos):
        end = "" if "END:VCALENDAR" in todo else "END:VCALENDAR\r\n"
        (folder / f"{number}.ics").write_text(f"{begin}BEGIN:VTODO{todo}{end}", "utf-8", newline="")
    (tmp_path / "config.py").write_text(
        f'path = "{tmp_path}/tod*"\ndate_format = "%Y-%m-%d"\ntime_format = "%H:%M"\n'
        f'cache_path = "{tmp_path}/cache.sqlite3"\n'
    )
    listed = json.loads(run("todoman", "-c", tmp_path / "config.py", "--porcelain", "list"))
    due = {todo["summary"] for todo in listed}
    assert due == {
        "Update the battle card for the new pricing (Eve)", "Who writes the release notes? (Dana)",
        "Send the deck with the new prices (Ana)", f"{NASTY} (Ben)",
    }  # fmt: skip


def test_calcurse_takes_all_in(write: Callable[..., Path], run: Run, tmp_path: Path) -> None:
    told = run("calcurse", "-D", tmp_path / "calcurse", "-i", write("ics"))
    assert "1 app / 0 events / 6 todos / 0 skipped" in told


def test_taskwarrior_imports_once(write: Callable[..., Path], run: Run, tmp_path: Path) -> None:
    (tmp_path / ".taskrc").write_text(f"data.location={tmp_path}/tasks\nconfirmation=off\n")
    run("task", "import", write("taskwarrior"))
    before = json.loads(run("task", "rc.verbose=nothing", "export"))
    mine = {task["uuid"]: task for task in json.loads(write("taskwarrior").read_text("utf-8"))}
    for task in before:
        same = ("description", "status", "project", "tags", "entry")
        assert [task.get(key) for key in same] == [mine[task["uuid"]].get(key) for key in same]
    assert len(before) == len(mine) == 6
    run("task", "import", write("taskwarrior"))
    again = json.loads(run("task", "rc.verbose=nothing", "export"))
    for task in (*before, *again):
        del task["urgency"]  # It grows with the clock of the machine.
    assert again == before
    listed = run("task", "rc.verbose=nothing", "rc.report.next.columns=due,description",
                 "rc.report.next.labels=", "due:2026-11-27", "+Ana", "next")  # fmt: skip
    assert "Send the deck with the new prices" in listed


def test_libreoffice_shows_no_formula(write: Callable[..., Path], run: Run, tmp_path: Path) -> None:
    # 76 is UTF-8; 44 and 34 are the comma and the quotation mark.
    utf8 = "--infilter=CSV:44,34,76,1"
    run("soffice", "--headless", utf8, "--convert-to", "fods", "--outdir", tmp_path, write("csv"))
    sheet = (tmp_path / "minutes.fods").read_text("utf-8")
    assert "Send the deck with the new prices" in sheet
    assert "=1+1 &lt;b&gt;[red]*all*&lt;/b&gt;" in sheet
    assert "table:formula" not in sheet


def test_mutt_lists_the_parts_of_the_mail(
    write: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    mail = write("eml").read_bytes().replace(b"\r\n", b"\n")
    (tmp_path / "box").write_bytes(b"From x@example.com Tue Nov 24 10:00:00 2026\n" + mail)
    (tmp_path / "rc").write_text(
        'set folder="."\nset record=""\nset sleep_time=0\nset attach_format="%m/%M %d"\n'
        'push "<view-attachments>"\n'
    )
    run("mutt", "-v")
    command = ["mutt", "-n", "-F", "rc", "-f", "box", "-R"]
    shown = on_a_terminal(command, tmp_path, until=b"text/calendar")
    for kind in (b"text/plain", b"text/html", b"2026-11-24-sales-marketing-weekly.ics"):
        assert kind in shown


def on_a_terminal(command: list[str], folder: Path, until: bytes) -> bytes:
    """Return what a program draws up to and around `until`; it is ended then."""
    mine, its = pty.openpty()
    program = subprocess.Popen(
        command, stdin=its, stdout=its, stderr=its, cwd=folder, start_new_session=True,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "xterm", "LANG": "C.UTF-8"},
    )  # fmt: skip
    os.close(its)
    shown = b""
    with os.fdopen(mine, "r+b", buffering=0) as terminal:
        while until not in shown and select.select([terminal], [], [], 20)[0]:
            shown += terminal.read(4096)
        shown += terminal.read(4096) if select.select([terminal], [], [], 0.2)[0] else b""
        program.kill()
        program.wait()
    return shown


def test_pytodotxt_reads_every_field(minutes: Minutes, write: Callable[..., Path]) -> None:
    tasks = TodoTxt(write("todotxt")).parse()
    wanted = [a for a in minutes.stored.actions.values() if a.state != "dropped"]
    assert len(tasks) == len(wanted) == 5
    for task, action in zip(tasks, wanted, strict=True):
        assert task.is_completed is (action.state == "done")
        assert (task.contexts, task.projects) == ([action.owner], [action.agenda])
        assert task.attributes["due"] == [action.due_on.isoformat()]
        assert task.attributes["id"] == [action.id]
        assert task.creation_date == action.taken_at.date()
        assert action.text in task.description


def test_the_models_of_slack_take_every_block(write: Callable[..., Path]) -> None:
    for message in json.loads(write("slack").read_text("utf-8")):
        for block in message["blocks"]:
            parsed = Block.parse(block)
            assert isinstance(parsed, HeaderBlock | RichTextBlock)
            parsed.validate_json()
            assert parsed.to_dict() == block
