"""Says in an author's words what a YAML parser says in its own."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from msgspec.structs import replace

from meetingtui.agenda.keys import KEYS
from meetingtui.agenda.problem import Span
from meetingtui.agenda.recover import Mend
from meetingtui.agenda.slips import (
    Advice,
    SourceLine,
    too_far_left,
    without_comma_at_end,
    without_dash,
)


class Complaint(NamedTuple):
    """What the parser was doing, what it says, where that construct began and where it stopped."""

    doing: str
    problem: str
    begun: Span
    stopped: Span


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

    mend: Mend = Mend.REFUSE


_QUOTES = "put the whole text in quotes"
_CLOSED_EARLY = re.compile(r"""(["'])[^"']*\w\1(?!\w)""")
"""Text such as `"One" or "two"`, of which the outer quotes are no pair."""

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
    _Case("an escape", "", "this escape names no character", "use single quotes"),
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
    _Case("a block", "found '[]}]'", "this closing bracket has no opening one", "remove it"),
    _Case(
        "a block", "expected <block end>", "the indentation fits none of the lines above",
        "start what belongs together in the same column", mend=Mend.MOVE,
    ),
    _Case("", "expected the node content", "nothing can start with {char} here", _QUOTES),
    _Case("", "sequence entries are not allowed", "text cannot start with '- '", _QUOTES),
)  # fmt: skip

_TEXT = re.compile(r"(?P<key> *(?:- +)*(?:[\w-]+: +|(?<=- )))(?P<text>[^{\s].*?)\s*(?: #.*)?")
_NO_SPACE = re.compile(r" *(?:- +)*(?P<key>[\w-]+):(?P<value>[^\s:].*?)\s*")
_NO_BREAK = re.compile(r"[ \xa0-]*?(?:[\w-]+:)?(?P<space>\xa0)")
_NO_COMMA = re.compile(r".*\w +(?P<key>\w+):")
_NO_SPACE_AFTER_DASH = re.compile(r" *(?P<dash>-)\w.*")


def explain(complaint: Complaint, source_line: SourceLine) -> Advice:
    """Return where and what the problem is; `source_line` gives the text of a place's line."""
    advice = _explained(complaint, source_line)
    line = source_line(advice.span)
    if found := _NO_BREAK.match(line):
        place = _on(advice.span, found, "space")
        return Advice(place, "a no-break space stands here", "write an ordinary space")
    if advice.hint == _QUOTES and (found := _TEXT.fullmatch(line)):
        return advice._replace(hint=f"write {found['key'].strip()} {quoted(found['text'])[:80]}")
    return advice


def quoted(text: str) -> str:
    """Return `text` as its author should write it: in quotes that do not end too early."""
    if text[0] == text[-1] and text[0] in "'\"" and not _CLOSED_EARLY.match(text):
        text = text[1:-1]
    return f"'{text}'" if '"' in text and "'" not in text else json.dumps(text, ensure_ascii=False)


def _explained(complaint: Complaint, source_line: SourceLine) -> Advice:
    for place in (complaint.begun, complaint.stopped):
        if told := without_dash(place, source_line):
            return told
    if "mapping values are not allowed" in complaint.problem:
        return _unexpected_colon(complaint.stopped, source_line)
    several = complaint.begun.line < complaint.stopped.line
    if several and "while parsing a flow" in complaint.doing and "'?'" not in complaint.problem:
        closer = "}" if "mapping" in complaint.doing else "]"
        if told := without_comma_at_end(complaint.stopped, source_line):
            return told
        message = f"this bracket is not closed before line {complaint.stopped.line}"
        return Advice(complaint.begun, message, f"end it with {closer}")
    for case in _CASES:
        if re.search(case.doing, complaint.doing) and re.search(case.problem, complaint.problem):
            span = complaint.begun if case.at_begin else complaint.stopped
            line = source_line(span)
            char = repr(line[span.column - 1 : span.column])
            advice = Advice(span, case.message.format(char=char), case.hint, case.mend)
            return _without_space(span, line) or _without_comma(span, line) or advice
    return Advice(
        complaint.stopped,
        f"this is not YAML: {complaint.problem}",
        "check the quotes, brackets and indentation around here",
    )


def _without_space(span: Span, line: str) -> Advice | None:
    """Return what to say of a line on which no space follows the first ':' or '-'."""
    if found := _NO_SPACE.fullmatch(line):
        place = _on(span, found, "key")
        hint = f"write {found['key']}: {found['value'][:80]}"
        return Advice(place, f"a space is missing after '{found['key']}:'", hint)
    if found := _NO_SPACE_AFTER_DASH.fullmatch(line):
        return Advice(_on(span, found, "dash"), "a space is missing after the '-'", "write '- '")
    return None


def _without_comma(span: Span, line: str) -> Advice | None:
    """Return what to say where a key of an agenda follows the text before it."""
    found = _NO_COMMA.fullmatch(line[: span.column])
    if found is None or found["key"] not in KEYS:
        return None
    place = _on(span, found, "key")
    return Advice(place, f"a comma is missing before '{found['key']}:'", f"write , {found['key']}:")


def _on(span: Span, found: re.Match[str], part: str) -> Span:
    return replace(span, column=found.start(part) + 1, end_column=found.end(part) + 1)


def _unexpected_colon(span: Span, source_line: SourceLine) -> Advice:
    line = source_line(span)
    text_from = line.find(": ") + 2
    if 1 < text_from < span.column:
        whole_text = replace(span, column=text_from + 1, end_column=len(line.rstrip()) + 1)
        return Advice(whole_text, "text with ': ' needs quotes", _QUOTES)
    above = replace(span, line=span.line - 1)
    before = source_line(above)
    if told := too_far_left(above, source_line) or _without_space(above, before):
        return told
    if before.strip() and ":" not in before:
        begin = len(before) - len(before.lstrip(" -"))
        there = replace(above, column=begin + 1, end_column=len(before.rstrip()) + 1)
        return Advice(there, "this line has no ': '", "write 'key: value'")
    return Advice(
        span,
        "a ':' cannot stand here",
        "check the indentation",
        mend=Mend.MOVE,
    )
