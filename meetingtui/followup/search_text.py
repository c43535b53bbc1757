"""Text as it is searched: without case, accents and signs, and where in the original it is."""

from __future__ import annotations

import unicodedata

Marks = tuple[tuple[int, int], ...]
"""Stretches of a text, from and up to which character, in order and apart."""


class _Letters(dict[int, str]):
    """What stands for each character; found when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded(chr(code))
        return self[code]


_LETTERS = _Letters()


def folded(text: str) -> str:
    """Return the words of `text` without case and accents, one space between them.

    Signs and underscores part words: `Third-party` becomes `third party`.
    """
    return " ".join(text.translate(_LETTERS).split())


def marks_of(text: str, needles: tuple[str, ...]) -> Marks:
    """Return where in `text` the folded `needles` are: whole words, else beginnings, else parts."""
    letters, places = _placed(text)
    found: set[int] = set()
    for needle in needles:
        for start in _starts(letters, needle):
            found.update(places[start : start + len(needle)])
    return _stretches(sorted(found))


def _folded(char: str) -> str:
    """Return what stands for one character; a space for a sign, nothing for an accent."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    kept = [letter for letter in letters if unicodedata.category(letter)[0] != "M"]
    return "".join(letter if letter.isalnum() else " " for letter in kept)


def _placed(text: str) -> tuple[str, list[int]]:
    """Return what `folded` does between two spaces, with the place in `text` of each character."""
    letters, places = [" "], [0]
    for place, char in enumerate(text):
        for letter in _LETTERS[ord(char)]:
            if letter != " " or letters[-1] != " ":
                letters.append(letter)
                places.append(place)
    if letters[-1] != " ":
        letters.append(" ")
        places.append(len(text))
    return "".join(letters), places


def _starts(letters: str, needle: str) -> list[int]:
    for before, behind in ((" ", " "), (" ", ""), ("", "")):
        found = _all_of(letters, f"{before}{needle}{behind}")
        if found:
            return [start + len(before) for start in found]
    return []


def _all_of(letters: str, part: str) -> list[int]:
    found = []
    at = letters.find(part)
    while at >= 0:
        found.append(at)
        at = letters.find(part, at + 1)
    return found


def _stretches(places: list[int]) -> Marks:
    stretches: list[tuple[int, int]] = []
    for place in places:
        if stretches and stretches[-1][1] == place:
            stretches[-1] = stretches[-1][0], place + 1
        else:
            stretches.append((place, place + 1))
    return tuple(stretches)
