"""From the text of an agenda file to an Agenda, or to every problem at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from os.path import normpath
from pathlib import Path
from typing import NamedTuple

from meetingtui.agenda.compose import compose
from meetingtui.agenda.defaults import finished
from meetingtui.agenda.doubts import check_warnings, check_what_is_sure
from meetingtui.agenda.extend import extended, extends_something, merge
from meetingtui.agenda.keys import KEYS
from meetingtui.agenda.model import Agenda
from meetingtui.agenda.nodes import Mapping, Node, Scalar
from meetingtui.agenda.problem import (
    AgendaError,
    Findings,
    Problem,
)
from meetingtui.agenda.rules import check_errors
from meetingtui.agenda.source import read_source
from meetingtui.agenda.walk import Draft, read_draft
from meetingtui.errors import NotFoundError

MAX_EXTENDED = 3
"""How many agendas may extend one another in a row."""

_AGENDA = re.compile(rf"^\W*(?:{'|'.join(KEYS)})\s*:", re.MULTILINE)
"""What every agenda has somewhere, readable or not."""

Lookup = Callable[[str, Path], Path]
"""From a name, and the file that names it, to another file; raises NotFoundError."""


class Loaded(NamedTuple):
    """An agenda, what its author may have meant otherwise, and where everything stands."""

    agenda: Agenda
    warnings: tuple[Problem, ...]
    draft: Draft


def beside(name: str, path: Path) -> Path:
    """Return what `name` means to the file at `path` without any folders: a file beside it."""
    return path.parent / (name if Path(name).suffix else f"{name}.yaml")


def load_agenda(path: Path, lookup: Lookup = beside) -> tuple[Agenda, tuple[Problem, ...]]:
    """Return the agenda in the file at `path`, and its warnings.

    `lookup` finds the agenda that it extends. Raises AgendaError with every problem of the files,
    NotFoundError where there is no file at `path`.
    """
    return parse_agenda(read_source(path), str(path), lookup)


def parse_agenda(
    text: str, path: str, lookup: Lookup = beside
) -> tuple[Agenda, tuple[Problem, ...]]:
    """Return the agenda that `text` holds, and its warnings; `path` is what problems name.

    Raises AgendaError with every problem of the text.
    """
    return read_agenda(text, path, lookup)[:2]


def read_agenda(text: str, path: str, lookup: Lookup = beside) -> Loaded:
    """Return all that is known of the agenda that `text` holds; raises AgendaError."""
    findings = Findings(path, text)
    root = compose(text, findings)
    if root is None:
        raise AgendaError(findings.problems())
    whole = _with_extended(root, (Path(path),), findings, lookup)
    draft = read_draft(whole or root, findings, whole=whole is not None)
    check_errors(draft, findings, whole=whole is not None)
    if findings.failed():
        if whole is not None:
            check_what_is_sure(draft, findings)
        raise AgendaError(findings.problems())
    agenda = finished(draft)
    check_warnings(agenda, draft, findings)
    return Loaded(agenda, findings.problems(), draft)


def id_in(path: Path) -> str:
    """Return the id that the file at `path` gives itself; empty where none can be read."""
    try:
        text = read_source(path)
    except (AgendaError, NotFoundError):
        return ""
    root = compose(text, Findings(str(path), text))
    entries = root.entries if isinstance(root, Mapping) else ()
    ids = [entry.value for entry in entries if entry.key.text == "id"]
    return next((value.text for value in ids if isinstance(value, Scalar)), "")


def _with_extended(
    root: Node, chain: tuple[Path, ...], findings: Findings, lookup: Lookup
) -> Node | None:
    """Return `root` merged with what it extends; None where that cannot be had.

    `chain` leads from the agenda that is wanted to that of `root`.
    """
    name = extended(root)
    if name is None or not isinstance(root, Mapping):
        return None if extends_something(root) else root
    try:
        path = Path(normpath(lookup(name.text.strip(), chain[-1])))
        text = read_source(path)
    except NotFoundError as error:
        findings.error(name.span, str(error))
        return None
    except AgendaError as error:
        findings.add(*error.problems)
        return None
    if path.resolve() in [each.resolve() for each in chain]:
        files = " → ".join(str(each) for each in (*chain, path))
        findings.error(name.span, f"this agenda extends itself: {files}", "end the circle here")
        return None
    if len(chain) > MAX_EXTENDED:
        message = f"more than {MAX_EXTENDED} agendas extend one another up to here"
        findings.error(name.span, message, "write what they share into one file")
        return None
    findings.add_source(str(path), text)
    if not _AGENDA.search(text):
        # Not a line of it is shown: nobody knows whose file that is.
        findings.error(name.span, f"{path} holds no agenda", "name an agenda file")
        return None
    findings.add_source(str(path), text)
    parent = compose(text, findings, str(path))
    whole = _with_extended(parent, (*chain, path), findings, lookup) if parent else None
    if isinstance(whole, Mapping):
        return merge(root, whole, findings)
    if whole is not None:
        findings.error(whole.span, "this holds no agenda", "begin it with 'version: 1'")
    return None
