"""What the commands that send share: the look before, the question, the outbox."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

import click

from meetingtui.cli.context import Context
from meetingtui.clock import local
from meetingtui.errors import Refused, UsageError
from meetingtui.sending.parcel import Parcel, State
from meetingtui.text import plain

if TYPE_CHECKING:
    from meetingtui.sending.delivery import Delivery
    from meetingtui.sending.letter import Letter
    from meetingtui.sending.outbox import Outbox
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


def send_letter(
    context: Context, letter: Letter, names: Sequence[str], *, yes: bool, again: bool
) -> int:
    """Send `letter` to the targets called `names`, once they were seen and agreed to.

    Return 0 when all of them acknowledged it, else 1. Raises Refused where it went there already,
    and UsageError where there is nobody to ask.
    """
    from meetingtui.sending.chat import plain_lines
    from meetingtui.sending.letter import payloads_for
    from meetingtui.sending.outbox import mark_of
    from meetingtui.sending.targets import target_named

    outbox, delivery, now = outbox_of(context), delivery_of(context), context.clock.now()
    targets = {name: target_named(context.settings, name) for name in dict.fromkeys(names)}
    where = {name: delivery.where(target) for name, target in targets.items()}
    lines = plain_lines(letter.outline)
    marks = {name: mark_of(name, "\n".join([letter.subject, *lines])) for name in targets}
    if not again:
        for name, mark in marks.items():
            _require_new(outbox.same(mark), name, context)
    payloads = {name: payloads_for(letter, target, now) for name, target in targets.items()}
    if not yes:
        _ask(letter, lines, {name: _whole(where[name], len(payloads[name])) for name in where})
    status = 0
    for name, pieces in payloads.items():
        subjects = _numbered(letter.subject, len(pieces))
        parcels = [
            outbox.put(name, subject, piece, marks[name], now)
            for subject, piece in zip(subjects, pieces, strict=True)
        ]
        status = max(status, _delivered(context, parcels))
    return status


def _whole(place: str, pieces: int) -> str:
    return f"{place}, in {pieces} messages" if pieces > 1 else place


def _numbered(subject: str, pieces: int) -> list[str]:
    if pieces == 1:
        return [subject]
    return [f"{subject} ({number} of {pieces})" for number in range(1, pieces + 1)]


def _delivered(context: Context, parcels: Sequence[Parcel]) -> int:
    """Deliver `parcels` in their order, until one has to wait; return 0 when all have arrived."""
    from meetingtui.store.lock import Busy

    postman = postman_of(context)
    for parcel in parcels:
        try:
            parcel = postman.send(parcel.number)
        except Busy:
            click.echo("another process is sending", err=True)
        click.echo(tell_parcel(parcel, context.clock.zone), err=True)
        if parcel.state is not State.SENT:
            return 1
    return 0


def tell_parcel(parcel: Parcel, zone: tzinfo | None) -> str:
    """Return what became of `parcel`, and what to do about it."""
    number, name, why = parcel.number, plain(parcel.target), plain(parcel.told)
    match parcel.state:
        case State.SENT:
            return f"sent to {name}: {plain(parcel.subject)}"
        case State.UNKNOWN | State.SENDING:
            return (
                f"perhaps sent to {name}: {why or 'it is being sent'}; look there, then"
                f" `meetingtui outbox retry {number}` or `drop {number}`"
            )
        case State.REJECTED:
            return f"not sent to {name}: {why}; then `meetingtui outbox retry {number}`"
        case State.DROPPED:
            return f"dropped: {plain(parcel.subject)} to {name}"
        case State.WAITING:
            at = f" from {local(parcel.next_at, zone):%a %H:%M} on" if parcel.next_at else ""
            return (
                f"not sent to {name}{f': {why}' if why else ''}; it waits as parcel {number}, and"
                f" `meetingtui send --pending` tries again{at}"
            )


def _require_new(same: Parcel | None, name: str, context: Context) -> None:
    if same is None:
        return
    if same.state is State.SENT and same.settled_at:
        on = f"{local(same.settled_at, context.clock.zone):%a %d %b, %H:%M}"
        raise Refused(f"just this went to {name} on {on}; --again sends it once more")
    raise Refused(tell_parcel(same, context.clock.zone))


def _ask(letter: Letter, lines: Sequence[str], where: dict[str, str]) -> None:
    if not (sys.stdin and sys.stdin.isatty()):
        raise UsageError("there is nobody to ask; --yes sends it without a question")
    for name, place in where.items():
        click.echo(plain(f"To {name} ({place})"), err=True)
    click.echo(plain(f"Subject: {letter.subject}"), err=True)
    for line in lines:
        click.echo(f"  {plain(line)}".rstrip(), err=True)
    if not click.confirm("Send it?", default=False, err=True):
        raise Refused("nothing was sent")
