"""Action items that come back from other programs."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from msgspec.structs import replace

from meetingtui.agenda.model import Team
from meetingtui.followup.intake import Incoming, new_documents, take_in, tell_intake
from meetingtui.followup.promises import settle
from meetingtui.meeting.capture import Roster
from meetingtui.meeting.model import Action, ActionState, Meeting, Note, NoteKind
from meetingtui.meeting.outcome import Moment

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TEAMS = (Team("Sales", ("Ana", "Ben")),)
ROSTER = Roster(TEAMS)
DONE = ActionState.DONE
DECK = Action(id="a" * 24, agenda="weekly", meeting="m", number=1, text="Send the deck",
              owner="Ana", taken_at=NOW)  # fmt: skip
KEPT = replace(settle(DECK, ActionState.DONE, NOW), id="b" * 24, number=2, text="Call Acme")


def bring(*items, known=(DECK, KEPT), series="weekly"):
    ids = count()
    moment = Moment(NOW, NOW.date(), lambda: f"new{next(ids)}")
    return take_in(items, {a.id: a for a in known}, series, ROSTER, moment)


def test_what_is_done_elsewhere_becomes_done():
    intake = bring(Incoming("whatever it is called there", id=DECK.id, state=DONE))
    (done,) = intake.put
    assert (done.id, done.text, done.state) == (DECK.id, "Send the deck", ActionState.DONE)
    assert (done.settled_at, intake.expected, intake.left) == (NOW, [DECK], [])
    assert tell_intake(intake.changes, []) == ["done: !1 Send the deck · Ana"]


def test_without_a_name_it_is_the_one_with_its_text_and_owner():
    intake = bring(Incoming(" send  the DECK", "ana", state=DONE))
    assert [action.id for action in intake.put] == [DECK.id]
    assert bring(Incoming("Send the deck", "Ben", state=DONE)).put == []


def test_nothing_is_opened_again_nor_changed():
    intake = bring(
        Incoming("Another text", id=DECK.id),
        Incoming("x", id=KEPT.id, state=DONE),
        Incoming("Call Acme", "Ana", state=DONE),
        Incoming("Send the deck", "Ana"),
    )
    assert not intake.changes
    assert tell_intake(intake.changes, intake.left, intake.differs) == [
        "not taken in: !1: 'Another text' there, 'Send the deck' here",
        "left as it is: 1 (settled here already)", "left as it is: 2 (nothing new)",
    ]  # fmt: skip


def test_what_is_new_goes_into_the_queue():
    item = Incoming("Book\x1b the fair", "ben", date(2026, 12, 1), tags=("fair", " "))
    (action,) = bring(item).put
    assert (action.id, action.meeting, action.number) == ("new0", "", 0)
    assert (action.text, action.owner, action.team) == ("Book\ufffd the fair", "Ben", "Sales")
    assert (action.due_on, action.tags, action.agenda) == (date(2026, 12, 1), ("fair",), "weekly")
    assert [version.was for version in action.history] == [{}]
    told = tell_intake(bring(item).changes, [])
    assert told == ["new: Book\ufffd the fair · Ben · due 2026-12-01"]


def test_a_stranger_owns_what_is_new_without_a_team():
    (action,) = bring(Incoming("Book the fair", "Zoe")).put
    assert (action.owner, action.team) == ("Zoe", "")


def test_an_item_of_another_machine_keeps_its_id():
    intake = bring(Incoming("New", id="c" * 24), Incoming("Newer", id="not-ours"))
    assert [action.id for action in intake.put] == ["c" * 24, "new0"]


def test_taking_in_the_same_again_does_nothing():
    items = [Incoming("New"), Incoming("new "), Incoming("Send the deck", "Ana", state=DONE)]
    first = bring(*items)
    assert [action.text for action in first.put] == ["New", "Send the deck"]
    assert first.left == ["nothing new"]
    again = bring(*items, known=first.put)
    assert (again.put, len(again.left)) == ([], 3)


@pytest.mark.parametrize(
    ("item", "series", "why"),
    [
        (Incoming("New", state=DONE), "weekly", "done elsewhere, and not known here"),
        (Incoming("New", state=ActionState.DROPPED), "", "dropped elsewhere, and not known here"),
        (Incoming("New"), "", "new, but --for names no agenda"),
    ],
)
def test_what_is_not_taken_in_is_told(item, series, why):
    intake = bring(item, series=series)
    assert (intake.put, intake.left) == ([], [why])


def test_documents_that_are_here_stay_as_they_are():
    meeting = Meeting(id="m", agenda="weekly", title="Weekly", teams=(), slots=(), opened_at=NOW)
    notes = [Note(id=id, agenda="weekly", meeting="m", number=1, kind=NoteKind.WIN, text="We won",
                  taken_at=NOW) for id in ("n1", "n2")]  # fmt: skip
    here = {DECK.id: DECK, KEPT.id: replace(KEPT, text="Changed")}
    intake = new_documents([meeting, *notes, DECK, KEPT], here)
    assert intake.put == [meeting, *notes]
    assert tell_intake(intake.changes, intake.left) == [
        "new: Weekly (m)", "new: 2 notes", "left as it is: 1 (nothing new)",
        "left as it is: 1 (here already, and different)",
    ]  # fmt: skip
    assert "new: 1 note" in tell_intake(new_documents(notes[:1], {}).changes, [])
    assert tell_intake(new_documents([], {}).changes, []) == ["there is nothing in it"]


@pytest.mark.parametrize(
    ("said", "at"),
    [
        (date(2026, 11, 25), datetime(2026, 11, 25, 23, 59, tzinfo=UTC)),
        (date(2026, 11, 24), datetime(2026, 11, 24, 23, 59, tzinfo=UTC)),
        (date(2026, 11, 23), NOW),
        (date.min, NOW),
        (date(2026, 11, 27), NOW + timedelta(days=3)),
        (date.max, NOW + timedelta(days=3)),
        (None, NOW + timedelta(days=3)),
    ],
)
def test_it_is_settled_since_the_day_that_the_file_says(said, at):
    moment = Moment(NOW + timedelta(days=3), date(2026, 11, 27), str, UTC)
    item = Incoming("Send the deck", id=DECK.id, state=DONE, settled_on=said)
    (done,) = take_in([item], {DECK.id: DECK}, "", ROSTER, moment).put
    assert (done.settled_at, done.history[-1].at) == (at, moment.now)


def test_what_is_dropped_elsewhere_is_dropped_with_its_reason():
    intake = bring(Incoming("x", id=DECK.id, state=ActionState.DROPPED, reason="no time "))
    (dropped,) = intake.put
    assert (dropped.state, dropped.reason) == (ActionState.DROPPED, "no time")
    assert tell_intake(intake.changes, []) == ["dropped: !1 Send the deck · Ana"]


def test_what_is_different_there_is_told_and_not_taken_in():
    dated = replace(DECK, due_on=date(2026, 12, 1))
    item = Incoming("send the deck", "Ben", date(2026, 12, 3), id=DECK.id)
    told = [bring(item, known=[each]).differs[0] for each in (DECK, dated)]
    assert told == [
        "!1: 'Ben' there, 'Ana' here · due 2026-12-03 there, no date here",
        "!1: 'Ben' there, 'Ana' here · due 2026-12-03 there, 2026-12-01 here",
    ]
    team = replace(DECK, owner="", team="Sales", due_on=item.due_on)
    assert bring(dataclasses.replace(item, owner="sales"), known=[team]).left == ["nothing new"]


def test_what_only_a_team_has_is_the_teams():
    (action,) = bring(Incoming("Book", "sales", tags=("weekly", "fair"))).put
    assert (action.owner, action.team, action.tags) == ("", "Sales", ("fair",))
    assert bring(Incoming("Book", "Sales"), known=[action]).left == ["nothing new"]
    assert bring(Incoming("Book", "Sal")).put[0].owner == "Sal"
    assert bring(Incoming("Book #fair", tags=("fair",))).put[0].tags == ("fair",)
