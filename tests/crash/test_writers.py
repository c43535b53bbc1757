"""Several processes that write at once, compact under each other, and are killed."""

import os
import select
import signal

import pytest
from harness import AT, Action, Changes, Files, ended, in_child

from meetingtui.store.tiny import TinyStore

EACH = 20


def promise(writer, number):
    """Return a promise that only this writer makes."""
    id = f"{writer}-{number:03}"
    return Action(id=id, agenda="a", meeting="m", text=f"promise {id}", taken_at=AT)


def write(path, writer, acknowledge):
    """Commit promises; open and close, and so compact, now and then."""
    store = TinyStore(path, files=Files())
    for number in range(EACH):
        store.commit(Changes(put=(promise(writer, number),)))
        acknowledge(number)
        if number % 7 == writer % 7:
            store.close()
            store = TinyStore(path, files=Files())
    store.close()


@pytest.mark.parametrize("writers", [2, 8])
@pytest.mark.parametrize("is_killed", [False, True], ids=["to the end", "killed"])
def test_writers_lose_nothing_of_each_other(tmp_path, writers, is_killed, chance, rounds, figures):
    for turn in range(rounds(2, 25)):
        path = tmp_path / f"{turn}" / "library.json"
        children = [
            in_child(lambda ack, writer=writer: write(path, writer, ack))  # noqa: B023
            for writer in range(writers)
        ]
        if is_killed:
            select.select([], [], [], chance.random() * 0.1)
            for process, _ in children[::2]:
                os.kill(process, signal.SIGKILL)
        acknowledged = [ended(*child)[1] for child in children]
        follower = TinyStore(path)
        found = follower.find(Action)
        for writer, count in enumerate(acknowledged):
            assert is_killed or count == EACH
            mine = [one for one in found if one.id.startswith(f"{writer}-")]
            assert [one.id for one in mine] == [promise(writer, n).id for n in range(len(mine))]
            assert len(mine) - count in (0, 1)
        assert sorted(one.number for one in found) == list(range(1, len(found) + 1))
        figures[f"{writers} writers, {'half of them killed' if is_killed else 'to the end'}"] += 1


def test_each_sees_what_the_other_commits(tmp_path):
    path = tmp_path / "library.json"
    one, two = TinyStore(path), TinyStore(path)
    for turn in range(30):
        writer, reader = (one, two) if turn % 3 else (two, one)
        stored = writer.commit(Changes(put=(promise(turn, 1),)))
        assert reader.follow() == stored
        assert writer.follow() == Changes()
        if turn % 10 == 9:
            TinyStore(path).commit(Changes(put=(promise(turn, 2),)))
            third = TinyStore(path)
            third.commit(Changes(put=(promise(turn, 3),)))
            third.close()
            assert len(one.follow().put) == len(two.follow().put) == 2
