"""The middle of the screen: what is being said, and what earlier meetings left open."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import var
from textual.style import Style

from meetingtui.meeting.brought import Brought
from meetingtui.meeting.credit import tell_credit
from meetingtui.meeting.duedates import describe_due
from meetingtui.meeting.listed import listed_now, tell_listed
from meetingtui.meeting.lookup import number_of
from meetingtui.meeting.model import Action, ActionState, Note, NoteKind, State
from meetingtui.meeting.readback import taken
from meetingtui.meeting.tell_preview import tell_preview
from meetingtui.tui.board import Board, Growing
from meetingtui.tui.show import QUIET, column, hanging, heading, line, lines, shown
from meetingtui.tui.sight import Sight

STYLES = {
    NoteKind.WIN: "$text-success",
    NoteKind.PREVIEW: "$text-secondary",
    NoteKind.QUESTION: "$text-primary",
    NoteKind.DECISION: "bold $text-accent",
    NoteKind.CONCERN: "$text-warning",
    NoteKind.PARKED: QUIET,
}
NUMBER, KIND = 4, 9


def entry(
    sight: Sight, document: Note | Action, width: int, times: int | None = None
) -> list[Content]:
    """Return the rows for a note or action item: number, kind, whose, text.

    Of what came into the meeting, also how many `times` it was carried; 0 is from the queue.
    """
    if isinstance(document, Action):
        return _action(sight, document, width, times)
    head = line(
        (f"{number_of(sight.state, document):>{NUMBER - 1}} ", QUIET),
        _carried(times),
        column(document.kind, KIND, STYLES.get(document.kind, "")),
    )
    said = tell_preview(document.preview) if document.preview else ""
    body = line(
        (f"{tell_credit(document)}  ".lstrip(), QUIET),
        document.text,
        *((" → ", "$text-success"), document.answer) if document.answer else (),
        (f" · {said}" if said else "", QUIET),
        (f" · was !{document.promise}" if document.promise else "", QUIET),
    )
    return hanging(head, body, width)


FEW = 3
"""Where no more rows than this are left, each is for one that came, not for how many more did."""

TURNS = 3
"""Who speaks takes no more rows than this."""


class Matter(Board):
    """The notes of this meeting, newest in view; above them what belongs in the open slot."""

    TICKS = False

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self._shown: set[str] = set()

    back: var[int] = var(0)
    """How many notes it is scrolled back."""

    chosen: var[str] = var("")
    """The id of the note or action item that stands out."""

    def draw(self, sight: Sight) -> Content:
        """Fill the space there is."""
        width, height = self.size
        notes = taken(sight.state)
        room = height + 1 if sight.planned else max(height * 2 // 3, height - 2 - len(notes))
        upper = self._brought(sight, width, room)
        until = max(1, len(notes) - self.back)
        lower = self._notes(sight, notes[:until], width, height - len(upper))
        return lines([*upper, *lower])

    def turn(self, by: int) -> None:
        """Scroll back by so many notes; forward where `by` is negative."""
        count = len(taken(self.sight.state)) if self.sight else 0
        self.back = max(0, min(self.back + by, count - 1))

    def choose(self, by: int) -> bool:
        """Choose the next one, older where `by` is negative; False where there is none at all."""
        if self.sight is None:
            return False
        brought, notes = self._listed(self.sight.state)
        ids = [document.id for document in (*brought, *notes)]
        if not ids:
            return False
        at = ids.index(self.chosen) + by if self.chosen in ids else len(ids) - 1
        at = max(0, min(at, len(ids) - 1))
        if at >= len(brought) and ids[at] not in self._shown:
            self.back = len(ids) - 1 - at
        self.chosen = ids[at]
        return True

    def pick(self, at: int) -> None:
        """Choose what is at this place of all that is listed."""
        if self.sight:
            brought, notes = self._listed(self.sight.state)
            self.chosen = [*brought, *notes][at].id

    def _listed(self, state: State) -> tuple[list[Note | Action], list[Note | Action]]:
        return [item.document for item in listed_now(state)], taken(state)

    def watch_chosen(self) -> None:
        """Draw what stands out."""
        self._redraw()

    def watch_back(self) -> None:
        """Draw the notes at the new place."""
        self._redraw()

    def _brought(self, sight: Sight, width: int, room: int) -> list[Content]:
        items = listed_now(sight.state)
        if not items:
            return []
        entries = [
            self._entry(entry(sight, item.document, width, item.carried.times), item.document, at)
            for at, item in enumerate(items)
        ]
        name, review = _title(items), any(isinstance(item.document, Action) for item in items)
        hints = (f"{sight.key('review')} goes through them  ", f"{sight.key('review')}  ")
        fit = (hint for hint in hints if review and len(name) + len(hint) + 5 < width)
        title = heading(name, width, f"{next(fit, '')}{len(items)}")
        if sum(map(len, entries)) > room - 2:
            entries = [_brief(rows, width) for rows in entries]
        if len(entries) > room - 2:
            counts = shown(f"{tell_listed(items)}: {sight.key('review')}").wrap(width)
            kept = max(0, room - 2 - len(counts))
            if kept > FEW:
                left_out = len(entries) - kept + 1
                more = shown(f"    … and {left_out} more: {sight.key('review')}", QUIET)
                entries = [*entries[: kept - 1], [more]]
            entries = [list(counts), *entries[:kept]]
        return [title, *(row for rows in entries for row in rows), Content()]

    def _notes(
        self, sight: Sight, notes: list[Note | Action], width: int, room: int
    ) -> list[Content]:
        if sight.planned and not notes:
            return []
        later = f"{self.back} newer below" if self.back else str(len(notes) or "")
        rows: list[Content] = []
        self._shown.clear()
        first = len(listed_now(sight.state))
        for at, note in reversed(list(enumerate(notes, first))):
            older = self._entry(entry(sight, note, width), note, at)
            if rows and len(older) + len(rows) > room - 1:
                break
            self._shown.add(note.id)
            rows = older + rows
        if not notes:
            rows = [shown("    what is typed below appears here", QUIET)]
        return [heading("NOTES", width, later), *rows[-max(1, room - 1) :]]

    def _entry(self, rows: list[Content], document: Note | Action, at: int) -> list[Content]:
        """Return `rows`, marked where they are about what is chosen, else to be clicked on."""
        if document.id == self.chosen:
            return [row.stylize("reverse") for row in rows]
        # Its place, not its id: whatever stands in the store, this runs nothing else.
        click = Style.from_meta({"@click": f"screen.pick({at})"})
        return [row.stylize(click) for row in rows]


def _title(items: Sequence[Brought]) -> str:
    """Return where what was brought comes from."""
    queued = [item for item in items if not item.carried.times]
    if len(queued) == len(items):
        return "FROM THE QUEUE"
    return "FROM EARLIER MEETINGS AND THE QUEUE" if queued else "FROM EARLIER MEETINGS"


def _brief(rows: list[Content], width: int) -> list[Content]:
    """Return the first of `rows`, with a sign where that is not all."""
    if len(rows) == 1:
        return rows
    return [line(rows[0].truncate(width - 1), "…")]


def _action(sight: Sight, action: Action, width: int, times: int | None) -> list[Content]:
    head = line(
        (f"{f'!{action.number}':>{NUMBER - 1}} ", "bold"),
        _carried(times),
        column(*_standing(action)),
    )
    due = f" · due {describe_due(action.due_on, sight.today)}" if action.due_on else ""
    body = line(
        action.text,
        f" · {action.owner}" if action.owner else "",
        (due, QUIET),
    )
    return hanging(head, body, width)


def _standing(action: Action) -> tuple[str, int, str]:
    """Return where an action item stands, in front of its text: the end of that may be cut."""
    if action.state is not ActionState.OPEN:
        return str(action.state), KIND, "$text-success"
    return ("action", KIND, "bold") if action.owner else ("owner?", KIND, "bold $text-warning")


def _carried(times: int | None) -> Content:
    """Return how something came in, so near its number that it is never cut."""
    return Content() if times is None else line((f"×{times} " if times else "queue ", QUIET))


class Turns(Growing):
    """Whose turn it is in a round, the order of a team's slot, or the pairs of an exchange."""

    def draw_in(self, width: int, sight: Sight) -> Content:
        """Draw a row for each sentence, wrapped where it is longer."""
        rows = [
            row for told in sight.turns for row in shown(told, "$text-accent").wrap(max(1, width))
        ]
        return lines(rows[:TURNS])
