"""Action items that come back from other programs: what they change here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from meetingtui.agenda.problem import suggest
from meetingtui.clock import local_date
from meetingtui.followup.promises import settle
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.marks import tags_in
from meetingtui.meeting.model import Action, ActionState, Changes, Document, Meeting, Version
from meetingtui.meeting.outcome import Moment
from meetingtui.text import clean

_OUR_ID = re.compile(r"[0-9a-f]{24}")

SETTLED = "settled here already"
SAME = "nothing new"
DIFFERENT = "here already, and different"
NOWHERE = "new, but --for names no agenda"


@dataclass(frozen=True, slots=True)
class Incoming:
    """An action item as another program has it."""

    text: str
    owner: str = ""
    """A person, or the team where nobody has it yet."""

    due_on: date | None = None
    state: ActionState = ActionState.OPEN
    settled_on: date | None = None
    """The day on which it was done or dropped, where the program says so."""

    reason: str = ""
    tags: tuple[str, ...] = ()
    id: str = ""
    """What tells it again: our id, or the name that the program has for it; empty without one."""


@dataclass(slots=True)
class Intake:
    """What a file brings."""

    put: list[Document] = field(default_factory=list)
    expected: list[Document] = field(default_factory=list)
    """What changes, as it is here."""

    left: list[str] = field(default_factory=list)
    """For each thing that changes nothing, why."""

    differs: list[str] = field(default_factory=list)
    """What the file has otherwise than it is here, and is not taken in, a sentence each."""

    @property
    def changes(self) -> Changes:
        """What is to be written."""
        return Changes(tuple(self.put), expected=tuple(self.expected))


def new_documents(documents: Iterable[Document], here: Mapping[str, Document]) -> Intake:
    """Return those of `documents` that are not among those `here`, by id. Pure.

    What is here stays as it is, also where it differs: nobody knows which one is newer.
    """
    intake = Intake()
    for document in documents:
        if document.id not in here:
            intake.put.append(document)
        else:
            intake.left.append(SAME if here[document.id] == document else DIFFERENT)
    return intake


def take_in(
    items: Iterable[Incoming],
    known: Mapping[str, Action],
    series: str,
    roster: Roster,
    moment: Moment,
) -> Intake:
    """Return what `items` change: what was settled elsewhere is, what is new is added. Pure.

    `known` holds all action items by every name that a program may have for them. An item without
    such a name is the one of the series `series` with its text and owner. What is new goes to the
    queue of that series, or nowhere where it is empty. Taking in the same items again does nothing.
    Nobody knows whose text, owner and date are newer: those here stay, and the others are told.
    """
    intake = Intake()
    by_text = {_key(a.text, a.owner or a.team): a for a in known.values() if a.agenda == series}
    seen: set[str] = set()
    for item in items:
        text = clean(item.text).strip()
        action = known.get(item.id) or by_text.get(_key(text, item.owner))
        if action is None:
            action = _add(intake, item, text, series, roster, moment)
            if action is not None:
                by_text[_key(text, item.owner)] = action
        elif action.id in seen:
            intake.left.append(SAME)
        else:
            _settle(intake, item, action, moment)
        seen |= {action.id} if action else set()
    return intake


def _settle(intake: Intake, item: Incoming, action: Action, moment: Moment) -> None:
    if action.state is not ActionState.OPEN:
        intake.left.append(SETTLED)
    elif item.state is not ActionState.OPEN:
        at, reason = _settled_at(item, action, moment), clean(item.reason).strip()
        intake.put.append(settle(action, item.state, moment.now, reason, at))
        intake.expected.append(action)
    elif differs := _differences(item, action):
        intake.differs.append(f"!{action.number}: {' · '.join(differs)}")
    else:
        intake.left.append(SAME)


def _settled_at(item: Incoming, action: Action, moment: Moment) -> datetime:
    """Return the end of the day that `item` says, neither before it was made nor to come."""
    day = item.settled_on or moment.today
    if day >= moment.today:
        return moment.now
    if day < local_date(action.taken_at, moment.zone):
        return action.taken_at
    return datetime.combine(day, time(23, 59), moment.zone).astimezone(UTC)


def _differences(item: Incoming, action: Action) -> list[str]:
    """Return what `item` has otherwise; what it does not say is no difference."""
    here = (action.text, action.owner or action.team)
    said = zip(_key(item.text, item.owner), _key(*here), (item.text, item.owner), here, strict=True)
    told = [f"'{clean(new)}' there, '{old}' here" for a, b, new, old in said if a and a != b]
    if item.due_on is not None and item.due_on != action.due_on:
        old_day = action.due_on.isoformat() if action.due_on else "no date"
        told.append(f"due {item.due_on.isoformat()} there, {old_day} here")
    return told


def _add(
    intake: Intake, item: Incoming, text: str, series: str, roster: Roster, moment: Moment
) -> Action | None:
    if item.state is not ActionState.OPEN:
        intake.left.append(f"{item.state} elsewhere, and not known here")
        return None
    if not series:
        intake.left.append(NOWHERE)
        return None
    named = clean(item.owner).strip()
    person, spelt = roster.person(named), named.casefold()
    team = next((t for t in roster.team_names if not person and t.casefold() == spelt), "")
    owner = person or ("" if team else named)
    action = Action(
        id=item.id if _OUR_ID.fullmatch(item.id) else moment.new_id(),
        agenda=series,
        meeting="",
        text=text,
        owner=owner,
        team=team or roster.team_of(owner),
        due_on=item.due_on,
        tags=_tags(item, text, series),
        taken_at=moment.now,
        history=(Version(at=moment.now, was={}),),
    )
    intake.put.append(action)
    return action


def _tags(item: Incoming, text: str, series: str) -> tuple[str, ...]:
    """Return the tags of `item` and those in its text; our exports name the series as one."""
    tags = (*tags_in(text), *(clean(tag).strip() for tag in item.tags))
    return tuple(dict.fromkeys(tag for tag in tags if tag and tag != series))


def _key(text: str, owner: str) -> tuple[str, str]:
    return " ".join(text.casefold().split()), owner.casefold().strip()


def tell_intake(changes: Changes, left: Sequence[str], differs: Sequence[str] = ()) -> list[str]:
    """Return what an intake does or did, a line each: what is done, what is new, what is left."""
    actions = [each for each in changes.put if isinstance(each, Action)]
    meetings = [each for each in changes.put if isinstance(each, Meeting)]
    told = [f"new: {meeting.title} ({meeting.id})" for meeting in meetings]
    told += [_tell_action(action) for action in actions]
    if notes := len(changes.put) - len(actions) - len(meetings):
        told.append(f"new: {notes} note{'' if notes == 1 else 's'}")
    told += [f"not taken in: {each}" for each in differs]
    told += [f"left as it is: {count} ({why})" for why, count in Counter(left).items()]
    return told or ["there is nothing in it"]


def tell_strangers(changes: Changes, roster: Roster) -> list[str]:
    """Return a line for each owner of something new who is none of the people of `roster`.

    A roster without people knows nobody, and tells nothing.
    """
    new = [each for each in changes.put if isinstance(each, Action) and not each.settled_at]
    owners = dict.fromkeys(action.owner for action in new if action.owner)
    people = roster.people
    known = f"known are {', '.join(people)}"
    return [
        f"nobody here is called '{owner}': {suggest(owner, people) or known}"
        for owner in owners
        if people and owner not in people
    ]


def _tell_action(action: Action) -> str:
    word = "new" if action.state is ActionState.OPEN else str(action.state)
    number = f"!{action.number} " if action.number else ""
    owner = f" · {action.owner}" if action.owner else ""
    due = f" · due {action.due_on.isoformat()}" if action.due_on and word == "new" else ""
    return f"{word}: {number}{action.text}{owner}{due}"
