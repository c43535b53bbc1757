"""What is said of a preview once it is taken, and what opens again."""

from datetime import date

from meetingtui.meeting import commands as ask
from meetingtui.meeting.commands import Ref
from meetingtui.meeting.facts import NoteFilled
from meetingtui.meeting.model import ActionState, NoteState, Preview, PreviewResult
from meetingtui.meeting.tell_preview import tell_preview
from meetingtui.meeting.telling import tell_note
from tests.meeting.conftest import Table


def only(table: Table):
    (note,) = table.state.notes.values()
    return note


def test_feedback_is_added_to_feedback(running: Table) -> None:
    running.do(ask.Capture("~ New deck"), ask.Feedback(1, "too long"))
    facts = running.do(ask.Feedback(1, "nice pictures"))
    assert facts == (NoteFilled(only(running).id, "feedback: nice pictures"),)
    assert only(running).preview == Preview(feedback="too long; nice pictures")
    assert "say the feedback" in running.refuses(ask.Feedback(1, ""))
    assert only(running).state is NoteState.OPEN


def test_the_result_ends_it_and_may_be_corrected(running: Table) -> None:
    running.do(ask.Capture("~ New deck"))
    facts = running.do(ask.SettlePreview(1, PreviewResult.NOT_USED, "no time"))
    assert facts == (NoteFilled(only(running).id, "not used: no time"),)
    assert only(running).state is NoteState.RECORDED
    running.do(ask.SettlePreview(1, PreviewResult.USED))
    assert only(running).preview == Preview(result=PreviewResult.USED)


def test_only_previews_have_feedback_and_a_result(running: Table) -> None:
    running.do(ask.Capture("a note"), ask.Capture("~ New deck"), ask.Drop(Ref(2)))
    assert "note 1 is a note, not a preview" in running.refuses(ask.Feedback(1, "x"))
    assert "is dropped" in running.refuses(ask.SettlePreview(2, PreviewResult.USED))
    running.do(ask.Reopen(Ref(2)))
    assert "/feedback 2" in running.refuses(ask.Answer(2, "x"))


def test_an_edit_changes_what_it_names_of_a_preview(running: Table) -> None:
    running.do(ask.Capture("~ New deck for: SDRs from:fri"))
    running.do(ask.Edit(Ref(1), "Newer deck use: send it"))
    friday = date(2026, 11, 27)
    assert only(running).text == "Newer deck"
    assert only(running).preview == Preview(audience="SDRs", ready_on=friday, offer="send it")
    running.do(ask.Edit(Ref(1), "for: use: read it"))
    assert only(running).text == "Newer deck"
    assert only(running).preview == Preview(ready_on=friday, offer="read it")


def test_a_sign_alone_changes_the_kind(running: Table) -> None:
    running.do(ask.Goto(3), ask.Capture("Acme closed #deal"), ask.Edit(Ref(1), "?"))
    note = only(running)
    assert (note.kind, note.text, note.tags, note.teams) == (
        "question", "Acme closed #deal", ("deal",), ("Marketing",)
    )  # fmt: skip
    running.do(ask.Edit(Ref(1), "@Dana"))
    assert (only(running).text, only(running).people) == ("Acme closed #deal", ("Dana",))
    assert "say what to change of question 1" in running.refuses(ask.Edit(Ref(1), "?"))


def test_all_that_a_preview_says_is_told(running: Table) -> None:
    running.do(ask.Capture("~ New deck"))
    assert tell_note(running.state, only(running)) == "preview 1: New deck"
    running.do(ask.Edit(Ref(1), "for: SDRs from:fri https://x.org/a use: send it"))
    running.do(ask.Feedback(1, "nice"), ask.SettlePreview(1, PreviewResult.USED, "3 replies"))
    assert tell_note(running.state, only(running)) == (
        "preview 1: New deck · for SDRs · from Fri 27 Nov · https://x.org/a · use: send it"
        " · feedback: nice · used: 3 replies"
    )
    assert tell_preview(Preview(result=PreviewResult.NOT_USED)) == "not used"


def test_what_was_settled_opens_again(running: Table) -> None:
    running.do(ask.Capture("? when"), ask.Answer(1, "now"), ask.Reopen(Ref(1)))
    assert (only(running).state, only(running).answer) == (NoteState.OPEN, "")
    running.do(ask.Edit(Ref(1), "~"), ask.SettlePreview(1, PreviewResult.USED, "x"))
    running.do(ask.Reopen(Ref(1)))
    assert (only(running).state, only(running).preview) == (NoteState.OPEN, Preview())
    running.do(ask.Capture("! Send it @Ana"), ask.Done(1), ask.Reopen(Ref(1, action=True)))
    (action,) = running.state.actions.values()
    assert (action.state, action.settled_at) == (ActionState.OPEN, None)
    assert "!1 is open already" in running.refuses(ask.Reopen(Ref(1, action=True)))


def test_what_was_dropped_is_as_it_was_before(running: Table) -> None:
    lines = ("? open", "? answered", "~ used", "plain")
    running.do(*map(ask.Capture, lines))
    running.do(ask.Answer(2, "yes"), ask.SettlePreview(3, PreviewResult.USED))
    before = [note.state for note in running.state.notes.values()]
    running.do(*(ask.Drop(Ref(number), "oops") for number in (1, 2, 3, 4)))
    running.do(*(ask.Reopen(Ref(number)) for number in (1, 2, 3, 4)))
    assert [note.state for note in running.state.notes.values()] == before
    assert {note.reason for note in running.state.notes.values()} == {""}


def test_what_is_not_settled_cannot_open_again(running: Table) -> None:
    running.do(ask.Capture("plain"), ask.Capture("todo"), ask.MakeAction(2, "@Ana"))
    assert "note 1 is neither dropped nor settled" in running.refuses(ask.Reopen(Ref(1)))
    assert "note 2 is action item !1 already" in running.refuses(ask.Reopen(Ref(2)))
