"""The list on the review screen: rows under the titles of their groups, drawn as they are seen."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from meetingtui.followup.review import Row
from meetingtui.tui.review_rows import Columns, columns_of, drawn, lines_of
from meetingtui.tui.show import heading


class Promises(ScrollView, can_focus=True, inherit_bindings=False):
    """Any number of rows; it stays at the one chosen when they change."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"promises--chosen"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "down", show=False),
        Binding("up,k", "move(-1)", "up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("home", "go(0)", "first", show=False),
        Binding("end", "go(-1)", "last", show=False),
    ]

    marked: reactive[frozenset[str]] = reactive(frozenset())
    """The documents that are marked, by id."""

    class Moved(Message):
        """Another row is chosen."""

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self.rows: tuple[Row, ...] = ()
        self._at = 0
        self._lines: list[int | str] = []
        """What each line shows: a row by its place, or the title of a group."""
        self._columns = Columns()
        self._drawn: dict[tuple[int, int, bool, bool], Strip] = {}
        """The rows drawn so far: by place, width, whether it is chosen and whether marked."""

    @property
    def chosen(self) -> Row | None:
        """The row at the cursor."""
        return self.rows[self._at] if self.rows else None

    @property
    def targets(self) -> tuple[Row, ...]:
        """The rows that are marked; where none is, the one at the cursor."""
        marked = tuple(row for row in self.rows if row.document.id in self.marked)
        return marked or ((self.chosen,) if self.chosen else ())

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show `rows`, the cursor at the same document, or else at the same place."""
        before = self.chosen
        self.rows = rows
        self.marked &= {row.document.id for row in rows}
        self._columns = columns_of(rows, self.scrollable_content_region.width)
        self._lines = lines_of(rows)
        self._drawn.clear()
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self._go(self._at)
        if before:
            self.choose(before.document.id)

    @property
    def ahead(self) -> tuple[str, ...]:
        """The documents from the cursor on, by id."""
        return tuple(row.document.id for row in self.rows[self._at :])

    def choose(self, *ids: str) -> None:
        """Go to the first of these documents that has a row."""
        places = {row.document.id: at for at, row in enumerate(self.rows)}
        self._go(next((places[id] for id in ids if id in places), self._at))

    def mark(self) -> None:
        """Mark the row at the cursor, or no longer, and go to the next."""
        if self.chosen:
            self.marked ^= {self.chosen.document.id}
            self._go(self._at + 1)

    def mark_all(self) -> None:
        """Mark all rows; where all are, none."""
        every = frozenset(row.document.id for row in self.rows)
        self.marked = frozenset() if self.marked == every else every

    def action_move(self, by: int) -> None:
        """Go so many rows down."""
        self._go(self._at + by)

    def action_page(self, by: int) -> None:
        """Go so many screens down."""
        self._go(self._at + by * max(1, self.size.height - 1))

    def action_go(self, place: int) -> None:
        """Go to a row; -1 is the last."""
        self._go(place % max(1, len(self.rows)))

    def on_click(self, event: events.Click) -> None:
        """Go to the row that was clicked on."""
        line = event.y + self.scroll_offset.y
        if line < len(self._lines) and isinstance(place := self._lines[line], int):
            self._go(place)

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.show(self.rows)

    def render_line(self, y: int) -> Strip:
        """Draw the line that is `y` lines below the top of what is seen."""
        width = self.scrollable_content_region.width
        line, style = y + self.scroll_offset.y, self.visual_style
        if line >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        place = self._lines[line]
        if isinstance(place, str):
            return self._strip(heading(place, width), width, style)
        row, chosen = self.rows[place], place == self._at
        marked = row.document.id in self.marked
        key = (place, width, chosen, marked)
        if key not in self._drawn:
            style = self.get_visual_style("promises--chosen") if chosen else style
            content = drawn(row, width, self._columns, marked=marked)
            self._drawn[key] = self._strip(content, width, style)
        return self._drawn[key]

    def notify_style_update(self) -> None:
        """Draw anew in other colours."""
        super().notify_style_update()
        self._drawn.clear()

    def _strip(self, content: Content, width: int, style: Style) -> Strip:
        strips = Visual.to_strips(self, content, width, 1, style)
        return strips[0].extend_cell_length(width, style.rich_style)

    def _go(self, place: int) -> None:
        self._at = max(0, min(place, len(self.rows) - 1))
        if self.rows:
            line = self._lines.index(self._at)
            # The title of a group comes into sight with its first row.
            above = 1 if line and isinstance(self._lines[line - 1], str) else 0
            region = Region(0, line - above, 1, 1 + above)
            self.scroll_to_region(region, animate=False, force=True)
        self.refresh()
        self.post_message(self.Moved())
