"""One row of the review screen, and all that is known of what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from rich.cells import cell_len
from textual.content import Content

from meetingtui.clock import local_date
from meetingtui.followup.review import Row
from meetingtui.meeting.capture import PREFIXES
from meetingtui.meeting.duedates import describe_due
from meetingtui.meeting.model import Action, ActionState
from meetingtui.tui.show import QUIET, Part, column, hanging, line, lines, row, shown

NUMBER, WHEN, NAME, SERIES = 6, 27, 12, 22
"""The most cells of these columns; they take no more than is in them."""

SHORT = 10
"""The most cells of a name where the text needs the room."""

AGED = 70
"""From this width on, the age has a column."""

WIDE = 96
"""From this width on, WHEN is told in full, and the series has a column where there are several."""

WIDEST = 132
"""From this width on, the team has a column."""

_STYLES: Mapping[str, str] = {ActionState.DONE: "$text-success", ActionState.DROPPED: QUIET}
_SIGNS = {kind: sign for sign, kind in PREFIXES.items()}


@dataclass(frozen=True, slots=True)
class Columns:
    """How many cells each column has to the right of the text; 0 where it is left out."""

    who: int = 0
    team: int = 0
    series: int = 0
    age: int = 0
    when: int = 0


def columns_of(rows: tuple[Row, ...], width: int) -> Columns:
    """Return the columns that `rows` of `width` cells need; the series where there are several."""
    wide = width >= WIDE
    several = wide and len({row.document.agenda for row in rows}) > 1
    return Columns(
        _needed("WHO", (row.whose for row in rows), NAME if wide else SHORT),
        _needed("TEAM", (row.document.team for row in rows), NAME) if width >= WIDEST else 0,
        _needed("SERIES", (row.document.agenda for row in rows), SERIES) if several else 0,
        _needed("AGE", (row.age for row in rows), NAME) if width >= AGED else 0,
        _needed("WHEN", (row.when if wide else row.briefly for row in rows), WHEN),
    )


def _needed(title: str, texts: Iterable[str], most: int) -> int:
    return min(most, max(map(cell_len, (title, *texts))))


def lines_of(rows: tuple[Row, ...]) -> list[int | str]:
    """Return what each line of the list shows: the title of a group, or a row by its place."""
    lines: list[int | str] = []
    group: str | None = None
    for place, item in enumerate(rows):
        if item.group != group:
            group = item.group
            lines.append(group)
        lines.append(place)
    return lines


def heads(width: int, columns: Columns) -> Content:
    """Return the titles of the columns in a row of `width` cells."""
    cells = _beside("WHO", "TEAM", "SERIES", "AGE", shown("WHEN"), columns)
    return row(line(column("  #", NUMBER), "WHAT"), cells, width).stylize(f"bold {QUIET}")


def drawn(item: Row, width: int, columns: Columns, *, marked: bool = False) -> Content:
    """Return one row of `width` cells."""
    document = item.document
    cells = _beside(
        item.whose,
        document.team,
        document.agenda,
        item.age,
        shown(item.when if width >= WIDE else item.briefly, _when_style(item)),
        columns,
    )
    mark = "●" if marked else "○" if item.found else " "
    number = line(
        (mark, "$text-accent"), column(f"{_number(item):>{NUMBER - 3}}", NUMBER - 1, "bold")
    )
    times = f"×{item.times} " if item.times else "queue " if item.queued else ""
    carried = line((f"{times}choose ", "bold $text-warning") if item.asks else (times, QUIET))
    text = shown(document.text, "" if item.is_open else QUIET)
    return row(line(number, carried, text), cells, width)


def detail(item: Row, width: int, most: int, today: date, zone: tzinfo | None) -> Content:
    """Return all that is known of one promise or note, in at most so many rows of `width` cells."""
    document = item.document
    taken = describe_due(local_date(document.taken_at, zone), today)
    if isinstance(document, Action):
        due = "due " if item.is_open and document.due_on else ""
        gone = "○ not done, goes on" if item.found and item.is_open else ""
        known = [gone, document.owner or "nobody yet", document.team, f"{due}{item.when}"]
        verb = "promised"
    else:
        preview = document.preview
        said = [preview.offer, preview.link, preview.feedback] if preview else []
        was = f"was !{document.promise}" if document.promise else ""
        known = [item.whose, item.when, was, *said, document.answer]
        verb = str(document.kind)
    known += [
        document.reason,
        f"carried ×{item.times}" if item.times else "",
        document.agenda,
        f"{verb} {taken}",
    ]
    head = shown(f"{_number(item)} ", "bold")
    text = _cut(hanging(head, shown(document.text), width), most - 1, width)
    facts = shown(" · ".join(filter(None, known)), QUIET).wrap(width)
    return lines([*text, *_cut(facts, most - len(text), width)])


def _cut(rows: Sequence[Content], most: int, width: int) -> list[Content]:
    if len(rows) <= most:
        return list(rows)
    return [*rows[: most - 1], line(rows[most - 1].truncate(width - 1), "…")]


def _number(item: Row) -> str:
    document = item.document
    return f"!{document.number}" if isinstance(document, Action) else _SIGNS[document.kind]


def _when_style(item: Row) -> str:
    if item.overdue:
        return "$text-error"
    if item.soon:
        return "$text-warning"
    return "" if item.is_open else _STYLES.get(item.document.state, "")


def _beside(who: str, team: str, series: str, age: str, when: Content, columns: Columns) -> Content:
    """Return the columns to the right of the text."""
    parts: list[Part] = [column(who, columns.who), " "]
    quiet = ((team, columns.team), (series, columns.series), (age, columns.age))
    for text, width in quiet:
        parts += [column(text, width, QUIET), " "] if width else []
    return line(*parts, when.truncate(columns.when, ellipsis=True, pad=True))
