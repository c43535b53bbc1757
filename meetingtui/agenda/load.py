"""From the text of an agenda file to an Agenda, or to every problem at once.

The only place that knows YAML. Of it we take the events of the pure parser, count them, and build
our own tree in which every scalar is the text that the author wrote.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from meetingtui.agenda.defaults import finished
from meetingtui.agenda.doubts import check_warnings
from meetingtui.agenda.extend import extended, merge
from meetingtui.agenda.model import Agenda
from meetingtui.agenda.nodes import Entry, Mapping, Node, Refused, Scalar, Sequence
from meetingtui.agenda.problem import (
    WHOLE_FILE,
    AgendaError,
    Findings,
    Problem,
    Span,
    shown,
    span_at,
)
from meetingtui.agenda.rules import check_errors
from meetingtui.agenda.source import read_source
from meetingtui.agenda.syntax import Complaint, explain
from meetingtui.agenda.walk import Draft, read_draft
from meetingtui.errors import NotFoundError

MAX_DEPTH = 20
MAX_NODES = 10_000

MAX_EXTENDED = 3
"""How many agendas may extend one another in a row."""

_YAML_TAG = "tag:yaml.org,2002:"

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
        return root
    try:
        path = lookup(name.text.strip(), chain[-1])
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
    parent = compose(text, findings, str(path))
    whole = _with_extended(parent, (*chain, path), findings, lookup) if parent else None
    if isinstance(whole, Mapping):
        return merge(root, whole, findings)
    if whole is not None:
        findings.error(whole.span, "this holds no agenda", "begin it with 'version: 1'")
    return None


def compose(text: str, findings: Findings, path: str = "") -> Node | None:
    """Return the tree of the one document in `text`; None where nothing of it can be used.

    `path` is empty for the text that `findings` are about, else that of an extended agenda.
    Every problem goes to `findings`: syntax, anchors, aliases, tags, merge keys, keys that appear
    twice, a second document, more than 20 levels or 10,000 values.
    """
    try:
        loader = yaml.SafeLoader(text)
    except yaml.reader.ReaderError as error:
        message = f"a character that cannot be shown (U+{error.character:04X}) stands here"
        findings.error(replace(span_at(text, error.position), path=path), message, "remove it")
        return None
    composer = _Composer(loader, findings, path)
    try:
        return composer.document()
    except _TooMuch as error:
        findings.error(error.span, str(error), "an agenda is a plain list of a few segments")
    except yaml.MarkedYAMLError as error:
        findings.error(*explain(composer.complaint(error), findings.source_line))
    except (ValueError, OverflowError):
        # The scanner hands the number of a \\U escape to chr() as it stands.
        here = composer.span(loader.get_mark())
        findings.error(here, "this escape names no character", "use single quotes")
    return None


class _TooMuch(Exception):
    """The file is deeper or larger than anything that people write."""

    def __init__(self, span: Span, message: str) -> None:
        self.span = span
        super().__init__(message)


class _Composer:
    """Builds the tree from the parser's events."""

    def __init__(self, loader: yaml.SafeLoader, findings: Findings, path: str) -> None:
        # Any: the stubs leave the parser untyped.
        self._next: Callable[[], Any] = loader.get_event
        self._findings = findings
        self._path = path
        self._nodes = 0

    def document(self) -> Node | None:
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            self._findings.error(
                replace(WHOLE_FILE, path=self._path),
                "this holds no agenda",
                "begin it with 'version: 1'",
            )
            return None
        root = self._node(self._next(), depth=1)
        self._next()
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            hint = "a file holds one agenda; put the other into a file of its own"
            self._findings.error(self._span_of(after), "a second document begins here", hint)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        span = self._span_of(event)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _TooMuch(span, f"there are more than {MAX_NODES:,} values up to here")
        if depth > MAX_DEPTH:
            raise _TooMuch(span, f"this is more than {MAX_DEPTH} levels deep")
        refused = self._refuses(event, span)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, span, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(span, depth)
        return Refused(span) if refused else Scalar(event.value, span)

    def _refuses(self, event: Any, span: Span) -> bool:
        """Report what YAML can do beside text, lists and mappings; collections are still read."""
        if isinstance(event, yaml.AliasEvent):
            what, char = f"alias {shown(f'*{event.anchor}')}", "*"
        elif event.anchor is not None:
            what, char = f"anchor {shown(f'&{event.anchor}')}", "&"
        elif event.tag is not None:
            what, char = f"tag {shown(event.tag.replace(_YAML_TAG, '!!'))}", "!"
        else:
            return False
        hint = f"write the value out; put text that starts with {char} in quotes"
        self._findings.error(span, f"the {what} is not allowed in an agenda", hint)
        return True

    def _mapping(self, start: Any, span: Span, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, Scalar):
                self._refuse_key(key)
            elif key.text == "<<":
                hint = "write the keys out"
                self._findings.error(key.span, "merge keys are not allowed in an agenda", hint)
            elif first := entries.get(key.text):
                message = f"key {shown(key.text)} is already used on line {first.key.span.line}"
                self._findings.error(key.span, message, "remove one of the two")
            else:
                entries[key.text] = Entry(key, value)
        return Mapping(tuple(entries.values()), span, flow=_has_braces(start))

    def _refuse_key(self, key: Node) -> None:
        if not isinstance(key, Refused):
            hint = "put text that starts with { or [ in quotes"
            self._findings.error(key.span, "a key is one word", hint)

    def _sequence(self, span: Span, depth: int) -> Sequence:
        items = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), span)

    def span(self, start: Any, end: Any = None) -> Span:
        same_line = end is not None and end.line == start.line and end.column > start.column
        end_column = end.column if same_line else start.column + 1
        return Span(start.line + 1, start.column + 1, end_column + 1, self._path)

    def complaint(self, error: yaml.MarkedYAMLError) -> Complaint:
        stopped = self.span(error.problem_mark)
        begun = self.span(error.context_mark) if error.context_mark else stopped
        return Complaint(error.context or "", error.problem or "", begun, stopped)

    def _span_of(self, event: Any) -> Span:
        return self.span(event.start_mark, event.end_mark)


def _has_braces(start: Any) -> bool:
    """Tell `{a: 1}` from the bare `a: 1` that may stand in a list."""
    return start.flow_style is True and start.end_mark.column > start.start_mark.column
