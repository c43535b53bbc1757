"""The screen on which a meeting is held."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.reactive import var
from textual.widgets import Label

from meetingtui.drafts import Draft
from meetingtui.meeting import commands as ask
from meetingtui.runner import Runner
from meetingtui.settings import Settings
from meetingtui.tui.at_hand import AtHand
from meetingtui.tui.board import Seeing
from meetingtui.tui.capture_line import CaptureLine
from meetingtui.tui.floor import ClockWords, Countdown, Elapsed, Heading, Prompt, TopLine
from meetingtui.tui.foot import Explained, Keys, Message, asked_for
from meetingtui.tui.intents import BY_ID, Scope, bindings, possible
from meetingtui.tui.matter import Matter
from meetingtui.tui.occasions import OCCASIONS
from meetingtui.tui.palette import LiveCommands
from meetingtui.tui.places import Column, Row, dress
from meetingtui.tui.rail import Rail, Shares, Strip
from meetingtui.tui.reading import completions_of
from meetingtui.tui.sight import Sight, resumption, sight_of
from meetingtui.tui.steering import SteeringScreen

if TYPE_CHECKING:
    from textual.widget import Widget

    from meetingtui.tui.preface import RollCall

S = TypeVar("S", bound=Seeing)


class LiveScreen(SteeringScreen):
    """Roll call, meeting and read-back of one meeting; all it knows comes from the runner."""

    CSS_PATH = "live.tcss"
    AUTO_FOCUS = ""  # Which part has the focus follows from the meeting and from `letters`.
    BLANK = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.LIVE)]
    COMMANDS: ClassVar = {LiveCommands}
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (76, "-narrow"), (104, "-wide"), (170, "-broad")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-tiny"),
        (14, "-short"),
        (23, "-low"),
        (32, "-tall"),
        (46, "-vast"),
    ]

    letters: var[bool] = var(False, init=False)
    """Whether single letters are keys."""

    def __init__(self, runner: Runner, settings: Settings, draft: Draft | None = None) -> None:
        """Hold the meeting of `runner`, with the keys and the bell of `settings`.

        What is typed and not saved yet is kept in `draft`.
        """
        super().__init__(runner, settings.keys, draft)
        self._settings = settings
        self.sight = sight_of(runner, settings.keys)
        self._seeing: list[Seeing] = []
        errands = self.errands
        self._faces: Mapping[str, Callable[[], object]] = {
            "help": lambda: errands.help(self.LACKS),
            "glance": errands.glance,
            "pause": errands.pause,
            "goto": errands.goto,
            "review": errands.review,
            "notes": errands.notes,
            "search": errands.search,
            "close": errands.close,
            "leave": lambda: self.app.call_later(self.app.action_quit),
            "older": lambda: self.query_one(Matter).turn(1),
            "newer": lambda: self.query_one(Matter).turn(-1),
            "choose": self.choose,
            "kind": self.turn_kind,
            "letters": self._escape,
            "write": self._write,
        }

    def compose(self) -> ComposeResult:
        """Lay out everything; the style sheet says what shows when."""
        runner, sees = self._runner, self._sees
        dress(self, self.sight.classes)
        yield sees(TopLine(id="top"))
        with Row(id="room"):
            with Column(id="stage"):
                yield sees(Heading(id="heading", classes="held"))
                with Row(id="clock", classes="held"):
                    yield sees(Countdown(id="countdown"))
                    yield sees(ClockWords(id="words"))
                yield sees(Elapsed(id="elapsed", classes="held"))
                yield sees(Prompt(id="prompt", classes="held"))
                yield from self._missing("#strip")
                yield sees(Strip(id="strip", classes="held"))
                yield from self._missing("#matter")
                yield sees(Matter(id="matter"))
            with Vertical(id="side"):
                yield sees(Rail(id="rail"))
                yield sees(AtHand(id="hand"))
                yield sees(Shares(id="shares"))
        with Column(id="foot"):
            yield from self._missing("#message")
            yield Message(id="message")
            with Row(id="typing"):
                yield Label(">", id="arrow", markup=False)
                yield CaptureLine(
                    lambda text: completions_of(text, runner.state, self.LACKS, self.seen),
                    id="line",
                )
            yield sees(Explained(id="explained"))
            yield sees(Keys(id="keys")).data_bind(LiveScreen.letters)

    def _missing(self, before: str) -> Iterator[Widget]:
        """Make what belongs before a widget on the present occasions, and is not there."""
        for occasion in OCCASIONS:
            needed = occasion.before == before and self.has_class(occasion.when)
            if needed and not self.query(f"#{occasion.id}"):
                yield self._sees(occasion.make())

    def _sees(self, widget: S) -> S:
        """Return `widget`, which is shown what there is to see from now on."""
        widget.see(self.sight)
        self._seeing.append(widget)
        return widget

    def _bring_on(self) -> None:
        for place in ("#strip", "#matter", "#message"):
            if missing := [*self._missing(place)]:
                self.mount(*missing, before=place)

    def on_mount(self) -> None:
        """Look once, then on every full second of the clock."""
        self.set_focus(self.line)
        sight = self.look()
        if sight.slot is not None:
            self.say(resumption(self._runner))
        to_full_second = 1 - sight.now.microsecond / 1e6
        self.set_timer(to_full_second, lambda: self.set_interval(1, self.tick))

    def look(self) -> Sight:
        """Show the meeting as it is now, and return that."""
        before, sight = self.sight, sight_of(self._runner, self._settings.keys)
        self.sight = sight
        for widget in self._seeing:
            widget.see(sight)
        self.update_classes(sight.classes)
        self._bring_on()
        if sight.state is not before.state:
            self.explain()
        self.line.placeholder = asked_for(sight, self.asked, letters=self.letters)
        self.note_seen()
        typing = not self.letters and not self.chosen
        if typing and (self.focused is None or not sight.planned):
            self.set_focus(self.line)
        if sight.status.over > before.status.over and self._settings.bell:
            self.app.bell()
        return sight

    def watch_letters(self) -> None:
        """Show what letters are now, and give the focus to what takes them."""
        self.set_class(self.letters, "-letters")
        self.query_one("#arrow", Label).update(":" if self.letters else ">")
        self.set_focus(None if self.letters else self.line)
        self.look()

    def on_descendant_focus(self) -> None:
        """Take letters as text again where the line, or a list, was clicked on."""
        self.letters = False
        self.leave_choice()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what the meeting does not allow now."""
        if action != "do":
            return True
        return possible(BY_ID[str(parameters[0])], self.sight.allowed) or None

    async def on_key(self, event: events.Key) -> None:
        """Run a key in its turn, after the lines that were typed before it.

        A key that is not possible now runs too: the runner says why not. A letter that is no key
        goes to the line, wherever the focus is.
        """
        if self.take_choice_key(event):
            event.stop()
            return
        key = self.active_bindings.get(event.key)
        if key and key.binding.id in BY_ID and (self.letters or not event.is_printable):
            event.stop()
            self.action_do(key.binding.id or "")
        elif event.is_printable:
            event.stop()
            self._write()
            self.line.insert_text_at_cursor(event.character or "")

    def action_do(self, id: str) -> None:
        """Do what the intent with this id wants."""
        command = BY_ID[id].command
        if command is not None:
            self.press(command)
        elif self.is_active:
            self._faces[id]()

    def on_roll_call_toggled(self, event: RollCall.Toggled) -> None:
        """Mark who is here and who is not."""
        mark = ask.MarkPresent if event.present else ask.MarkAbsent
        self.take(mark(event.person))

    def _escape(self) -> None:
        if self.line.value:
            self.line.put_aside()
            self.say("put aside; Up brings it back")
        elif self.focused not in (None, self.line):
            self.set_focus(self.line)
        else:
            self.letters = not self.letters

    def _write(self) -> None:
        self.letters = False
        self.set_focus(self.line)
