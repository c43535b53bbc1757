"""One row of the review screen, and all that is known of what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, tzinfo

from textual.content import Content

from meetingtui.clock import local_date
from meetingtui.followup.review import Row
from meetingtui.meeting.capture import PREFIXES
from meetingtui.meeting.duedates import describe_due
from meetingtui.meeting.model import Action, ActionState
from meetingtui.tui.show import QUIET, Part, column, hanging, line, lines, row, shown

NUMBER, WHEN, NAME, SERIES, AGE = 6, 27, 12, 22, 4
BRIEF = 20
"""The cells of WHEN where it is told briefly."""

AGED = 70
"""From this width on, the age has a column."""

WIDE = 96
"""From this width on, WHEN is told in full, and the series has a column where there are several."""

WIDEST = 132
"""From this width on, the team has a column."""

DETAIL_ROWS = 3
_STYLES: Mapping[str, str] = {ActionState.DONE: "$text-success", ActionState.DROPPED: QUIET}
_SIGNS = {kind: sign for sign, kind in PREFIXES.items()}


def has_series(rows: tuple[Row, ...]) -> bool:
    """Tell whether `rows` are of more than one series."""
    return len({row.document.agenda for row in rows}) > 1


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


def heads(width: int, several: bool) -> Content:
    """Return the titles of the columns in a row of `width` cells."""
    cells = _beside("WHO", "TEAM", "SERIES", "AGE", shown("WHEN"), width, several)
    return row(line(column("  #", NUMBER), "WHAT"), cells, width).stylize(f"bold {QUIET}")


def drawn(item: Row, width: int, several: bool, *, marked: bool = False) -> Content:
    """Return one row of `width` cells; `several` names the series too, where there is room."""
    document = item.document
    cells = _beside(
        item.whose,
        document.team,
        document.agenda,
        item.age,
        shown(item.when if width >= WIDE else item.briefly, _when_style(item)),
        width,
        several,
    )
    mark = "●" if marked else "○" if item.found else " "
    number = line(
        (mark, "$text-accent"), column(f"{_number(item):>{NUMBER - 3}}", NUMBER - 1, "bold")
    )
    times = f"×{item.times} " if item.times else "queue " if item.queued else ""
    carried = line((f"{times}choose ", "bold $text-warning") if item.asks else (times, QUIET))
    text = shown(document.text, "" if item.is_open else QUIET)
    return row(line(number, carried, text), cells, width)


def detail(item: Row, width: int, today: date, zone: tzinfo | None) -> Content:
    """Return all that is known of one promise or note in `DETAIL_ROWS` rows."""
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
    text = hanging(head, shown(document.text), width)
    if len(text) > DETAIL_ROWS - 1:
        text = [*text[: DETAIL_ROWS - 2], line(text[DETAIL_ROWS - 2].truncate(width - 1), "…")]
    facts = shown(" · ".join(filter(None, known)), QUIET).truncate(width, ellipsis=True)
    return lines([*text, facts])


def _number(item: Row) -> str:
    document = item.document
    return f"!{document.number}" if isinstance(document, Action) else _SIGNS[document.kind]


def _when_style(item: Row) -> str:
    if item.overdue:
        return "$text-error"
    if item.soon:
        return "$text-warning"
    return "" if item.is_open else _STYLES.get(item.document.state, "")


def _beside(
    who: str, team: str, series: str, age: str, when: Content, width: int, several: bool
) -> Content:
    """Return the columns to the right of the text."""
    parts: list[Part] = [column(who, NAME), " "]
    if width >= WIDEST:
        parts += [column(team, NAME, QUIET), " "]
    if width >= WIDE and several:
        parts += [column(series, SERIES, QUIET), " "]
    if width >= AGED:
        parts += [column(age, AGE, QUIET), " "]
    return line(*parts, when.truncate(WHEN if width >= WIDE else BRIEF, pad=True))
