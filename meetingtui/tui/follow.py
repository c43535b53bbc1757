"""The room display: one meeting on a second screen, for everybody to see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from meetingtui.agenda.durations import format_clock
from meetingtui.clock import local
from meetingtui.errors import MeetingtuiError
from meetingtui.following import LOOK_SECONDS, NOBODY, Follower
from meetingtui.meeting.duedates import describe_due
from meetingtui.meeting.model import MeetingState
from meetingtui.meeting.room import Room
from meetingtui.meeting.spoken import tell_drift
from meetingtui.tui.huge import huge
from meetingtui.tui.intents import Scope, bindings
from meetingtui.tui.sheets import keys_sheet
from meetingtui.tui.show import QUIET, clock, line, lines, row, shown


class Wall(Widget):
    """Whose turn it is, the time left as large as it goes, and who is next."""

    def __init__(self, follower: Follower) -> None:
        """Show what `follower` sees."""
        super().__init__()
        self._follower = follower
        self._rows: list[Content] = []

    def show(self, room: Room | None, trouble: str = "") -> None:
        """Draw `room`, with `trouble` below it, and repaint the rows that differ."""
        before, self._rows = self._rows, self._draw(room)
        if trouble:
            self._rows[-1] = line(("✗ ", "bold"), trouble).truncate(self.size.width, ellipsis=True)
        if len(before) != len(self._rows):
            self.refresh()
            return
        both = enumerate(zip(before, self._rows, strict=True))
        changed = [y for y, (old, new) in both if not new.is_same(old)]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def render(self) -> Content:
        """Return the drawing."""
        return lines(self._rows)

    def _draw(self, room: Room | None) -> list[Content]:
        """Return a row for each of the screen: the clock and its words between head and foot."""
        width, height = self.size
        head = row(shown(room.title if room else "meetingtui", "bold"), self._wall_clock(), width)
        room_for_clock = max(1, height - 4)
        digits = huge(self._digits(room), width, max(1, room_for_clock - 2))
        clock_rows = [*map(shown, digits), Content(), _words(room)]
        above = max(0, room_for_clock - len(clock_rows)) // 2
        rows = [*[Content()] * above, *(_centred(each, width) for each in clock_rows)]
        rows += [Content()] * (room_for_clock - len(rows))
        return [head, Content(), _centred(self._turn(room), width), *rows, self._foot(room, width)]

    def _wall_clock(self) -> Content:
        return shown(clock(self._follower.now, self._follower.zone), "bold")

    def _digits(self, room: Room | None) -> str:
        if room is None or room.left is None:
            return clock(self._follower.now, self._follower.zone)
        return format_clock(room.left)

    def _turn(self, room: Room | None) -> Content:
        """Return who has the floor, and for what."""
        if room is None:
            return shown(NOBODY, QUIET)
        if room.slot is None:
            closed = room.state is MeetingState.CLOSED
            return shown("Thank you" if closed else "Welcome", "bold")
        who = room.speaker or room.slot.team
        name = shown(f" {who or room.slot.title} ", "bold $text on $primary")
        what = f"  {room.slot.title}" if who else ""
        return line(name, (what, "bold"), (f"  {room.number} of {room.count}", QUIET))

    def _foot(self, room: Room | None, width: int) -> Content:
        """Return who is next, and when the meeting ends; or when the next one is."""
        if room is None:
            return Content()
        zone = self._follower.zone
        ends = clock(room.ends_at, zone)
        if room.state is MeetingState.CLOSED:
            today = local(self._follower.now, zone).date()
            on = f"next meeting {describe_due(room.next_on, today)}" if room.next_on else ""
            return row(shown(on), shown(f"closed at {ends}"), width)
        drift = f", {tell_drift(room.drift)}" if room.slot else ""
        return row(_next(room), line(("ends ", QUIET), (ends, "bold"), (drift, QUIET)), width)


class FollowScreen(Screen[None]):
    """Looks at one meeting every half second."""

    CSS_PATH = "follow.tcss"
    TITLE = "Room display"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.FOLLOW)]

    def __init__(self, follower: Follower, keymap: Mapping[str, str]) -> None:
        """Show what `follower` sees."""
        super().__init__()
        self._follower = follower
        self._room: Room | None = None
        self._does: Mapping[str, Callable[[], object]] = {
            "follow-help": lambda: self.app.push_screen(keys_sheet(Scope.FOLLOW, keymap)),
            "follow-leave": self.dismiss,
        }

    def compose(self) -> ComposeResult:
        """Lay out one wall."""
        yield Wall(self._follower)

    def on_mount(self) -> None:
        """Look at once, and then again and again."""
        self.set_interval(LOOK_SECONDS, self.look)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self.look)

    def look(self) -> None:
        """Show the meeting as it is now; where the store cannot be read, as it was."""
        trouble = ""
        try:
            self._room = self._follower.look()
        except MeetingtuiError as error:
            trouble = str(error)
        room = self._room
        over = room is not None and room.over
        warned = room is not None and bool(room.warnings) and not over
        paused = room is not None and room.state is MeetingState.PAUSED
        for name, holds in (("-over", over), ("-warn", warned), ("-paused", paused)):
            self.set_class(holds, name)
        self.query_one(Wall).show(room, trouble)

    def action_do(self, id: str) -> None:
        """Do what the intent with this id wants."""
        self._does[id]()


def _next(room: Room) -> Content:
    """Return who speaks next in a round, or else which slot opens next, and how long it is."""
    if room.next_speaker:
        return line(("next  ", QUIET), (room.next_speaker, "bold"))
    if room.following is None:
        return shown("the last slot", QUIET)
    length = f"  {format_clock(room.following_box)}"
    return line(("next  ", QUIET), (room.following.label, "bold"), (length, QUIET))


def _words(room: Room | None) -> Content:
    """Return what the large digits mean, in words: colour alone says nothing."""
    if room is None:
        return Content()
    if room.slot is None:
        if room.state is MeetingState.CLOSED or room.left is None:
            return Content()
        late = room.left.total_seconds() < 0
        return shown("after the planned start" if late else "until the start", QUIET)
    box = format_clock(room.box)
    if room.state is MeetingState.PAUSED:
        return line(("PAUSED", "bold $text-warning"), (f"  of {box}", QUIET))
    if room.over:
        return line(("OVER", "bold $text-error"), (f"  the timebox was {box}", QUIET))
    if room.warnings:
        return line(("wrap up", "bold $text-warning"), (f"  of {box}", QUIET))
    return shown(f"left of {box}", QUIET)


def _centred(content: Content, width: int) -> Content:
    content = content.truncate(max(1, width), ellipsis=True)
    return line(" " * ((width - content.cell_length) // 2), content)
