"""A name that nobody here has yet."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from meetingtui.errors import Refused
from meetingtui.text import pattern

_NAME = pattern(r"[^\W\d_][\w'’-]+")
_NO_NAMES = frozenset(
    (
        "all", "anybody", "anyone", "done", "everybody", "everyone", "he", "later", "me", "next",
        "no", "nobody", "none", "nope", "ok", "okay", "open", "pass", "she", "skip", "somebody",
        "someone", "tba", "tbd", "team", "them", "they", "unclear", "unknown", "us", "we", "who",
        "yes", "you",
    )
)  # fmt: skip
_LONGEST = 3


def newcomer_in(text: str, people: Sequence[str]) -> str:
    """Return the name that `text` may be, of somebody who is none of `people`; else "".

    That is what is marked, as `@Lee_Smith`; a single word; or up to three with capitals of which
    one is in the name of somebody who is here: "Closed Acme" is a win. Refused where it is nearly
    the name of somebody.
    """
    marked = text.startswith("@") and " " not in text
    name = _marked(text.removeprefix("@")) if marked else _unmarked(text, people)
    if near := get_close_matches(name, people, n=1, cutoff=0.75):
        raise Refused(
            f"nobody here is called {name}; did you mean {near[0]}? /present {name} adds somebody"
        )
    return name


def _unmarked(text: str, people: Sequence[str]) -> str:
    words = text.split()
    if not 1 <= len(words) <= _LONGEST or not all(map(_NAME.fullmatch, words)):
        return ""
    if len(words) == 1:
        words = [words[0][0].upper() + words[0][1:]]
    elif not _known(people) & set(map(str.casefold, words)):
        return ""
    if text.lower() in _NO_NAMES or not all(word[0].isupper() for word in words):
        return ""
    return " ".join(words)


def _marked(text: str) -> str:
    words = text.split("_")
    return " ".join(words) if all(map(_NAME.fullmatch, words)) else ""


def _known(people: Sequence[str]) -> set[str]:
    return {word.casefold() for name in people for word in name.split()}
