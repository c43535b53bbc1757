"""What a search found, one row each, and the place of the one chosen."""

from __future__ import annotations

from datetime import tzinfo

from textual.content import Content
from textual.reactive import var
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from meetingtui.clock import local
from meetingtui.followup.search import Hit, name_of, told
from meetingtui.followup.search_place import Place, where
from meetingtui.meeting.model import Action, Note
from meetingtui.tui.show import QUIET, column, hanging, line, lines, row, shown

NAME, STATE, DAY, SHORT_DAY = 12, 9, 11, 9
WIDE = 100
"""From this width on, the state has a column; below it only what is open says so."""

PLACE_ROWS = 5
MATCH = "bold underline $text-accent"
_OPEN = "$text-warning"

HELP = (
    "words are found in any case, with or without accents, whole or in part;",
    '"words in quotes" as they stand; and keys, whose values may be beginnings:',
    "kind:question  is:open  @Ana  team:Sales  owner:Ana  #tag",
    "series:weekly  since:2026-11  until:4w; and by number: !12  question 2",
)


class Hits(OptionList, can_focus=False):
    """A row for each match; the line above has the keys."""

    hits: var[tuple[Hit, ...]] = var((), init=False)

    def __init__(self, zone: tzinfo | None, *, id: str) -> None:
        """Begin empty; days are those of `zone`."""
        super().__init__(id=id, compact=True, markup=False)
        self._zone = zone
        self._width = 0

    @property
    def chosen(self) -> Hit | None:
        """The match at the cursor."""
        at = self.highlighted
        return self.hits[at] if at is not None and at < len(self.hits) else None

    def move(self, by: int) -> None:
        """Choose the match that is so many rows further down; up where `by` is negative."""
        if self.hits:
            self.highlighted = min(max(0, (self.highlighted or 0) + by), len(self.hits) - 1)

    def watch_hits(self) -> None:
        """Show the matches, the first one chosen."""
        self._fill(0)

    def on_resize(self) -> None:
        """Draw for the new width."""
        if self.scrollable_content_region.width != self._width:
            self._fill(self.highlighted or 0)

    def _fill(self, at: int) -> None:
        self._width = self.scrollable_content_region.width
        if not self._width:
            return
        self.clear_options()
        self.add_options([Option(drawn(hit, self._width, self._zone)) for hit in self.hits])
        self.highlighted = min(at, len(self.hits) - 1) if self.hits else None


def drawn(hit: Hit, width: int, zone: tzinfo | None) -> Content:
    """Return one match in a row of `width` cells, with its marks."""
    document = hit.document
    on = local(document.taken_at, zone)
    state, is_open = _state(document), document.state == "open"
    if width >= WIDE:
        day = column(f"{on.day:2} {on:%b %Y}", DAY, QUIET)
        right = line(column(state, STATE, _OPEN if is_open else QUIET), " ", day)
    else:
        day = column(f"{on.day:2} {on:%b %y}", SHORT_DAY, QUIET)
        right = line((f"{state} ", _OPEN), day) if is_open else day
    name = column(f" {name_of(document)}", NAME, QUIET)
    return row(line(name, " ", _part(hit, width - NAME - right.cell_length - 2)), right, width)


def described(hit: Hit, place: Place, width: int) -> Content:
    """Return where a match stands in `PLACE_ROWS` rows: the place, and what is around it."""
    document = hit.document
    found = hanging(shown("> ", "bold"), _marked(hit), width)
    room = PLACE_ROWS - 3
    if len(found) > room:
        found = [*found[: room - 1], line(found[room - 1].truncate(width - 1), "…")]
    return lines(
        [
            row(shown(where(place, document.agenda), "bold"), shown(place.became, QUIET), width),
            _beside(place.before, width),
            *found,
            _beside(place.after, width),
        ]
    )


def _state(document: Note | Action) -> str:
    """Return what became of a document; nothing of one from which nothing comes."""
    return "" if document.state == "recorded" else str(document.state)


def _beside(document: Note | Action | None, width: int) -> Content:
    if document is None:
        return Content()
    text = shown(f"  {name_of(document)}: {told(document)}", QUIET)
    return text.truncate(width, ellipsis=True)


def _marked(hit: Hit) -> Content:
    content = shown(hit.line)
    for start, end in hit.marks:
        content = content.stylize(MATCH, start, end)
    return content


def _part(hit: Hit, width: int) -> Content:
    """Return as much of the line as shows its first mark in `width` cells."""
    marked = _marked(hit)
    first = hit.marks[0][1] if hit.marks else 0
    if marked[:first].cell_length <= width - 2 or marked.cell_length <= width:
        return marked
    start = max(0, hit.marks[0][0] - width // 3)
    spare = max(0, width - 1 - marked[start:].cell_length)
    # A letter takes one cell or two.
    parts = (marked[max(0, start - more) :] for more in (spare, spare // 2, 0))
    return line("…", next((part for part in parts if part.cell_length < width), marked[start:]))
