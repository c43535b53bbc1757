"""What can wait for a moment, so that a key is answered first."""

from __future__ import annotations

from collections.abc import Callable

from textual.message_pump import MessagePump


class Later:
    """Does something once the screen shows what has changed by now; once, however often asked."""

    def __init__(self, node: MessagePump, do: Callable[[], object]) -> None:
        """Call `do` in the turn of `node`."""
        self._node = node
        self._do = do
        self._due = False

    def ask(self) -> None:
        """Have it done after the next repaint."""
        if not self._due:
            # Once the application has its turn, widgets have told the screen what to repaint.
            self._due = self._node.app.call_later(self._node.call_after_refresh, self._run)

    def _run(self) -> None:
        self._due = False
        self._do()
