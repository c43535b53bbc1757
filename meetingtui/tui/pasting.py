"""What is pasted is text: nothing in it is a key, and its end always comes."""

from __future__ import annotations

START, END = "\x1b[200~", "\x1b[201~"
"""What a terminal sends before and after a paste."""

SETTLE = 0.02
"""Seconds without input after which the end of a paste is believed to be its end."""

STALL = 1.0
"""Seconds without input after which a paste is over though its end never came."""

MOST = 64 * 1024
"""Characters of one paste that are passed on; any line holds fewer."""

_LAST = 4096
_MARK = "\N{REPLACEMENT CHARACTER}"


class Pastes:
    """Sits between a terminal's input and its parser, which then cannot be led astray.

    A paste may contain escape sequences, and the very mark that ends a paste, followed by keys. So
    all that arrives in one go up to the last end mark is the paste; escapes in it become U+FFFD.
    """

    def __init__(self) -> None:
        """Begin outside a paste."""
        self._tail = ""
        self._held: str | None = None
        self._heard = 0.0

    @property
    def patience(self) -> float | None:
        """Seconds after which `tick` is to be called where no input comes; None outside a paste."""
        return None if self._held is None else SETTLE

    def feed(self, text: str, now: float) -> str:
        """Return what of the input so far, `text` being the latest, the parser may have."""
        ready = self.tick(now)
        if self._held is None:
            return ready + self._outside(text, now)
        self._held += text
        self._heard = now
        if len(self._held) > MOST + 2 * _LAST:
            self._held = self._held[:MOST] + self._held[-_LAST:]
        return ready

    def tick(self, now: float) -> str:
        """Return a paste that is over by now, and what came after it."""
        if self._held is None:
            return ""
        ended = END in self._held
        if now - self._heard < (SETTLE if ended else STALL):
            return ""
        pasted, rest = self._held, ""
        if ended:
            pasted, _, rest = self._held.rpartition(END)
        self._held = None
        for mark in (START, END, "\x1b"):
            pasted = pasted.replace(mark, _MARK)
        return pasted[:MOST] + END + self._outside(rest, now)

    def _outside(self, text: str, now: float) -> str:
        whole = self._tail + text
        begins = whole.find(START)
        if begins < 0:
            self._tail = whole[1 - len(START) :]
            return text
        passed = whole[len(self._tail) : begins + len(START)]
        self._tail = ""
        self._held, self._heard = whole[begins + len(START) :], now
        return passed
