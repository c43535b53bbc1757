"""The screen that `meetingtui` alone opens: resume, hold a meeting, go through the promises."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Label

from meetingtui.agenda.find import FoundAgenda
from meetingtui.clock import zone_named
from meetingtui.errors import MeetingtuiError
from meetingtui.followup.overview import tell_day
from meetingtui.meeting.model import MeetingState
from meetingtui.runner import Runner
from meetingtui.tui.app import MeetingtuiApp, left_behind, parting
from meetingtui.tui.foot import Message
from meetingtui.tui.house import House
from meetingtui.tui.intents import Scope, bindings
from meetingtui.tui.live import LiveScreen
from meetingtui.tui.minutes_sheet import minutes_sheet
from meetingtui.tui.palette import HomeCommands
from meetingtui.tui.past import Past, hints_for
from meetingtui.tui.preview import Preview
from meetingtui.tui.sheets import keys_sheet
from meetingtui.tui.shelf import Shelf, Thing
from meetingtui.tui.show import QUIET, row, shown
from meetingtui.tui.workshop import Workshop

READING = "reading"  # The group of the worker that reads agendas; there is one at a time.


class HomeScreen(Screen[None]):
    """Everything to begin with in one list; it is returned to from all that it opens."""

    CSS_PATH = "home.tcss"
    TITLE = "Home"
    AUTO_FOCUS = "Shelf"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.HOME)]
    COMMANDS: ClassVar = {HomeCommands}
    VERTICAL_BREAKPOINTS = [(0, "-short"), (23, "-low"), (32, "-tall")]  # noqa: RUF012 - as Textual declares it

    def __init__(self, house: House, greeting: str = "") -> None:
        """Show what is in `house`, and say `greeting` first.

        Raises StoreError where its store cannot be read.
        """
        super().__init__()
        self._greeting = greeting
        self._house = house
        self._overview = house.overview()
        self._day = house.today
        self._open: tuple[LiveScreen, Runner] | None = None
        self._pointed_out = ""
        """The series whose unfinished meeting was pointed out by the latest key."""
        self._workshop = Workshop(house, lambda: self.app, self.say)
        self._past = Past(house, lambda: self.app, self.say, self._hold)
        self._does: Mapping[str, Callable[[], object]] = {
            "home-open": lambda: self.query_one(Shelf).action_select(),
            "home-look": lambda: self._work(self._workshop.look),
            "home-rehearse": lambda: self._work(self._workshop.rehearse),
            "home-edit": lambda: self._work(self._workshop.edit),
            "home-send": lambda: self._work(self._past.send),
            "home-reopen": lambda: self._work(self._past.reopen),
            "home-review": lambda: self._show(None),
            "home-search": lambda: self._look_back(self._house.search_screen),
            "home-trends": lambda: self._look_back(self._house.trends_screen),
            "home-help": lambda: self.app.push_screen(keys_sheet(Scope.HOME, house.settings.keys)),
            "home-leave": self.dismiss,
        }

    def compose(self) -> ComposeResult:
        """Lay out one list, and below it what is chosen in it, between two lines."""
        yield Label(id="top", markup=False)
        yield Shelf(self._house.zone, id="shelf")
        yield Preview(lambda: self._house.now, self._house.zone, id="preview")
        with Vertical(id="foot"):
            yield Message(id="message")
            yield Label(id="keys", markup=False)

    def on_mount(self) -> None:
        """Look again every second."""
        self.set_interval(1, self.tick)
        self.query_one(Shelf).overview = self._overview
        self.say(self._greeting)

    def on_resize(self) -> None:
        """Draw the first and the last line for the new width."""
        self._show_top()
        self._preview()

    def on_screen_resume(self) -> None:
        """Look again when another screen was left."""
        if self.is_mounted:
            self.look()

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Show `text` as what happened last."""
        self.query_one(Message).say(text, wrong=wrong)

    def tick(self) -> None:
        """Take in what others changed; while another screen is open, that is its task."""
        if not self.is_active:
            return
        try:
            changed = self._house.follow()
        except MeetingtuiError as error:
            self.say(str(error), wrong=True)
            return
        reading = any(worker.group == READING for worker in self.workers)
        if not reading and self._house.agendas.changed():
            self._read_agendas()
        if changed or self._day != self._house.today:
            self.look()

    def look(self) -> None:
        """Show what there is now."""
        self._day = self._house.today
        try:
            self._overview = self._house.overview()
        except MeetingtuiError as error:
            self.say(str(error), wrong=True)
        self.query_one(Shelf).overview = self._overview
        self._show_top()

    def action_do(self, id: str) -> None:
        """Do what the intent with this id wants."""
        self._does[id]()

    def come_back(self) -> None:
        """Leave what was opened from here, and say what became of a meeting."""
        if self._open is not None:
            said = left_behind(*self._open)
            self._open[0].waiting.let_go()
            if self._open[1].parting():
                said.append("the meeting waits above, under NOT FINISHED")
            self.say(" · ".join(said))
        self._open = None
        while not self.is_active:
            self.app.pop_screen()
        self._workshop.come_back()

    def parting(self) -> str:
        """Return what is to be said of a meeting that is open, and of what is being sent."""
        said = (self._open and parting(*self._open), self._past.parting())
        return "\n".join(filter(None, said))

    @work(group=READING)
    async def _read_agendas(self) -> None:
        """Read them without holding the screen up, and show them."""
        await asyncio.to_thread(self._house.agendas.read)
        self.look()
        self._workshop.forget(self.query_one(Shelf).chosen)

    @on(Shelf.OptionHighlighted)
    def _preview(self) -> None:
        thing = self.query_one(Shelf).chosen
        self.query_one(Preview).thing = thing
        self._workshop.forget(thing)
        keys = hints_for(thing, self._house.settings.keys, self.size.width - 4)
        self.query_one("#keys", Label).update(keys)

    def _work(self, errand: Callable[[Thing], object]) -> None:
        """Do something with what is chosen, or say why not."""
        thing = self.query_one(Shelf).chosen
        try:
            errand(thing)
        except MeetingtuiError as error:
            self.say(str(error), wrong=True)
        self._workshop.spoke_of(thing)
        self.tick()

    @on(Shelf.Chosen)
    def _show_chosen(self, event: Shelf.Chosen) -> None:
        self._show(event.thing)

    def _show(self, thing: Thing) -> None:
        """Open `thing`, or say why not."""
        pointed_out, self._pointed_out = self._pointed_out, ""
        try:
            if thing is None:
                self.app.push_screen(self._house.review_screen())
            elif isinstance(thing, FoundAgenda):
                self._begin(thing, sure=thing.id == pointed_out)
            elif thing.state is MeetingState.CLOSED:
                self.app.push_screen(minutes_sheet(self._house.minutes(thing)))
            else:
                self._hold(self._house.resume(thing))
        except MeetingtuiError as error:
            self.say(str(error), wrong=True)

    def _begin(self, found: FoundAgenda, *, sure: bool) -> None:
        """Open the next meeting; beside an unfinished one only where that is `sure`."""
        waiting = self._overview.unfinished_of(found.id)
        if found.agenda is None:
            self._workshop.look(found)
        elif waiting is None or sure:
            self._hold(self._house.begin(found.agenda))
        else:
            self._pointed_out = found.id
            opened = tell_day(waiting.opened_at, zone_named(waiting.zone, self._house.zone))
            self.say(
                f"its meeting of {opened} is not finished: choose it above to go on,"
                " or press Enter again to begin another"
            )

    def _look_back(self, at: Callable[[], Screen[None]]) -> None:
        """Open a screen about the past, or say why not."""
        try:
            self.app.push_screen(at())
        except MeetingtuiError as error:
            self.say(str(error), wrong=True)

    def _hold(self, runner: Runner) -> None:
        self.say("")
        live = LiveScreen(runner, self._house.settings, self._house.draft(runner.state.meeting))
        self._open = live, runner
        self.app.push_screen(live)

    def _show_top(self) -> None:
        now = self._house.now
        left, right = shown("meetingtui", "bold"), shown(f"{now:%a} {now.day} {now:%b %Y}", QUIET)
        self.query_one("#top", Label).update(row(left, right, self.size.width - 4))


class HomeApp(MeetingtuiApp):
    """Shows the home screen, and returns to it from every other one."""

    def __init__(self, house: House, greeting: str = "") -> None:
        """Begin at the home screen of `house`, which says `greeting` first."""
        self._home = HomeScreen(house, greeting)
        super().__init__(self._home, house.settings)

    def farewell(self) -> str:
        """Return what is to be said of what was not through at the end."""
        return self._home.parting()

    async def action_quit(self) -> None:
        """Return home; from there, leave."""
        if self._home.is_active:
            await super().action_quit()
        else:
            self._home.come_back()
