"""A folder with an agenda in it, and its author at the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from meetingtui.agenda import find
from meetingtui.cli.agenda import agenda
from meetingtui.cli.context import Context
from meetingtui.clock import ManualClock
from meetingtui.settings import Folders

WEEKLY = """\
version: 1
id: weekly
title: Weekly
purpose: One plan.
length: 20m
teams: [Sales, Marketing]
segments:
  - {kind: review, time: 4m}
  - {kind: questions, per_team: 5m, prompt: "What do you need to know?"}
  - {kind: buffer, time: 1m}
  - {kind: close, time: 5m, ends_at: "10:25"}
"""


@dataclass
class Author:
    """Somebody who writes agendas in the current folder."""

    context: Context

    def run(self, *args: str, says: str | None = None) -> Result:
        """Return what `meetingtui agenda` does with `args`."""
        return CliRunner().invoke(agenda, args, obj=self.context, input=says)

    def write(self, name: str, *changes: tuple[str, str]) -> Path:
        """Write the weekly agenda, changed, as agendas/NAME.yaml."""
        text = WEEKLY
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = Path(f"agendas/{name}.yaml")
        path.write_text(text)
        return path

    def write_broken(self) -> Path:
        """Write one with two errors."""
        return self.write("broken", ("title", "titel"), ("kind: close", "kind: clos"))

    def write_warned(self) -> Path:
        """Write one with a warning."""
        return self.write("warned", ("id: weekly", "id: warned"), ("length: 20m", "length: 19m"))


@pytest.fixture
def author(tmp_path: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch) -> Author:
    """Return the author, beside agendas/weekly.yaml and no other agenda."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(find, "_PACKAGE", tmp_path / "package")
    (tmp_path / "agendas").mkdir()
    folders = Folders(config=tmp_path / "config", data=tmp_path / "data")
    writer = Author(Context(clock=clock, environ={}, folders=folders))
    writer.write("weekly")
    return writer
