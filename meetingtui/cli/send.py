"""`meetingtui send` and `outbox`: minutes to others, and what has not arrived yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from meetingtui.cli.context import Context, with_context
from meetingtui.cli.post import (
    AGAIN,
    TO,
    YES,
    office_of,
    outbox_of,
    postman_of,
    send_letter,
    status_of,
    tell_parcels,
)
from meetingtui.cli.types import Count
from meetingtui.clock import local
from meetingtui.errors import Refused, UsageError
from meetingtui.reports.columns import padded
from meetingtui.sending.parcel import Parcel, State
from meetingtui.text import plain

if TYPE_CHECKING:
    from meetingtui.sending.postman import Postman

SCHEMA = 1
"""The version of the JSON that `outbox --json` prints."""

_NUMBERS = click.argument("numbers", metavar="N...", type=Count(), nargs=-1, required=True)


@click.command()
@click.argument("name", metavar="[MEETING]", default="")
@TO
@YES
@AGAIN
@click.option("--pending", is_flag=True, help="Try again what waits in the outbox.")
@with_context
@click.pass_context
def send(
    ctx: click.Context,
    context: Context,
    name: str,
    names: tuple[str, ...],
    yes: bool,
    again: bool,
    pending: bool,
) -> None:
    """Send the minutes of MEETING to people, as the settings say: a chat, or mail.

    MEETING is the beginning of its id, the id of an agenda for the latest one that was closed, or
    `last`. What is sent is shown first, and asked about. What cannot be sent now waits in the
    outbox; --pending tries again.
    """
    if pending:
        if name or names:
            raise UsageError("--pending sends what waits; leave MEETING and --to out")
        ctx.exit(_send_pending(context))
    if not name or not names:
        raise UsageError("which meeting, and to whom? such as: meetingtui send last --to NAME")
    from meetingtui.cli.show import meeting_to_read, tell_meeting
    from meetingtui.meeting.model import MeetingState
    from meetingtui.reports.minutes import minutes_of
    from meetingtui.resuming import state_of
    from meetingtui.sending.letter import letter_of

    meeting = meeting_to_read(context, name)
    if yes and meeting.state is not MeetingState.CLOSED:
        raise Refused(
            f"{tell_meeting(context, meeting)} is not closed yet; without --yes it is asked about"
        )
    minutes = minutes_of(state_of(context.open_store(), meeting), context.clock.zone)
    ctx.exit(send_letter(context, letter_of(minutes), names, yes=yes, again=again))


@click.group(invoke_without_command=True, subcommand_metavar="[COMMAND N ...]")
@click.option("--all", "every", is_flag=True, help="What was sent or dropped too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_context
@click.pass_context
def outbox(ctx: click.Context, context: Context, every: bool, as_json: bool) -> None:
    """List what was to be sent and has not arrived, or perhaps not; or settle one of them."""
    if ctx.invoked_subcommand is not None:
        return
    from meetingtui.sending.office import tell_next_try

    box = outbox_of(context)
    parcels = [each for each in box.parcels() if every or each.state.is_open]
    for trouble in box.troubles():
        click.echo(plain(trouble), err=True)
    if as_json:
        from meetingtui.reports.as_json import dumps

        click.echo(dumps({"schema": SCHEMA, "parcels": list(map(_as_values, parcels))}), nl=False)
        return
    if not parcels:
        click.echo("The outbox is empty.", err=True)
    rows = [
        (
            str(each.number),
            str(each.state),
            plain(each.target),
            f"{local(each.made_at, context.clock.zone):%a %d %b %H:%M}",
            plain(each.subject),
            " · ".join(
                filter(None, (tell_next_try(each.next_at, context.clock.zone), plain(each.told)))
            ),
        )
        for each in parcels
    ]
    for row in padded(rows):
        click.echo("  ".join(row).rstrip())


@outbox.command()
@_NUMBERS
@with_context
@click.pass_context
def retry(ctx: click.Context, context: Context, numbers: tuple[int, ...]) -> None:
    """Send again now what was rejected, or perhaps has not arrived."""
    ctx.exit(status_of(_settled(context, numbers, lambda man, number: man.again(number))))


@outbox.command()
@_NUMBERS
@with_context
def drop(context: Context, numbers: tuple[int, ...]) -> None:
    """Forget what was to be sent."""
    _settled(context, numbers, lambda man, number: man.drop(number))


def _send_pending(context: Context) -> int:
    box, office = outbox_of(context), office_of(context)
    tried = tell_parcels(office, postman_of(context).round())
    untried = [each for each in box.parcels() if each.number not in {one.number for one in tried}]
    later = [each for each in untried if each.state is State.WAITING]
    marks = {each.mark for each in later}
    for lost in (each for each in untried if each.is_lost and each.mark in marks):
        click.echo(office.told(lost), err=True)
    if not tried:
        click.echo(_tell_later(context, later), err=True)
    troubles = box.troubles()
    for trouble in troubles:
        click.echo(plain(trouble), err=True)
    return max(status_of(tried), int(bool(troubles)))


def _tell_later(context: Context, later: Sequence[Parcel]) -> str:
    from meetingtui.sending.office import tell_next_try

    if not later:
        return "nothing waits"
    first = min(filter(None, (each.next_at for each in later)), default=None)
    again = f"; try again {tell_next_try(first, context.clock.zone)}" if first else ""
    return f"{len(later)} {'waits' if len(later) == 1 else 'wait'} for later{again}"


def _settled(
    context: Context, numbers: Sequence[int], settle: Callable[[Postman, int], Parcel]
) -> list[Parcel]:
    """Settle the parcels with these numbers, all of which can be; say of each what came of it."""
    postman, each_once = postman_of(context), dict.fromkeys(numbers)
    postman.require_open(each_once)
    return tell_parcels(office_of(context), (settle(postman, number) for number in each_once))


def _as_values(parcel: Parcel) -> dict[str, Any]:
    shown = ("number", "state", "target", "subject", "made_at", "attempts", "next_at", "told")
    return {name: getattr(parcel, name) for name in shown}
