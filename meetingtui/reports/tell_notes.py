"""What minutes say of notes: whose each is, and what became of questions and previews."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from meetingtui.meeting.model import NoteKind, NoteState, Preview, PreviewResult
from meetingtui.reports.minutes import Entry, Minutes
from meetingtui.reports.outline import (
    Block,
    Bullets,
    Item,
    Line,
    line,
    listed,
    one_line,
    soft,
    strong,
)
from meetingtui.reports.tell_promises import score, tell_day


def tell_notes(minutes: Minutes, kind: NoteKind) -> tuple[Block, ...]:
    """Return the notes of `kind` that stand; questions with how many were answered."""
    entries = minutes.of(kind)
    if not entries:
        return ()
    items = tuple(_item(entry, minutes.held_on) for entry in entries)
    if kind is not NoteKind.QUESTION:
        return (Bullets(items),)
    answered = sum(entry.note.state is NoteState.ANSWERED for entry in entries)
    return (*score(answered, len(entries), "answered"), Bullets(items))


def tell_dropped(minutes: Minutes) -> tuple[Block, ...]:
    """Return the notes that were carried in and dropped."""
    items = tuple(Item(_line(entry)) for entry in minutes.dropped)
    return (Bullets(items),) if items else ()


def _item(entry: Entry, held_on: date) -> Item:
    note = entry.note
    below: tuple[Line, ...] = ()
    if note.state is NoteState.ANSWERED:
        below = (line(one_line(note.answer)),)
    elif note.kind is NoteKind.QUESTION and note.state is NoteState.OPEN:
        below = (line(soft("still open")),)
    elif note.preview is not None:
        below = _preview(note.preview, held_on, carried=entry.times > 0)
    return Item(_line(entry), below)


def _preview(preview: Preview, held_on: date, *, carried: bool) -> tuple[Line, ...]:
    """Return what a preview says beside its title; what is not known yet only once it is old."""
    whom = one_line(preview.audience)
    start = tell_day(preview.ready_on, held_on)
    about = [f"for {whom}" if whom else "", f"from {start}" if start else ""]
    about = [part for part in (*about, one_line(preview.link)) if part]
    told = " · ".join(about)
    lines = [
        line(told[:1].upper() + told[1:] if whom or start else told),
        _named("What to do with it", preview.offer),
        _named("Feedback", preview.feedback),
    ]
    if preview.result is not PreviewResult.UNKNOWN:
        lines.append(_named(preview.result.capitalize(), preview.outcome, always=True))
    elif carried:
        lines.append(line(soft("used or not: still open")))
    return tuple(spans for spans in lines if spans)


def _named(name: str, text: str, *, always: bool = False) -> Line:
    text = one_line(text)
    if not text:
        return line(name) if always else ()
    return line(f"{name}: {text}")


def _line(entry: Entry) -> Line:
    who = _who(entry)
    return line(
        strong(who),
        ": " if who else "",
        one_line(entry.note.text),
        f" (carried ×{entry.times})" if entry.times else "",
        f" → !{entry.became}" if entry.became else "",
    )


def _who(entry: Entry) -> str:
    """Return who speaks, and to whom: `Sales and Marketing`, `Sales asks Marketing (Dana)`."""
    teams, to = _and(entry.teams), _and(entry.to)
    if entry.note.kind is NoteKind.DECISION:
        teams = ""
    verb = "thanks" if entry.note.kind is NoteKind.THANKS else "asks"
    if to:
        teams = f"{teams} {verb} {to}" if teams else f"To {to}"
    people = ", ".join(map(one_line, entry.people))
    return f"{teams} ({people})" if teams and people else teams or people


def _and(names: Iterable[str]) -> str:
    return listed([one_line(name) for name in names])
