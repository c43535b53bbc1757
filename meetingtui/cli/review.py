"""`meetingtui review`: all that waits, on a screen of its own or in lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from meetingtui.cli.actions import BY
from meetingtui.cli.context import Context, with_context
from meetingtui.cli.free_text import FreeText
from meetingtui.cli.terminal import require_terminal
from meetingtui.followup.promises import Wanted

if TYPE_CHECKING:
    from meetingtui.followup.review import Grouping

SCHEMA = 1
"""The version of the JSON that `review --json` prints."""

_NOTE = click.argument("ref", metavar="REF")
_TEXT = click.argument("text", nargs=-1, required=True)
_MAYBE = click.argument("text", nargs=-1)


@click.group(invoke_without_command=True, subcommand_metavar="[COMMAND REF ...]")
@click.option("--open/--all", "open_only", default=True, help="Open ones (standard), or all.")
@click.option("--overdue", is_flag=True, help="Only those open past their date.")
@click.option("--owner", default="", metavar="NAME", help="Only those of this person.")
@click.option("--team", default="", metavar="TEAM", help="Only those of this team.")
@click.option("--series", default="", metavar="ID", help="Only those of this agenda.")
@click.option("--by", type=click.Choice(list(BY)), default="due", help="What --plain groups by.")
@click.option("--plain", "as_lines", is_flag=True, help="List all that waits in lines of text.")
@click.option("--json", "as_json", is_flag=True, help="List it as JSON.")
@with_context
@click.pass_context
def review(
    ctx: click.Context, context: Context, open_only: bool, overdue: bool, owner: str, team: str,
    series: str, by: str, as_lines: bool, as_json: bool,
) -> None:  # fmt: skip
    """Go through all that waits: action items, questions, previews, parked notes, the queue.

    On a full screen, or listed with --plain. REF is what stands there in front of a note; action
    items are changed with `meetingtui actions`.
    """
    if ctx.invoked_subcommand is not None:
        return
    context.require_names(series=series, team=team, owner=owner)
    wanted = Wanted(open_only, overdue, owner, team, series)
    if as_lines or as_json:
        _list(context, wanted, BY[by], as_json=as_json)
        return
    require_terminal("--plain lists what waits in lines of text")
    from meetingtui.desk import StoreDesk
    from meetingtui.drafts import drafts_folder
    from meetingtui.tui.app import MeetingtuiApp, run
    from meetingtui.tui.review import ReviewScreen

    desk = StoreDesk(context.open_store(), context.clock)
    drafts = drafts_folder(context.store_path)
    screen = ReviewScreen(desk, context.settings.keys, wanted, drafts)
    run(MeetingtuiApp(screen, context.settings))


@review.command(cls=FreeText)
@_NOTE
@_TEXT
@with_context
def answer(context: Context, ref: str, text: Sequence[str]) -> None:
    """Answer a question."""
    from meetingtui.meeting import commands as ask

    said = " ".join(text)
    _change(context, ref, lambda of: ask.Answer(of.number, said))


@review.command(cls=FreeText)
@_NOTE
@_TEXT
@with_context
def feedback(context: Context, ref: str, text: Sequence[str]) -> None:
    """Say what the others think of a preview."""
    from meetingtui.meeting import commands as ask

    said = " ".join(text)
    _change(context, ref, lambda of: ask.Feedback(of.number, said))


@review.command(cls=FreeText)
@_NOTE
@_MAYBE
@with_context
def used(context: Context, ref: str, text: Sequence[str]) -> None:
    """Say that a preview was used; TEXT says what came of it."""
    _settle(context, ref, "used", text)


@review.command(cls=FreeText)
@_NOTE
@_MAYBE
@with_context
def unused(context: Context, ref: str, text: Sequence[str]) -> None:
    """Say that a preview was not used; TEXT says why."""
    _settle(context, ref, "not used", text)


@review.command(cls=FreeText)
@_NOTE
@_MAYBE
@with_context
def action(context: Context, ref: str, text: Sequence[str]) -> None:
    """Make an action item of a note; TEXT may name its owner, its date, another text."""
    from meetingtui.meeting import commands as ask

    said = " ".join(text)
    _change(context, ref, lambda of: ask.MakeAction(of.number, said))


@review.command(cls=FreeText)
@_NOTE
@_TEXT
@with_context
def edit(context: Context, ref: str, text: Sequence[str]) -> None:
    """Change a note; TEXT is read as in a meeting."""
    from meetingtui.meeting import commands as ask

    said = " ".join(text)
    _change(context, ref, lambda of: ask.Edit(of, said))


@review.command()
@_NOTE
@click.option("--reason", default="", metavar="TEXT", help="Why, in one sentence.")
@with_context
def drop(context: Context, ref: str, reason: str) -> None:
    """Drop a note: nothing is to come of it."""
    from meetingtui.meeting import commands as ask

    _change(context, ref, lambda of: ask.Drop(of, reason))


@review.command()
@_NOTE
@with_context
def reopen(context: Context, ref: str) -> None:
    """Open a note again that was answered, dropped or given a result."""
    from meetingtui.meeting import commands as ask

    _change(context, ref, ask.Reopen)


def _settle(context: Context, ref: str, result: str, text: Sequence[str]) -> None:
    from meetingtui.meeting import commands as ask
    from meetingtui.meeting.model import PreviewResult

    said = " ".join(text)
    _change(context, ref, lambda of: ask.SettlePreview(of.number, PreviewResult(result), said))


def _change(context: Context, ref: str, ask_for: Any) -> None:
    """Change the note that `ref` names, and say what is now true."""
    from meetingtui.desk import StoreDesk
    from meetingtui.errors import NotFoundError, UsageError
    from meetingtui.followup.tell_waiting import SHORTEST
    from meetingtui.meeting.model import Note
    from meetingtui.text import plain

    desk = StoreDesk(context.open_store(), context.clock)
    notes = [each for each in desk.documents.values() if isinstance(each, Note)]
    found = [note for note in notes if len(ref) >= SHORTEST and note.id.endswith(ref.lower())]
    if not found:
        raise NotFoundError(
            f"no note that waits or has waited is called '{ref}'; `meetingtui review --plain --all`"
            " lists them with their names"
        )
    if len(found) > 1:
        raise UsageError(f"{len(found)} notes end with '{ref}'; write more of the id of one")
    for line in desk.changed(found, ask_for):
        click.echo(plain(line))


def _list(context: Context, wanted: Wanted, by: Grouping, *, as_json: bool) -> None:
    from meetingtui.desk import StoreDesk
    from meetingtui.followup.review import NOTE_GROUPS, rows_of
    from meetingtui.meeting.model import Action, Note
    from meetingtui.reports.columns import padded
    from meetingtui.text import plain

    desk = StoreDesk(context.open_store(), context.clock)
    documents = desk.documents.values()
    rows = rows_of(documents, desk.known, wanted, "", by, desk.today, desk.zone)
    refs = {each.id: desk.ref(each) for each in documents if isinstance(each, Note)}
    if as_json:
        _print_json(rows, refs)
        return
    if not rows:
        click.echo("Nothing waits.", err=True)
    cells = [
        (
            _name(row.document, refs),
            row.when,
            plain(row.whose) or "-",
        )
        for row in rows
    ]
    group = ""
    for row, fixed in zip(rows, padded(cells) if rows else [], strict=True):
        if row.group != group:
            click.echo(f"{chr(10) if group else ''}{plain(row.group)}")
            group = row.group
        document = row.document
        told = group in NOTE_GROUPS.values()
        kind = "" if told or isinstance(document, Action) else f"{document.kind}: "
        times = f"  carried ×{row.times}" if row.times else "  in the queue" if row.queued else ""
        choose = ", choose what becomes of it" if row.asks else ""
        click.echo(f"{'  '.join(fixed)}  {kind}{plain(document.text)}{times}{choose}")


def _print_json(rows: Sequence[Any], refs: dict[str, str]) -> None:
    from meetingtui.cli.actions import as_values
    from meetingtui.cli.values import of_note
    from meetingtui.meeting.model import Action, Note
    from meetingtui.reports.as_json import dumps

    promises = [as_values(row, row.document) for row in rows if isinstance(row.document, Action)]
    notes = [
        {**of_note(row.document), "ref": refs[row.document.id], "carried": row.times}
        for row in rows
        if isinstance(row.document, Note)
    ]
    click.echo(dumps({"schema": SCHEMA, "actions": promises, "notes": notes}), nl=False)


def _name(document: Any, refs: dict[str, str]) -> str:
    return refs.get(document.id) or f"!{document.number}"
