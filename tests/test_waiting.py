from datetime import timedelta

import pytest

from meetingtui.agenda.model import Agenda, Segment, SegmentKind, Team
from meetingtui.drafts import Draft, Typed
from meetingtui.errors import Refused, StoreError
from meetingtui.meeting.awaiting import awaited
from meetingtui.meeting.commands import Undo
from meetingtui.meeting.model import Changes
from meetingtui.opening import open_meeting
from meetingtui.resuming import resume_meeting
from meetingtui.store.memory import MemoryStore
from meetingtui.waiting import Waiting


class FullStore(MemoryStore):
    """A store whose disk is full while `full` is true."""

    full = False

    def commit(self, changes):
        if self.full:
            raise StoreError("not saved: library.json: No space left on device")
        return super().commit(changes)


@pytest.fixture
def store():
    return FullStore()


@pytest.fixture
def runner(store, clock):
    length = timedelta(minutes=10)
    agenda = Agenda(
        version=1, id="weekly", title="Weekly", length=length, teams=(Team("Sales", ("Ana",)),),
        segments=(Segment(kind=SegmentKind.WINS, id="wins", title="Wins", time=length),),
    )  # fmt: skip
    return open_meeting(store, clock, agenda)


@pytest.fixture
def draft(tmp_path):
    return Draft(tmp_path, "s", "m")


@pytest.fixture
def next_draft(draft):
    """Return the draft of the next process, once this one has ended."""

    def begin():
        draft.let_go()
        return Draft(draft.path.parent, "s", "m")

    return begin


@pytest.fixture
def waiting(runner, draft):
    return Waiting(runner, draft)


@pytest.fixture
def noted(runner):
    return lambda: [note.text for note in runner.state.notes.values()]


@pytest.fixture
def full(store, waiting):
    """Fill the disk and enter three lines."""
    store.full = True
    for line in ("one", "two", "three"):
        with pytest.raises(StoreError):
            waiting.enter(line)


def test_a_line_is_saved_and_nothing_waits(waiting, noted, draft):
    waiting.enter("one")
    assert noted() == ["one"]
    assert waiting.lines == waiting.refused == []
    assert not draft.path.exists()


def test_what_cannot_be_saved_waits_in_order_and_on_disk(waiting, full, noted, next_draft):
    assert waiting.lines == ["one", "two", "three"]
    kept = next_draft().read()
    assert kept.written == ()
    assert [entered.line for entered in kept.entered] == ["one", "two", "three"]
    assert noted() == []


def test_it_is_saved_once_when_there_is_room(waiting, full, store, noted, draft):
    with pytest.raises(StoreError):
        waiting.retry()
    store.full = False
    waiting.retry()
    waiting.retry()
    assert noted() == ["one", "two", "three"]
    assert not draft.path.exists()


def test_lines_that_belong_together_do_so_after_waiting_too(waiting, store, runner, next_draft):
    store.full = True
    first = ""
    for line in ("one", "two", "three"):
        with pytest.raises(StoreError):
            waiting.enter(line, first)
        first = first or waiting.latest
    assert [entered.joins for entered in next_draft().read().entered] == ["", first, first]
    store.full = False
    waiting.retry()
    runner.do(Undo())
    assert not runner.state.notes


def test_an_answer_is_one_after_waiting_too(waiting, store, runner, next_draft):
    waiting.enter("! Send it")
    key = awaited(runner.state).key
    store.full = True
    with pytest.raises(StoreError):
        waiting.enter("Lee", asked=key)
    (entered,) = next_draft().read().entered
    assert entered.asked == key
    store.full = False
    waiting.retry()
    assert [action.owner for action in runner.state.actions.values()] == ["Lee"]


def test_the_next_line_waits_its_turn(waiting, full, store, noted):
    store.full = False
    waiting.enter("four")
    assert noted() == ["one", "two", "three", "four"]


def test_room_for_some_saves_some(waiting, full, store, noted, monkeypatch):
    real, room = MemoryStore.commit, iter([True, False])

    def commit(self, changes):
        self.full = not next(room)
        if self.full:
            raise StoreError("full")
        return real(self, changes)

    monkeypatch.setattr(FullStore, "commit", commit)
    with pytest.raises(StoreError):
        waiting.retry()
    assert noted() == ["one"]
    assert waiting.lines == ["two", "three"]


def test_what_the_meeting_refuses_does_not_wait(waiting, noted):
    with pytest.raises(Refused):
        waiting.enter("!late due:someday")
    assert waiting.lines == []
    assert waiting.refused == ["!late due:someday"]


def test_what_was_saved_is_not_saved_again_whatever_goes_wrong_after(waiting, runner, noted):
    def explode(_):
        raise ZeroDivisionError

    runner.subscribe(explode)
    with pytest.raises(ZeroDivisionError):
        waiting.enter("one")
    assert waiting.lines == waiting.refused == []
    waiting.retry()
    assert noted() == ["one"]


def test_a_line_that_explodes_goes_back_and_holds_up_no_other(waiting, runner, monkeypatch, noted):
    def explode(*_):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(runner, "do", explode)
        with pytest.raises(ZeroDivisionError):
            waiting.enter("one")
    assert waiting.refused == ["one"]
    waiting.enter("two")
    assert noted() == ["two"]


@pytest.mark.parametrize("end", [KeyboardInterrupt, SystemExit])
def test_a_line_that_the_end_of_the_process_interrupts_waits(
    waiting, runner, monkeypatch, next_draft, end
):
    def interrupt(*_):
        raise end

    monkeypatch.setattr(runner, "do", interrupt)
    with pytest.raises(end):
        waiting.enter("one")
    assert waiting.lines == ["one"]
    assert waiting.refused == []
    assert [entered.line for entered in next_draft().read().entered] == ["one"]


def test_the_next_start_brings_all_of_it_back(
    waiting, full, store, runner, clock, draft, next_draft, noted
):
    waiting.keep(["half a li", " ", "7"])
    store.full = False
    waiting.let_go()
    later = Waiting(runner, next_draft())
    assert later.restore() == ("half a li", "7")
    later.retry()
    assert noted() == ["one", "two", "three"]
    later.let_go()
    again = next_draft()
    assert again.read() == Typed(("half a li", "7"))
    again.let_go()
    later.keep([])
    assert not draft.path.exists()


def test_a_kill_before_the_draft_is_rewritten_saves_no_line_twice(
    waiting, full, store, runner, clock, draft, next_draft, noted
):
    behind = draft.path.read_bytes()
    store.full = False
    waiting.retry()
    draft.path.write_bytes(behind)
    again = resume_meeting(store, clock, runner.state.meeting)
    later = Waiting(again, next_draft())
    later.restore()
    later.retry()
    assert [note.text for note in again.state.notes.values()] == ["one", "two", "three"]
    assert later.lines == []
    assert not draft.path.exists()


def test_a_line_that_got_through_although_it_was_refused_is_saved_once(waiting, store, noted):
    def commit(changes):
        stored = MemoryStore.commit(store, changes)
        news = iter([stored])
        store.follow = lambda: next(news, Changes())
        raise StoreError("not saved: the disk does not answer")

    store.commit = commit
    with pytest.raises(StoreError):
        waiting.enter("one")
    del store.commit
    assert waiting.lines == ["one"]
    waiting.retry()
    assert noted() == ["one"]
    assert waiting.lines == []


def test_trouble_with_the_draft_is_said_once(waiting, draft, monkeypatch):
    def refuse(_):
        raise StoreError("what is typed is not kept: full")

    with monkeypatch.context() as patch:
        patch.setattr(draft, "keep", refuse)
        with pytest.raises(StoreError, match="not kept"):
            waiting.keep(["a"])
        waiting.keep(["ab"])
        waiting.enter("one")
    waiting.keep(["abc"])
    assert draft.read() == Typed(("abc",))


def test_without_a_draft_nothing_is_kept(runner):
    waiting = Waiting(runner)
    assert waiting.restore() == ()
    waiting.let_go()
    waiting.keep(["a"])
    waiting.enter("one")


def test_a_meeting_resumed_has_each_line_once(waiting, full, store, runner, clock):
    store.full = False
    waiting.retry()
    assert len(resume_meeting(store, clock, runner.state.meeting).state.notes) == 3
