"""Keys take effect one after the other, each on the screen that the one before it left."""

from __future__ import annotations

from collections import deque

from textual import events
from textual.dom import DOMNode
from textual.message import Message
from textual.widgets import Input

from meetingtui.meeting.pasted import pasted_lines
from meetingtui.tui.safety import SafeApp

Place = tuple[DOMNode, DOMNode]
"""A screen, and what takes keys on it."""


class InTurn(SafeApp):
    """Holds every key back until all that the key before it led to has happened.

    Textual hands a stream of keys to what has the focus when they arrive, so that those behind a
    key that opens a dialog would go to the screen below it.
    """

    class Rested(Message, bubble=False):
        """All that was typed has taken effect."""

    def __init__(self) -> None:
        """Begin with nothing typed."""
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._taking = False
        self._unsettled = False
        """Whether more than text was taken since all had taken effect."""

    @property
    def typed_ahead(self) -> bool:
        """Whether more was typed that has not taken effect yet."""
        return bool(self._typed)

    async def on_event(self, event: events.Event) -> None:
        """Put keys and pastes in a row; everything else happens at once."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            if not self._taking:
                await self._take_next()
        else:
            await super().on_event(event)

    async def _take_next(self) -> None:
        while self._typed:
            self._taking = True
            event = self._typed.popleft()
            _, taker = self._place
            await super().on_event(event)
            text = _is_text(event, taker)
            self._unsettled = self._unsettled or not text
            if self._unsettled and not (text and self._typed):
                self._follow(taker, None)
                return
        self._taking = False
        if self._unsettled:
            self._unsettled = False
            self.screen.post_message(self.Rested())

    @property
    def _place(self) -> Place:
        return self.screen, self.focused or self.screen

    def _follow(self, node: DOMNode, before: Place | None) -> None:
        """Wait until `node`, and then all above it, are through with what they were sent.

        What they did may have been to send more; so this is repeated until the place of the next
        key is the one `before`.
        """
        if not node.call_later(self._passed, node, before):
            self.call_later(self._passed, node, before)

    async def _passed(self, node: DOMNode, before: Place | None) -> None:
        if node is not self:
            self._follow(node.parent or self, before)
        elif before != (now := self._place):
            self._follow(now[1], now)
        else:
            await self._take_next()


def _is_text(event: events.Key | events.Paste, taker: DOMNode) -> bool:
    """Tell whether `taker` writes down what was typed, so that it opens and closes nothing."""
    if not isinstance(taker, Input):
        return False
    if isinstance(event, events.Paste):
        return len(pasted_lines(event.text)) < 2
    return taker.check_consume_key(event.key, event.character)
