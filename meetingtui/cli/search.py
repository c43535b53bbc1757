"""`meetingtui search`: in all that was ever taken down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from meetingtui.archive import Archive
from meetingtui.cli.context import Context, with_context
from meetingtui.cli.free_text import FreeText
from meetingtui.cli.types import Count
from meetingtui.cli.values import of_action, of_note
from meetingtui.errors import UsageError
from meetingtui.followup.search import LIMIT, Found, Hit, kind_of, name_of, told
from meetingtui.followup.search_place import Place, where
from meetingtui.followup.search_query import Query
from meetingtui.meeting.model import Action, Note
from meetingtui.text import plain

SCHEMA = 1
"""The version of the JSON that `search --json` prints."""

_FEW = 10
_NAME = 14


@click.command(cls=FreeText)
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=Count(), metavar="N", help="How many, the best first.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_context
def search(context: Context, text: Sequence[str], limit: int | None, as_json: bool) -> None:
    """Search all notes, answers and action items of all meetings.

    Words are found in any case, with or without accents, whole or in part; "words in quotes" as
    they stand. Keys say more, and their values may be beginnings:

    kind:question  is:open  @Ana  team:Sales  owner:Ana  #tag  series:ID  since:2026-11  until:4w

    What has a number is found by it: !12, question 2.
    """
    archive = Archive(context.open_store(), context.clock)
    if not archive.query(_asked(text)):
        raise UsageError("say what to look for, such as `meetingtui search pricing is:open`")
    archive.read_all()
    found = archive.search(_asked(text), limit or (LIMIT if as_json else _FEW))
    if not found.count:
        _require_names(context, archive.query(_asked(text)))
    if as_json:
        from meetingtui.reports.as_json import dumps

        listed = [_as_values(hit, archive.place_of(hit)) for hit in found.hits]
        click.echo(dumps({"schema": SCHEMA, "count": found.count, "hits": listed}), nl=False)
    else:
        _print(found, archive.place_of)


def _require_names(context: Context, query: Query) -> None:
    """Raise NotFoundError where nothing is found because a name in the query is nobody's."""
    from meetingtui.agenda.find import list_agendas
    from meetingtui.naming import require_begun

    require_begun(context.open_store(), list_agendas(context.agenda_folders), query)


def _asked(text: Sequence[str]) -> str:
    """Return the query; what the shell took for one argument with spaces is a phrase again."""
    if len(text) == 1:
        return text[0]
    return " ".join(f'"{part}"' if " " in part and '"' not in part else part for part in text)


def _print(found: Found, place: Callable[[Hit], Place]) -> None:
    if not found.count:
        click.echo("Nothing matches.", err=True)
    for number, hit in enumerate(found.hits):
        if number:
            click.echo()
        at = place(hit)
        click.echo(click.style(plain(where(at, hit.document.agenda)), dim=True))
        _print_beside(at.before)
        click.echo(f"> {name_of(hit.document):{_NAME}}  {_marked(hit)}{_became(at)}")
        _print_beside(at.after)
    if found.count > len(found.hits):
        click.echo(f"\n{len(found.hits)} of {found.count} matches; --limit shows more.", err=True)


def _print_beside(document: Note | Action | None) -> None:
    if document is not None:
        line = f"  {name_of(document):{_NAME}}  {plain(told(document))}"
        click.echo(click.style(line, dim=True))


def _marked(hit: Hit) -> str:
    """Return the line of a hit, in bold what matches."""
    parts, at = [], 0
    for start, end in hit.marks:
        parts.append(plain(hit.line[at:start]))
        parts.append(click.style(plain(hit.line[start:end]), bold=True, underline=True))
        at = end
    return "".join([*parts, plain(hit.line[at:])])


def _became(place: Place) -> str:
    return click.style(f"  [{place.became}]", dim=True) if place.became else ""


def _as_values(hit: Hit, place: Place) -> dict[str, Any]:
    document = hit.document
    return {
        **(of_action(document) if isinstance(document, Action) else of_note(document)),
        "kind": kind_of(document),
        "line": hit.line,
        "marks": hit.marks,
        "title": place.title,
        "slot": place.slot,
        "before": told(place.before) if place.before else None,
        "after": told(place.after) if place.after else None,
    }
