"""Everything that a key does: one registry for bindings, palette, help and the tables of keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct
from textual.binding import Binding

from meetingtui.meeting import commands as ask


class Scope(StrEnum):
    """A screen; its value is its name for people."""

    LIVE = "In a meeting"
    NOTE = "On a chosen note, which Shift+Up chooses"
    REVIEW = "On the review screen"
    HOME = "At home"
    SEARCH = "When searching"
    TRENDS = "On the screen of trends"
    FOLLOW = "On the room display"


class Intent(Struct, frozen=True):
    """Something that a facilitator wants, and how to say so."""

    id: str
    """The name under which settings give it other keys."""

    keys: str
    """Keys separated by commas; the first is the one that is shown."""

    label: str
    help: str
    asks: tuple[type[ask.Command], ...] = ()
    """It is possible while the meeting allows one of these; empty is always."""

    command: ask.Command | None = None
    """What it asks of the meeting; None where the screen does more than that."""

    words: tuple[str, ...] = ()
    """The words that say the same as a line."""


LIVE = (
    Intent("help", "f1", "help", "Show all keys and words", words=("help",)),
    Intent("next", "f2,n", "next", "Open the next slot; before the meeting, start it",
           (ask.Next,), ask.Next(), ("next", "start")),
    Intent("back", "f3,b", "back", "Return to the slot before", (ask.Back,), ask.Back(), ("back",)),
    Intent("pause", "f4,p", "pause", "Stop the clock, or let it go on",
           (ask.Pause, ask.Resume), None, ("pause", "resume")),
    Intent("extend", "f5,e", "+2", "Lengthen the slot by two minutes, then by one",
           (ask.Extend,), ask.Extend(), ("extend",)),
    Intent("goto", "f6,g", "go to", "Choose the slot to open; Shift+Up and Shift+Down move it",
           (ask.Goto,), None, ("goto",)),
    Intent("skip", "f7,s", "skip", "Leave the slot as not held and open the next",
           (ask.Skip,), ask.Skip(), ("skip",)),
    Intent("review", "f8", "review", "Go through the action items", words=("actions",)),
    Intent("notes", "ctrl+n", "notes", "Read all notes and action items", words=("notes",)),
    Intent("search", "ctrl+s,f", "search", "Search all meetings", words=("search",)),
    Intent("close", "f9", "close", "Read back, rate and end the meeting",
           (ask.Close,), None, ("close",)),
    Intent("leave", "f10,ctrl+q", "leave", "Leave; the meeting can be resumed", words=("quit",)),
    Intent("undo", "ctrl+z,u", "undo", "Take the latest step back", (ask.Undo,), ask.Undo(),
           ("undo",)),
    Intent("redo", "ctrl+y,r", "redo", "Do the step undone last again", (ask.Redo,), ask.Redo(),
           ("redo",)),
    Intent("refit", "ctrl+r", "re-fit", "Shorten later slots so that the end holds",
           (ask.Refit,), ask.Refit(), ("refit",)),
    Intent("buffer", "ctrl+g", "buffer", "Give the slot what the buffer has left",
           (ask.UseBuffer,), ask.UseBuffer(), ("buffer",)),
    Intent("park", "ctrl+l", "park", "Park what the slot is about, and open the next",
           (ask.ParkTopic,), ask.ParkTopic(), ("park",)),
    Intent("give", "ctrl+o", "give", "Give saved time to the slots to come",
           (ask.Give,), ask.Give(), ("give",)),
    Intent("pass", "f12", "pass", "In a round: no turn for who has it now",
           (ask.Pass,), ask.Pass(), ("pass",)),
    Intent("later", "ctrl+b", "later", "In a round: who has the turn speaks last",
           (ask.Later,), ask.Later(), ("later",)),
    Intent("older", "pageup", "older", "Scroll to older notes"),
    Intent("newer", "pagedown", "newer", "Scroll to newer notes"),
    Intent("choose", "shift+up,up", "choose", "Choose a note, to change it"),
    Intent("kind", "ctrl+t", "kind", "Make the line something else: a win, a question, …"),
    Intent("glance", "question_mark", "at a glance", "Show everything on one screen"),
    Intent("letters", "escape", "letters", "Empty the line; where it is empty, make letters keys"),
    Intent("write", "i,enter", "write", "Return to the line after Esc"),
)  # fmt: skip
"""In the order of help. Plain letters are keys after Esc in an empty line."""

NOTE = (
    Intent("note-edit", "enter,e", "edit", "Write it into the line, to change it", words=("edit",)),
    Intent("note-action", "a", "action", "Make it an action item", words=("action",)),
    Intent("note-question", "q", "question", "Make it a question", words=("question",)),
    Intent("note-answer", "s", "say the answer", "Answer the question", words=("answer",)),
    Intent("note-done", "d", "done", "Mark the action item as done", words=("done",)),
    Intent("note-park", "p", "park", "Keep it for the next meeting", words=("park",)),
    Intent("note-drop", "x", "drop", "Drop it, or take it back", words=("drop",)),
    Intent("note-to", "m", "move", "Move it to another slot or team", words=("to",)),
    Intent("note-feedback", "f", "feedback", "Say what the others think of the preview",
           words=("feedback",)),
    Intent("note-used", "y", "used", "The preview was used", words=("used",)),
    Intent("note-unused", "n", "not used", "The preview was not used", words=("unused",)),
    Intent("note-reopen", "r", "reopen", "Open it again", words=("reopen",)),
    Intent("note-older", "up,shift+up,k", "older", "Choose the one above"),
    Intent("note-newer", "down,shift+down,j", "newer", "Choose the one below"),
    Intent("note-back", "escape", "back", "Return to the line"),
)  # fmt: skip
"""What they want is written into the line first; Enter there does it."""

REVIEW = (
    Intent("review-done", "d", "done", "It is done; a question is answered, a preview was used"),
    Intent(
        "review-not",
        "n",
        "not done",
        "In a meeting: it is not done and goes on; a preview was not used",
    ),
    Intent("review-date", "t", "date", "Give it a new date"),
    Intent("review-hand", "h", "hand over", "Give it to somebody else"),
    Intent("review-drop", "x", "drop", "Drop it, with a reason"),
    Intent("review-edit", "e", "edit", "Change its text, owner or date"),
    Intent("review-mark", "space", "mark", "Mark it, so that a key means all that are marked"),
    Intent("review-group", "g", "group", "Group by due date, owner, team or series"),
    Intent("review-undo", "u,ctrl+z", "undo", "Take the latest change on this screen back"),
    Intent("review-later", "o", "next agenda", "Put it on the next agenda, to be discussed"),
    Intent("review-split", "s", "split", "Make two action items of one"),
    Intent("review-promise", "p", "promise", "Make an action item of a note"),
    Intent("review-feedback", "b", "feedback", "Say what the others think of a preview"),
    Intent("review-history", "i", "history", "Show what changed, and when"),
    Intent("review-merge", "m", "merge", "Before a meeting: make one of those marked"),
    Intent("review-up", "shift+up,K", "earlier", "Before a meeting: bring it earlier"),
    Intent("review-down", "shift+down,J", "later", "Before a meeting: bring it later"),
    Intent("review-reopen", "r", "reopen", "Open it again"),
    Intent("review-every", "ctrl+a", "mark all", "Mark all that are shown, or none"),
    Intent("review-filter", "slash", "filter", "Show only those with these words, @owner, !number"),
    Intent("review-search", "ctrl+s", "search", "Search all meetings"),
    Intent("review-all", "a", "all", "Show what is settled too, or no longer"),
    Intent("review-help", "f1", "help", "Show all keys"),
    Intent("review-leave", "q,f8,f10", "leave", "Leave this screen"),
    Intent("review-back", "escape", "show all", "End the filter; without one, leave"),
)
HOME = (
    Intent("home-open", "enter", "open", "Open what is chosen"),
    Intent("home-rehearse", "t", "try", "Try the agenda: in fast time, nothing is stored"),
    Intent("home-edit", "e", "edit", "Open the agenda in your editor, then check it"),
    Intent("home-review", "r", "review", "Go through the action items"),
    Intent("home-search", "slash,ctrl+s", "search", "Search all meetings"),
    Intent("home-trends", "i", "trends", "Show the trends of each series"),
    Intent("home-help", "f1", "help", "Show all keys"),
    Intent("home-leave", "q,f10", "quit", "Leave"),
    Intent("home-look", "p", "plan", "Show all of the plan, or of what is wrong with the agenda"),
    Intent("home-send", "s", "send", "Send the minutes of a meeting to a chat or by mail"),
    Intent("home-reopen", "o", "correct", "Correct a meeting that was closed; undo opens it again"),
)
SEARCH = (
    Intent("search-open", "enter", "minutes", "Open the minutes where the match stands"),
    Intent("search-next", "down", "next", "Choose the next match"),
    Intent("search-previous", "up", "previous", "Choose the match before"),
    Intent("search-back", "escape", "empty", "Empty the line; where it is empty, leave"),
    Intent("search-help", "f1", "help", "Show all keys"),
    Intent("search-leave", "f10", "leave", "Leave this screen"),
    Intent("search-further", "pagedown", "further", "Choose one a page further down"),
    Intent("search-nearer", "pageup", "nearer", "Choose one a page further up"),
)
TRENDS = (
    Intent("trends-next", "right,n", "next series", "Show the trends of the next series"),
    Intent("trends-previous", "left,p", "previous", "Show those of the series before"),
    Intent("trends-help", "f1", "help", "Show all keys"),
    Intent("trends-leave", "q,escape,f10", "leave", "Leave this screen"),
)
FOLLOW = (
    Intent("follow-help", "f1", "help", "Show all keys"),
    Intent("follow-leave", "q,escape,f10", "leave", "Leave; the meeting goes on"),
)
SCOPES: Mapping[Scope, tuple[Intent, ...]] = {
    Scope.LIVE: LIVE,
    Scope.NOTE: NOTE,
    Scope.REVIEW: REVIEW,
    Scope.HOME: HOME,
    Scope.SEARCH: SEARCH,
    Scope.TRENDS: TRENDS,
    Scope.FOLLOW: FOLLOW,
}
"""What a key does on each screen, in the order in which it is shown."""

BY_ID = {intent.id: intent for scope in SCOPES.values() for intent in scope}
BY_WORD = {word: intent for intent in LIVE for word in intent.words}


def bindings(scope: Scope) -> list[Binding]:
    """Return a binding for each intent of a screen, under its id."""
    return [binding(intent.id, f"do('{intent.id}')") for intent in SCOPES[scope]]


def binding(id: str, action: str) -> Binding:
    """Return a binding that does `action`, with the keys of the intent with this id."""
    intent = BY_ID[id]
    return Binding(intent.keys, action, intent.label, id=id, tooltip=intent.help)


def intent_at(key: str, among: Iterable[Intent], keymap: Mapping[str, str]) -> Intent | None:
    """Return the one of `among` that `key`, as Textual names it, stands for."""
    return next((i for i in among if key in keymap.get(i.id, i.keys).split(",")), None)


def possible(intent: Intent, allowed: frozenset[type[ask.Command]]) -> bool:
    """Tell whether `intent` makes sense while the meeting allows these commands."""
    return not intent.asks or any(kind in allowed for kind in intent.asks)


def key_of(id: str, keymap: Mapping[str, str]) -> str:
    """Return the key to show for an intent, as people write it: `F2`, `Ctrl+Z`."""
    return keys_of(BY_ID[id], keymap)[0]


def letter_of(id: str, keymap: Mapping[str, str]) -> str:
    """Return the single letter that is a key for an intent after Esc, or ""."""
    return next((key for key in keys_of(BY_ID[id], keymap) if len(key) == 1), "")


def keys_of(intent: Intent, keymap: Mapping[str, str]) -> list[str]:
    """Return all keys of `intent` as people write them; single letters stay small."""
    return [_shown(key.strip()) for key in keymap.get(intent.id, intent.keys).split(",")]


def _shown(key: str) -> str:
    *chords, last = key.split("+")
    return "+".join([*map(str.title, chords), _NAMES.get(last, last.upper() if chords else last)])


_NAMES = {"pageup": "PgUp", "pagedown": "PgDn", "escape": "Esc", "enter": "Enter"}
_NAMES |= {
    "right": "Right",
    "left": "Left",
    "slash": "/",
    "question_mark": "?",
    "up": "Up",
    "down": "Down",
}
_NAMES |= {f"f{number}": f"F{number}" for number in range(1, 13)}
