"""The bottom of the screen: what happened last, the price of going on, the keys."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content
from textual.reactive import var
from textual.style import Style
from textual.widget import Widget

from meetingtui.meeting.capture import ACTION_PREFIX, PREFIXES
from meetingtui.meeting.commands import Capture, Extend, Next, Refit
from meetingtui.meeting.model import MeetingState
from meetingtui.meeting.note_rules import own_kind, unowned_action
from meetingtui.meeting.signals import choices_at_zero
from meetingtui.tui.board import Board
from meetingtui.tui.intents import BY_ID, INTENTS, Intent, key_of, possible
from meetingtui.tui.show import GAP, fitting, how_many_fit, line, shown
from meetingtui.tui.sight import Sight

KEYS_OF = {Extend: "extend", Next: "next", Refit: "refit"}
HINTS = ("help", "next", "pause", "extend", "back", "close", "leave", "goto", "skip", "review")
"""The keys that are always shown; on a narrow screen the last one gives way first."""


class Message(Widget):
    """What happened last, or what went wrong; in one place, and it stays."""

    DEFAULT_CSS = """
    Message { height: auto; max-height: 2; }
    """

    text: var[str] = var("", init=False)
    wrong: var[bool] = var(False, init=False)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Show `text`; `wrong` where it is a refusal or an error."""
        self.text, self.wrong = text, wrong
        self.set_class(wrong, "-wrong")
        self.refresh(layout=True)

    def render(self) -> Content:
        """Return the sentence, marked where something is wrong."""
        return line(("✗ ", "bold") if self.wrong else "", self.text)


class ZeroPrompt(Board):
    """At the end of a timebox: the choices and the price of each. It never takes the focus."""

    GROWS = True

    def __init__(self, keymap: Mapping[str, str], *, id: str | None = None) -> None:
        """Show keys as `keymap` has them."""
        super().__init__(id=id)
        self._keymap = keymap

    def draw(self, sight: Sight) -> Content:
        """Draw one row, or nothing while there is time."""
        if not sight.status.over or sight.status.state is not MeetingState.RUNNING:
            return Content()
        choices = choices_at_zero(sight.state.meeting, sight.now, sight.zone)
        parts: list[Content] = []
        for choice in choices:
            intent = BY_ID[KEYS_OF[type(choice.command)]]
            price = f" → {choice.price}" if choice.price else ""
            parts.append(line((key_of(intent, self._keymap), "bold"), f" {intent.label}{price}"))
        return line(("over: ", "bold"), Content(" · ").join(parts))


class Keys(Board):
    """The keys that do something now; a click does the same."""

    def __init__(self, keymap: Mapping[str, str], *, id: str | None = None) -> None:
        """Show keys as `keymap` has them."""
        super().__init__(id=id)
        self._keymap = keymap

    def draw(self, sight: Sight) -> Content:
        """Draw as many as fit, in the order of their importance."""
        hints = {
            id: self._hint(BY_ID[id], sight) for id in HINTS if possible(BY_ID[id], sight.allowed)
        }
        count = how_many_fit(hints.values(), self.size.width)
        fit = list(hints)[:count]
        return Content(GAP).join(hints[intent.id] for intent in INTENTS if intent.id in fit)

    def _hint(self, intent: Intent, sight: Sight) -> Content:
        label = intent.label
        if intent.id == "next" and sight.planned:
            label = "start"
        if intent.id == "pause" and sight.status.state is MeetingState.PAUSED:
            label = "go on"
        hint = line((key_of(intent, self._keymap), "bold"), f" {label}")
        return hint.stylize(Style.from_meta({"@click": f"screen.do('{intent.id}')"}))


class Explained(Board):
    """How the line will be read, or what it may begin with while it is empty."""

    text: var[str] = var("", init=False)

    def draw(self, sight: Sight) -> Content:
        """Draw one row."""
        if self.text:
            return shown(self.text)
        signs = [(sign, str(kind)) for sign, kind in PREFIXES.items()]
        signs = [("/", "command"), (ACTION_PREFIX, "action item"), *signs]
        if Capture not in sight.allowed:
            del signs[1:]
        hints = [line((sign, "bold"), f" {word}") for sign, word in signs]
        return fitting(hints, self.size.width)

    def watch_text(self) -> None:
        """Draw the new explanation."""
        self._redraw()


def asked_for(sight: Sight) -> str:
    """Return what to write into the empty line: who owns the latest promise, or what it takes."""
    if sight.closed:
        return "the meeting is closed; /rate and /undo still work"
    waiting = unowned_action(sight.state)
    if waiting is not None:
        return f"who takes !{waiting.number}? type a name"
    return f"new {own_kind(sight.slot)}; a sign in front makes it something else"
