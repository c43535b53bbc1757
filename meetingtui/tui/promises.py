"""The list of action items on the review screen, and all that is known of the one chosen."""

from __future__ import annotations

from datetime import date, tzinfo

from textual.content import Content
from textual.reactive import var
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from meetingtui.clock import local_date
from meetingtui.followup.review import Row
from meetingtui.meeting.duedates import describe_due
from meetingtui.meeting.model import ActionState
from meetingtui.tui.show import QUIET, Part, column, hanging, line, lines, row, shown

NUMBER, WHEN, NAME, SERIES = 6, 27, 10, 22
WIDE = 96
"""From this width on, the series has a column where there are several."""

WIDEST = 132
"""From this width on, the team has a column."""

DETAIL_ROWS = 3
_STYLES = {ActionState.DONE: "$text-success", ActionState.DROPPED: QUIET}


class Promises(OptionList):
    """One row for each action item; it stays at the one chosen when the rows change."""

    rows: var[tuple[Row, ...]] = var((), init=False)

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id, compact=True, markup=False)
        self._width = 0

    @property
    def chosen(self) -> Row | None:
        """The row at the cursor."""
        at = self.highlighted
        return self.rows[at] if at is not None and at < len(self.rows) else None

    def choose(self, *ids: str) -> None:
        """Go to the first row that is about one of these action items."""
        places = (place for place, row in enumerate(self.rows) if row.action.id in ids)
        self.highlighted = next(places, self.highlighted)

    def watch_rows(self, before: tuple[Row, ...], after: tuple[Row, ...]) -> None:
        """Show the rows, the cursor where it was: at the same item, else at the same place."""
        at = self.highlighted
        if at is not None and at < len(before):
            ids = {row.action.id: place for place, row in enumerate(after)}
            at = ids.get(before[at].action.id, at)
        self._fill(at or 0)

    def on_resize(self) -> None:
        """Draw for the new width."""
        if self.scrollable_content_region.width != self._width:
            self._fill(self.highlighted or 0)

    def _fill(self, at: int) -> None:
        self._width = self.scrollable_content_region.width
        if not self._width:
            return
        several = has_series(self.rows)
        self.clear_options()
        self.add_options([Option(drawn(row, self._width, several)) for row in self.rows])
        self.highlighted = min(at, len(self.rows) - 1) if self.rows else None


def has_series(rows: tuple[Row, ...]) -> bool:
    """Tell whether `rows` are of more than one series."""
    return len({row.action.agenda for row in rows}) > 1


def heads(width: int, several: bool) -> Content:
    """Return the titles of the columns in a row of `width` cells."""
    cells = _beside("WHO", "TEAM", "SERIES", shown("WHEN"), width, several)
    return row(line(column("  #", NUMBER), "WHAT"), cells, width).stylize(f"bold {QUIET}")


def drawn(item: Row, width: int, several: bool) -> Content:
    """Return one row of `width` cells; `several` names the series too, where there is room."""
    action = item.action
    style = "$text-error" if item.overdue else _STYLES.get(action.state, "")
    owner = action.owner or ("owner?" if item.is_open else "")
    cells = _beside(
        owner, action.team, action.agenda, column(item.when, WHEN, style), width, several
    )
    number = column(f"{f'!{action.number}':>{NUMBER - 2}}", NUMBER, "bold")
    times = shown(f"×{item.times} " if item.times else "", QUIET)
    text = shown(action.text, "" if item.is_open else QUIET)
    return row(line(number, times, text), cells, width)


def detail(item: Row, width: int, today: date, zone: tzinfo | None) -> Content:
    """Return all that is known of one action item in `DETAIL_ROWS` rows."""
    action = item.action
    due = "due " if item.is_open and action.due_on else ""
    taken = describe_due(local_date(action.taken_at, zone), today)
    known = [
        action.owner or "nobody yet",
        action.team,
        f"{due}{item.when}",
        action.reason,
        f"carried ×{item.times}" if item.times else "",
        action.agenda,
        f"promised {taken}",
    ]
    text = hanging(shown(f"!{action.number} ", "bold"), shown(action.text), width)
    if len(text) > DETAIL_ROWS - 1:
        text = [*text[: DETAIL_ROWS - 2], line(text[DETAIL_ROWS - 2].truncate(width - 1), "…")]
    facts = shown(" · ".join(filter(None, known)), QUIET).truncate(width, ellipsis=True)
    return lines([*text, facts])


def _beside(
    owner: str, team: str, series: str, when: Content, width: int, several: bool
) -> Content:
    """Return the columns to the right of the text."""
    parts: list[Part] = [column(owner, NAME), " "]
    if width >= WIDEST:
        parts += [column(team, NAME, QUIET), " "]
    if width >= WIDE and several:
        parts += [column(series, SERIES, QUIET), " "]
    return line(*parts, when.truncate(WHEN, pad=True))
