"""What people entered, until it is saved: nothing that was typed gets lost between two keys."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress

from meetingtui.drafts import Draft, Entered, Typed
from meetingtui.errors import StoreError
from meetingtui.meeting.commands import Capture
from meetingtui.runner import Runner


class Waiting:
    """Saves the lines of a meeting in the order in which they were entered, each once.

    A line that the store cannot take now stays in `lines`, and so do those entered after it.
    """

    def __init__(self, runner: Runner, draft: Draft | None = None) -> None:
        """Save into the meeting of `runner`; keep in `draft` what is typed and not saved yet."""
        self._entered: list[Entered] = []
        self.refused: list[str] = []
        """Entered and not possible; whoever shows them to their author clears this."""
        self._runner = runner
        self._draft = draft
        self._written: tuple[str, ...] = ()
        self._trouble = ""
        self.latest = ""
        """The id of the note or action item that the line entered last makes."""

    @property
    def lines(self) -> list[str]:
        """What was entered and is not saved, the oldest first."""
        return [entered.line for entered in self._entered]

    def restore(self) -> tuple[str, ...]:
        """Return what stood in boxes when this meeting was left last; `lines` are as then too."""
        typed = self._draft.read() if self._draft else Typed()
        self._entered.extend(typed.entered)
        self._written = typed.written
        return typed.written

    def enter(self, line: str, joins: str = "", asked: str = "") -> None:
        """Save `line`, after those that wait; one undo takes it back with what it `joins`.

        `asked` is the key of what its author saw asked for.

        Raises StoreError where the store cannot take it now; it waits. Raises what the meeting has
        against it otherwise; it is then in `refused`.
        """
        self._append(line, joins, asked)
        self.retry()

    def put_off(self, line: str) -> None:
        """Have `line` wait behind those that do, without trying to save it now."""
        self._append(line)
        with suppress(StoreError):
            self._keep()

    def retry(self) -> None:
        """Save what waits, the oldest line first; raises as `enter` does, at the first to fail."""
        try:
            while self._entered:
                self._save(self._entered.pop(0))
        finally:
            with suppress(StoreError):
                self._keep()

    def keep(self, written: Iterable[str]) -> None:
        """Keep in the draft what is `written` in boxes now, and the lines that wait.

        Raises StoreError where that fails, once until it succeeds or fails otherwise.
        """
        self._written = tuple(filter(str.strip, written))
        try:
            self._keep()
            self._trouble = ""
        except StoreError as error:
            if str(error) != self._trouble:
                self._trouble = str(error)
                raise

    def let_go(self) -> None:
        """Leave what is in the draft to whoever holds the meeting next."""
        if self._draft:
            self._draft.let_go()

    def _append(self, line: str, joins: str = "", asked: str = "") -> None:
        self.latest = self._runner.new_id()
        self._entered.append(Entered(line, self.latest, joins, asked))

    def _save(self, entered: Entered) -> None:
        before, saved = self._runner.state, False
        try:
            self._runner.do(Capture(entered.line, entered.joins, entered.asked), entered.id)
            saved = True
        finally:
            # Where the meeting has moved on, the line is in it, whatever went wrong after that.
            if not saved and self._runner.state is before:
                error = sys.exception()
                # What is no Exception ends the process and says nothing about the line.
                if isinstance(error, StoreError) or not isinstance(error, Exception):
                    self._entered.insert(0, entered)
                else:
                    self.refused.insert(0, entered.line)

    def _keep(self) -> None:
        if self._draft:
            self._draft.keep(Typed(self._written, tuple(self._entered)))
