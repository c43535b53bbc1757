"""What the review screen says: how many there are, and what the line that is typed means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content
from textual.screen import Screen

from meetingtui.clock import local_date
from meetingtui.errors import MeetingtuiError, Refused
from meetingtui.followup.promises import Wanted, is_overdue
from meetingtui.followup.review import Grouping, Row
from meetingtui.followup.tell_waiting import tell_choice
from meetingtui.meeting.capture import Roster, parse_edit
from meetingtui.meeting.complete import completions
from meetingtui.meeting.lookup import name_of
from meetingtui.meeting.model import Action, ActionState, Note
from meetingtui.meeting.tell_due import tell_new_due
from meetingtui.tui.desk import Desk
from meetingtui.tui.hints import hints
from meetingtui.tui.intents import BY_ID, REVIEW, Intent
from meetingtui.tui.promises import Promises
from meetingtui.tui.prompt_line import Asked, PromptLine
from meetingtui.tui.review_acts import left_as_is
from meetingtui.tui.sheets import Sheet
from meetingtui.tui.show import QUIET, hanging, heading, line, row, shown


def top_line(
    desk: Desk, wanted: Wanted, words: str, grouping: Grouping, marked: int, width: int
) -> Content:
    """Return what is shown on the left, and how many are open and overdue in all on the right."""
    actions = [each for each in desk.documents.values() if isinstance(each, Action)]
    late = sum(is_overdue(action, desk.today) for action in actions)
    count = sum(action.state is ActionState.OPEN for action in actions)
    told = tell_choice(wanted, words, "promises and notes")
    clock = (f"{desk.clock} · " if desk.clock else "", "bold")
    overdue = (f"{late} overdue", "bold $text-error") if late else ("none overdue", QUIET)
    chosen = (f" · {marked} marked", "bold $text-accent") if marked else ""
    return row(
        line((told[:1].upper() + told[1:], "bold"), (f", by {grouping}", QUIET), chosen),
        line(clock, (f"{count} open, ", QUIET), overdue),
        width,
    )


_FIRST = ("review-help", "review-leave")
_BEFORE = ("review-up", "review-down", "review-merge", "review-drop", "review-mark")
_CHOICES = ("review-done", "review-date", "review-hand", "review-drop", "review-later")


def offered_of(desk: Desk, chosen: Row | None, *, filtered: bool) -> list[Intent]:
    """Return what to show at the bottom, the most wanted first.

    Where the list is filtered, that is how that ends; before a meeting, what puts it in order;
    where the one `chosen` asks for a choice, the choices.
    """
    hidden = {"review-back", "review-every", *(() if desk.planned else _BEFORE[:3])}
    hidden |= set() if desk.in_meeting else {"review-not"}
    first = [*(["review-back"] if filtered else []), *_FIRST, *(_BEFORE if desk.planned else ())]
    first += _CHOICES if chosen and chosen.asks else ()
    rest = [intent.id for intent in REVIEW if intent.id not in hidden]
    return [BY_ID[id] for id in dict.fromkeys((*first, *rest))]


def brought(desk: Desk, promises: Promises, by: int) -> str:
    """Bring the row at the cursor `by` rows later in its slot.

    Raises Refused where it would leave the slot, and where it did not come into a meeting.
    """
    rows, chosen, places = promises.rows, promises.chosen, desk.known.places
    if chosen is None or chosen.document.id not in places:
        raise Refused("only what comes into a meeting has an order")
    at = rows.index(chosen)
    to = at + by
    if not 0 <= to < len(rows) or rows[to].group != chosen.group:
        raise Refused("it is at the end of its slot; g groups by slot")
    order = [row.document for row in rows]
    order[at], order[to] = order[to], order[at]
    return desk.order([document for document in order if document.id in places])


def merged(desk: Desk, rows: Sequence[Row]) -> str:
    """Make one of the two rows that are marked; raises Refused where there are not two."""
    if len(rows) != 2:
        raise Refused("mark the two that are to become one; the first one stays")
    return desk.merge(rows[0].document, rows[1].document)


def choices(item: Row) -> str:
    """Return the sentence that asks what is to become of a promise carried too often."""
    document = item.document
    number = document.number if isinstance(document, Action) else 0
    return (
        f"!{number} was carried ×{item.times}, so somebody has to choose: d done, t a new date,"
        " h hand over, x drop, o next agenda"
    )


def left_open(desk: Desk, rows: Sequence[Row]) -> str:
    """Let promises go on; those that ask for a choice, and notes, stay as they are.

    Raises Refused where there are only such.
    """
    asking = [choices(row) for row in rows if row.asks]
    going_on = [row.document for row in rows if isinstance(row.document, Action) and not row.asks]
    if not going_on:
        raise Refused(asking[0])
    notes = left_as_is([row for row in rows if isinstance(row.document, Note)])
    return " · ".join(filter(None, (desk.not_done(going_on), *asking[:1], notes)))


def last_line(
    line: PromptLine, desk: Desk, offered: list[Intent], keymap: Mapping[str, str], width: int
) -> Content:
    """Return what the keys that are offered do, or what the line that is typed means."""
    if line.asked is None:
        return hints(offered, keymap, width)
    return shown(meaning(line.asked, line.rows, line.value, desk), QUIET)


def search_screen(desk: Desk, keymap: Mapping[str, str]) -> Screen[None]:
    """Return the screen on which all meetings are searched."""
    from meetingtui.tui.search import SearchScreen

    return SearchScreen(desk.archive(), keymap)


_VERBS = {
    Asked.REASON: "drop",
    Asked.CHANGE: "edit",
    Asked.DATE: "new date for",
    Asked.OWNER: "hand over",
    Asked.SPLIT: "split",
    Asked.ANSWER: "answer",
    Asked.FEEDBACK: "feedback on",
    Asked.USED: "used",
    Asked.UNUSED: "not used",
    Asked.PROMISE: "promise from",
}


def arrow(asked: Asked, rows: Sequence[Row], width: int) -> Content:
    """Return what stands before the line: what is done to what, in at most `width` cells."""
    if asked is Asked.FILTER:
        return shown(">")
    document = rows[0].document
    name = name_of(document)
    if len(rows) > 1:
        name = f"{len(rows)} marked"
    elif isinstance(document, Action) and asked is not Asked.CHANGE:
        name = f"{name} {document.text}"
    return line(shown(f"{_VERBS[asked]} {name}").truncate(width - 2, ellipsis=True), " >")


def meaning(asked: Asked, rows: tuple[Row, ...], text: str, desk: Desk) -> str:
    """Return how `text` would be taken, or what is wrong with it; how to go on if it is empty."""
    reads = {Asked.CHANGE: text, Asked.DATE: f"due:{text.removeprefix('due:')}"}
    if asked not in reads or not rows or not text.strip():
        about = f" · for all {len(rows)} marked" if len(rows) > 1 else ""
        return f"Enter takes it, Esc leaves it{about}"
    try:
        captured = parse_edit(reads[asked], desk.roster(rows[0].document), desk.today)
    except MeetingtuiError as error:
        return str(error)
    changes = [
        f"text: {captured.text}" if captured.text else "",
        f"owner: {captured.owner}" if captured.owner else "",
        tell_new_due(captured.due_on, desk.today) if captured.due_on else "",
    ]
    return " · ".join(filter(None, changes)) or "nobody of that name; text, @owner or due:fri"


def completed(asked: Asked | None, rows: tuple[Row, ...], text: str, desk: Desk) -> list[str]:
    """Return the lines that `text` may become: names behind `@`, and days behind `due:`."""
    if text.startswith("/") or asked in (None, Asked.REASON):
        return []
    if asked is Asked.FILTER or not rows:
        names = [
            name
            for each in desk.documents.values()
            for name in ((each.owner, each.team) if isinstance(each, Action) else each.teams)
            if name
        ]
        return completions(text, Roster(), (), tuple(dict.fromkeys(names)))
    try:
        roster = desk.roster(rows[0].document)
    except MeetingtuiError:
        return []
    if asked is Asked.OWNER:
        return [name for name in roster.people if name.casefold().startswith(text.casefold())]
    return completions(text, roster, ())


def history_sheet(promises: Promises, desk: Desk) -> Sheet:
    """Return all that became of the promise or note at the cursor, oldest first."""
    item = promises.chosen

    def draw(width: int) -> list[Content]:
        if item is None:
            return [shown("nothing is chosen")]
        rows = [heading(item.document.text, width)]
        for change in desk.history(item.document):
            day = _day(local_date(change.at, desk.zone))
            where = "in a meeting" if change.in_meeting else "between meetings"
            body = line(" · ".join(change.told), (f"  {where}", QUIET))
            rows += hanging(shown(f"{day:<14}", "bold"), body, width)
        return rows

    return Sheet("History", draw)


def _day(on: date) -> str:
    return f"{on:%a} {on.day} {on:%b %y}"
