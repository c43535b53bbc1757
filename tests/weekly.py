"""A weekly meeting and the one after it, and a desk at which what waits between them is changed."""

from __future__ import annotations

from datetime import timedelta

from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team
from meetingtui.meeting import commands as ask
from meetingtui.meeting.commands import Capture, Close, Next
from meetingtui.meeting.model import Action, Note
from meetingtui.opening import open_meeting


def minutes(count):
    return timedelta(minutes=count)


WEEKLY = Agenda(
    version=1,
    id="weekly",
    title="Weekly sales and marketing joint meeting",
    purpose="One plan, one pipeline, no surprises.",
    length=minutes(30),
    teams=(Team("Sales", ("Ana", "Ben", "Chidi")), Team("Marketing", ("Dana", "Eve"))),
    norms=("Say it once", "One promise has one owner and one date"),
    segments=(
        Segment(kind=SegmentKind.OPENING, id="opening", title="Opening", time=minutes(2)),
        Segment(kind=SegmentKind.REVIEW, id="review", title="Review", time=minutes(5)),
        Segment(
            kind=SegmentKind.WINS, id="wins", title="Wins", per_team=minutes(3),
            prompt="What closed, shipped or landed since we last met?",
        ),
        Segment(kind=SegmentKind.QUESTIONS, id="questions", title="Questions", per_team=minutes(5)),
        Segment(kind=SegmentKind.BUFFER, id="buffer", title="Buffer", time=minutes(3)),
        Segment(kind=SegmentKind.CLOSE, id="close", title="Close", time=minutes(4), required=True),
    ),
)  # fmt: skip


def second_meeting(store, clock, agenda=WEEKLY):
    """Return the runner of a meeting into which an earlier one carries four things."""
    first = open_meeting(store, clock, agenda, facilitator="Ana")
    first.do(Next())
    first.do(Capture("!Send the case study to Acme @Ben due:fri"))
    first.do(Capture("!Update the pricing page @Eve due:fri"))
    for _ in range(4):
        first.do(Next())
    first.do(Capture("?When does the new deck arrive?"))
    first.do(Capture("&Trade fair budget"))
    first.do(Close())
    clock.advance(timedelta(days=7))
    return open_meeting(store, clock, agenda, facilitator="Ana")


def one(desk, number):
    return next(
        each
        for each in desk.documents.values()
        if isinstance(each, Action) and each.number == number
    )


def give(desk, number, ask_for):
    return desk.give([one(desk, number)], ask_for)


def done(ref):
    return ask.Done(ref.number)


def drop(reason):
    return lambda ref: ask.Drop(ref, reason)


def edit(line):
    return lambda ref: ask.Edit(ref, line)


def note(desk, start):
    documents = desk.documents.values()
    return next(d for d in documents if isinstance(d, Note) and d.text.startswith(start))
