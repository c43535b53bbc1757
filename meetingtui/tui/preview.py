"""What the thing chosen at home plans, drawn; or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from pathlib import Path

from msgspec.structs import replace
from textual.content import Content
from textual.reactive import var
from textual.widget import Widget

from meetingtui.agenda.durations import format_duration
from meetingtui.agenda.ends import Label, fix_ends
from meetingtui.agenda.find import FoundAgenda
from meetingtui.agenda.model import Agenda
from meetingtui.agenda.outlook import outlook
from meetingtui.agenda.plan import Timed, make_slots, timed, total
from meetingtui.agenda.problem import Problem, has_errors, render, summary
from meetingtui.agenda.repeat import next_dates
from meetingtui.agenda.timeline import labels, timeline
from meetingtui.clock import zone_named
from meetingtui.followup.overview import tell_day
from meetingtui.meeting.model import Meeting
from meetingtui.tui.shelf import Thing
from meetingtui.tui.show import QUIET, hanging, line, lines, row, shown

WHEN = 8
"""Cells for the time of a slot."""


class Preview(Widget):
    """As much of `rows_of` as there is room for, from the first row on."""

    DEFAULT_CSS = "Preview { text-wrap: nowrap; text-overflow: ellipsis; }"

    thing: var[Thing] = var(None, init=False)

    def __init__(
        self, now: Callable[[], datetime], zone: tzinfo | None, *, id: str | None = None
    ) -> None:
        """Begin empty; the next meeting is the first after `now`."""
        super().__init__(id=id)
        self._now = now
        self._zone = zone

    def watch_thing(self) -> None:
        """Draw again."""
        self.refresh()

    def render(self) -> Content:
        """Return what fits."""
        width, height = self.size
        return lines(rows_of(self.thing, width, self._now(), self._zone)[:height])


def rows_of(thing: Thing, width: int, now: datetime, zone: tzinfo | None) -> list[Content]:
    """Return all there is to see of `thing` in rows of `width`, what matters most first."""
    if isinstance(thing, Meeting):
        return _of_meeting(thing, width, zone)
    if thing is None:
        return []
    if thing.agenda is None:
        title = line((thing.id, "bold"), (" cannot be used", QUIET))
        problems = _problems(thing.problems, width)
        return [_head(title, summary(thing.problems), width), *problems, _place(thing, width)]
    return _of_agenda(thing, thing.agenda, width, now, zone)


def _of_agenda(
    found: FoundAgenda, agenda: Agenda, width: int, now: datetime, zone: tzinfo | None
) -> list[Content]:
    zone = zone_named(agenda.zone, zone)
    coming = next_dates(agenda.repeat, now, zone, 1) if agenda.repeat else ()
    names = [team.name for team in agenda.teams]
    slots = make_slots(agenda, names)
    start = coming[0] if coming else now
    if coming:
        slots = fix_ends(agenda, slots, start, zone)
    plan = timed(slots, start)
    label = labels(start, zone, with_clock=bool(coming))
    when = f", next {tell_day(start, zone)}" if coming else ""
    lasts = f"{format_duration(total(slots))} of {format_duration(agenda.length)}"
    return [
        _head(shown(agenda.title, "bold"), f"{lasts}{when}", width),
        *_bars(plan, names, width, label),
        *_problems(found.problems, width),
        *_told(outlook(agenda, plan, label), width),
        Content(),
        *_told([agenda.purpose] if agenda.purpose else [], width),
        *(_slot(each, label, width) for each in plan),
        _place(found, width),
    ]


def _of_meeting(meeting: Meeting, width: int, zone: tzinfo | None) -> list[Content]:
    start = meeting.starts_at or meeting.opened_at
    zone = zone_named(meeting.zone, zone)
    plan = timed(meeting.slots, start)
    label = labels(start, zone, with_clock=True)
    planned = f"planned for {tell_day(start, zone)}"
    return [
        _head(shown(meeting.title, "bold"), planned, width),
        *_bars(plan, [team.name for team in meeting.teams], width, label),
        *(_slot(each, label, width) for each in plan),
    ]


def _head(title: Content, remark: str, width: int) -> Content:
    return row(title, shown(remark, QUIET), width)


def _bars(plan: Sequence[Timed], names: Sequence[str], width: int, label: Label) -> list[Content]:
    scale, *bars = timeline(plan, names, width, label) or [""]
    return [shown(scale, QUIET), *(shown(bar) for bar in bars)]


def _problems(problems: Sequence[Problem], width: int) -> list[Content]:
    style = "$text-error" if has_errors(problems) else "$text-warning"
    rows: list[Content] = []
    for each in problems:
        # The folder alone could fill the row, and is said below.
        told, *source = render(replace(each, path=Path(each.path).name)).splitlines()
        rows += hanging(Content(), shown(told, style), width)
        rows += (shown(text).truncate(width, ellipsis=True) for text in source)
    return rows


def _place(found: FoundAgenda, width: int) -> Content:
    return shown(f"in {found.path}", QUIET).truncate(width, ellipsis=True)


def _told(sentences: Sequence[str], width: int) -> list[Content]:
    return [row for each in sentences for row in hanging(Content(), shown(each), width)]


def _slot(each: Timed, label: Label, width: int) -> Content:
    left = line((f"{label(each.starts_at):<{WHEN}}", QUIET), each.slot.label)
    return row(left, shown(format_duration(each.slot.length), QUIET), width)
