"""What minutes say of the end: goals, rating, norm, and what the next meeting begins with."""

from __future__ import annotations

from meetingtui.meeting.closing_rules import next_day_of, norm_checked
from meetingtui.meeting.exchange import held_exchange
from meetingtui.meeting.spoken import tell_length, tell_score
from meetingtui.meeting.tell_figures import tell_figures
from meetingtui.reports.minutes import Minutes
from meetingtui.reports.outline import (
    Block,
    Bullets,
    Item,
    Line,
    Sentence,
    Table,
    line,
    listed,
    one_line,
    strong,
)
from meetingtui.reports.tell_promises import tell_day

NUMBERED = 12
"""How many numbers of action items stand in one sentence."""


def tell_goals(minutes: Minutes) -> tuple[Block, ...]:
    """Return the figures that have a goal, and whether they reach it; nothing before the close."""
    if minutes.figures is None:
        return ()
    told = [each for each in tell_figures(minutes.figures, minutes.meeting) if each.goal]
    rows = tuple(
        (
            line(one_line(f"{each.name[:1].upper()}{each.name[1:]}")),
            line(each.value),
            line(each.goal),
            line("reached" if each.holds else strong("missed")),
        )
        for each in told
    )
    return (Table(("What", "This time", "Goal", "Result"), rows, named="Goal"),)


def tell_rating(minutes: Minutes) -> tuple[Block, ...]:
    """Return the average and what each team gave; nothing where none did."""
    if minutes.rating is None:
        return ()
    items = tuple(
        Item(
            line(
                strong(one_line(rated.team)),
                f": {rated.score}",
                f" – {one_line(rated.why)}" if rated.why else "",
            )
        )
        for rated in minutes.ratings
    )
    return (Sentence(line(f"{tell_score(minutes.rating)} of 10 on average.")), Bullets(items))


def tell_norms(minutes: Minutes) -> tuple[Block, ...]:
    """Return what was said of the norm that was checked; nothing where none was."""
    checked = norm_checked(minutes.meeting)
    if checked is None:
        return ()
    kept = {True: "Norm kept", False: "Norm not kept", None: "Norm"}[checked.kept]
    said = f" – {one_line(checked.said)}" if checked.said else ""
    return (Sentence(line(strong(kept), f": {one_line(checked.norm)}{said}")),)


def tell_exchange(minutes: Minutes) -> tuple[Block, ...]:
    """Return who sits with whom until the next meeting; nothing where no exchange was held."""
    pairs = held_exchange(minutes.meeting).pairs
    items = tuple(Item(line(listed([one_line(name) for name in pair]))) for pair in pairs)
    return (Bullets(items),) if items else ()


def tell_next_day(minutes: Minutes) -> str:
    """Return when the next meeting is, as `Tue 1 Dec, 10:00`; "" where nobody knows."""
    day, repeat = next_day_of(minutes.meeting), minutes.meeting.repeat
    if day is None or day <= minutes.held_on:
        return ""
    return tell_day(day, minutes.held_on) + (f", {repeat.at:%H:%M}" if repeat else "")


def tell_next(minutes: Minutes) -> tuple[Block, ...]:
    """Return what goes into the next meeting."""
    lines = [_carried(minutes), _owed(minutes)]
    return tuple(Sentence(spans) for spans in lines if spans)


def _carried(minutes: Minutes) -> Line:
    on = minutes.carries_on
    numbers = sorted(action.number for action in (*on.actions, *on.carried_actions))
    listed = ", ".join(f"!{number}" for number in numbers[:NUMBERED])
    if len(numbers) > NUMBERED:
        listed = f"{listed} and {len(numbers) - NUMBERED} more"
    parts = [
        f"{_count(len(numbers), 'open action item')} ({listed})" if numbers else "",
        _count(len(on.questions), "unanswered question"),
        _count(len(on.previews), "open preview"),
        _count(len(on.parked), "parked note"),
        _count(len(on.queued), "queued note"),
    ]
    told = [part for part in parts if part]
    return line(f"Carried into the next meeting: {', '.join(told)}.") if told else ()


def _owed(minutes: Minutes) -> Line:
    told = [f"{one_line(each.team)} {tell_length(each.length)}" for each in minutes.owed]
    return (
        line(f"Time owed, which the next meeting takes from their slots: {', '.join(told)}.")
        if told
        else ()
    )


def _count(number: int, what: str) -> str:
    """Return `2 parked notes`, or "" for none."""
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""
