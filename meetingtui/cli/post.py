"""What the commands that send share: the look before, the question, the outbox."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import click

from meetingtui.cli.context import Context
from meetingtui.errors import Refused, UsageError
from meetingtui.text import plain

if TYPE_CHECKING:
    from meetingtui.sending.delivery import Delivery
    from meetingtui.sending.letter import Letter
    from meetingtui.sending.office import Office, Ready
    from meetingtui.sending.outbox import Outbox
    from meetingtui.sending.parcel import Parcel
    from meetingtui.sending.postman import Postman

TO = click.option("--to", "names", multiple=True, metavar="NAME", help="A target of the settings.")
YES = click.option("--yes", is_flag=True, help="Send without asking.")
AGAIN = click.option("--again", is_flag=True, help="Also what was sent there already.")


def outbox_of(context: Context) -> Outbox:
    """Return the outbox beside the store."""
    from meetingtui.sending.outbox import Outbox

    return Outbox(context.store_path.parent / "outbox")


def postman_of(context: Context) -> Postman:
    """Return who takes parcels to the targets of the settings."""
    from meetingtui.sending.postman import Postman

    return Postman(outbox_of(context), delivery_of(context), context.clock.now)


def delivery_of(context: Context) -> Delivery:
    """Return the ways to the targets of the settings."""
    from meetingtui.sending.delivery import Delivery

    return Delivery(context.settings, context.environ, context.folders.config)


def office_of(context: Context) -> Office:
    """Return where letters are sent from."""
    from meetingtui.sending.office import Office

    outbox, delivery, clock = outbox_of(context), delivery_of(context), context.clock
    return Office(context.settings, outbox, delivery, clock.now, clock.zone)


def send_letter(
    context: Context, letter: Letter, names: Sequence[str], *, yes: bool, again: bool
) -> int:
    """Send `letter` to the targets called `names`, once they were seen and agreed to.

    Return 0 when all of them acknowledged it, now or before, else 1. Raises Refused where it waits
    to go there already, and UsageError where there is nobody to ask.
    """
    from meetingtui.sending.office import SentAlready

    office, ready = office_of(context), []
    for name in dict.fromkeys(names):
        try:
            ready.append(office.ready(letter, name, again=again))
        except SentAlready as error:
            click.echo(f"{plain(str(error))}; --again sends it once more", err=True)
    if ready and not yes:
        _ask(ready)
    return status_of(tell_parcels(office, chain.from_iterable(map(office.send, ready))))


def tell_parcels(office: Office, parcels: Iterable[Parcel]) -> list[Parcel]:
    """Say of each of `parcels` what became of it, before the next is tried; return them all."""
    told = []
    for parcel in parcels:
        click.echo(office.told(parcel), err=True)
        told.append(parcel)
    return told


def status_of(parcels: Iterable[Parcel]) -> int:
    """Return the exit status once `parcels` were tried: 1 where one is not settled."""
    return int(any(parcel.state.is_open for parcel in parcels))


def _ask(ready: Sequence[Ready]) -> None:
    if not (sys.stdin and sys.stdin.isatty()):
        raise UsageError("there is nobody to ask; --yes sends it without a question")
    for each in ready:
        click.echo(plain(f"To {each.target} ({each.where})"), err=True)
    click.echo(plain(f"Subject: {ready[0].subject}"), err=True)
    for line in ready[0].lines:
        click.echo(f"  {plain(line)}".rstrip(), err=True)
    if not click.confirm("Send it?", default=False, err=True):
        raise Refused("nothing was sent")
