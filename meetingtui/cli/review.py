"""`meetingtui review`: the promises on a screen of their own."""

from __future__ import annotations

import click

from meetingtui.cli.context import Context, with_context
from meetingtui.cli.terminal import require_terminal
from meetingtui.followup.promises import Wanted


@click.command()
@click.option("--open/--all", "open_only", default=True, help="Open ones (standard), or all.")
@click.option("--overdue", is_flag=True, help="Only those open past their date.")
@click.option("--owner", default="", metavar="NAME", help="Only those of this person.")
@click.option("--team", default="", metavar="TEAM", help="Only those of this team.")
@click.option("--series", default="", metavar="ID", help="Only those of this agenda.")
@with_context
def review(
    context: Context, open_only: bool, overdue: bool, owner: str, team: str, series: str
) -> None:
    """Go through the action items on a full screen: done, drop, edit, reopen.

    The next one due comes first. `meetingtui actions` does the same in lines of text.
    """
    require_terminal("`meetingtui actions` lists the action items in lines of text")
    from meetingtui.tui.app import MeetingtuiApp, run
    from meetingtui.tui.desk import StoreDesk
    from meetingtui.tui.review import ReviewScreen

    desk = StoreDesk(context.open_store(), context.clock)
    wanted = Wanted(open_only, overdue, owner, team, series)
    run(MeetingtuiApp(ReviewScreen(desk, context.settings.keys, wanted), context.settings))
