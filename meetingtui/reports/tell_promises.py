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

LEAST_TOLD = 2
"""Of fewer no number is told: each of them says as much."""


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
    return (*_score(minutes), Bullets(items)) if items else ()


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
    """Return `2 of 3 answered.`; nothing where there is no more than one."""
    return (Sentence(line(f"{number} of {of} {what}.")),) if of >= LEAST_TOLD else ()


def _score(minutes: Minutes) -> tuple[Block, ...]:
    """Return how many were kept; nothing of a choice, which the number is not of."""
    kept = minutes.figures.kept if minutes.figures else Part(0, 0)
    if minutes.only or kept.of < LEAST_TOLD:
        return ()
    before = minutes.meeting.before
    since = f" since {tell_day(before.on, minutes.held_on)}" if before else ""
    were = "was" if kept.count == 1 else "were"
    told = f"Of {kept.of} promises due or done{since}, {kept.count} {were} kept."
    return (Sentence(line(told)),)


def _promise(promise: Promise, held_on: date) -> Line:
    action = promise.action
    about = [_who(promise), *_due(promise, held_on), promise.came]
    return line(
        strong(_result(promise, held_on)),
        f": !{action.number} {one_line(action.text)} ({', '.join(about)})",
        f": {one_line(action.reason)}" if action.reason else "",
    )


def _result(promise: Promise, held_on: date) -> str:
    """Return `Kept` or `Missed` of those that count, and else how it stands."""
    action = promise.action
    if promise.kept is not None:
        return "Kept" if promise.kept else "Missed"
    is_open, later = action.state is ActionState.OPEN, (action.due_on or held_on) > held_on
    waits = is_open and later and not promise.not_done
    return "Not due yet" if waits else _RESULTS[action.state]


def _who(promise: Promise) -> str:
    was, owner = one_line(promise.found.owner), one_line(promise.action.owner) or "nobody yet"
    return f"handed from {was} to {owner}" if was not in ("", owner) else owner


def _due(promise: Promise, held_on: date) -> list[str]:
    if promise.action.state is not ActionState.OPEN:
        return []
    was, due = (tell_day(each.due_on, held_on) for each in (promise.found, promise.action))
    if was not in ("", due):
        return [f"was due {was}, now {due}" if due else f"was due {was}"]
    return [f"due {due}"] if due else []
