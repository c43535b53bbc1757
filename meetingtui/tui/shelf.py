"""The one list of the home screen: what waits, the promises, the agendas, what was held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import NamedTuple

from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from meetingtui.agenda.durations import format_duration
from meetingtui.agenda.find import FoundAgenda
from meetingtui.clock import zone_named
from meetingtui.followup.overview import (
    Coming,
    Overview,
    tell_day,
    tell_held,
    tell_promises,
    tell_state,
)
from meetingtui.meeting.model import Meeting
from meetingtui.tui.show import QUIET, column, heading, line, row, shown

ID, TEAMS, LENGTH, STATE, DAY = 24, 40, 8, 20, 18
NARROW = 70
"""Below this width, where an agenda is from has no column."""

WIDE = 96
"""From this width on, the teams have a column."""


class Columns(NamedTuple):
    """The cells of each column of the agendas; 0 for one that is left out."""

    id: int
    teams: int
    length: int
    state: int


Thing = Meeting | FoundAgenda | None
"""What can be chosen; None stands for the action items."""


class Shelf(OptionList):
    """Things to choose under quiet titles; it stays at the one chosen when they change."""

    overview: var[Overview | None] = var(None, init=False)

    @dataclass
    class Chosen(Message):
        """Something was chosen with Enter or a click."""

        thing: Thing

    def __init__(self, zone: tzinfo | None, *, id: str | None = None) -> None:
        """Begin empty; times are those of `zone`."""
        super().__init__(id=id, compact=True, markup=False)
        self._zone = zone
        self._width = 0
        self._things: dict[str, Thing] = {}

    @property
    def chosen(self) -> Thing:
        """What Enter would choose."""
        option = self.highlighted_option
        return self._things.get(option.id or "") if option else None

    def watch_overview(self) -> None:
        """Show what there is now."""
        self._fill()

    def on_resize(self) -> None:
        """Draw for the new width."""
        if self.scrollable_content_region.width != self._width:
            self._fill()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say what was chosen."""
        event.stop()
        self.post_message(self.Chosen(self._things[event.option_id or ""]))

    def _fill(self) -> None:
        self._width = self.scrollable_content_region.width
        if self.overview is None or not self._width:
            return
        option = self.highlighted_option
        chosen = option.id if option else None
        self._things = {}
        self.clear_options()
        width, zone, overview = self._width, self._zone, self.overview
        self._part("NOT FINISHED", [(m, _waiting(m, width, zone)) for m in overview.unfinished])
        self._part("NEXT MEETINGS", [(c.found, _coming(c, width)) for c in overview.coming])
        self._part("ACTION ITEMS", [(None, _promises(overview, width))])
        self._part("AGENDAS", _agendas(overview.agendas, width))
        self._part("MEETINGS", [(m, _held(m, width, zone)) for m in overview.held])
        beginning: tuple[Thing, ...] = (
            *overview.unfinished,
            *(coming.found for coming in overview.coming),
            *overview.agendas,
            None,
        )
        at = chosen if chosen in self._things else _key(beginning[0])
        self.highlighted = self.get_option_index(at)

    def _part(self, title: str, rows: Sequence[tuple[Thing, Content]]) -> None:
        if not rows:
            return
        if self._things:
            self.add_option(Option("", disabled=True))
        self.add_option(Option(heading(title, self._width), disabled=True))
        for thing, drawn in rows:
            self._things[_key(thing)] = thing
            self.add_option(Option(drawn, id=_key(thing)))


def _key(thing: Thing) -> str:
    if thing is None:
        return "action items"
    return f"meeting {thing.id}" if isinstance(thing, Meeting) else f"agenda {thing.path}"


def _waiting(meeting: Meeting, width: int, zone: tzinfo | None) -> Content:
    left = line(("▶ ", "bold $text-warning"), (meeting.title, "bold"))
    opened = tell_day(meeting.opened_at, zone_named(meeting.zone, zone))
    return _beside(left, (f"opened {opened}, Enter goes on ", f"opened {opened} ", ""), width)


def _coming(coming: Coming, width: int) -> Content:
    title = coming.found.agenda.title if coming.found.agenda else coming.found.id
    left = line("  ", column(coming.day, DAY), title)
    few = f"{coming.number} waiting" if coming.number else ""
    return _beside(left, (f"{coming.waits} ", f"{few} ", ""), width)


def _promises(overview: Overview, width: int) -> Content:
    late = overview.overdue_actions
    left = line("  ", (tell_promises(overview), "$text-error" if late else ""))
    return _beside(left, ("Enter goes through them ", "Enter opens ", ""), width)


def _beside(left: Content, hints: Sequence[str], width: int) -> Content:
    """Return `left` with the first of `hints` beside which it is not cut."""
    fit = (hint for hint in hints if left.cell_length + len(hint) < width)
    return row(left, shown(next(fit, ""), QUIET), width)


def _agendas(every: Sequence[FoundAgenda], width: int) -> list[tuple[Thing, Content]]:
    """Return a row for each, in columns as wide as they must be."""
    columns = Columns(
        _widest((each.id for each in every), ID),
        _widest(map(_teams, every), TEAMS) if width >= WIDE else 0,
        _widest(map(_length, every), LENGTH),
        _widest(map(tell_state, every), STATE if width >= NARROW else 0),
    )
    return [(each, _agenda(each, columns, width)) for each in every]


def _agenda(found: FoundAgenda, columns: Columns, width: int) -> Content:
    style = QUIET if found.agenda else "$text-error"
    told = "" if columns.state else f": {tell_state(found)}"
    title = found.agenda.title if found.agenda else f"cannot be read{told}"
    left = line("  ", column(found.id, columns.id), "  ", (title, "" if found.agenda else QUIET))
    cells = (
        (_teams(found), columns.teams, QUIET),
        (_length(found), columns.length, ""),
        (tell_state(found), columns.state, style),
    )
    right = [line("  ", column(text, room, style)) for text, room, style in cells if room]
    return row(left, line(*right, " "), width)


def _teams(found: FoundAgenda) -> str:
    return ", ".join(team.name for team in found.agenda.teams) if found.agenda else ""


def _length(found: FoundAgenda) -> str:
    return format_duration(found.agenda.length) if found.agenda else ""


def _widest(texts: Iterable[str], most: int) -> int:
    return min(most, max(map(len, texts), default=0))


def _held(meeting: Meeting, width: int, zone: tzinfo | None) -> Content:
    day, how = tell_held(meeting, zone)
    return row(line("  ", column(day, DAY), meeting.title), shown(f"{how} ", QUIET), width)
