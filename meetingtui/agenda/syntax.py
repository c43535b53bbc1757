"""Says in an author's words what a YAML parser says in its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from meetingtui.agenda.problem import Span


class Complaint(NamedTuple):
    """What the parser was doing, what it says, where that construct began and where it stopped."""

    doing: str
    problem: str
    begun: Span
    stopped: Span


class Advice(NamedTuple):
    """The same for people: where, what, and what to do."""

    span: Span
    message: str
    hint: str


class _Case(NamedTuple):
    doing: str
    """Pattern of what the parser was doing; empty for anything."""

    problem: str
    """Pattern of what it says."""

    message: str
    """`{char}` stands for the character at the place."""

    hint: str
    at_begin: bool = False
    """The place is where the construct began."""


_QUOTES = "put the whole text in quotes"

_CASES = (
    _Case("", r"'\\t' that cannot start", "a tab cannot stand here", "use spaces, not tabs"),
    _Case("", "that cannot start any token", "text cannot start with {char}", _QUOTES),
    _Case(
        "an alias|an anchor|a tag|a block scalar", "", "text cannot start with {char}", _QUOTES,
        at_begin=True,
    ),
    _Case(
        "a quoted scalar", "unexpected", "this quote is never closed",
        "end the text with the same quote", at_begin=True,
    ),
    _Case(
        "a double-quoted scalar", "", "a backslash in double quotes begins a special character",
        "use single quotes, or two backslashes",
    ),
    _Case(
        "a simple key", "", "this line has no ': '",
        "write 'key: value'; text that goes on from the line above is indented deeper",
        at_begin=True,
    ),
    _Case("a flow", "got '[?]'", "text with {char} inside brackets needs quotes", _QUOTES),
    _Case(
        "a flow", "but got", "a comma or the closing bracket is missing here",
        "put text that contains , : ? { } [ or ] in quotes",
    ),
    _Case(
        "a block", "found '<scalar>'", "text cannot go on after a closing quote or bracket",
        _QUOTES,
    ),
    _Case(
        "a block", "expected <block end>", "the indentation fits none of the lines above",
        "start what belongs together in the same column",
    ),
    _Case("", "expected the node content", "nothing can start with {char} here", _QUOTES),
    _Case(
        "", "sequence entries are not allowed", "a list cannot start here",
        "start it on the next line; put text that starts with '- ' in quotes",
    ),
)  # fmt: skip


def explain(complaint: Complaint, source_line: Callable[[Span], str]) -> Advice:
    """Return where and what the problem is; `source_line` gives the text of a place's line."""
    if "mapping values are not allowed" in complaint.problem:
        return _unexpected_colon(complaint.stopped, source_line(complaint.stopped))
    if "while parsing a flow" in complaint.doing and complaint.begun.line < complaint.stopped.line:
        closer = "}" if "mapping" in complaint.doing else "]"
        message = f"this bracket is not closed before line {complaint.stopped.line}"
        return Advice(complaint.begun, message, f"end it with {closer}")
    for case in _CASES:
        if re.search(case.doing, complaint.doing) and re.search(case.problem, complaint.problem):
            span = complaint.begun if case.at_begin else complaint.stopped
            char = source_line(span)[span.column - 1 : span.column]
            return Advice(span, case.message.format(char=repr(char)), case.hint)
    return Advice(
        complaint.stopped,
        f"this is not YAML: {complaint.problem}",
        "check the quotes, brackets and indentation around here",
    )


def _unexpected_colon(span: Span, line: str) -> Advice:
    text_from = line.find(": ") + 2
    if 1 < text_from < span.column:
        whole_text = replace(span, column=text_from + 1, end_column=len(line.rstrip()) + 1)
        return Advice(whole_text, "text with ': ' needs quotes", _QUOTES)
    return Advice(
        span,
        "a ':' cannot stand here",
        "check the indentation, and for a space after the ':' of the line above",
    )
