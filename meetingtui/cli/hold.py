"""Holding a meeting: `run`, `resume` and `rehearse`, in either face."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from datetime import time as ClockTime
from typing import TYPE_CHECKING

import click

from meetingtui.agenda.model import Agenda
from meetingtui.cli.context import Context, with_context
from meetingtui.cli.terminal import require_terminal
from meetingtui.cli.types import ClockTimeValue, Speed
from meetingtui.clock import SPEED, FastClock, ManualClock, local, zone_named
from meetingtui.drafts import Draft, drafts_folder
from meetingtui.errors import NotFoundError, Refused, StoreError, UsageError
from meetingtui.meeting.model import Meeting, MeetingState
from meetingtui.resuming import resume_meeting, unfinished
from meetingtui.runner import Runner
from meetingtui.store.port import Store

if TYPE_CHECKING:
    from meetingtui.plain import PlainFace

_PLAIN = click.option("--plain", "as_lines", is_flag=True, help="Hold it in lines of text.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Plain, one JSON object a line.")
_FIRST = click.option("--first", default="", metavar="TEAM", help="Who opens each segment.")
_FACILITATOR = click.option("--facilitator", default="", metavar="NAME", help="Who runs it.")


@click.command()
@click.argument("agenda")
@_PLAIN
@_JSON
@_FACILITATOR
@_FIRST
@click.option("--at", type=ClockTimeValue(), help="The planned start, as 10:00 or 3pm.")
@click.option("--new", is_flag=True, help="Begin anew although one is not finished.")
@with_context
def run(
    context: Context,
    agenda: str,
    as_lines: bool,
    as_json: bool,
    facilitator: str,
    first: str,
    at: ClockTime | None,
    new: bool,
) -> None:
    """Hold a meeting of AGENDA: a file, or the id of an agenda.

    It starts with the roll call and with what earlier meetings left open. Leave it at any
    time: `meetingtui resume` goes on with the true clock. Without --at, the start is planned
    as the agenda repeats when that is today and at most three hours from now; or else for the
    moment when it starts.
    """
    as_lines = as_lines or as_json
    _require_terminal(as_lines)
    loaded = _load(agenda, context)
    store = context.open_store(to_write=True)
    waiting = [] if new else unfinished(store, loaded.id)
    if waiting and (facilitator or first or at):
        raise UsageError(
            "--facilitator, --first and --at are for a new meeting, and one is not finished; "
            "add --new to begin another, or leave them out to go on"
        )
    if waiting and _wants_resume(waiting[-1], context):
        runner = resume_meeting(store, context.clock, waiting[-1], keeping=context.keeping)
    else:
        start = _today_at(at, loaded, context) if at else _usual_start(store, loaded, context)
        facilitator = facilitator or context.settings.facilitator
        runner = _begun(store, loaded, context, facilitator, first, start)
    _hold(runner, context, as_lines, as_json)


@click.command()
@click.argument("meeting", default="")
@_PLAIN
@_JSON
@click.option("--reopen", is_flag=True, help="MEETING may be closed: /undo and /rate change it.")
@with_context
def resume(context: Context, meeting: str, as_lines: bool, as_json: bool, reopen: bool) -> None:
    """Go on with an unfinished meeting: the latest one, or MEETING.

    MEETING is the beginning of its id, the id of its agenda, or `last`. A closed one is shown as
    right after its close, and stays closed until /undo takes that back.
    """
    as_lines = as_lines or as_json
    _require_terminal(as_lines)
    store = context.open_store(to_write=True)
    waiting = _named(store, meeting) if reopen else _unfinished(store, meeting)
    runner = resume_meeting(store, context.clock, waiting, keeping=context.keeping)
    _hold(runner, context, as_lines, as_json)


@click.command()
@click.argument("agenda")
@_PLAIN
@_JSON
@_FIRST
@click.option("--at", type=ClockTimeValue(), help="When it starts, as 10:00 or 3pm.")
@click.option(
    "--speed",
    type=Speed(),
    default=SPEED,
    show_default=f"{SPEED:g}",
    metavar="N",
    help="Seconds of the meeting in one second, on the full screen.",
)
@with_context
def rehearse(
    context: Context,
    agenda: str,
    as_lines: bool,
    as_json: bool,
    first: str,
    at: ClockTime | None,
    speed: float,
) -> None:
    """Hold a whole meeting of AGENDA in fast time, and store nothing.

    `/wait 5m` moves its clock on; with --plain nothing else does. At the end it says who speaks
    how long and when, and where the plan has no slack. Without --at it starts when the next
    meeting of the agenda does, or else at 10:00.
    """
    from meetingtui.opening import open_rehearsal, rehearsed_start

    as_lines = as_lines or as_json
    _require_terminal(as_lines)
    loaded = _load(agenda, context)
    start = _today_at(at, loaded, context) if at else rehearsed_start(loaded, context.clock)
    if as_lines:
        from meetingtui.plain import PlainFace

        slow = ManualClock(start, context.clock.zone)
        runner, farewell = open_rehearsal(loaded, slow, first=first)
        _hold_in_lines(PlainFace(runner, click.echo, as_json=as_json, farewell=farewell))
        return
    from meetingtui.tui.rehearsal import run_rehearsal

    fast = FastClock(start, context.clock.zone, speed=speed)
    run_rehearsal(open_rehearsal(loaded, fast, first=first), fast, context.settings)


def _begun(
    store: Store,
    agenda: Agenda,
    context: Context,
    facilitator: str,
    first: str,
    start: datetime | None,
) -> Runner:
    from meetingtui.opening import bent_ends, open_meeting

    runner = open_meeting(
        store,
        context.clock,
        agenda,
        facilitator=facilitator,
        first=first,
        starts_at=start,
        keeping=context.keeping,
    )
    for told in bent_ends(agenda, runner):
        click.echo(told, err=True)
    return runner


def _load(name: str, context: Context) -> Agenda:
    from meetingtui.agenda.find import open_agenda

    return open_agenda(name, context.agenda_folders)[0]


def _hold(runner: Runner, context: Context, as_lines: bool, as_json: bool) -> None:
    meeting = runner.state.meeting
    draft = Draft(drafts_folder(context.store_path), meeting.agenda, meeting.id)
    if as_lines:
        from meetingtui.plain import PlainFace

        _hold_in_lines(PlainFace(runner, click.echo, as_json=as_json, draft=draft))
    else:
        from meetingtui.tui.app import run_meeting

        run_meeting(runner, context.settings, draft)


def _hold_in_lines(face: PlainFace) -> None:
    from meetingtui.plain import hold

    if sys.stdin is None:
        raise UsageError("there is no input to read lines from; give it a terminal or a file")
    if not hold(face, sys.stdin):
        raise StoreError("not all could be saved; what was typed is kept, and offered next time")


def _unfinished(store: Store, name: str) -> Meeting:
    """Return the unfinished meeting that `name` means; the latest one for an empty name."""
    latest = name in ("", "last")
    waiting = [m for m in unfinished(store) if latest or m.agenda.casefold() == name.casefold()]
    if waiting:
        return waiting[-1]
    if latest:
        raise NotFoundError("there is no unfinished meeting; `meetingtui run AGENDA` begins one")
    named = _named(store, name)
    if named.state is MeetingState.CLOSED:
        raise Refused(
            "that meeting is closed; `meetingtui show` prints its minutes, and"
            f" `meetingtui resume {name} --reopen` corrects it"
        )
    return named


def _named(store: Store, name: str) -> Meeting:
    from meetingtui.lookup import meeting_named

    if not name:
        raise UsageError("--reopen needs the MEETING; `meetingtui meetings` lists them")
    return meeting_named(store, name)


def _require_terminal(as_lines: bool) -> None:
    if not as_lines:
        require_terminal("--plain holds it in lines of text")


def _wants_resume(meeting: Meeting, context: Context) -> bool:
    """Ask whether to go on with an unfinished meeting; without a terminal, say how and stop."""
    opened = local(meeting.opened_at, zone_named(meeting.zone, context.clock.zone))
    what = f"the meeting of {opened:%a %d %b, %H:%M} is not finished"
    if not sys.stdin.isatty():
        raise Refused(f"{what}; `meetingtui resume` goes on with it, --new begins another")
    return click.confirm(f"{what[0].upper()}{what[1:]}. Go on with it?", default=True, err=True)


def _today_at(at: ClockTime, agenda: Agenda, context: Context) -> datetime:
    now = local(context.clock.now(), zone_named(agenda.zone, context.clock.zone))
    return now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0).astimezone(UTC)


def _usual_start(store: Store, agenda: Agenda, context: Context) -> datetime | None:
    from meetingtui.opening import usual_start

    start = usual_start(store, agenda, context.clock)
    if start is not None:
        at = f"{local(start, zone_named(agenda.zone, context.clock.zone)):%H:%M}"
        at += f" in {agenda.zone}" if agenda.zone else ""
        click.echo(f"planned for {at}, as the agenda says; --at names another time", err=True)
    return start
