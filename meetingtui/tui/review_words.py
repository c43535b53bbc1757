"""What the review screen says: how many there are, and what the line that is typed means."""

from __future__ import annotations

from textual.content import Content

from meetingtui.errors import MeetingtuiError
from meetingtui.followup.promises import Wanted, is_overdue
from meetingtui.followup.review import Row, tell_choice
from meetingtui.meeting.capture import Roster, parse_edit
from meetingtui.meeting.complete import completions
from meetingtui.meeting.duedates import describe_due
from meetingtui.meeting.model import ActionState
from meetingtui.tui.desk import Desk
from meetingtui.tui.intents import BY_ID, REVIEW, Intent
from meetingtui.tui.prompt_line import Asked
from meetingtui.tui.show import QUIET, line, row, shown


def top_line(desk: Desk, wanted: Wanted, words: str, width: int) -> Content:
    """Return what is shown on the left, and how many are open and overdue in all on the right."""
    actions = desk.actions.values()
    late = sum(is_overdue(action, desk.today) for action in actions)
    count = sum(action.state is ActionState.OPEN for action in actions)
    told = tell_choice(wanted, words)
    clock = (f"{desk.clock} · " if desk.clock else "", "bold")
    overdue = (f"{late} overdue", "bold $text-error") if late else ("none overdue", QUIET)
    return row(
        shown(told[:1].upper() + told[1:], "bold"),
        line(clock, (f"{count} open, ", QUIET), overdue),
        width,
    )


def offered_of(*, filtered: bool, reopens: bool) -> list[Intent]:
    """Return what to show at the bottom: first, where the list is filtered, how that ends."""
    hidden = {"review-back"} if reopens else {"review-back", "review-reopen"}
    offered = [intent for intent in REVIEW if intent.id not in hidden]
    return [BY_ID["review-back"], *offered] if filtered else offered


def meaning(asked: Asked, item: Row | None, text: str, desk: Desk) -> str:
    """Return how `text` would be taken, or what is wrong with it; how to go on if it is empty."""
    if asked is not Asked.CHANGE or item is None or not text.strip():
        return "Enter takes it, Esc leaves it"
    try:
        captured = parse_edit(text, desk.roster(item.action), desk.today)
    except MeetingtuiError as error:
        return str(error)
    changes = [
        f"text: {captured.text}" if captured.text else "",
        f"owner: {captured.owner}" if captured.owner else "",
        f"due {describe_due(captured.due_on, desk.today)}" if captured.due_on else "",
    ]
    return " · ".join(filter(None, changes)) or "nobody of that name; text, @owner or due:fri"


def completed(asked: Asked | None, item: Row | None, text: str, desk: Desk) -> list[str]:
    """Return the lines that `text` may become: names behind `@`, and days behind `due:`."""
    if text.startswith("/") or asked in (None, Asked.REASON):
        return []
    if asked is Asked.CHANGE and item is not None:
        try:
            return completions(text, desk.roster(item.action), ())
        except MeetingtuiError:
            return []
    named = (name for a in desk.actions.values() for name in (a.owner, a.team) if name)
    return completions(text, Roster(), (), tuple(dict.fromkeys(named)))
