"""Any sequence of commits, compactions and reopenings, by two stores, against a dictionary."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from meetingtui.meeting.model import Changes, Note, NoteKind
from meetingtui.store.lines import Commit, Head, Turn, encode_line, mark_of
from meetingtui.store.replay import mended, position_of, replay
from meetingtui.store.storage import JournalStorage
from meetingtui.store.tiny import TinyStore

AT = datetime(2026, 11, 24, tzinfo=UTC)
IDS = st.sampled_from("abcde")
STEPS = st.lists(
    st.tuples(st.sampled_from(["put", "remove", "close", "follow", "compact"]), st.booleans(), IDS),
    max_size=12,
)
PATH = Path("library.json")


def note(id, text=""):
    return Note(id=id, agenda="a", meeting="m", number=1, kind=NoteKind.WIN, text=text, taken_at=AT)


def texts(store):
    return {found.id: found.text for found in store.find(Note)}


@given(STEPS)
@settings(max_examples=40)
def test_two_stores_always_end_where_a_dictionary_does(steps):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.json"
        stores = [TinyStore(path), TinyStore(path)]
        expected, known = {}, [{}, {}]
        for number, (what, which, id) in enumerate(steps):
            store = stores[which]
            if what == "put":
                store.commit(Changes(put=(note(id, f"{number}"),)))
                expected[id] = known[which][id] = f"{number}"
            elif what == "remove":
                store.commit(Changes(remove=(note(id),)))
                expected.pop(id, None)
                known[which].pop(id, None)
            elif what == "compact" and path.exists():
                storage = JournalStorage(path)
                storage.compact()
                storage.close()
            elif what == "close":
                store.close()
            for one, seen in zip(stores, known, strict=True):
                if what == "follow" or number % 3 == 0:
                    told = one.follow()
                    seen |= {found.id: found.text for found in told.put}
                    for gone in told.remove:
                        del seen[gone.id]
                    assert seen == texts(one) == expected
        for store in stores:
            store.close()
        assert texts(TinyStore(path)) == expected
        if path.exists():
            with TinyDB(path) as db:
                assert {row["id"]: row["text"] for row in db.table("notes")} == expected


def written(count):
    """Return a journal with a head and so many commits, in lines."""
    commits = [Commit(remove={"notes": ["1"]}, number=n, id=f"c{n}") for n in range(1, count + 1)]
    return [encode_line(line) for line in (Head(1, 0, "", mark_of(SNAPSHOT)), *commits)]


SNAPSHOT = b'{"notes":{}}'


@given(st.integers(1, 8), st.data())
def test_what_is_mended_says_all_that_is_whole(count, data):
    lines = written(count)
    bad = data.draw(st.sets(st.integers(0, count), min_size=1))
    content = b"".join(
        b"00000000 {}\n" if number in bad else line for number, line in enumerate(lines)
    )
    state = replay(PATH, SNAPSHOT, content)
    assert {damage.line - 1 for damage in state.lines.damage} == bad
    again = replay(PATH, SNAPSHOT, mended(state))
    assert again.lines.damage == []
    assert again.tables == state.tables
    kept = {one.number for one in again.lines.commits if not one.id.startswith("lost")}
    assert kept == set(range(1, count + 1)) - bad


def test_a_place_is_found_or_not():
    lines = written(3)
    content = b"".join(lines)
    head, offset = position_of((0, ""), content)
    assert head.after == 0
    assert content[offset:] == b"".join(lines[1:])
    assert position_of((3, "c3"), content)[1] == len(content)
    assert position_of((3, "other"), content) is None
    assert position_of((3, "c3"), content.replace(b"c2", b"c9")) is None
    assert position_of((0, ""), b"") is None


def test_a_line_out_of_its_order_is_damage():
    head, one, two, three = written(3)
    turn = encode_line(Turn(1, "c1", mark_of(b"{}")))
    state = replay(PATH, SNAPSHOT, head + one + two + one + turn + three + head)
    assert [damage[::2] for damage in state.lines.damage] == [
        (4, "commit 1 is there after commit 2"),
        (7, "it is not in its place"),
    ]
    assert [one.number for one in state.lines.commits] == [1, 2, 3]


def test_a_turn_tells_what_a_new_snapshot_holds():
    content = b"".join(written(3))
    newer = b'{"notes":{"1":{}}}'
    turned = content + encode_line(Turn(3, "c3", mark_of(newer)))
    assert replay(PATH, newer, content).tables == {"notes": {}}
    assert replay(PATH, newer, turned).tables["notes"].keys() == {"1"}
    assert replay(PATH, newer, turned).place == (3, "c3")
    assert position_of((3, "c3"), turned)[1] == len(content)
    assert position_of((4, "c4"), turned) is None


def test_where_there_are_no_files_there_is_nothing():
    assert replay(PATH, None, None).tables == {}
