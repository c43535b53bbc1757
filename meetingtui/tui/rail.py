"""The side of the screen: the agenda as it goes, and how the time is shared."""

from __future__ import annotations

from functools import lru_cache

from textual.content import Content
from textual.geometry import Size

from meetingtui.agenda.durations import format_clock
from meetingtui.meeting.course import ZERO
from meetingtui.meeting.ledger import owed
from meetingtui.meeting.slot_outcomes import Outcome, outcome_of
from meetingtui.tui.board import Board
from meetingtui.tui.show import QUIET, column, gauge, heading, line, lines, row, shown
from meetingtui.tui.sight import Sight

DONE, NOW, SKIPPED, COMING = "✓", "▶", "–", " "
_MARKS = {Outcome.HELD: DONE, Outcome.OPEN: NOW, Outcome.SKIPPED: SKIPPED}
WIDE = 34
"""From this many cells on, a slot shows its real time beside the planned one."""


def mark_of(sight: Sight, index: int) -> str:
    """Return the sign for where the slot stands."""
    outcome = outcome_of(sight.state.meeting, sight.course, index)
    coming = SKIPPED if sight.closed else COMING
    return coming if outcome is Outcome.NOT_REACHED else _MARKS[outcome]


class Rail(Board):
    """Every slot with its mark, its planned and its real length; the open one stays in view."""

    def draw(self, sight: Sight) -> Content:
        """Draw a title and one row for each slot."""
        width, height = self.size
        slots = sight.course.order
        first = self._first(sight, max(1, height - 1))
        right = "plan   real" if width >= WIDE else "time"
        rows = [self._slot(sight, index, width) for index in slots[first:]]
        return lines([heading("AGENDA", width, right), *rows][:height])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows that the title and all slots need."""
        return 1 + len(self.sight.state.meeting.slots) if self.sight else 0

    def _first(self, sight: Sight, room: int) -> int:
        count = len(sight.state.meeting.slots)
        return max(0, min(sight.place - 1 - room // 2, count - room))

    def _slot(self, sight: Sight, index: int, width: int) -> Content:
        mark, label = mark_of(sight, index), sight.state.meeting.slots[index].label
        box, real = sight.course.lengths[index], sight.course.elapsed(index, sight.now)
        held = format_clock(real) if mark in (DONE, NOW) or real else ""
        return _row(
            sight.course.place(index) + 1, mark, label, format_clock(box), held, real > box, width
        )


@lru_cache(256)
def _row(
    number: int, mark: str, label: str, box: str, held: str, over: bool, width: int
) -> Content:
    """Return the row of one slot; as the clock goes, all but one stay as they were."""
    left = line(
        (f"{mark} ", "bold $text-primary" if mark == NOW else "$text-success"),
        (f"{number:>2} ", QUIET),
        (label, {NOW: "bold", DONE: QUIET, SKIPPED: QUIET}.get(mark, "")),
    )
    if width < WIDE:
        return row(left, shown(held if held and mark != NOW else box, QUIET), width)
    style = "$text-warning" if over else QUIET if mark != NOW else ""
    return row(left, line((f"{box:>5}", QUIET), (f"{held:>7}", style)), width)


class Strip(Board):
    """The agenda in one row, for a screen without room for the rail."""

    TICKS = False

    def draw(self, sight: Sight) -> Content:
        """Draw the marks of all slots, the open one with its number."""
        marks = [mark_of(sight, index) for index in sight.course.order]
        of = f"  {sight.place} of {len(marks)}" if sight.place else ""
        text = "".join("·" if mark == COMING else mark for mark in marks)
        return line((text, "$text-primary"), (of, QUIET))


class Shares(Board):
    """Each team's airtime against its share."""

    def draw(self, sight: Sight) -> Content:
        """Draw a row for each team that has slots.

        Where there are too many teams, those around the one that has the floor.
        """
        width, height = self.size
        teams = _teams(sight)
        room = max(1, height - 1)
        if len(teams) > room:
            at = teams.index(sight.slot.team) if sight.slot and sight.slot.team in teams else 0
            first = max(0, min(at - (room - 1) // 2, len(teams) - room + 1))
            shown_teams = teams[first : first + room - 1]
        else:
            shown_teams = teams
        rows = [self._team(sight, team, width) for team in shown_teams]
        if left_out := len(teams) - len(shown_teams):
            rows.append(shown(f"… and {left_out} more", QUIET))
        return lines([heading("AIRTIME", width), *rows])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows that the title and all teams need."""
        return 1 + len(_teams(self.sight)) if self.sight else 0

    def _team(self, sight: Sight, team: str, width: int) -> Content:
        share, spoken = sight.status.share[team], sight.status.airtime.get(team, ZERO)
        numbers = shown(f"{format_clock(spoken)} of {format_clock(share)}")
        name = column(team, min(10, width // 3))
        if debt := next(
            (d.length for d in owed(sight.state.meeting, sight.now) if d.team == team), None
        ):
            owes = line((f"owes {format_clock(debt)} · ", "$warning"), numbers)
            return row(name, owes, width)
        room = width - name.cell_length - numbers.cell_length - 2
        style = "$warning" if spoken > share else "$primary"
        bar = gauge(spoken, share, max(3, room), style)
        return row(line(name, " ", bar), numbers, width)


def _teams(sight: Sight) -> list[str]:
    return [team for team, share in sight.status.share.items() if share]
