"""`meetingtui actions`: the promises, for the time after the meeting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from meetingtui.cli.context import Context, with_context
from meetingtui.followup.carry_over import carried_at
from meetingtui.followup.promises import (
    Wanted,
    edit,
    numbered,
    reopen,
    roster_of,
    settle,
)
from meetingtui.followup.review import Row, rows_of, tell_change, tell_choice
from meetingtui.meeting.capture import parse_edit
from meetingtui.meeting.model import Action, ActionState, Changes, Meeting
from meetingtui.reports.columns import padded
from meetingtui.text import clean, plain

SCHEMA = 1
"""The version of the JSON that `actions --json` prints."""


def _number(value: str) -> int:
    """Return the number that `12` or `!12` is; click's usage error for anything else."""
    digits = value.removeprefix("!")
    if not (digits.isascii() and digits.isdigit()):
        raise click.BadParameter(f"{value!r} is no number of an action item, such as 12 or !12")
    return int(digits)


_NUMBER = click.argument("number", metavar="N", type=_number)
_NUMBERS = click.argument("numbers", metavar="N...", type=_number, nargs=-1, required=True)


@click.group(invoke_without_command=True, subcommand_metavar="[COMMAND N ...]")
@click.option(
    "--open/--all",
    "open_only",
    default=True,
    help="Open ones, as if not said; or settled ones too.",
)
@click.option("--overdue", is_flag=True, help="Only those open past their date.")
@click.option("--owner", default="", metavar="NAME", help="Only those of this person.")
@click.option("--team", default="", metavar="TEAM", help="Only those of this team.")
@click.option("--series", default="", metavar="ID", help="Only those of this agenda.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@with_context
@click.pass_context
def actions(
    ctx: click.Context,
    context: Context,
    open_only: bool,
    overdue: bool,
    owner: str,
    team: str,
    series: str,
    as_json: bool,
) -> None:
    """List the action items, or change one by its number.

    The next one due comes first. N is the short number that each has, as 12 or !12.
    """
    if ctx.invoked_subcommand is not None:
        return
    store = context.open_store()
    wanted = Wanted(open_only, overdue, owner, team, series)
    carried = carried_at(store.find(Meeting))
    times = {id: len(at) for id, at in carried.items()}
    rows = rows_of(store.find(Action), times, wanted, "", context.today, context.clock.zone)
    if as_json:
        from meetingtui.reports.as_json import dumps

        listed = [_as_values(row) for row in rows]
        click.echo(dumps({"schema": SCHEMA, "actions": listed}), nl=False)
        return
    if not rows:
        click.echo(f"There are no {plain(tell_choice(wanted, ''))}.", err=True)
    for line in _table(rows):
        click.echo(line)


@actions.command()
@_NUMBERS
@with_context
def done(context: Context, numbers: Sequence[int]) -> None:
    """Mark action items as done."""
    now = context.clock.now()
    _change(context, numbers, lambda action: settle(action, ActionState.DONE, now))


@actions.command()
@_NUMBERS
@click.option("--reason", default="", metavar="TEXT", help="Why, in one sentence.")
@with_context
def drop(context: Context, numbers: Sequence[int], reason: str) -> None:
    """Drop action items: nobody will do them."""
    now, why = context.clock.now(), clean(reason).strip()
    _change(context, numbers, lambda action: settle(action, ActionState.DROPPED, now, why))


@actions.command(name="reopen")
@_NUMBERS
@with_context
def reopen_(context: Context, numbers: Sequence[int]) -> None:
    """Open action items again that were done or dropped."""
    now = context.clock.now()
    _change(context, numbers, lambda action: reopen(action, now))


@actions.command(name="edit", context_settings={"ignore_unknown_options": True})
@_NUMBER
@click.argument("text", nargs=-1, required=True)
@with_context
def edit_(context: Context, number: int, text: Sequence[str]) -> None:
    """Change the text, owner or date of an action item.

    What TEXT does not name stays. It is read as in the meeting:

    meetingtui actions edit 12 Send both decks @Ana due:fri
    """
    store = context.open_store()

    def edited(action: Action) -> Action:
        roster = roster_of(store.find(Meeting, agenda=action.agenda))
        captured = parse_edit(" ".join(text), roster, context.today)
        return edit(action, captured, context.clock.now())

    _change(context, [number], edited)


def _change(context: Context, numbers: Sequence[int], change: Callable[[Action], Action]) -> None:
    """Change all of `numbers` or none, and say of each what is now true."""
    store = context.open_store()
    known = store.find(Action)
    before = [numbered(known, number) for number in dict.fromkeys(numbers)]
    after = [change(action) for action in before]
    store.commit(Changes(tuple(after), expected=tuple(before)))
    for old, new in zip(before, after, strict=True):
        click.echo(plain(tell_change(old, new, context.today)))


def _table(rows: Sequence[Row]) -> list[str]:
    """Return a line for each action item; the agenda is named where there are several."""
    several = len({row.action.agenda for row in rows}) > 1
    fixed = padded(
        [(f"!{r.action.number}", r.when, plain(r.action.owner) or "nobody yet") for r in rows]
    )
    return [
        "  ".join([*cells, *_rest(row, several)]) for cells, row in zip(fixed, rows, strict=True)
    ]


def _rest(row: Row, several: bool) -> list[str]:
    """Return the cells that are not lined up."""
    rest = [plain(row.action.text)]
    if row.times:
        rest.append(f"carried ×{row.times}")
    if row.action.reason:
        rest.append(f"({plain(row.action.reason)})")
    if several:
        rest.append(f"[{plain(row.action.agenda)}]")
    return rest


def _as_values(row: Row) -> dict[str, Any]:
    action = row.action
    return {
        "id": action.id,
        "number": action.number,
        "text": action.text,
        "owner": action.owner,
        "team": action.team,
        "due_on": action.due_on,
        "overdue": row.overdue,
        "carried": row.times,
        "tags": action.tags,
        "state": action.state,
        "reason": action.reason,
        "series": action.agenda,
        "meeting": action.meeting,
        "taken_at": action.taken_at,
        "settled_at": action.settled_at,
    }
