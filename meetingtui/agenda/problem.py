"""What is wrong with an agenda file, and how it is shown to its author."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from meetingtui.errors import MeetingtuiError
from meetingtui.text import clean, pattern

MAX_PROBLEMS = 100
"""Problems that one file reports; what comes after them is only said to exist."""

_CROWD = 20
_EXCERPT = 100
_LONGEST_SHOWN = 40
_LINE_BREAK = pattern("\r\n|[\n\r\x85\u2028\u2029]")


class Severity(StrEnum):
    """Whether a problem keeps the agenda from being used."""

    ERROR = "error"
    WARNING = "warning"


class Span(Struct, frozen=True):
    """A stretch of one line; line and columns count characters from 1, the end is exclusive.

    Line 0 stands for the file as a whole.
    """

    line: int
    column: int
    end_column: int
    path: str = ""
    """Empty in the file that is looked at; otherwise that of an agenda that it extends."""


WHOLE_FILE = Span(0, 0, 0)


class Problem(Struct, frozen=True):
    """One thing that is wrong, where it is, and what to do about it."""

    path: str
    line: int
    column: int
    end_column: int
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    source_line: str = ""


class AgendaError(MeetingtuiError):
    """An agenda file that cannot be used; `problems` are all of them, in the order of the file."""

    located = True

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Carry `problems`; as text, all of them rendered."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(render, self.problems)))


class Findings:
    """Collects the problems of one file, and of those that it extends."""

    def __init__(self, path: str, text: str = "") -> None:
        """Collect for the file at `path`, whose `text` gives the source lines."""
        self.path = path
        self._lines = {"": split_lines(text)}
        self._noted: dict[Severity, list[Problem]] = {each: [] for each in Severity}

    def error(self, span: Span, message: str, hint: str = "") -> None:
        """Note something that keeps the agenda from being used."""
        self._note(span, message, hint, Severity.ERROR)

    def warning(self, span: Span, message: str, hint: str = "") -> None:
        """Note something that the author may have meant otherwise."""
        self._note(span, message, hint, Severity.WARNING)

    def add_source(self, path: str, text: str) -> None:
        """Let spans with this `path` be places in `text`."""
        self._lines[path] = split_lines(text)

    def add(self, *problems: Problem) -> None:
        """Note what was found wrong, here or elsewhere."""
        for problem in problems:
            noted = self._noted[problem.severity]
            # One more than is shown, so that it can be said; what was read twice is told once.
            if len(noted) <= MAX_PROBLEMS and problem not in noted:
                noted.append(problem)

    def forget(self, span: Span) -> None:
        """Drop what was noted of the line of `span`: it follows from where that line stands."""
        place = (span.path or self.path, span.line)
        for severity, noted in self._noted.items():
            self._noted[severity] = [each for each in noted if (each.path, each.line) != place]

    def source_line(self, span: Span) -> str:
        """Return the text of the line of `span`; empty where there is no such line."""
        lines = self._lines[span.path]
        return lines[span.line - 1] if 0 < span.line <= len(lines) else ""

    def crowded(self) -> bool:
        """Tell whether so much is wrong that it is not worth the time to look for what is near."""
        return len(self._noted[Severity.ERROR]) >= _CROWD

    def failed(self) -> bool:
        """Tell whether anything noted keeps the agenda from being used."""
        return bool(self._noted[Severity.ERROR])

    def problems(self) -> tuple[Problem, ...]:
        """Return what was noted, in the order of the file, and whether there was more.

        Warnings never take the place of errors.
        """
        every = [problem for noted in self._noted.values() for problem in noted]
        kept = sorted(every[:MAX_PROBLEMS], key=self._place)
        if len(every) > MAX_PROBLEMS:
            more = f"there are more problems; mend these {MAX_PROBLEMS} first"
            severity = Severity.ERROR if self.failed() else Severity.WARNING
            kept.append(Problem(self.path, 0, 0, 0, more, severity=severity))
        return tuple(kept)

    def _place(self, problem: Problem) -> tuple[bool, str, int, int]:
        return problem.path != self.path, problem.path, problem.line, problem.column

    def _note(self, span: Span, message: str, hint: str, severity: Severity) -> None:
        self.add(
            Problem(
                path=span.path or self.path,
                line=span.line,
                column=span.column,
                end_column=span.end_column,
                message=clean(message),
                hint=clean(hint),
                severity=severity,
                source_line=self.source_line(span),
            )
        )


def render(problem: Problem) -> str:
    """Return `problem` as people read it: place, message, source line, caret and hint.

    Nothing in it can steer a terminal. Long source lines are cut around the caret.
    """
    place = clean(problem.path)
    if not problem.line:
        lines = [f"{place}: {problem.severity}: {problem.message}"]
        return "\n  ".join([*lines, problem.hint] if problem.hint else lines)
    heading = f"{place}:{problem.line}:{problem.column}: {problem.severity}: {problem.message}"
    before, marked, after = _excerpt(problem)
    number = str(problem.line)
    caret = " " * cells(before) + "^" * max(1, cells(marked))
    return (
        f"{heading}\n  {number} | {before}{marked}{after}".rstrip()
        + f"\n  {' ' * len(number)} | {caret} {problem.hint}".rstrip()
    )


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether `problems` keep the agenda from being used."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def summary(problems: Sequence[Problem]) -> str:
    """Return how many errors and warnings there are."""
    counts = [
        counted(sum(problem.severity is severity for problem in problems), severity)
        for severity in Severity
    ]
    return ", ".join(count for count in counts if not count.startswith("0 ")) or "no problems"


def counted(number: int, noun: str) -> str:
    """Return `number` with its `noun`, as many as there are."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def split_lines(text: str) -> list[str]:
    """Return the lines of `text` as YAML counts them, without their ends."""
    return _LINE_BREAK.split(text)


def span_at(text: str, position: int) -> Span:
    """Return the place of the character of `text` at `position`, counted from 0."""
    lines = split_lines(text[:position])
    column = len(lines[-1]) + 1
    return Span(len(lines), column, column + 1)


def offset_of(text: str, line: int, column: int) -> int:
    """Return the position in `text`, from 0, of a place in it; the other way of `span_at`."""
    begins = [0, *(found.end() for found in _LINE_BREAK.finditer(text))]
    return begins[line - 1] + column - 1


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the one of `known` that `word` is probably meant to be, or nothing."""
    by_lower = {name.lower(): name for name in known}
    near = difflib.get_close_matches(word[:_LONGEST_SHOWN].lower(), by_lower, n=1)
    return by_lower[near[0]] if near else ""


def suggest(word: str, known: Iterable[str]) -> str:
    """Return "did you mean 'title'?" for the one of `known` nearest to `word`, or nothing."""
    near = nearest(word, known)
    return f"did you mean {shown(near)}?" if near else ""


def shown(text: str) -> str:
    """Return `text` in quotes, shortened where it is long."""
    return f"'{text[:_LONGEST_SHOWN]}…'" if len(text) > _LONGEST_SHOWN else f"'{text}'"


def cells(text: str) -> int:
    """Return how many cells of a terminal `text` takes."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def _excerpt(problem: Problem) -> tuple[str, str, str]:
    start, end = problem.column - 1, problem.end_column - 1
    first = max(0, start - _EXCERPT // 2) if end > _EXCERPT else 0
    last = first + _EXCERPT
    line = problem.source_line
    before = ("…" if first else "") + clean(line[first:start])
    after = clean(line[end:last]) + ("…" if len(line) > last else "")
    return before, clean(line[start : min(end, last)]), after
