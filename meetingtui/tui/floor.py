"""The upper part of the screen: who has the floor, and how much time is left."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widgets import Digits

from meetingtui.agenda.durations import format_clock
from meetingtui.clock import local
from meetingtui.meeting.model import MeetingState
from meetingtui.meeting.refit import SMALLEST
from meetingtui.meeting.spoken import tell_drift
from meetingtui.tui.board import Board, Growing
from meetingtui.tui.huge import ROWS, huge
from meetingtui.tui.show import QUIET, clock, column, gauge, line, lines, row, shown
from meetingtui.tui.sight import Sight


class TopLine(Board):
    """The meeting, who runs it, and the time on the wall."""

    def draw(self, sight: Sight) -> Content:
        """Draw one row."""
        meeting = sight.state.meeting
        place = meeting.zone.rpartition("/")[2].replace("_", " ")
        day = ", ".join(filter(None, (f"{local(sight.now, sight.zone):%a %d %b}", place)))
        facilitator = f"{meeting.facilitator} facilitates · " if meeting.facilitator else ""
        right = line((f"{facilitator}{day}  ", QUIET), (clock(sight.now, sight.zone), "b"))
        return row(shown(meeting.title, "bold"), right, self.size.width)


class Heading(Board):
    """The open slot; the team that has the floor stands out."""

    TICKS = False

    def draw(self, sight: Sight) -> Content:
        """Draw the number of the slot in a row, and in the next whose turn it is."""
        slot, index = sight.slot, sight.status.slot
        if slot is None or index is None:
            return Content()
        of = f"{sight.place} of {len(sight.state.meeting.slots)}"
        if not slot.team:
            return lines([column(of, self.size.width, QUIET), self._floor(slot.title)])
        above = line((f"{of}  ", QUIET), (slot.title, "bold"))
        return lines([above, line(self._floor(slot.team), (" has the floor", QUIET))])

    def _floor(self, text: str) -> Content:
        width = max(8, self.size.width - 16)
        name = shown(text).truncate(width, ellipsis=True).plain
        return shown(f" {name} ", "bold $text on $primary")


class Countdown(Digits):
    """The time left in the open slot, large; it counts on below zero."""

    def see(self, sight: Sight) -> None:
        """Show the time left now."""
        text = format_clock(sight.status.remaining)
        if text != self.value:
            self.update(text)

    def render(self) -> RenderResult:
        """Return the digits, as large as the style sheet gives them rows."""
        width, height = self.size
        return (
            lines(map(shown, huge(self.value, width, height)))
            if height >= ROWS
            else super().render()
        )


class ClockWords(Board):
    """What the large digits mean, when the meeting ends, and what is next."""

    def draw(self, sight: Sight) -> Content:
        """Draw three rows."""
        width = self.size.width
        late = sight.status.drift >= SMALLEST
        ends = line(
            ("ends ", QUIET),
            (clock(sight.status.ends_at, sight.zone), "bold"),
            (", ", QUIET),
            (tell_drift(sight.status.drift), "$text-warning" if late else QUIET),
        )
        rows = [self._state(sight), ends, self._next(sight)]
        return lines(piece.truncate(width, ellipsis=True) for piece in rows)

    def _state(self, sight: Sight) -> Content:
        status = sight.status
        box = format_clock(status.elapsed + status.remaining)
        if status.state is MeetingState.PAUSED:
            return line(("PAUSED", "bold $text-warning"), (f" · {box} planned", QUIET))
        if status.over:
            return line(("OVER", "bold $text-error"), (f" · {box} planned", QUIET))
        if not status.warnings:
            return line(("left of ", QUIET), box)
        last = status.warnings == len(sight.state.meeting.warn)
        word = "wrap up now" if last else "wrap up soon"
        return line((word, "bold $text-warning"), (f" · of {box}", QUIET))

    def _next(self, sight: Sight) -> Content:
        slot, index = sight.following, sight.course.following
        if slot is None or index is None:
            return shown("the last slot", QUIET)
        length = format_clock(sight.course.lengths[index])
        return line(("next ", QUIET), slot.label, (f" {length}", QUIET))


class Elapsed(Board):
    """How much of the timebox is used up."""

    def draw(self, sight: Sight) -> Content:
        """Draw one bar."""
        status = sight.status
        style = "$error" if status.over else "$warning" if status.warnings else "$primary"
        box = status.elapsed + status.remaining
        return gauge(status.elapsed, box, self.size.width, style)


class Prompt(Growing):
    """What the author of the agenda wants asked in the open slot."""

    TICKS = False

    def draw(self, sight: Sight) -> Content:
        """Draw as many rows as there is room for; the last one says that there is more."""
        width, height = self.size
        rows = self.draw_in(width, sight).split("\n")
        if 0 < height < len(rows):
            rows[height - 1 :] = [line(rows[height - 1].truncate(width - 1), "…")]
        return lines(rows)

    def draw_in(self, width: int, sight: Sight) -> Content:
        """Draw all of it."""
        return lines(shown(sight.slot.prompt if sight.slot else "", "italic").wrap(max(1, width)))
