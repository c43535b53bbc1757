"""What an author sees in an editor, asked of the real server that editors start.

Name its program in MEETINGTUI_YAML_SERVER: `npm install yaml-language-server` makes it as
node_modules/.bin/yaml-language-server.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from meetingtui.agenda.load import parse_agenda
from meetingtui.agenda.problem import AgendaError
from meetingtui.agenda.schema import FILE_NAME, MODELINE, schema_text

SERVER = os.environ.get("MEETINGTUI_YAML_SERVER") or shutil.which("yaml-language-server")

MISTAKEN = f"""\
{MODELINE}
version: 1
id: Weekly Meeting
titel: Weekly
length: 45 minuets
teams: [Sales, Marketing]
repeat: weekly on Teusday at 10:00
first: alternating
segments:
  - {{kind: rewiev, time: 5m}}
  - {{kind: wins, time: 5:00}}
  - {{kind: round, per_person: 45s, time: 2m}}
"""


class Editor:
    """Speaks with the server as an editor does."""

    def __init__(self, command: str) -> None:
        self._process = subprocess.Popen(
            [command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._numbers = count(1)

    def ask(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": params})
        return next(m["result"] for m in self._messages() if m.get("id") == number)

    def tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Return the problems that the server tells of `text`."""
        path.write_text(text)
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        told = (m for m in self._messages() if m.get("method", "").endswith("publishDiagnostics"))
        return next(m["params"]["diagnostics"] for m in told if m["params"]["uri"] == path.as_uri())

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._process.stdin.flush()

    def _messages(self) -> Iterator[dict[str, Any]]:
        stream = self._process.stdout
        assert stream is not None
        while line := stream.readline():
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":")[1])
                while stream.readline().strip():
                    pass
                message = json.loads(stream.read(size))
                if "id" in message and "method" in message:
                    self._send({"id": message["id"], "result": self._answer(message)})
                else:
                    yield message

    def _answer(self, message: dict[str, Any]) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        yaml = {"validate": True, "hover": True, "completion": True}
        return [yaml if i.get("section") == "yaml" else {} for i in message["params"]["items"]]


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    if not SERVER:
        pytest.skip("no yaml-language-server: name it in MEETINGTUI_YAML_SERVER")
    (tmp_path / FILE_NAME).write_text(schema_text())
    editor = Editor(SERVER)
    capabilities = {
        "workspace": {"configuration": True},
        "textDocument": {"hover": {"contentFormat": ["plaintext"]}},
    }
    root = tmp_path.as_uri()
    editor.ask("initialize", processId=None, rootUri=root, capabilities=capabilities)
    editor.tell("initialized")
    yield editor
    editor.close()


def test_an_editor_flags_what_the_check_flags(editor: Editor, tmp_path: Path) -> None:
    with pytest.raises(AgendaError) as caught:
        parse_agenda(MISTAKEN, "a.yaml")
    ours = {problem.line for problem in caught.value.problems}
    theirs = {
        one["range"]["start"]["line"] + 1 for one in editor.open(tmp_path / "a.yaml", MISTAKEN)
    }
    # The missing title is told on the first line, as we tell it of the key that is meant.
    assert ours == {3, 4, 5, 7, 8, 10, 11, 12}
    assert theirs - {2} == ours


def test_an_editor_finds_nothing_wrong_with_what_ships(editor: Editor, tmp_path: Path) -> None:
    for path in sorted((Path(__file__).parents[2] / "agendas").glob("*.yaml")):
        assert editor.open(tmp_path / path.name, path.read_text()) == []


def test_an_editor_completes_keys_and_explains_them(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    editor.open(path, f"{MODELINE}\nversion: 1\nsegments:\n  - kind: wins\n    \n")
    where = {"textDocument": {"uri": path.as_uri()}}
    found = editor.ask("textDocument/completion", **where, position={"line": 4, "character": 4})
    labels = {item["label"] for item in found["items"]}
    assert {"time", "per_team", "per_person", "prompt", "ends_at", "required"} <= labels
    hover = editor.ask("textDocument/hover", **where, position={"line": 3, "character": 6})
    assert "What the segment is for" in json.dumps(hover["contents"])
    kinds = editor.ask("textDocument/completion", **where, position={"line": 3, "character": 10})
    assert {"wins", "questions", "exchange"} <= {item["label"] for item in kinds["items"]}
