"""The contract of `store/port.py`; every store passes it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from meetingtui.errors import ChangedMeanwhile
from meetingtui.meeting.model import Action, Changes, Meeting, Note
from meetingtui.store.memory import MemoryStore
from meetingtui.store.tiny import TinyStore


@pytest.fixture(params=["memory", "tiny"])
def store(request, tmp_path):
    made = MemoryStore() if request.param == "memory" else TinyStore(tmp_path / "library.json")
    yield made
    made.close()


def test_a_new_store_is_empty(store):
    assert store.find(Meeting) == store.find(Note) == store.find(Action) == []
    assert store.get(Note, "n1") is None


def test_what_was_committed_is_found(store, meeting, note, action):
    stored = store.commit(Changes(put=(meeting(), note(), action(number=4))))
    assert stored == Changes(put=(meeting(), note(), action(number=4)))
    assert store.get(Meeting, "m1") == meeting()
    assert store.get(Note, "n1") == note()
    assert store.get(Action, "a1") == action(number=4)


def test_the_same_id_in_two_tables_is_two_documents(store, note, action):
    store.commit(Changes(put=(note("x"), action("x"))))
    assert store.get(Note, "x") == note("x")
    assert store.get(Action, "x").text == "Send the deck"
    assert store.get(Meeting, "x") is None


def test_a_second_put_replaces_the_first(store, note):
    store.commit(Changes(put=(note(text="Won Acme"),)))
    store.commit(Changes(put=(note(text="Won Acme and Bolt"),)))
    assert [found.text for found in store.find(Note)] == ["Won Acme and Bolt"]


def test_the_last_put_of_a_commit_wins(store, note):
    store.commit(Changes(put=(note(text="one"), note(text="two"))))
    assert [found.text for found in store.find(Note)] == ["two"]


def test_what_was_removed_is_gone(store, note, action):
    store.commit(Changes(put=(note("n1"), note("n2"), action())))
    store.commit(Changes(remove=(note("n1"), action())))
    assert [found.id for found in store.find(Note)] == ["n2"]
    assert store.find(Action) == []


def test_removing_what_is_not_there_does_nothing(store, note):
    assert store.commit(Changes(remove=(note(),))) == Changes(remove=(note(),))
    assert store.find(Note) == []


def test_no_changes_are_no_commit(store):
    assert store.commit(Changes()) == Changes()


def test_documents_are_found_oldest_first(store, note):
    for id in ("n3", "n1", "n2"):
        store.commit(Changes(put=(note(id),)))
    assert [found.id for found in store.find(Note)] == ["n1", "n2", "n3"]


def test_documents_are_found_by_what_their_fields_equal(store, note):
    monthly = note("n3", agenda="monthly", team="Sales")
    store.commit(Changes(put=(note("n1"), note("n2", team="Sales"), monthly)))
    assert [found.id for found in store.find(Note, team="Sales")] == ["n2", "n3"]
    assert [found.id for found in store.find(Note, team="Sales", agenda="weekly")] == ["n2"]
    assert [found.id for found in store.find(Note, kind="win")] == ["n1", "n2", "n3"]
    assert store.find(Note, team="Nobody") == []


def test_the_newest_are_found_oldest_first(store, note):
    for id in ("n3", "n1", "n4", "n2"):
        store.commit(Changes(put=(note(id, team="Sales" if id < "n3" else ""),)))
    assert [found.id for found in store.find(Note, latest=2)] == ["n3", "n4"]
    assert [found.id for found in store.find(Note, latest=1, team="Sales")] == ["n2"]
    assert [found.id for found in store.find(Note, latest=9)] == ["n1", "n2", "n3", "n4"]
    assert store.find(Note, latest=0) == []


def test_a_field_that_does_not_exist_is_a_mistake_of_the_caller(store):
    with pytest.raises(TypeError, match="Note has no field colour"):
        store.find(Note, colour="red")


def test_a_new_action_item_gets_the_next_number(store, action):
    stored = store.commit(Changes(put=(action("a1"), action("a2"))))
    assert [item.number for item in stored.put] == [1, 2]
    store.commit(Changes(put=(action("a7", number=7),)))
    assert store.commit(Changes(put=(action("a8"),))).put[0].number == 8
    assert [item.number for item in store.find(Action)] == [1, 2, 7, 8]


def test_an_action_item_keeps_its_number(store, action):
    first = store.commit(Changes(put=(action("a1"),))).put[0]
    store.commit(Changes(put=(action("a2"),)))
    assert store.commit(Changes(put=(first,))).put == (first,)


def test_a_number_that_was_given_to_another_is_not_used_twice(store, action):
    undone = store.commit(Changes(put=(action("a1"),))).put[0]
    store.commit(Changes(remove=(undone,)))
    assert store.commit(Changes(put=(action("a2"),))).put[0].number == 1
    assert store.commit(Changes(put=(undone,))).put[0].number == 2


def test_nobody_else_means_nothing_to_follow(store, note):
    assert store.follow() == Changes()
    store.commit(Changes(put=(note(),)))
    assert store.follow() == Changes()


def test_closing_twice_does_nothing(store):
    store.close()
    store.close()


def test_a_change_of_what_others_have_changed_is_refused_as_a_whole(store, note, action):
    store.commit(Changes((note("n1"), action("a1", number=1))))
    theirs = action("a1", number=1, text="Send both decks")
    store.commit(Changes((theirs,), expected=(action("a1", number=1),)))
    mine = Changes(
        (note("n2"), action("a1", number=1, owner="Dana")), expected=(action("a1", number=1),)
    )
    with pytest.raises(ChangedMeanwhile, match="!1 was changed elsewhere meanwhile"):
        store.commit(mine)
    assert store.find(Action) == [theirs]
    assert store.find(Note) == [note("n1")]


def test_what_is_gone_is_not_as_expected(store, note, meeting):
    with pytest.raises(ChangedMeanwhile, match='win "Won Acme" was changed'):
        store.commit(Changes((note("n1", text="x"),), expected=(note("n1"),)))
    with pytest.raises(ChangedMeanwhile, match="the meeting was changed"):
        store.commit(Changes((meeting("m1"),), expected=(meeting("m1"),)))


def test_another_has_the_same_documents_for_a_thread_of_its_own(store, meeting, note, action):
    store.commit(Changes(put=(meeting(), note(), action(number=4))))

    def read():
        other = store.another()
        found = [other.find(kind) for kind in (Meeting, Note, Action)]
        other.close()
        return found

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(read).result() == [[meeting()], [note()], [action(number=4)]]
    store.commit(Changes(put=(note("n2"),)))
    assert len(store.find(Note)) == 2
