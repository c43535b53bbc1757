"""`meetingtui follow`: the room display, a second terminal that only looks."""

from __future__ import annotations

import sys
import time

import click

from meetingtui.cli.context import Context, with_context
from meetingtui.cli.terminal import require_terminal
from meetingtui.following import LOOK_SECONDS, Follower
from meetingtui.lookup import meeting_named
from meetingtui.text import plain


@click.command()
@click.argument("meeting", default="")
@click.option("--plain", "as_lines", is_flag=True, help="Print a line whenever something changes.")
@with_context
def follow(context: Context, meeting: str, as_lines: bool) -> None:
    """Show the meeting that is being held to the room: large digits, whose turn, who is next.

    It reads the store of the meeting, shows no notes and writes nothing. Start it in a second
    terminal, before the meeting or in its middle. Without MEETING it follows the one that is
    open, and then the next.
    """
    store = context.open_store()
    follower = Follower(store, meeting=meeting_named(store, meeting).id if meeting else "")
    if as_lines:
        _follow_in_lines(follower)
        return
    require_terminal("--plain prints a line whenever something changes")
    from meetingtui.tui.app import MeetingtuiApp, run
    from meetingtui.tui.follow import FollowScreen

    run(MeetingtuiApp(FollowScreen(follower, context.settings.keys), context.settings))


def _follow_in_lines(follower: Follower) -> None:
    """Print what is new until somebody ends this."""
    while True:
        if line := follower.news():
            click.echo(plain(line))
            sys.stdout.flush()
        time.sleep(LOOK_SECONDS)
