"""What plain mode says of a meeting: lines of text, or JSON objects, one a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, tzinfo
from typing import Any

from meetingtui.agenda.model import SegmentKind
from meetingtui.clock import local
from meetingtui.meeting.as_data import choices_as_data, document_as_data, fact_as_data
from meetingtui.meeting.brought import Brought, brought, brought_to, settled_now, tell_coming
from meetingtui.meeting.choices import Prompt, prompt_of
from meetingtui.meeting.closing_rules import next_day_of, norm_checked
from meetingtui.meeting.course import course_of
from meetingtui.meeting.duedates import tell_day
from meetingtui.meeting.facts import (
    Absent,
    ActionChanged,
    Closed,
    Fact,
    NotDone,
    Passed,
    Present,
    PutOff,
    Redone,
    SlotOpened,
    Spoke,
    Undone,
    name_of,
)
from meetingtui.meeting.figures import figures_of
from meetingtui.meeting.late import late_start_stands
from meetingtui.meeting.ledger import owed, tell_owed
from meetingtui.meeting.listed import is_opening, listed_now, tell_listed
from meetingtui.meeting.model import Action, ActionState, Meeting, MeetingState, Note, NoteState
from meetingtui.meeting.promise_rules import promise_up, tell_choices_now
from meetingtui.meeting.readback import read_back
from meetingtui.meeting.roll import unrated_teams
from meetingtui.meeting.speakers import floor_of, tell_floor
from meetingtui.meeting.spoken import tell_drift, tell_remaining
from meetingtui.meeting.tell_figures import tell_figures
from meetingtui.meeting.telling import tell_action, tell_airtime, tell_note
from meetingtui.meeting.turns import turns_now
from meetingtui.runner import Runner
from meetingtui.text import plain


class Voice:
    """Says, one line at a time, what happens in one meeting and how it stands."""

    def __init__(
        self, runner: Runner, say: Callable[[str], None], *, as_json: bool = False
    ) -> None:
        """Speak of the meeting of `runner` through `say`, in text or in JSON."""
        self._runner = runner
        self._say = say
        self._as_json = as_json
        self._offered: tuple[str, ...] = ()
        """The choices that were said last in this slot; the same need not be heard again."""
        self._prompt = ""
        """What was asked in the slot before; two teams in a row need not hear it twice."""
        self._up = ""
        """What was said last of the promise that is up."""

    def fact(self, fact: Fact) -> None:
        """Say what happened, and what belongs to it."""
        self.say(name_of(fact), self._runner.tell(fact), **fact_as_data(self._runner.state, fact))
        if isinstance(fact, SlotOpened):
            self._tell_slot(fact.slot)
        if isinstance(fact, SlotOpened | ActionChanged | NotDone):
            self._tell_up()
        if isinstance(fact, Closed):
            self._tell_close()
        if _changes_turns(self._runner.state.meeting, fact):
            self.list("turn", _turns(self._runner))

    def status(self) -> None:
        """Say how the meeting stands."""
        self.say("status", self._status_line())

    def notes(self) -> None:
        """Say every note that was not taken back."""
        state = self._runner.state
        kept = [note for note in state.notes.values() if note.state is not NoteState.DROPPED]
        self._each("note", ((note, tell_note(state, note)) for note in kept))
        if not kept:
            self.say("note", "there are no notes yet")

    def actions(self) -> None:
        """Say every open action item."""
        actions = self._runner.state.actions.values()
        still_open = [action for action in actions if action.state is ActionState.OPEN]
        self._each("action", ((action, self._action_line(action)) for action in still_open))
        if not still_open:
            self.say("action", "no action item is open")

    def brought(self) -> None:
        """Say what earlier meetings left open."""
        self._tell_brought(brought(self._runner.state))

    def clock(self, now: datetime) -> None:
        """Say how much time the slot has left, or the choices when that is none."""
        meeting = self._runner.state.meeting
        status = self._runner.status()
        if status.slot is None:
            if prompt := prompt_of(meeting, now, self._runner.zone):
                self.say("late", _asked(prompt))
            return
        label = meeting.slots[status.slot].label
        course = course_of(meeting)
        floor = floor_of(meeting, course, now)
        if floor and floor.left <= timedelta(0):
            self.say("turn", tell_floor(floor))
            return
        if status.remaining > timedelta(0):
            self.say("warning", f"{label}: {tell_remaining(status.remaining)}")
            return
        if prompt := prompt_of(meeting, now, self._runner.zone):
            words = tuple(choice.word for choice in prompt.choices)
            told = prompt.reason if set(words) <= set(self._offered) else _asked(prompt)
            self.say("zero", f"{label}: {told}", choices=choices_as_data(meeting, prompt))
            self._offered = (*self._offered, *words)

    def list(self, event: str, lines: Iterable[str]) -> None:
        """Say each of these lines."""
        for line in lines:
            self.say(event, line)

    def _each(self, event: str, told: Iterable[tuple[Note | Action, str]]) -> None:
        """Say each of these lines, which are about documents."""
        for document, text in told:
            self.say(event, text, **document_as_data(self._runner.state, document))

    def _tell_brought(self, items: Iterable[Brought]) -> None:
        self._each("brought", ((item.document, self._brought_line(item)) for item in items))

    def say(self, event: str, text: str, **more: Any) -> None:
        """Say one line; `more` stands in the JSON object only."""
        if not self._as_json:
            self._say(plain(text))
            return
        status = self._runner.status()
        meeting = self._runner.state.meeting
        line = {
            "event": event,
            "text": text,
            "slot": "" if status.slot is None else meeting.slots[status.slot].id,
            "remaining_s": int(status.remaining.total_seconds()),
            "drift_s": int(status.drift.total_seconds()),
            "ends_at": status.ends_at.isoformat().replace("+00:00", "Z"),
            "airtime_s": {team: int(time.total_seconds()) for team, time in status.airtime.items()},
            **more,
        }
        # JSON leaves as they are some characters that steer a terminal.
        self._say(plain(json.dumps(line, ensure_ascii=False)))

    def _tell_slot(self, index: int) -> None:
        state = self._runner.state
        slot = state.meeting.slots[index]
        if slot.prompt and slot.prompt != self._prompt:
            self.say("prompt", slot.prompt)
        self._prompt, self._offered, self._up = slot.prompt, (), ""
        self.list("turn", _turns(self._runner))
        self.list("late", _late(state.meeting, self._runner.clock.now(), self._runner.zone))
        if is_opening(state) and (came := tell_listed(listed_now(state))):
            self.say("came", f"from earlier meetings and the queue, each in its slot: {came}")
        self._tell_brought((*settled_now(state), *brought_to(state, slot)))
        if slot.kind is SegmentKind.CLOSE:
            self._read_back()

    def _tell_up(self) -> None:
        """Say which promise the review has come to, and what may be said of it."""
        state = self._runner.state
        action = promise_up(state)
        if action is not None:
            choices = tell_choices_now(state, action)
            told = choices or f"!{action.number} {action.text}: /done or /not?"
            if told != self._up:
                self.say("up", told)
            self._up = told

    def _tell_close(self) -> None:
        meeting = self._runner.state.meeting
        slots = {turn.slot for turn in course_of(meeting).turns}
        if not any(meeting.slots[i].kind is SegmentKind.CLOSE for i in slots):
            self._read_back()
        self._tell_figures()
        if self._runner.minutes_path:
            self.say("minutes", f"minutes: {self._runner.minutes_path}")

    def _tell_figures(self) -> None:
        state = self._runner.state
        figures = figures_of(state, self._runner.clock.now(), self._runner.zone)
        for told in tell_figures(figures, state.meeting):
            missed = f"; the goal is {told.goal}" if told.holds is False else ""
            more = {"name": told.name, "value": told.value, "goal": told.goal, "holds": told.holds}
            self.say("figure", f"{told.name}: {told.value}{missed}", **more)

    def _read_back(self) -> None:
        state = self._runner.state
        back = read_back(state)
        heads: tuple[tuple[str, tuple[Note | Action, ...]], ...] = (
            ("decided", back.decisions),
            ("promised", back.actions),
            ("goes on", back.going_on),
            ("dropped", back.dropped),
        )
        came = {item.id: f", {tell_coming(item)}" for item in state.meeting.carried}
        for head, documents in heads:
            lines = (
                (d, f"{head}: {self._line_of(d, brief=True)}{came.get(d.id, '')}")
                for d in documents
            )
            self._each("read_back", lines)
        owing = tell_owed(owed(state.meeting, self._runner.clock.now()))
        if owing:
            self.say("read_back", f"goes on: {owing}")
        if not owing and not any(documents for _, documents in heads):
            self.say("read_back", "nothing was decided, promised or left open")
        unrated = unrated_teams(state.meeting)
        if unrated:
            teams = ", ".join(unrated)
            self.say("rating", f"{teams}: rate the meeting from 1 to 10, as /rate {unrated[0]} 9")
        if state.meeting.norm and norm_checked(state.meeting) is None:
            norm = state.meeting.norm
            self.say("norm_asked", f"{norm}: did we keep that? /norm yes, /norm no, or a sentence")
        next_on = next_day_of(state.meeting)
        told = f"next meeting {tell_day(next_on)}; " if next_on else ""
        how = "changes that" if next_on else "says when the next meeting is"
        self.say("next_meeting", f"{told}/again DATE {how}")

    def _status_line(self) -> str:
        meeting = self._runner.state.meeting
        status = self._runner.status()
        if status.slot is None:
            prompt = prompt_of(meeting, self._runner.clock.now(), self._runner.zone)
            parts = [str(meeting.state), prompt.reason if prompt else ""]
        else:
            label = meeting.slots[status.slot].label
            left = tell_remaining(status.remaining)
            paused = ", paused" if status.state is MeetingState.PAUSED else ""
            ends = f"ends {local(status.ends_at, self._runner.zone):%H:%M}"
            place = course_of(meeting).place(status.slot) + 1
            parts = [
                f"slot {place} of {len(meeting.slots)}: {label}, {left}{paused}",
                f"{tell_drift(status.drift)}, {ends}",
            ]
        owing = tell_owed(owed(meeting, self._runner.clock.now()))
        return "; ".join(filter(None, [*parts, tell_airtime(status), owing]))

    def _brought_line(self, item: Brought) -> str:
        state = "" if item.is_up else f"{item.document.state}: "
        return f"{state}{self._line_of(item.document)}, {tell_coming(item.carried)}"

    def _line_of(self, document: Note | Action, *, brief: bool = False) -> str:
        if isinstance(document, Action):
            return self._action_line(document)
        return tell_note(self._runner.state, document, brief=brief)

    def _action_line(self, action: Action) -> str:
        return tell_action(action, self._runner.today)


def _asked(prompt: Prompt) -> str:
    """Return a prompt as one sentence: why, and what to type for which price."""
    priced = (f"{c.word} ({c.price})" if c.price else c.word for c in prompt.choices)
    return "; ".join(filter(None, [prompt.reason, ", ".join(priced)]))


def _changes_turns(meeting: Meeting, fact: Fact) -> bool:
    """Tell whether somebody else may speak now, or next, than before `fact`."""
    slot = course_of(meeting).slot
    match fact:
        case Spoke() | Passed() | PutOff():
            return fact.slot == slot
        case Undone() | Redone():
            return slot is not None and meeting.slots[slot].is_round
        case _:
            return isinstance(fact, Absent | Present)


def _turns(runner: Runner) -> tuple[str, ...]:
    meeting = runner.state.meeting
    return turns_now(meeting, course_of(meeting), runner.clock.now())


def _late(meeting: Meeting, now: datetime, zone: tzinfo | None) -> list[str]:
    """Return what a start that was late calls for, while the first slot is open."""
    if not late_start_stands(meeting, course_of(meeting), now):
        return []
    prompt = prompt_of(meeting, now, zone)
    return [_asked(prompt)] if prompt else []
