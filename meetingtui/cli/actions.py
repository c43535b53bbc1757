"""`meetingtui actions`: the promises, for the time after the meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from meetingtui.cli.context import Context, with_context
from meetingtui.cli.free_text import FreeText
from meetingtui.cli.numbers import NUMBER, NUMBERS, numbers_and_why, one_and_numbers, read_numbers
from meetingtui.cli.values import of_action
from meetingtui.clock import local
from meetingtui.desk import StoreDesk
from meetingtui.errors import UsageError
from meetingtui.followup.outside import Ask
from meetingtui.followup.promises import Wanted, numbered
from meetingtui.followup.review import Grouping, Row, rows_of
from meetingtui.followup.tell_waiting import tell_choice
from meetingtui.meeting import commands as ask
from meetingtui.meeting.model import Action, Note
from meetingtui.reports.columns import padded
from meetingtui.text import plain

SCHEMA = 1
"""The version of the JSON that `actions --json` prints."""

BY = {"due": Grouping.DUE, "owner": Grouping.OWNER, "team": Grouping.TEAM,
      "series": Grouping.SERIES}  # fmt: skip
"""What a list can be grouped by, by the word that asks for it."""

_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


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
@click.option("--by", type=click.Choice(list(BY)), help="In groups with titles.")
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
    by: str | None,
    as_json: bool,
) -> None:
    """List the action items, or change some by their numbers.

    The next one due comes first. N is the short number that each has, as 12 or !12.
    """
    if ctx.invoked_subcommand is not None:
        return
    context.require_names(series=series, team=team, owner=owner)
    wanted = Wanted(open_only, overdue, owner, team, series)
    desk, grouping = _desk(context), BY[by or "due"]
    promises = (d for d in desk.documents.values() if isinstance(d, Action))
    rows = rows_of(promises, desk.known, wanted, "", grouping, desk.today, desk.zone)
    if as_json:
        from meetingtui.reports.as_json import dumps

        listed = [as_values(row, row.document) for row in rows if isinstance(row.document, Action)]
        click.echo(dumps({"schema": SCHEMA, "actions": listed}), nl=False)
        return
    if not rows:
        click.echo(f"There are no {plain(tell_choice(wanted, ''))}.", err=True)
    group = ""
    for row, line in zip(rows, _table(rows), strict=True):
        if by and row.group != group:
            click.echo(f"{'' if not group else chr(10)}{plain(row.group)}")
        group = row.group
        click.echo(line)


@actions.command()
@NUMBERS
@with_context
def done(context: Context, numbers: Sequence[int]) -> None:
    """Mark action items as done."""
    _change(context, numbers, lambda ref: ask.Done(ref.number))


@actions.command(cls=FreeText)
@click.argument("words", metavar="N... [WHY]", nargs=-1, required=True)
@click.option("--reason", default="", metavar="TEXT", help="Why, in one sentence.")
@with_context
def drop(context: Context, words: Sequence[str], reason: str) -> None:
    """Drop action items: nobody will do them.

    WHY may follow one number, or some such as 3,4: drop 12 no longer needed
    """
    numbers, why = numbers_and_why(words, reason)
    _change(context, numbers, lambda ref: ask.Drop(ref, why))


@actions.command()
@NUMBERS
@with_context
def reopen(context: Context, numbers: Sequence[int]) -> None:
    """Open action items again that were done or dropped."""
    _change(context, numbers, ask.Reopen)


@actions.command(cls=FreeText)
@click.argument("numbers", metavar="N[,N...]", type=read_numbers)
@click.argument("text", nargs=-1, required=True)
@with_context
def edit(context: Context, numbers: Sequence[int], text: Sequence[str]) -> None:
    """Change the text, owner or date of an action item.

    What TEXT does not name stays. It is read as in the meeting:

    meetingtui actions edit 12 Send both decks @Ana due:fri
    """
    line = " ".join(text)
    _change(context, numbers, lambda ref: ask.Edit(ref, line))


@actions.command()
@one_and_numbers("NAME N...", "Ben 3 4")
@with_context
def hand(context: Context, words: tuple[str, Sequence[int]]) -> None:
    """Hand action items over: hand Ben 3 4."""
    name, numbers = words
    desk = _desk(context)
    for action in _those(desk, numbers):
        if not desk.roster(action).person(name.removeprefix("@")):
            people = ", ".join(desk.roster(action).people) or "nobody"
            raise UsageError(f"nobody called '{name}' is known in {action.agenda}; known: {people}")
    _change(context, numbers, lambda ref: ask.Edit(ref, f"@{name.removeprefix('@')}"))


@actions.command()
@one_and_numbers("DAY N...", "fri 3 4")
@with_context
def date(context: Context, words: tuple[str, Sequence[int]]) -> None:
    """Give action items a new date: date fri 3 4."""
    day, numbers = words
    _change(context, numbers, lambda ref: ask.Edit(ref, f"due:{day.removeprefix('due:')}"))


@actions.command(cls=FreeText, short_help="Make two action items of one.")
@NUMBER
@click.argument("text", nargs=-1, required=True)
@with_context
def split(context: Context, number: int, text: Sequence[str]) -> None:
    """Make two action items of one; TEXT is the second, or "FIRST | SECOND"."""
    line = " ".join(text)
    _change(context, [number], lambda ref: ask.Split(ref.number, line))


@actions.command()
@NUMBERS
@with_context
def later(context: Context, numbers: Sequence[int]) -> None:
    """Put action items on the next agenda, to be discussed."""
    desk = _change(context, numbers, lambda ref: ask.Postpone(ref.number))
    for each in desk.documents.values():
        if isinstance(each, Note) and each.promise in numbers:
            ref = desk.ref(each)
            told = f"!{each.promise} is note {ref} now; `meetingtui review drop {ref}` drops it"
            click.echo(told, err=True)


@actions.command()
@NUMBER
@_JSON
@with_context
def history(context: Context, number: int, as_json: bool) -> None:
    """Show what became of an action item, and when."""
    desk = _desk(context)
    (action,) = _those(desk, [number])
    changes = desk.history(action)
    if as_json:
        from meetingtui.reports.as_json import dumps

        listed = [
            {"at": each.at, "told": each.told, "in_meeting": each.in_meeting} for each in changes
        ]
        click.echo(dumps({"schema": SCHEMA, "number": number, "changes": listed}), nl=False)
        return
    for each in changes:
        day = local(each.at, context.clock.zone)
        where = "in a meeting" if each.in_meeting else "between meetings"
        click.echo(f"{day:%a} {day.day:2} {day:%b %Y}  {plain(' · '.join(each.told))}  ({where})")


def _desk(context: Context) -> StoreDesk:
    return StoreDesk(context.open_store(), context.clock)


def _those(desk: StoreDesk, numbers: Sequence[int]) -> list[Action]:
    known = [each for each in desk.documents.values() if isinstance(each, Action)]
    return [numbered(known, number) for number in dict.fromkeys(numbers)]


def _change(context: Context, numbers: Sequence[int], ask_for: Ask) -> StoreDesk:
    """Change all of `numbers` or none, and say of each what is now true."""
    desk = _desk(context)
    for line in desk.changed(_those(desk, numbers), ask_for):
        click.echo(plain(line))
    return desk


def _table(rows: Sequence[Row]) -> list[str]:
    """Return a line for each action item; the agenda is named where there are several."""
    several = len({row.document.agenda for row in rows}) > 1
    fixed = padded([(f"!{row.document.number}", row.when, plain(_owner(row))) for row in rows])
    return [
        "  ".join([*cells, *_rest(row, several)]) for cells, row in zip(fixed, rows, strict=True)
    ]


def _owner(row: Row) -> str:
    return (
        row.document.owner
        if isinstance(row.document, Action) and row.document.owner
        else "nobody yet"
    )


def _rest(row: Row, several: bool) -> list[str]:
    """Return the cells that are not lined up."""
    rest = [plain(row.document.text)]
    if row.times:
        rest.append(f"carried ×{row.times}{', choose what becomes of it' if row.asks else ''}")
    if row.document.reason:
        rest.append(f"({plain(row.document.reason)})")
    if several:
        rest.append(f"[{plain(row.document.agenda)}]")
    return rest


def as_values(row: Row, action: Action) -> dict[str, Any]:
    """Return an action item as JSON has it."""
    return {
        **of_action(action),
        "overdue": row.overdue,
        "due_soon": row.soon,
        "carried": row.times,
        "asks_for_choice": row.asks,
    }
