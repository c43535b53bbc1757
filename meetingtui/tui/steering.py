"""A screen that steers a meeting: it carries commands out, and says what came of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.widgets import Input

from meetingtui.drafts import Draft
from meetingtui.errors import MeetingtuiError
from meetingtui.meeting import commands as ask
from meetingtui.meeting.facts import Fact
from meetingtui.meeting.misfire import pressed_twice
from meetingtui.meeting.model import State
from meetingtui.meeting.slash import help_lines
from meetingtui.meeting.word_args import FaceWord
from meetingtui.runner import Runner
from meetingtui.text import clean
from meetingtui.tui.capture_line import CaptureLine
from meetingtui.tui.errands import Errands
from meetingtui.tui.intents import BY_WORD
from meetingtui.tui.later import Later
from meetingtui.tui.matter import Matter
from meetingtui.tui.notes_screen import NotesScreen
from meetingtui.tui.reading import OF_REHEARSALS, asked_by
from meetingtui.tui.sight import Sight, sight_of
from meetingtui.waiting import Waiting


class SteeringScreen(NotesScreen):
    """Does what its line, its keys and the clock ask for; what it looks like is for others."""

    LACKS: ClassVar[frozenset[str]] = OF_REHEARSALS
    """The words that do nothing here."""

    def __init__(self, runner: Runner, keymap: Mapping[str, str], draft: Draft | None) -> None:
        """Steer the meeting of `runner`; keep in `draft` what is typed and not saved yet."""
        super().__init__(Waiting(runner, draft), runner, keymap)
        self._facts: list[Fact] = []
        self._seen: State | None = None
        """The meeting as it was when what stands in the line was begun."""
        self._view = Later(self, self.look)
        self.errands = Errands(lambda: self.app, runner, keymap, self.take)
        runner.subscribe(self._facts.append)

    def look(self) -> Sight:
        """Show the meeting as it is now, and return that."""
        raise NotImplementedError

    def action_do(self, id: str) -> None:
        """Do what the intent with this id wants."""
        raise NotImplementedError

    def take(self, command: ask.Command, line: str = "") -> bool:
        """Carry out `command` and say what came of it; return whether it was done.

        What `line` asked for and cannot be done gives the line back. A line to capture that the
        store cannot take now stays in sight and is tried again. That it is saved comes first; the
        rest of the screen follows.
        """
        before, trouble, done = self._runner.state, "", False
        try:
            if isinstance(command, ask.Capture):
                self.waiting.enter(command.line, command.joins, command.asked)
            else:
                self._runner.do(command, seen=self._seen if line else None)
            done = True
        except MeetingtuiError as error:
            # What went wrong may have gone wrong after the meeting had moved on.
            trouble, done = str(error), self._runner.state is not before
        finally:
            self._say_what_happened(trouble)
            self.show_waiting(trouble)
            if line and not done:
                self.give_back(line, trouble)
            if isinstance(command, ask.Capture):
                self._view.ask()
            else:
                self.look()
        return done

    def press(self, command: ask.Command) -> None:
        """Carry out what a key asks for, unless that key was meant for the turn before."""
        twice = pressed_twice(self._runner.state, command, self._runner.clock.now())
        if twice:
            self.say(twice, wrong=True)
        else:
            self.take(command)

    def tick(self) -> None:
        """Keep what is typed, take in what others changed, and look."""
        self.keep()
        trouble = ""
        try:
            self._runner.follow()
        except MeetingtuiError as error:
            trouble = str(error)
        self._say_what_happened(trouble)
        self.look()

    def fill(self, line: str) -> None:
        """Begin the line anew, on the meeting as it is now."""
        super().fill(line)
        self._seen = self._runner.state

    @on(Input.Changed, "#line")
    def _begin(self, event: Input.Changed) -> None:
        self._seen = (self._seen or self._runner.state) if event.value else None

    @on(CaptureLine.Entered)
    def _obey(self, event: CaptureLine.Entered) -> None:
        text = clean(event.line).strip()
        if not text:
            self.pass_over()
            self.look()
            return
        try:
            asked = asked_by(text, self._runner.state, self.seen)
        except MeetingtuiError as error:
            self.give_back(event.line, str(error))
            return
        if isinstance(asked, FaceWord):
            self._face_word(asked)
        elif isinstance(asked, ask.Close):
            self.action_do("close")
        elif not isinstance(asked, ask.Capture):
            self.take(asked, event.line)
            self._seen = None
        elif self.take(asked):
            self.query_one(Matter).back = 0

    def _face_word(self, word: FaceWord) -> None:
        if word.name == "search":
            self.errands.search(word.text)
        elif word.name == "prompt":
            self.errands.prompt()
        elif word.name == "help" and word.text:
            self._explain_word(word.text)
        elif word.name in BY_WORD:
            self.action_do(BY_WORD[word.name].id)
        elif word.name == "wait":
            self.say("/wait moves the clock of a rehearsal; this clock goes by itself", wrong=True)
        else:
            self.say(sight_of(self._runner).standing)

    def _explain_word(self, about: str) -> None:
        try:
            told = help_lines(about)
        except MeetingtuiError as error:
            self.say(str(error), wrong=True)
            return
        if len(told) == 1:
            self.say(told[0])
        else:
            self.errands.help(self.LACKS, told[0].partition(":")[0])

    def happened(self) -> list[str]:
        """Return in words what happened in the meeting since this was asked last."""
        told = [*filter(None, map(self._runner.tell, self._facts))]
        self._facts.clear()
        return told

    def _say_what_happened(self, trouble: str) -> None:
        told = [*filter(None, [trouble]), *self.happened()]
        if told:
            self.say(" · ".join(told), wrong=bool(trouble))
