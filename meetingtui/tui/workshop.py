"""What an author does with the agenda chosen at home: look at it, edit it, rehearse it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.app import App, SuspendNotSupported

from meetingtui.agenda.find import FoundAgenda
from meetingtui.agenda.problem import Problem, has_errors, summary
from meetingtui.authoring import Editing
from meetingtui.errors import MeetingtuiError, Refused
from meetingtui.text import clean
from meetingtui.tui.house import House
from meetingtui.tui.preview import rows_of
from meetingtui.tui.rehearsal import RehearsalScreen, outlook_sheet
from meetingtui.tui.sheets import Sheet
from meetingtui.tui.shelf import Thing


class Say(Protocol):
    """Shows a sentence as what happened last."""

    def __call__(self, text: str, *, wrong: bool = False) -> None:
        """Show `text`, as something `wrong` where it is."""


def _mark(thing: Thing) -> tuple[str, int]:
    """Return what is another once `thing` is another, or its file was written again."""
    if not isinstance(thing, FoundAgenda):
        return (thing.id if thing else ""), 0
    try:
        return str(thing.path), thing.path.stat().st_mtime_ns
    except OSError:
        return str(thing.path), 0


class Workshop:
    """Opens over the home screen what helps an author; each method raises MeetingtuiError."""

    def __init__(self, house: House, app: Callable[[], App[str]], say: Say) -> None:
        """Work on the agendas of `house`, in what `app` returns."""
        self._house = house
        self._app = app
        self._say = say
        self._rehearsed: RehearsalScreen | None = None
        self._spoken_of: tuple[str, int] | None = None

    def spoke_of(self, thing: Thing) -> None:
        """Know that what was said last is about `thing`."""
        self._spoken_of = _mark(thing)

    def forget(self, thing: Thing) -> None:
        """Take back what was said, unless it is about `thing`, and that is as it was."""
        if self._spoken_of not in (None, _mark(thing)):
            self._spoken_of = None
            self._say("")

    def look(self, thing: Thing) -> None:
        """Show all there is to see of `thing`."""
        now, zone = self._house.now, self._house.zone
        if thing is None:
            raise Refused("choose an agenda or a meeting to see its plan")
        self._app().push_screen(Sheet("Plan", lambda width: rows_of(thing, width, now, zone)))

    def edit(self, thing: Thing) -> None:
        """Give the terminal to the author's editor, then say what is wrong with the agenda."""
        editing = self._house.agendas.editing(_agenda(thing, "edit").path)
        problems = self._edited(editing)
        said = [f"{clean(editing.path.name)}: {summary(problems)}", editing.told(problems)]
        self._say("; ".join(filter(None, said)), wrong=has_errors(problems))

    def rehearse(self, thing: Thing) -> None:
        """Hold a meeting of the agenda in fast time."""
        found = _agenda(thing, "rehearse")
        if found.agenda is None:
            raise Refused(f"{clean(found.id)} cannot be used: {summary(found.problems)}")
        rehearsal, clock = self._house.rehearse(found.agenda)
        self._rehearsed = RehearsalScreen(rehearsal, clock, self._house.settings)
        self._say("")
        self._app().push_screen(self._rehearsed)

    def come_back(self) -> None:
        """Say, at home again, how a rehearsal ended; show its outlook where that was not seen."""
        rehearsed, self._rehearsed = self._rehearsed, None
        if rehearsed is None:
            return
        self._say(rehearsed.rehearsal.farewell[-1])
        if not rehearsed.over:
            self._app().push_screen(outlook_sheet(rehearsed.rehearsal))

    def _edited(self, editing: Editing) -> tuple[Problem, ...]:
        trouble: MeetingtuiError
        try:
            with self._app().suspend():
                # An error must not keep the terminal from being taken back.
                try:
                    return editing.open()
                except MeetingtuiError as error:
                    trouble = error
        except SuspendNotSupported as error:
            raise Refused("an editor has no room here; use `meetingtui agenda edit`") from error
        raise trouble


def _agenda(thing: Thing, what: str) -> FoundAgenda:
    if not isinstance(thing, FoundAgenda):
        raise Refused(f"choose an agenda to {what}")
    return thing
