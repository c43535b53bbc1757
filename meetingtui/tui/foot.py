"""The bottom of the screen: what happened last, the price of going on, the keys."""

from __future__ import annotations

from textual.content import Content
from textual.messages import Update
from textual.reactive import var
from textual.widget import Widget

from meetingtui.agenda.model import SegmentKind
from meetingtui.meeting.awaiting import Awaited
from meetingtui.meeting.capture import ACTION_PREFIX, PREFIXES
from meetingtui.meeting.commands import Capture, Pass
from meetingtui.meeting.extending import extension_label
from meetingtui.meeting.lookup import number_of
from meetingtui.meeting.making import own_kind
from meetingtui.meeting.model import MeetingState, NoteKind
from meetingtui.meeting.tell_awaited import answer_to, question_for
from meetingtui.tui.board import Board
from meetingtui.tui.hints import hint
from meetingtui.tui.intents import BY_ID, LIVE, letter_of, possible
from meetingtui.tui.show import GAP, fitting, how_many_fit, line, lines, shown
from meetingtui.tui.sight import Sight

HINTS = ("help", "next", "pause", "extend", "back", "close", "leave", "goto", "skip", "review")
"""The keys that are always shown; on a narrow screen the last one gives way first.

In a review slot that of the review comes before the others.
"""

LETTERS = ("write", "next", "pause", "extend", "back", "undo", "goto", "skip", "redo")
"""The same for the letters that are keys after Esc."""


class Message(Widget):
    """What happened last, or what went wrong; in one place, and it stays."""

    DEFAULT_CSS = """
    Message { height: 1; }
    """

    text: var[str] = var("", init=False)
    wrong: var[bool] = var(False, init=False)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Show `text`; `wrong` where it is a refusal or an error."""
        self.text, self.wrong = text, wrong
        self.set_class(wrong, "-wrong")
        self.refresh()
        # Not in its own turn, when the frame that shows the emptied line may have been painted.
        self.screen.post_message(Update(self))

    def let_go(self) -> None:
        """Show nothing any more in place of what was wrong."""
        if self.wrong:
            self.say("")

    def render(self) -> Content:
        """Return the sentence as far as there is room, marked where something is wrong."""
        width, height = self.size
        rows = line(("✗ ", "bold") if self.wrong else "", self.text).wrap(max(1, width))
        if len(rows) > height:
            last = line(rows[height - 1].truncate(width - 1), "…")
            rows = [*rows[: height - 1], last]
        return lines(rows)


class Keys(Board):
    """The keys that do something now; a click does the same."""

    TICKS = False

    letters: var[bool] = var(False, init=False)
    """Whether single letters are keys; then those are shown."""

    choosing: var[bool] = var(False, init=False)
    """Whether a note is chosen: letters are its keys then, and are shown elsewhere."""

    def draw(self, sight: Sight) -> Content:
        """Draw as many as fit, in the order of their importance."""
        in_review = sight.slot is not None and sight.slot.kind is SegmentKind.REVIEW
        first = ("help", "next", "review") if in_review else ()
        ids = LETTERS if self._by_letter else tuple(dict.fromkeys((*first, *HINTS)))
        hints = {
            id: hint(id, key, self._label(id, sight))
            for id in ids
            if possible(BY_ID[id], sight.allowed) and (key := self._key(id, sight))
        }
        count = how_many_fit(hints.values(), self.size.width)
        fit = list(hints)[:count]
        return Content(GAP).join(hints[intent.id] for intent in LIVE if intent.id in fit)

    def watch_letters(self) -> None:
        """Draw the other keys."""
        self._redraw()

    def watch_choosing(self) -> None:
        """Draw the other keys."""
        self._redraw()

    @property
    def _by_letter(self) -> bool:
        return self.letters and not self.choosing

    def _key(self, id: str, sight: Sight) -> str:
        return letter_of(id, sight.keymap) if self._by_letter else sight.key(id)

    def _label(self, id: str, sight: Sight) -> str:
        if id == "next" and sight.planned:
            return "start"
        if id == "next" and Pass in sight.allowed:
            return "next person"
        if id == "extend":
            return extension_label(sight.state.meeting, sight.status.slot)
        if id == "pause" and sight.status.state is MeetingState.PAUSED:
            return "go on"
        return BY_ID[id].label


class Explained(Board):
    """How the line will be read, or what it may begin with while it is empty."""

    TICKS = False

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


def asked_for(sight: Sight, asked: Awaited | None, *, letters: bool) -> str:
    """Return what to write into the empty line: what is `asked` for, or what it takes."""
    if letters:
        return f"the letters below are keys; {sight.key('letters')} or any other letter writes"
    if sight.closed:
        return "the meeting is closed; /rate and /undo still work"
    if asked is not None:
        question = question_for(asked, sight.state)
        return f"{question} {answer_to(asked)} · Enter passes"
    latest = list(sight.state.notes.values())[-1:]
    if latest and latest[0].kind is own_kind(sight.slot) is NoteKind.PREVIEW:
        number = number_of(sight.state, latest[0])
        return f"new preview; /feedback {number} takes what the others say of the last one"
    return f"new {own_kind(sight.slot)}; a sign in front makes it something else"
