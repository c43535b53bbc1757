"""What minutes say of action items: those taken, and those of earlier meetings."""

from __future__ import annotations

from datetime import date

from meetingtui.meeting.figures import Part
from meetingtui.meeting.model import Action, ActionState
from meetingtui.reports.minutes import Minutes, Promise
from meetingtui.reports.outline import (
    Block,
    Bullets,
    Item,
    Line,
    Sentence,
    Table,
    line,
    one_line,
    strong,
)

_RESULTS = {
    ActionState.DONE: "Done",
    ActionState.OPEN: "Not done",
    ActionState.DROPPED: "Dropped",
}


def tell_actions(minutes: Minutes) -> tuple[Block, ...]:
    """Return the table of the action items taken; nothing where there are none."""
    rows = tuple(
        (
            line(f"!{action.number}"),
            line(one_line(action.text), " (done)" if action.state is ActionState.DONE else ""),
            line(tell_owner(action)),
            line(tell_day(action.due_on, minutes.held_on) or "no date"),
        )
        for action in minutes.actions
    )
    return (Table(("No.", "What", "Who", "Due"), rows),) if rows else ()


def tell_promises(minutes: Minutes) -> tuple[Block, ...]:
    """Return how many of the earlier promises were kept, each counted once, and each of them."""
    items = tuple(Item(_promise(promise, minutes.held_on)) for promise in minutes.promises)
    kept = minutes.figures.kept if minutes.figures else Part(0, 0)
    return (*score(kept.count, kept.of, "newly due kept"), Bullets(items)) if items else ()


def tell_owner(action: Action) -> str:
    """Return `Ana (Sales)`; the team where nobody has it yet."""
    owner, team = one_line(action.owner), one_line(action.team)
    if not owner:
        return team or "nobody yet"
    return f"{owner} ({team})" if team else owner


def tell_day(day: date | None, held_on: date) -> str:
    """Return `Fri 27 Nov`, with the year where it is another than that of `held_on`."""
    if day is None:
        return ""
    year = "" if day.year == held_on.year else f" {day.year}"
    return f"{day:%a} {day.day} {day:%b}{year}"


def score(number: int, of: int, what: str) -> tuple[Block, ...]:
    """Return `2 of 3 kept.`; nothing where there is no more than one."""
    return (Sentence(line(f"{number} of {of} {what}.")),) if of > 1 else ()


def _promise(promise: Promise, held_on: date) -> Line:
    action = promise.action
    due = tell_day(action.due_on, held_on) if action.state is ActionState.OPEN else ""
    about = [
        one_line(action.owner) or "nobody yet",
        *([f"due {due}"] if due else []),
        promise.came,
    ]
    is_open, later = action.state is ActionState.OPEN, (action.due_on or held_on) > held_on
    waits = is_open and later and not promise.not_done
    return line(
        strong("Not due yet" if waits else _RESULTS[action.state]),
        f": !{action.number} {one_line(action.text)} ({', '.join(about)})",
        f": {one_line(action.reason)}" if action.reason else "",
    )
