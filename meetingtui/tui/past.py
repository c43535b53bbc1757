"""What one does with a meeting that was held, chosen at home: correct it, send its minutes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, NoReturn, TypeGuard

from textual.app import App
from textual.content import Content

from meetingtui.errors import MeetingtuiError, Refused
from meetingtui.guard import Guard
from meetingtui.meeting.model import Meeting, MeetingState
from meetingtui.runner import Runner
from meetingtui.text import plain
from meetingtui.tui.hints import hints
from meetingtui.tui.house import House
from meetingtui.tui.intents import BY_ID, HOME
from meetingtui.tui.shelf import Thing
from meetingtui.tui.workshop import Say

if TYPE_CHECKING:
    from meetingtui.sending.office import Office, Ready

PATIENCE = 3.0
"""Seconds to wait for what is being sent, when somebody leaves."""


class Past:
    """Opens over the home screen what is left to do; each method raises MeetingtuiError."""

    def __init__(
        self,
        house: House,
        app: Callable[[], App[str]],
        say: Say,
        hold: Callable[[Runner], object],
    ) -> None:
        """Look back on the meetings of `house`, in what `app` returns; `hold` opens one."""
        self._house = house
        self._app = app
        self._say = say
        self._hold = hold
        self.carrier: Thread | None = None
        """Takes what was sent last to its target."""

        self._told = ""
        """What is known of that."""

    def reopen(self, thing: Thing) -> None:
        """Show a closed meeting as right after its close; undo there takes the close back."""
        self._hold(self._house.resume(_held(thing, "correct")))

    def send(self, thing: Thing) -> None:
        """Have a target chosen for the minutes, and send them there."""
        from meetingtui.sending.letter import letter_of
        from meetingtui.tui.send_dialog import SendDialog

        meeting = _held(thing, "send")
        office = self._house.office()
        letter = letter_of(self._house.minutes(meeting))
        dialog = SendDialog(office.targets, lambda name: office.ready(letter, name))
        self._app().push_screen(dialog, lambda ready: self._take(office, ready))

    def _take(self, office: Office, ready: Ready | None) -> None:
        """Send without holding the screen up; where the program ends first, the outbox knows."""
        if ready is None:
            return
        self._say(f"sending to {ready.target} …")
        self._told = (
            f"perhaps not sent to {plain(ready.target)}; `meetingtui outbox` tells what came of it"
        )
        self.carrier = Thread(target=self._carry, args=(self._app(), office, ready), daemon=True)
        self.carrier.start()

    def parting(self) -> str:
        """Wait a little for what is being sent; return what came of it, "" of nothing."""
        if self.carrier is None or not self.carrier.is_alive():
            return ""
        self.carrier.join(PATIENCE)
        return self._told

    def _carry(self, app: App[str], office: Office, ready: Ready) -> None:
        from meetingtui.sending.parcel import State

        wrong = True
        # Without an app there is nobody to tell.
        with suppress(RuntimeError), Guard(lambda error: app.call_later(_fail, error)):
            try:
                *_, last = office.send(ready)
                self._told, wrong = office.told(last), last.state is not State.SENT
            except MeetingtuiError as error:
                self._told = str(error)
        with suppress(RuntimeError):
            app.call_later(self._say, self._told, wrong=wrong)


def _fail(error: Exception) -> NoReturn:
    """Raise in the application what went wrong in a thread."""
    raise error


_OF_HELD = ("home-send", "home-reopen")
_OF_AGENDAS = ("home-rehearse", "home-edit", "home-look")


def hints_for(thing: Thing, keymap: Mapping[str, str], width: int) -> Content:
    """Return the keys to show at home while `thing` is chosen, the most wanted first."""
    first = ("home-open", *(_OF_HELD if _is_held(thing) else ()))
    hidden = _OF_AGENDAS if _is_held(thing) else _OF_HELD
    rest = (each.id for each in HOME if each.id not in hidden)
    return hints([BY_ID[id] for id in dict.fromkeys((*first, *rest))], keymap, width)


def _is_held(thing: Thing) -> TypeGuard[Meeting]:
    return isinstance(thing, Meeting) and thing.state is MeetingState.CLOSED


def _held(thing: Thing, what: str) -> Meeting:
    if not _is_held(thing):
        raise Refused(f"choose a meeting that was held, under MEETINGS, to {what} it")
    return thing
