"""Lets reading go on after a line that is no YAML, so that it does not hide what else is wrong."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import takewhile

from meetingtui.agenda.problem import Span, split_lines

MAX_SLIPS = 20
"""Lines that one file may have wrong before the rest of it is not looked at."""

MAX_CHARACTERS = 100_000
"""What may be read again, so that a hostile file too is answered within a second."""


class Mend(StrEnum):
    """What makes a line right, so that reading can go on."""

    REFUSE = "refuse"
    """Nothing does: its value is refused, or where there is none the line is left out."""

    MOVE = "move"
    """It belongs under one of those above it, with all that belongs to it."""

    INDENT = "indent"
    """It belongs as deep as the line above it."""

    DASH = "dash"
    """It lacks the '- ' of a list."""

    COMMA = "comma"
    """It lacks the comma at its end."""


_HEAD = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<key>[\w-]+: +)?")


_SHIFTS = frozenset({Mend.MOVE, Mend.INDENT, Mend.DASH})


class Reading:
    """The lines of a file as they are read: as written, but for those that were told of.

    Lines and columns count from 0, as the parser counts them.
    """

    def __init__(self, text: str) -> None:
        """Read `text` as it stands."""
        self.text = text
        self._lines = split_lines(text)
        self._moved: dict[int, int] = {}
        self._mended: set[int] = set()
        self._refused: set[tuple[int, int]] = set()
        self._dropped: set[int] = set()
        self._left = MAX_CHARACTERS

    def rewritten(self, text: str) -> None:
        """Go on with `text`, in which every character stands where it stood."""
        self.text = text
        self._lines = split_lines(text)

    def column(self, line: int, column: int) -> int:
        """Return where in the file the character is that is read at this place."""
        return max(0, column - self._moved.get(line, 0))

    def refuses(self, line: int, column: int) -> bool:
        """Tell whether the value that begins here stands for one that was told of."""
        return (line, column) in self._refused

    def lacks(self, first: int, last: int) -> bool:
        """Tell whether one of these lines, or that before them, was told of and left out."""
        return any(first - 1 <= line <= last for line in self._dropped)

    def lacks_some(self) -> bool:
        """Tell whether any line was told of and left out."""
        return bool(self._dropped)

    def told(self, at: Span) -> bool:
        """Tell whether the line of `at` was told of before."""
        return at.line - 1 in self._mended

    def mend(self, at: Span, how: Mend) -> bool:
        """Take the line of `at` for right; say whether there is any sense in reading on."""
        number = at.line - 1
        self._left -= sum(map(len, self._lines[:number]))
        if len(self._mended) >= MAX_SLIPS or self._left < 0 or number in self._dropped:
            return False
        if "\t" in self._lines[number]:
            self._without_tabs()
        elif how is Mend.COMMA and number not in self._mended:
            self._lines[number] = self._lines[number].rstrip() + ","
        elif how in _SHIFTS and number not in self._moved and any(self._lines[:number]):
            self._shift(number, how)
        else:
            self._refuse(number)
        self._mended.add(number)
        self.text = "\n".join(self._lines)
        return True

    def _refuse(self, number: int) -> None:
        head = _head(self._lines[number])
        begin, indent = head.end(), len(head["indent"])
        if begin > indent and (number, begin) not in self._refused:
            comma = "," if self._lines[number].rstrip().endswith(",") else ""
            self._lines[number] = head[0] + "x" + comma
            self._refused.add((number, begin))
        else:
            self._drop(number)
        depth = head.end("dashes") if head["key"] else indent
        for following in self._below(number, depth + 1):
            self._drop(following)

    def _drop(self, number: int) -> None:
        self._lines[number] = ""
        self._dropped.add(number)

    def _shift(self, number: int, how: Mend) -> None:
        if how is Mend.MOVE:
            self._move(number)
            return
        line = self._lines[number]
        indent = _indent(line)
        above = next(each for each in reversed(self._lines[:number]) if each.strip())
        by = len("- ") if how is Mend.DASH else _head(above).end("dashes") - indent
        added = "- " if how is Mend.DASH else " " * by
        self._lines[number] = line[:indent] + added + line[indent:]
        self._moved[number] = by

    def _move(self, number: int) -> None:
        """Move a line, and those below that go with it, into the nearest column of one above."""
        indent = _indent(self._lines[number])
        above = [_head(line) for line in self._lines[:number] if line.strip()]
        dashes = {head.start("dashes") for head in above if head["dashes"]}
        keys = {head.end("dashes") for head in above}
        fitting = dashes or keys if _head(self._lines[number])["dashes"] else keys
        by = min(fitting, key=lambda each: (abs(each - indent), -each)) - indent
        with_it = takewhile(
            lambda each: _indent(self._lines[each]) not in dashes | keys,
            self._below(number, indent),
        )
        for each in (number, *with_it):
            line = self._lines[each]
            self._lines[each] = " " * by + line if by > 0 else line[-by:]
            self._moved[each] = self._moved.get(each, 0) + by

    def _without_tabs(self) -> None:
        """Take all tabs for spaces: who indents with one does it on every line."""
        for number, line in enumerate(self._lines):
            if "\t" in line:
                tabs = line[: len(line) - len(line.lstrip())]
                spaces = tabs.expandtabs(2)
                self._lines[number] = spaces + line[len(tabs) :].replace("\t", " ")
                self._moved[number] = len(spaces) - len(tabs)
                self._mended.add(number)

    def _below(self, number: int, indent: int) -> list[int]:
        """Return the lines that follow and are indented by `indent` at least."""
        found = []
        for each in range(number + 1, len(self._lines)):
            line = self._lines[each]
            if line.strip() and _indent(line) < indent:
                break
            if line.strip():
                found.append(each)
        return found


def _head(line: str) -> re.Match[str]:
    # Every part of it may be empty, so that the first match is where the line begins.
    return next(_HEAD.finditer(line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
