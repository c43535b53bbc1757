"""A line for notes: it asks for what the latest one lacks, and any can be chosen to go on with."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events, on
from textual.widgets import Input

from meetingtui.meeting.awaiting import Awaited, awaited
from meetingtui.meeting.commands import Capture, Command
from meetingtui.meeting.making import open_slot, own_kind
from meetingtui.meeting.model import Action, Note
from meetingtui.meeting.rewrite import line_for, other_kind
from meetingtui.meeting.slash import is_command
from meetingtui.runner import Runner
from meetingtui.tui.capture_line import CaptureLine
from meetingtui.tui.foot import Explained, Keys, Message
from meetingtui.tui.in_turn import InTurn
from meetingtui.tui.intents import NOTE, Intent, intent_at, key_of
from meetingtui.tui.later import Later
from meetingtui.tui.matter import Matter
from meetingtui.tui.reading import meaning_of
from meetingtui.tui.typing_screen import TypingScreen
from meetingtui.waiting import Waiting


class NotesScreen(TypingScreen):
    """Lets a note be chosen with the keys of `NOTE`; nothing changes before Enter in the line.

    It is composed with a Matter, an Explained and Keys besides.
    """

    def __init__(self, waiting: Waiting, runner: Runner, keymap: Mapping[str, str]) -> None:
        """Choose among the notes of the meeting of `runner`, with keys as `keymap` has them."""
        super().__init__(waiting)
        self._runner = runner
        self._keymap = keymap
        self._passed: set[str] = set()
        self._meaning = Later(self, self._explain)
        self.seen: Awaited | None = None
        """What the line was seen to ask for when what stands in it was begun."""

    @property
    def asked(self) -> Awaited | None:
        """What the line asks for now."""
        return awaited(self._runner.state, self._passed)

    def note_seen(self) -> None:
        """Take what is asked for as seen, where the line is empty and nobody has typed on."""
        if not self.line.value and isinstance(self.app, InTurn) and not self.app.typed_ahead:
            self.seen = self.asked

    def pass_over(self) -> None:
        """Ask no more for what is asked; with nothing asked, try again what is not saved."""
        if self.waiting.lines or self.asked is None:
            self.retry()
        else:
            self._passed.add(self.asked.key)

    def turn_kind(self) -> None:
        """Put the sign of another kind in front of what stands in the line."""
        self.leave_choice()
        self.set_focus(self.line)
        own = None if self.seen else own_kind(open_slot(self._runner.state))
        self.line.rewrite(other_kind(self.line.value, own))

    @on(Input.Changed, "#line")
    def explain(self) -> None:
        """Say, once all that was typed has taken effect, what the line would do now."""
        self._meaning.ask()

    def _explain(self) -> None:
        if self.chosen is None:
            meaning = meaning_of(self.line.value, self._runner, self.seen)
            # What was refused stands above already.
            told = meaning and meaning in self.query_one(Message).text
            self.query_one(Explained).text = "" if told else meaning

    @on(CaptureLine.Pasted)
    def _offer_lines(self, event: CaptureLine.Pasted) -> None:
        """Have it said whether the lines, which stand in the box as one, are as many notes."""
        from meetingtui.tui.paste_dialog import PasteDialog

        event.stop()
        told = [(text, self._as_note(text)) for text in event.lines]

        def answered(all_of_them: bool | None) -> None:
            if not all_of_them:
                self.line.fill(event.before)
                self.say("nothing was pasted; Up brings it back as one line")
            else:
                self.line.value = ""
                first = ""
                for text in event.lines:
                    self.take(Capture(text, first))
                    first = first or self.waiting.latest

        self.app.push_screen(PasteDialog(told), answered)

    def _as_note(self, text: str) -> str:
        """Return what `text` would be saved as; what was pasted is never a command."""
        return meaning_of(f". {text}" if is_command(text) else text, self._runner)

    def fill(self, line: str) -> None:
        """Write `line` into the line, to be gone on with."""
        self.line.fill(line)

    def take(self, command: Command, line: str = "") -> bool:
        """Carry out `command`, which `line` asked for; return whether it was done."""
        raise NotImplementedError

    @property
    def chosen(self) -> Note | Action | None:
        """The note or action item that is chosen."""
        state, id = self._runner.state, self.query_one(Matter).chosen
        return state.notes.get(id) or state.actions.get(id)

    def choose(self, by: int = -1) -> None:
        """Choose the next note, older where `by` is negative; the latest one first."""
        if not self.query_one(Matter).choose(by):
            self.say("there is no note to choose yet", wrong=True)
            return
        self.set_focus(None)
        self._offer()

    def action_pick(self, at: int) -> None:
        """Choose what was clicked on, by its place among all that is listed."""
        self.query_one(Matter).pick(at)
        self.set_focus(None)
        self._offer()

    def leave_choice(self) -> None:
        """Choose nothing, and return to the line."""
        if self.query_one(Matter).chosen:
            self.query_one(Matter).chosen = ""
            self.query_one(Keys).choosing = False
            self.query_one(Explained).text = meaning_of(self.line.value, self._runner, self.seen)
            self.set_focus(self.line)

    def take_choice_key(self, event: events.Key) -> bool:
        """Run a key while a note is chosen; False where it is no key for that."""
        chosen = self.chosen
        if chosen is None:
            return False
        intent = intent_at(event.key, NOTE, self._keymap)
        if intent is None:
            self.leave_choice()
            return False
        self._run(intent, chosen)
        return True

    def _run(self, intent: Intent, chosen: Note | Action) -> None:
        if intent.id in _STEPS:
            self.choose(_STEPS[intent.id])
        elif not intent.words:
            self.leave_choice()
        elif text := line_for(intent.words[0], self._runner.state, chosen):
            self.leave_choice()
            self.fill(text)
        else:
            what = "an action item" if isinstance(chosen, Action) else f"a {chosen.kind}"
            self.say(f"/{intent.words[0]} is not for {what}", wrong=True)

    def _offer(self) -> None:
        chosen, state = self.chosen, self._runner.state
        fit = [i for i in NOTE if chosen and i.words and line_for(i.words[0], state, chosen)]
        keys = [f"{key_of(intent.id, self._keymap)} {intent.label}" for intent in fit]
        self.query_one(Explained).text = "  ".join(keys)
        self.query_one(Keys).choosing = True


_STEPS = {"note-older": -1, "note-newer": 1}
