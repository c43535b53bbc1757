"""What is said in a slot of the demonstration: old things first, then what the slot is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from random import Random

from meetingtui.agenda.model import SegmentKind
from meetingtui.agenda.plan import Slot
from meetingtui.demo import material
from meetingtui.demo.fates import End, Fates
from meetingtui.demo.habits import Habits
from meetingtui.demo.words import Words
from meetingtui.meeting import commands as ask
from meetingtui.meeting.brought import Brought, brought_to
from meetingtui.meeting.facts import ActionTaken, NoteTaken
from meetingtui.meeting.lookup import number_of
from meetingtui.meeting.model import Action, Note, NoteKind, PreviewResult
from meetingtui.meeting.roll import absent_people
from meetingtui.runner import Runner

Event = Callable[[], None]

OFTEN = 3
"""What was carried so often is settled, one way or another."""


class Speakers:
    """The people of one meeting, who speak in commands."""

    def __init__(
        self, runner: Runner, random: Random, habits: Habits, fates: Fates, words: Words
    ) -> None:
        """Speak in the meeting of `runner`."""
        self._runner = runner
        self.random = random
        self.habits = habits
        self._fates = fates
        self.words = words
        self._says: Mapping[SegmentKind, Callable[[str], list[Event]]] = {
            SegmentKind.WINS: self._wins,
            SegmentKind.PREVIEWS: self._previews,
            SegmentKind.QUESTIONS: self._questions,
            SegmentKind.DISCUSSION: self._discussion,
            SegmentKind.INSIGHTS: lambda _: self._lines(2, "", material.INSIGHTS),
            SegmentKind.EXCHANGE: lambda _: self._lines(2, "% ", material.SEEN),
            SegmentKind.CONCERNS: lambda _: self._lines(1, "", material.CONCERNS),
            SegmentKind.NUMBERS: lambda _: self._lines(1, "", material.NUMBERS),
        }

    def in_slot(self, slot: Slot) -> list[Event]:
        """Return what happens in `slot`, in its order."""
        brought = brought_to(self._runner.state, slot)
        old = [partial(self._take_up, item) for item in brought]
        says = self._says.get(slot.kind)
        return [*old, *(says(slot.team) if says else ())]

    # What earlier meetings left open.

    def _take_up(self, item: Brought) -> None:
        document, often = item.document, item.carried.times >= OFTEN
        if isinstance(document, Action):
            self._review(document)
        elif document.kind is NoteKind.QUESTION:
            if self.random.random() < self.habits.answered / 2:
                self._answer(document)
            elif often:
                self._drop(document)
        elif document.kind is NoteKind.PARKED:
            if self.random.random() < 0.4:
                self._make_action(document)
            elif often:
                self._drop(document)
        else:
            self._tell_of(document, item.carried.times)

    def _review(self, action: Action) -> None:
        end = self._fates.in_review(action, self._runner.clock.now())
        if end is End.REVIEWED:
            self._runner.do(ask.Done(action.number))
        elif end is End.DROPPED:
            reason = self.words.add(material.DROPPED)
            self._runner.do(ask.Drop(ask.Ref(action.number, action=True), reason))
        elif end is End.HANDED_OVER:
            due_on = self._runner.today + timedelta(days=7)
            line = f"@{self._somebody(action.team)} due:{due_on:%Y-%m-%d}"
            self._runner.do(ask.Edit(ask.Ref(action.number, action=True), line))
            changed = self._runner.state.actions[action.id]
            self._fates.decide(changed, self._runner.clock.now(), self.habits.kept)

    def _answer(self, question: Note) -> None:
        number = number_of(self._runner.state, question)
        self._runner.do(ask.Answer(number, self.words.reply_to(question.text)))

    def _drop(self, note: Note) -> None:
        number = number_of(self._runner.state, note)
        self._runner.do(ask.Drop(ask.Ref(number), self.words.add(material.DROPPED)))

    def _tell_of(self, preview: Note, times: int) -> None:
        """Say what the others think of a preview; later, what became of it."""
        number = number_of(self._runner.state, preview)
        if times == 1:
            self._runner.do(ask.Feedback(number, self.words.add(material.FEEDBACK)))
        elif times >= OFTEN or self.random.random() < 0.5:
            used = self.random.random() < self.habits.used
            outcome = self.words.add(material.USED if used else material.NOT_USED)
            result = PreviewResult.USED if used else PreviewResult.NOT_USED
            self._runner.do(ask.SettlePreview(number, result, outcome))

    def _make_action(self, note: Note) -> None:
        owner = self._somebody(self.random.choice([material.SALES, material.MARKETING]))
        number = number_of(self._runner.state, note)
        self._promised(ask.MakeAction(number, f"@{owner}"))

    # What is new.

    def _wins(self, team: str) -> list[Event]:
        if not team:
            joint = [*material.JOINT_WINS[material.SALES]]
            return self._lines(2, "@Sales @Marketing ", joint)
        other = _other(team)
        if team == self.habits.silent:
            return self._lines(1, ". ", ("Nothing of ours is out yet",))
        wins = self._lines(self.random.choice([1, 2, 2, 3]), "", material.WINS[team])
        if other == self.habits.silent:
            return wins
        if self.random.random() < 0.35:
            wins[0] = partial(self._line, "", material.JOINT_WINS[team])
        if self.random.random() < 0.4:
            wins += self._lines(1, "", material.THANKS[team])
        return wins

    def _previews(self, team: str) -> list[Event]:
        return [partial(self._preview, team) for _ in range(self.random.choice([0, 1, 1, 2]))]

    def _preview(self, team: str) -> None:
        ready_on = self._runner.today + timedelta(days=self.random.choice([2, 7, 14]))
        audience = self.words.add(["{audience}"])
        title = self.words.say(material.PREVIEWS[team])
        self._runner.do(ask.Capture(f"~ {title} for: {audience} from:{ready_on:%Y-%m-%d}"))

    def _questions(self, team: str) -> list[Event]:
        asking = team or material.SALES
        count = self.random.choice([1, 2, 2, 3])
        events: list[Event] = [partial(self._question, asking) for _ in range(count)]
        if self.random.random() < 0.75:
            events.append(partial(self._promise, _other(asking)))
        return events

    def _question(self, team: str) -> None:
        (fact,) = self._runner.do(ask.Capture(f"? {self.words.ask(material.QUESTIONS[team])}"))
        if isinstance(fact, NoteTaken) and self.random.random() < self.habits.answered:
            self._answer(self._runner.state.notes[fact.id])

    def _discussion(self, _: str) -> list[Event]:
        events = self._lines(1, "^ ", material.CONCERNS)
        if self.random.random() < 0.4:
            events += self._lines(1, "% ", material.INSIGHTS)
        if self.random.random() < 0.8:
            events += self._lines(1, "= ", material.DECISIONS)
        teams = [material.SALES, material.MARKETING]
        events += [partial(self._promise, team) for team in teams]
        if self.random.random() < 0.2:
            events += self._lines(1, "& ", material.PARKED)
        return events

    def _promise(self, team: str) -> None:
        due_on = self._runner.today + timedelta(days=self.random.choice([2, 7, 9, 14]))
        due = f" due:{due_on:%Y-%m-%d}" if self.random.random() < 0.4 else ""
        text = self.words.say(material.ACTIONS[team])
        self._promised(ask.Capture(f"! {text} @{self._somebody(team)}{due}"))

    def _promised(self, command: ask.Command) -> None:
        for fact in self._runner.do(command):
            if isinstance(fact, ActionTaken):
                action = self._runner.state.actions[fact.id]
                self._fates.decide(action, self._runner.clock.now(), self.habits.kept)

    def _lines(self, count: int, sign: str, sentences: Sequence[str]) -> list[Event]:
        return [partial(self._line, sign, sentences) for _ in range(count)]

    def _line(self, sign: str, sentences: Sequence[str]) -> None:
        self._runner.do(ask.Capture(f"{sign}{self.words.say(sentences)}"))

    def _somebody(self, team: str) -> str:
        """Return one of `team` who is here."""
        meeting = self._runner.state.meeting
        absent = absent_people(meeting)
        people = next(each.people for each in meeting.teams if each.name == team)
        return self.random.choice([person for person in people if person not in absent])


def _other(team: str) -> str:
    return material.MARKETING if team == material.SALES else material.SALES
