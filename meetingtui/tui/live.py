"""The screen on which a meeting is held."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import var
from textual.widgets import Input, Label

from meetingtui.drafts import Draft
from meetingtui.errors import MeetingtuiError
from meetingtui.meeting import commands as ask
from meetingtui.meeting.facts import Fact
from meetingtui.meeting.slash import FaceWord
from meetingtui.runner import Runner
from meetingtui.settings import Settings
from meetingtui.text import clean
from meetingtui.tui.capture_line import CaptureLine
from meetingtui.tui.closing import CloseDialog
from meetingtui.tui.desk import MeetingDesk
from meetingtui.tui.floor import ClockWords, Countdown, Elapsed, Heading, Prompt, TopLine
from meetingtui.tui.foot import Explained, Keys, Message, ZeroPrompt, asked_for
from meetingtui.tui.intents import BY_ID, BY_WORD, bindings, possible
from meetingtui.tui.matter import Matter
from meetingtui.tui.palette import IntentCommands
from meetingtui.tui.preface import Afterword, Preface, RollCall
from meetingtui.tui.rail import Rail, Shares, Strip
from meetingtui.tui.reading import asked_by, completions_of, meaning_of
from meetingtui.tui.review import ReviewScreen
from meetingtui.tui.sheets import help_sheet, review_sheet
from meetingtui.tui.sight import Sight, resumption, sight_of
from meetingtui.tui.slots import SlotChooser
from meetingtui.tui.typing_screen import TypingScreen
from meetingtui.tui.unsaved import Unsaved
from meetingtui.waiting import Waiting

DIALOG = "dialog"  # The group of workers that wait for an answer; there is one at a time.


class LiveScreen(TypingScreen):
    """Roll call, meeting and read-back of one meeting; all it knows comes from the runner."""

    CSS_PATH = "live.tcss"
    AUTO_FOCUS = "#line"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]
    COMMANDS: ClassVar = {IntentCommands}
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (76, "-narrow"), (104, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (23, "-low"), (32, "-tall")]  # noqa: RUF012

    sight: var[Sight | None] = var(None, init=False)

    def __init__(self, runner: Runner, settings: Settings, draft: Draft | None = None) -> None:
        """Hold the meeting of `runner`, with the keys and the bell of `settings`.

        What is typed and not saved yet is kept in `draft`.
        """
        super().__init__(Waiting(runner, draft))
        self._runner = runner
        self._settings = settings
        self._looking = False
        self._facts: list[Fact] = []
        runner.subscribe(self._facts.append)
        self.set_reactive(LiveScreen.sight, sight_of(runner))
        self._faces: Mapping[str, Callable[[], object]] = {
            "help": lambda: self.app.push_screen(help_sheet(settings.keys)),
            "pause": self._pause_or_go_on,
            "goto": self._choose_slot,
            "review": lambda: self.app.push_screen(
                ReviewScreen(MeetingDesk(runner), settings.keys), lambda _: self._look_soon()
            ),
            "notes": lambda: self.app.push_screen(review_sheet(sight_of(runner))),
            "close": self._close_meeting,
            "leave": lambda: self.app.call_later(self.app.action_quit),
            "older": lambda: self.query_one(Matter).turn(1),
            "newer": lambda: self.query_one(Matter).turn(-1),
            "letters": lambda: self.set_focus(None),
            "write": lambda: self.set_focus(self.line),
        }

    def compose(self) -> ComposeResult:
        """Lay out everything; the style sheet says what shows when."""
        runner, keys, sight = self._runner, self._settings.keys, LiveScreen.sight
        yield TopLine(id="top").data_bind(sight)
        with Horizontal(id="room"):
            with Vertical(id="stage"):
                yield Heading(id="heading", classes="held").data_bind(sight)
                with Horizontal(id="clock", classes="held"):
                    yield Countdown(id="countdown").data_bind(sight)
                    yield ClockWords(id="words").data_bind(sight)
                yield Elapsed(id="elapsed", classes="held").data_bind(sight)
                yield Prompt(id="prompt", classes="held").data_bind(sight)
                yield Strip(id="strip", classes="held").data_bind(sight)
                yield Preface(id="preface").data_bind(sight)
                yield RollCall(id="roll").data_bind(sight)
                yield Matter(id="matter").data_bind(sight)
                yield Afterword(id="afterword").data_bind(sight)
            with Vertical(id="side"):
                yield Rail(id="rail").data_bind(sight)
                yield Shares(id="shares").data_bind(sight)
        with Vertical(id="foot"):
            yield ZeroPrompt(keys, id="zero").data_bind(sight)
            yield Unsaved(id="unsaved")
            yield Message(id="message")
            with Horizontal(id="typing"):
                yield Label(">", id="arrow", markup=False)
                yield CaptureLine(lambda text: completions_of(text, runner.state), id="line")
            yield Explained(id="explained").data_bind(sight)
            yield Keys(keys, id="keys").data_bind(sight)

    def on_mount(self) -> None:
        """Look once, then on every full second of the clock."""
        sight = self.look()
        if sight.slot is not None:
            self.say(resumption(self._runner))
        to_full_second = 1 - sight.now.microsecond / 1e6
        self.set_timer(to_full_second, lambda: self.set_interval(1, self.tick))

    def take(self, command: ask.Command) -> bool:
        """Carry out `command` and say what came of it; return whether it was done.

        A line to capture that the store cannot take now stays in sight and is tried again.
        """
        try:
            if isinstance(command, ask.Capture):
                self.waiting.enter(command.line)
            else:
                self._runner.do(command)
        except MeetingtuiError as error:
            self.say(str(error), wrong=True)
            return False
        finally:
            self.show_waiting()
            self._look_soon()
        self._say_what_happened()
        return True

    def tick(self) -> None:
        """Take in what others changed, and look."""
        try:
            self._runner.follow()
        except MeetingtuiError as error:
            self.say(str(error), wrong=True)
        self._say_what_happened()
        self.look()

    def look(self) -> Sight:
        """Show the meeting as it is now, and return that."""
        self._looking = False
        before, sight = self.sight, sight_of(self._runner)
        self.sight = sight
        self.update_classes(sight.classes)
        self.line.placeholder = asked_for(sight)
        if before and sight.status.over > before.status.over and self._settings.bell:
            self.app.bell()
        return sight

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what the meeting does not allow now."""
        if action != "do":
            return True
        return possible(BY_ID[str(parameters[0])], self._runner.allowed()) or None

    async def on_key(self, event: events.Key) -> None:
        """Run a key in its turn, after the lines that were typed before it.

        A key that is not possible now runs too: the runner says why not. A letter that is no key,
        because the focus is in a list, goes to the line.
        """
        if event.is_printable and self.focused is not None:
            event.stop()
            self.set_focus(self.line)
            self.line.insert_text_at_cursor(event.character or "")
        elif (key := self.active_bindings.get(event.key)) and key.binding.id in BY_ID:
            event.stop()
            self.action_do(key.binding.id or "")
            if event.key == "slash":
                self.line.insert_text_at_cursor("/")

    def action_do(self, id: str) -> None:
        """Do what the intent with this id wants."""
        command = BY_ID[id].command
        if command is not None:
            self.take(command)
        elif not any(worker.group == DIALOG for worker in self.workers):
            self._faces[id]()

    @on(CaptureLine.Entered)
    def _obey(self, event: CaptureLine.Entered) -> None:
        text = clean(event.line).strip()
        if not text:
            self.retry()
            return
        done = False
        try:
            asked = asked_by(text, self._runner.state)
            # A line to capture waits where it is not saved, or is given back.
            done = isinstance(asked, ask.Capture)
            done = self._carry_out(asked) or done
        except MeetingtuiError as error:
            self.say(str(error), wrong=True)
        finally:
            if not done:
                self.line.take_back(event.line)

    def _carry_out(self, asked: ask.Command | FaceWord) -> bool:
        """Do what a line asks for; return whether that needs the line no more."""
        if isinstance(asked, FaceWord):
            self._face_word(asked)
        elif isinstance(asked, ask.Close):
            self.action_do("close")
        elif isinstance(asked, ask.Capture):
            if self.take(asked):
                self.query_one(Matter).back = 0
        else:
            return self.take(asked)
        return True

    def _face_word(self, word: FaceWord) -> None:
        if word.name in BY_WORD:
            self.action_do(BY_WORD[word.name].id)
        elif word.name == "wait":
            self.say("/wait moves the clock of a rehearsal; this clock goes by itself", wrong=True)
        else:
            self.say(sight_of(self._runner).standing)

    @on(Input.Changed, "#line")
    def _explain(self, event: Input.Changed) -> None:
        state, today = self._runner.state, self._runner.today
        self.query_one(Explained).text = meaning_of(event.value, state, today)

    @on(RollCall.Toggled)
    def _mark(self, event: RollCall.Toggled) -> None:
        mark = ask.MarkPresent if event.present else ask.MarkAbsent
        self.take(mark(event.person))

    def _say_what_happened(self) -> None:
        told = " · ".join(filter(None, map(self._runner.tell, self._facts)))
        self._facts.clear()
        if told:
            self.say(told)

    def _look_soon(self) -> None:
        if not self._looking:
            self._looking = True
            self.call_after_refresh(self.look)

    def _pause_or_go_on(self) -> None:
        self.take(ask.Resume() if ask.Resume in self._runner.allowed() else ask.Pause())

    @work(group=DIALOG)
    async def _choose_slot(self) -> None:
        number = await self.app.push_screen_wait(SlotChooser(sight_of(self._runner)))
        if number is not None:
            self.take(ask.Goto(number))

    @work(group=DIALOG)
    async def _close_meeting(self) -> None:
        if ask.Close not in self._runner.allowed():
            self.take(ask.Close())
            return
        ratings = await self.app.push_screen_wait(CloseDialog(sight_of(self._runner)))
        if ratings is not None and all(self.take(rating) for rating in ratings):
            self.take(ask.Close())
