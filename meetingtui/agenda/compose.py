"""From the text of an agenda file to a tree of text with places.

The only place that knows YAML. Of it we take the events of the pure parser, count them, and build
our own tree in which every scalar is the text that the author wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from msgspec.structs import replace

from meetingtui.agenda.keys import KEYS
from meetingtui.agenda.nodes import Entry, Mapping, Node, Refused, Scalar, Sequence
from meetingtui.agenda.problem import WHOLE_FILE, Findings, Span, shown, span_at, split_lines
from meetingtui.agenda.recover import Mend, Reading
from meetingtui.agenda.syntax import Complaint, explain
from meetingtui.agenda.unquoted import mended, unquoted_in

MAX_DEPTH = 20
MAX_NODES = 10_000

LONGEST_REWRITE = 300
"""Characters of a text that is written out once more, in quotes."""

_LENGTH_IN_KEY = re.compile(r"(.+):([0-9]\w*)")
_YAML_TAG = "tag:yaml.org,2002:"


def compose(text: str, findings: Findings, path: str = "") -> Node | None:
    """Return the tree of the one document in `text`; None where nothing of it can be used.

    `path` is empty for the text that `findings` are about, else that of an extended agenda.
    Every problem goes to `findings`: syntax, anchors, aliases, tags, merge keys, keys that appear
    twice, a second document, more than 20 levels or 10,000 values.
    """
    reading = Reading(text)
    try:
        root, complaint = _attempt(reading, findings, path)
        if complaint and (whole := _quoted(text, findings, path)):
            reading.rewritten(whole)
            root, complaint = _attempt(reading, findings, path)
        while complaint:
            advice = explain(complaint, findings.source_line)
            if not reading.told(advice.span):
                if advice.mend is Mend.INDENT:
                    findings.forget(advice.span)
                findings.error(advice.span, advice.message, advice.hint)
            if not reading.mend(advice.span, advice.mend):
                return None
            root, complaint = _attempt(reading, findings, path)
    except yaml.reader.ReaderError as error:
        message = f"a character that cannot be shown (U+{error.character:04X}) stands here"
        findings.error(replace(span_at(text, error.position), path=path), message, "remove it")
        return None
    except _TooMuch as error:
        findings.error(error.span, str(error), "an agenda is a plain list of a few segments")
        return None
    return root


def _attempt(
    reading: Reading, findings: Findings, path: str
) -> tuple[Node | None, Complaint | None]:
    """Return the tree of what is read, or what the parser complains of."""
    loader = yaml.SafeLoader(reading.text)
    composer = _Composer(loader, reading, findings, path)
    try:
        return composer.document(), None
    except yaml.MarkedYAMLError as error:
        return None, composer.complaint(error)
    except (ValueError, OverflowError):
        # The scanner hands the number of a \\U escape to chr() as it stands.
        here = composer.span(loader.get_mark())
        return None, Complaint("an escape", "no such character", here, here)


def _quoted(text: str, findings: Findings, path: str) -> str:
    """Report all text that needs quotes, and return `text` as if it had them.

    Every character stays where it is. Empty where there is no such text.
    """
    lines = split_lines(text)
    for number, line in enumerate(lines, start=1):
        for found in unquoted_in(line):
            span = Span(number, found.begin + 1, found.end + 1, path)
            message = f"text with {found.cut_by} needs quotes"
            short = len(found.text) <= LONGEST_REWRITE
            hint = f"write {found.rewrite}" if short else "put the whole text in quotes"
            findings.error(span, message, hint)
    whole = "\n".join(map(mended, lines))
    return whole if whole != "\n".join(lines) else ""


class _TooMuch(Exception):
    """The file is deeper or larger than anything that people write."""

    def __init__(self, span: Span, message: str) -> None:
        self.span = span
        super().__init__(message)


class _Composer:
    """Builds the tree from the parser's events."""

    def __init__(
        self, loader: yaml.SafeLoader, reading: Reading, findings: Findings, path: str
    ) -> None:
        # Any: the stubs leave the parser untyped.
        self._next: Callable[[], Any] = loader.get_event
        self._reading = reading
        self._findings = findings
        self._path = path
        self._nodes = 0
        self._quotes: Any = None
        """The text in quotes that was read last."""
        self._told = False
        """What comes now was refused as a whole; nothing more is said of it."""

    def document(self) -> Node | None:
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            if self._reading.lacks_some():
                return None
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
        if isinstance(event, yaml.ScalarEvent):
            refused = refused or self._stands_for_another(event.start_mark, event)
            self._quotes = event if event.style else self._quotes
        return Refused(span) if refused else Scalar(event.value, span)

    def _stands_for_another(self, mark: Any, event: Any) -> bool:
        """Tell whether the value that the author wrote was told of."""
        nothing = not event.value and self._reading.lacks(mark.line + 1, mark.line + 1)
        return nothing or self._reading.refuses(mark.line, mark.column)

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
        if self._told:
            return True
        hint = f"write the value out; put text that starts with {char} in quotes"
        self._findings.error(span, f"the {what} is not allowed in an agenda", hint)
        return True

    def _mapping(self, start: Any, span: Span, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        partial = False
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            self._told = isinstance(key, Scalar) and key.text == "<<"
            value = self._node(self._next(), depth + 1)
            self._told = False
            key, value = self._spaced(key, value)
            if not isinstance(key, Scalar):
                partial = True
                self._refuse_key(key)
            elif key.text == "<<":
                partial = True
                hint = "write the keys out"
                self._findings.error(key.span, "merge keys are not allowed in an agenda", hint)
            elif first := entries.get(key.text):
                message = f"key {shown(key.text)} is already used on line {first.key.span.line}"
                self._findings.error(key.span, message, "remove one of the two")
            else:
                entries[key.text] = Entry(key, value)
        partial = partial or self._reading.lacks(span.line - 1, self.span(event.end_mark).line - 1)
        return Mapping(tuple(entries.values()), span, flow=_has_braces(start), partial=partial)

    def _spaced(self, key: Node, value: Node) -> tuple[Node, Node]:
        """Report a key that has its length in it, as in `{Sales:3m}`; return the two apart."""
        no_value = isinstance(value, Scalar) and not value.text
        found = _LENGTH_IN_KEY.fullmatch(key.text) if no_value and isinstance(key, Scalar) else None
        if found is None or found[1] in KEYS:
            return key, value
        hint = f"write {found[1][:40]}: {found[2]}"
        self._findings.error(key.span, "a space is missing after the ':'", hint)
        return Scalar(found[1], key.span), Refused(key.span)

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
        column = self._reading.column(start.line, start.column)
        same_line = end is not None and end.line == start.line and end.column > start.column
        width = end.column - start.column if same_line else 1
        return Span(start.line + 1, column + 1, column + width + 1, self._path)

    def complaint(self, error: yaml.MarkedYAMLError) -> Complaint:
        stopped = self.span(error.problem_mark)
        begun = self.span(error.context_mark) if error.context_mark else stopped
        if self._quotes:
            opened, closed = self.span(self._quotes.start_mark), self.span(self._quotes.end_mark)
            if opened.line < closed.line == stopped.line:
                return Complaint("a quoted scalar", "unexpected end", opened, stopped)
        return Complaint(error.context or "", error.problem or "", begun, stopped)

    def _span_of(self, event: Any) -> Span:
        return self.span(event.start_mark, event.end_mark)


def _has_braces(start: Any) -> bool:
    """Tell `{a: 1}` from the bare `a: 1` that may stand in a list."""
    return start.flow_style is True and start.end_mark.column > start.start_mark.column
