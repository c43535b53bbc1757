"""The marks inside a line that was typed: `@name` and `#tag`, and what only looks like them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from msgspec import Struct

from meetingtui.text import pattern

SHORTEST_START = 2
"""Letters of a name that must be typed before it is taken for the whole."""

_LINK = pattern(r"(?:\b[a-z][a-z0-9+.-]*://|\bwww\.)\S+", re.IGNORECASE)
# Inside a word, a mail address or a path it is no mark, but marks may be strung together:
# @Ana/@Ben, #pricing+#launch.
_MARK = pattern(r"(?<![\w./+&@#\\])[@#]")
_STRINGS = frozenset("/+&")
_TAG = pattern(r"#(?=[\w-]*[^\W\d_])([^\W_](?:[\w-]*\w)?)")
_NAME = pattern(r"\w+(?:(?:-|['’](?!s\b))\w+)*", re.IGNORECASE)
# What shows that a word goes on behind a name: @Ana-Maria, @ana.com; but @Ana's is Ana.
_GOES_ON = pattern(r"\w|['’](?!s\b)\w|[.@-]\w", re.IGNORECASE)


class Mention(Struct, frozen=True):
    """A known name behind an `@`: `line[start:end]` is the mark with the name as typed."""

    start: int
    end: int
    name: str


def mentions_in(line: str, names: Sequence[str]) -> list[Mention]:
    """Return the mentions of `names` in the order of `line`; unknown names are just text."""
    found: list[Mention] = []
    for at in _places(line, "@"):
        strung = bool(found) and line[found[-1].end : at] in _STRINGS
        named = _name_at(line, at + 1, names) if strung or _MARK.match(line, at) else None
        if named:
            found.append(Mention(at, named[1], named[0]))
    return found


def near_names(line: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names that an `@` in `line` nearly says, where it says none: Bob for `@Bobb`."""
    known = {mention.start for mention in mentions_in(line, names)}
    places = [at for at in _places(line, "@") if at not in known and _MARK.match(line, at)]
    words = [word[0] for at in places if (word := _NAME.match(line, at + 1))]
    near = [name for word in words for name in get_close_matches(word, names, n=1)]
    return tuple(dict.fromkeys(near))


def tags_in(line: str) -> tuple[str, ...]:
    """Return the tags in `line` in lower case, each once. A number alone is no tag: `#1`."""
    found: list[re.Match[str]] = []
    for at in _places(line, "#"):
        strung = bool(found) and line[found[-1].end() : at] in _STRINGS
        tag = _TAG.match(line, at) if strung or _MARK.match(line, at) else None
        if tag:
            found.append(tag)
    return tuple(dict.fromkeys(tag[1].lower() for tag in found))


def in_a_link(line: str, at: int) -> bool:
    """Tell whether `line[at]` is inside a link, where nothing is a mark."""
    return any(match.start() <= at < match.end() for match in _LINK.finditer(line))


def match_name(text: str, names: Sequence[str], shortest: int = SHORTEST_START) -> str:
    """Return the name that `text` is, or the only one that it begins; case does not matter.

    A beginning has at least `shortest` letters. Returns "" when there is none, or several.
    """
    wanted = _folded(text.strip())
    for name in names:
        if _folded(name) == wanted:
            return name
    begun = {name for name in names if begins(name, wanted)}
    return begun.pop() if len(begun) == 1 and len(wanted) >= shortest else ""


def name_at(line: str, at: int, names: Sequence[str]) -> tuple[str, int] | None:
    """Return the longest of `names` that stands whole at `line[at]`, and where it ends.

    So does the first word of a name that no other name begins with: `Maria` for `Maria Lopez`.
    """
    first = [name.partition(" ")[0] for name in names]
    alone = {word: name for word, name in zip(first, names, strict=True) if first.count(word) == 1}
    spoken = {name: name for name in names} | {w: n for w, n in alone.items() if w not in names}
    for words in sorted(spoken, key=len, reverse=True):
        end = at + len(words)
        if _folded(line[at:end]) == _folded(words) and not _GOES_ON.match(line, end):
            return spoken[words], end
    return None


def begins(name: str, text: str) -> bool:
    """Tell whether `name` begins with `text`, whatever the case."""
    return _folded(name).startswith(_folded(text))


def last_start(line: str, mark: str) -> int:
    """Return where the last `mark` (`@` or `#`) stands that may begin something, or -1."""
    return max((at for at in _places(line, mark) if _MARK.match(line, at)), default=-1)


def _places(line: str, mark: str) -> Iterator[int]:
    links = [match.span() for match in _LINK.finditer(line)]
    for at, char in enumerate(line):
        if char == mark and not any(start <= at < end for start, end in links):
            yield at


def _name_at(line: str, at: int, names: Sequence[str]) -> tuple[str, int] | None:
    """Return the longest of `names` that begins at `at`, or that the word there begins."""
    if whole := name_at(line, at, names):
        return whole
    word = _NAME.match(line, at)
    if word is None or _GOES_ON.match(line, word.end()):
        return None
    name = match_name(word[0], names)
    return (name, word.end()) if name else None


def _folded(text: str) -> str:
    return text.casefold().replace("’", "'")
