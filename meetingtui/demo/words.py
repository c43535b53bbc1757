"""Sentences of the demonstration, with something in each of their places."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from meetingtui.demo.material import PLACES, TAGS


class Words:
    """Makes sentences; what was said lately is not said again."""

    def __init__(self, random: Random) -> None:
        """Choose by `random`."""
        self._random = random
        self._lately: list[str] = []
        self._replies: dict[str, str] = {}

    def say(self, sentences: Sequence[str]) -> str:
        """Return one of `sentences` with its places filled."""
        said = self.add(sentences)
        return said[:1].upper() + said[1:]

    def add(self, sentences: Sequence[str]) -> str:
        """Return one of `sentences`, as it goes on behind other words."""
        for _ in range(8):
            said = self._filled(self._random.choice(sentences))
            if said not in self._lately:
                break
        self._lately = [*self._lately[-200:], said]
        return said

    def ask(self, questions: Sequence[tuple[str, str]]) -> str:
        """Return one of `questions`, each of which comes with its answer."""
        replies = dict(questions)
        question = self._random.choice(list(replies))
        asked = self._filled(question)
        self._replies[asked] = self.say([replies[question]])
        return asked

    def reply_to(self, question: str) -> str:
        """Return the answer to a question that was asked before."""
        return self._replies[question]

    def _filled(self, sentence: str) -> str:
        chosen = {place: self._random.choice(things) for place, things in PLACES.items()}
        first = {place.capitalize(): thing.capitalize() for place, thing in chosen.items()}
        return sentence.format(**chosen, **first, tag=self._random.choice(TAGS))
