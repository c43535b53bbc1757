"""`meetingtui due`: what is due, for cron and chat."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import click

from meetingtui.cli.context import Context, with_context
from meetingtui.cli.post import AGAIN, TO, YES
from meetingtui.cli.values import of_action
from meetingtui.followup.due import due_by_owner
from meetingtui.followup.promises import Wanted, is_overdue
from meetingtui.lookup import open_actions
from meetingtui.meeting.model import Action
from meetingtui.text import plain

SCHEMA = 1
"""The version of the JSON that `due --json` prints."""

_DAYS = {"d": 1, "w": 7}


class Days(click.ParamType[timedelta]):
    """A number of days: `3d`, `2w`, `0`."""

    name = "days"

    def convert(
        self, value: str | timedelta, param: click.Parameter | None, ctx: click.Context | None
    ) -> timedelta:
        """Return the length; click's usage error for anything else."""
        if isinstance(value, timedelta):
            return value
        found = re.fullmatch(r"([0-9]{1,4}) ?([dw]?)", value.strip().lower())
        if found is None:
            self.fail(f"{value!r} is no number of days; write for example 3d or 2w", param, ctx)
        return timedelta(days=int(found[1]) * _DAYS[found[2] or "d"])


@click.command()
@click.option(
    "--within", type=Days(), default="0d", show_default=True, help="Also what is due so soon.",
)  # fmt: skip
@click.option("--owner", default="", metavar="NAME", help="Only those of this person.")
@click.option("--team", default="", metavar="TEAM", help="Only those of this team.")
@click.option("--series", default="", metavar="ID", help="Only those of this agenda.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@TO
@YES
@AGAIN
@click.option("--fail-overdue", is_flag=True, help="End with status 1 where one is overdue.")
@with_context
@click.pass_context
def due(
    ctx: click.Context, context: Context, within: timedelta, owner: str, team: str, series: str,
    as_json: bool, names: tuple[str, ...], yes: bool, again: bool, fail_overdue: bool,
) -> None:  # fmt: skip
    """Print the action items that are due today or overdue, by owner; or send them with --to.

    Where nothing is due, nothing is sent.
    """
    from meetingtui.reports.due import outline_of_due

    today = context.today
    wanted = Wanted(open_only=True, owner=owner, team=team, series=series)
    store = context.open_store()
    context.require_names(series=series, team=team, owner=owner)
    groups = due_by_owner(open_actions(store), wanted, today, within)
    late = any(is_overdue(action, today) for actions in groups.values() for action in actions)
    status = int(late and fail_overdue)
    if as_json:
        _print_json(groups, today)
    elif not groups:
        click.echo("nothing is due", err=True)
    elif not names:
        from meetingtui.sending.chat import plain_lines

        for line in plain_lines(outline_of_due(groups, today, today + within)):
            click.echo(plain(line))
    if names and groups:
        from meetingtui.cli.post import send_letter
        from meetingtui.sending.letter import Letter

        outline = outline_of_due(groups, today, today + within)
        letter = Letter(subject=outline.title, outline=outline)
        status = max(status, send_letter(context, letter, names, yes=yes, again=again))
    ctx.exit(status)


def _print_json(groups: Mapping[str, Sequence[Action]], today: date) -> None:
    from meetingtui.reports.as_json import dumps

    owners = [
        {
            "owner": owner,
            "actions": [{**of_action(a), "overdue": is_overdue(a, today)} for a in actions],
        }
        for owner, actions in groups.items()
    ]
    click.echo(dumps({"schema": SCHEMA, "today": today, "owners": owners}), nl=False)
