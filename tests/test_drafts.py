import json
import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.drafts import MAX_BYTES, Draft, Entered, Typed, drafts_folder
from meetingtui.errors import StoreError
from meetingtui.text import clean

SOME = Typed(("half a li",), (Entered("Won Acme", "n1"), Entered("=Old deck goes", "n2")))
LINES = st.lists(st.text(min_size=1).map(clean).filter(str.strip), max_size=3).map(tuple)
ENTERED = LINES.map(lambda lines: tuple(Entered(line, f"n{line}") for line in lines))


@pytest.fixture
def draft(tmp_path):
    return Draft(tmp_path / "drafts", "weekly", "m1")


def test_drafts_are_beside_the_store(tmp_path):
    assert drafts_folder(tmp_path / "library.json") == tmp_path / "drafts" / "library.json"


def test_what_is_kept_is_read_by_the_next_process(draft):
    draft.keep(SOME)
    draft.let_go()
    assert Draft(draft.path.parent, "weekly", "m1").read() == SOME
    assert Draft(draft.path.parent, "daily", "m1").read() == Typed()


def test_another_meeting_of_the_series_is_offered_it_and_does_not_save_it(draft):
    draft.keep(SOME)
    draft.let_go()
    next_week = Draft(draft.path.parent, "weekly", "m2")
    assert next_week.read() == Typed(("Won Acme", "=Old deck goes", "half a li"))
    next_week.keep(Typed())
    assert not draft.path.exists()


@given(LINES, ENTERED)
def test_any_lines_come_back(tmp_path_factory, written, entered):
    folder = tmp_path_factory.mktemp("drafts")
    first = Draft(folder, "s", "m")
    first.keep(Typed(written, entered))
    first.let_go()
    assert Draft(folder, "s", "m").read() == Typed(written, entered)


def test_the_file_is_its_owners_alone(draft):
    draft.keep(SOME)
    assert stat.S_IMODE(draft.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(draft.path.parent.stat().st_mode) == 0o700


def test_the_file_goes_away_with_what_is_in_it(draft):
    draft.keep(SOME)
    draft.keep(Typed())
    assert list(draft.path.parent.iterdir()) == []


def test_a_file_of_the_process_before_goes_away_too(draft):
    draft.keep(SOME)
    draft.let_go()
    later = Draft(draft.path.parent, "weekly", "m1")
    later.read()
    later.keep(Typed())
    assert not draft.path.exists()


def test_nothing_is_written_where_nothing_differs(draft):
    draft.keep(Typed())
    assert not draft.path.parent.exists()
    draft.keep(SOME)
    before = draft.path.stat()
    draft.keep(SOME)
    assert draft.path.stat() == before


def test_an_id_names_no_file_elsewhere(tmp_path):
    draft = Draft(tmp_path / "drafts", "../../etc/passwd\0", "m1")
    draft.keep(SOME)
    assert draft.path.parent == tmp_path / "drafts"
    assert draft.read() == SOME


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\x00" * 99, b"{", b"[]", b"null", b"\xff", b"[" * 9999, b'{"written": "x"}',
        b'{"meeting": "m1", "entered": [1, null, "", " "]}',
        b'{"meeting": "m1", "entered": [{}, {"line": 1}, {"line": " ", "id": "n1"}]}',
        json.dumps({"written": ["x" * MAX_BYTES]}).encode(),
    ],
)  # fmt: skip
def test_a_file_that_makes_no_sense_is_nothing(draft, content):
    draft.path.parent.mkdir()
    draft.path.write_bytes(content)
    assert draft.read() == Typed()


def test_what_is_read_is_clean(draft):
    draft.path.parent.mkdir()
    draft.path.write_text(json.dumps({"written": ["\x1b]0;pwned\x07\ud800"]}))
    assert draft.read() == Typed(("�]0;pwned��",))


def test_a_line_whose_id_got_lost_is_a_line(draft):
    draft.path.parent.mkdir()
    draft.path.write_text(json.dumps({"meeting": "m1", "entered": [{"line": "Won Acme"}]}))
    assert draft.read().entered == (Entered("Won Acme", ""),)


def test_what_is_no_ordinary_file_is_not_waited_for(draft, tmp_path):
    draft.path.parent.mkdir()
    os.mkfifo(draft.path)
    assert draft.read() == Typed()
    draft.path.unlink()
    draft.path.symlink_to(tmp_path)
    assert draft.read() == Typed()


def test_a_disk_that_refuses_is_named_and_keeps_the_old(draft, monkeypatch):
    draft.keep(SOME)

    def refuse(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StoreError, match="not kept: .*weekly.json: No space left"):
        draft.keep(Typed(("more",)))
    assert draft.read() == SOME
    assert [path.name for path in draft.path.parent.glob("*.json*")] == ["weekly.json"]
    monkeypatch.undo()
    draft.keep(Typed(("more",)))
    assert draft.read() == Typed(("more",))


def test_what_a_living_process_keeps_is_no_others(draft):
    draft.keep(SOME)
    other = Draft(draft.path.parent, "weekly", "m1")
    assert other.read() == Typed()
    other.keep(Typed(("mine",)))
    assert draft.read() == SOME
    assert other.read() == Typed(("mine",))


def test_each_that_ended_is_offered_once(draft):
    folder = draft.path.parent
    others = [Draft(folder, "weekly", "m1"), Draft(folder, "weekly", "m1")]
    for number, each in enumerate((draft, *others)):
        each.keep(Typed((f"of {number}",)))
    for each in others:
        each.let_go()
    later = [Draft(folder, "weekly", "m1") for _ in range(3)]
    assert [each.read().written for each in later] == [("of 1",), ("of 2",), ()]
    later[2].keep(SOME)
    assert [each.path.name for each in (draft, *later)] == [
        "weekly.json", "weekly+2.json", "weekly+3.json", "weekly+4.json",
    ]  # fmt: skip


def test_a_draft_in_the_way_is_not_written_over(draft):
    draft.keep(SOME)
    draft.let_go()
    blind = Draft(draft.path.parent, "weekly", "m1")
    blind.keep(Typed(("more",)))
    assert draft.read() == SOME
