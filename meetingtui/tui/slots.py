"""Choosing the slot to open, and the order of those to come."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from meetingtui.agenda.durations import format_clock
from meetingtui.errors import MeetingtuiError
from meetingtui.meeting.commands import Command, MoveSlot
from meetingtui.tui.dialog import Dialog
from meetingtui.tui.intents import binding
from meetingtui.tui.rail import mark_of
from meetingtui.tui.show import QUIET, line, row, shown
from meetingtui.tui.sight import Sight

WIDTH = 50
HOW = "number chooses, Enter opens, Shift+↑↓ moves, Esc"


class SlotChooser(Dialog[int | None]):
    """All slots; the answer is the number of one, from 1, or None."""

    CSS_PATH = "slots.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "back", tooltip="Return to the meeting"),
        Binding("shift+up,K", "move(-1)", "earlier", tooltip="Hold a slot to come earlier"),
        Binding("shift+down,J", "move(1)", "later", tooltip="Hold a slot to come later"),
        binding("goto", "dismiss"),
    ]

    def __init__(self, sight: Callable[[], Sight], do: Callable[[Command], str]) -> None:
        """Offer the slots of `sight`; `do` carries out a command or raises MeetingtuiError."""
        super().__init__()
        self._look, self._do = sight, do
        self._sight = sight()
        self._digits = ""

    def compose(self) -> ComposeResult:
        """Lay out one list."""
        choice = OptionList(*self._options(), compact=True, markup=False)
        choice.border_title = "Go to"
        choice.border_subtitle = HOW
        yield choice

    def on_mount(self) -> None:
        """Begin at the slot after the open one."""
        self.query_one(OptionList).highlighted = min(
            max(1, self._sight.place), len(self._sight.state.meeting.slots) - 1
        )

    def on_key(self, event: events.Key) -> None:
        """Choose by number: digits that follow each other are one number, where there is such."""
        if not event.is_printable or not (event.character or "").isdecimal():
            self._digits = ""
            return
        event.stop()
        slots = len(self._sight.state.meeting.slots)
        longer = f"{self._digits}{event.character}"
        self._digits = longer if 1 <= int(longer) <= slots else event.character or ""
        if 1 <= int(self._digits) <= slots:
            self.query_one(OptionList).highlighted = int(self._digits) - 1

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index + 1)

    def action_move(self, by: int) -> None:
        """Hold the slot that is chosen so many places later, earlier where `by` is negative."""
        choice = self.query_one(OptionList)
        if choice.highlighted is None:
            return
        number = choice.highlighted + 1
        try:
            told = self._do(MoveSlot(number, number + by))
        except MeetingtuiError as error:
            choice.border_subtitle = shown(str(error), "$text-error")
            return
        choice.border_subtitle = shown(told, "$text-success")
        self._sight = self._look()
        choice.clear_options()
        choice.add_options(self._options())
        choice.highlighted = number + by - 1

    def _options(self) -> list[Option]:
        return [self._option(index) for index in self._sight.course.order]

    def _option(self, index: int) -> Option:
        slot = self._sight.state.meeting.slots[index]
        left = line(
            f"{mark_of(self._sight, index)} {self._sight.course.place(index) + 1:>2} ", slot.label
        )
        length = format_clock(self._sight.course.lengths[index])
        return Option(row(left, shown(length, QUIET), WIDTH))
