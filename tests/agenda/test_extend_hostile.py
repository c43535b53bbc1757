"""Files that nobody writes by hand, in an agenda that extends another."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from meetingtui.agenda.load import parse_agenda
from meetingtui.agenda.problem import AgendaError

BASE = "version: 1\nid: base\ntitle: Base\nlength: 30m\nteams: [Sales]\nsegments:\n"
OWN = "version: 1\nid: own\nextends: base\n"


@pytest.mark.parametrize(
    "text",
    [
        "remove: [" + ",".join(f"segmnet{n}" for n in range(9000)) + "]",
        "segments: [" + ",".join(f"{{id: segmnet-{n}}}" for n in range(3000)) + "]",
        "segments: [" + ",".join("{kind: break}" for _ in range(3000)) + "]",
    ],
    ids=["removed", "misspelt", "added"],
)
def test_hostile_files_are_answered_quickly(text: str, tmp_path: Path) -> None:
    many = "".join(f"  - {{kind: break, id: segment-{n}, time: 1s}}\n" for n in range(900))
    (tmp_path / "base.yaml").write_text(BASE + many)
    began = time.process_time()
    with pytest.raises(AgendaError):
        parse_agenda(OWN + text, str(tmp_path / "own.yaml"))
    # About half a second each; without a limit to looking for what is near, most of a minute.
    assert time.process_time() - began < 5
