"""The outbox: durable, for its owner alone, and clear about what it cannot read."""

from __future__ import annotations

import stat
from datetime import timedelta

import pytest
from msgspec.structs import replace

from meetingtui.errors import NotFoundError, StoreError
from meetingtui.sending.outbox import KEPT, Outbox, mark_of
from meetingtui.sending.parcel import Parcel, State
from meetingtui.store.files import Files
from meetingtui.store.lock import Busy


@pytest.fixture
def put(outbox, ten):
    return lambda target="team", text="hello", now=ten: outbox.put(
        target, "Minutes", text, mark_of(target, text), now
    )


def test_nothing_is_there_at_first(outbox):
    assert outbox.parcels() == []
    assert not outbox.folder.exists()
    with pytest.raises(NotFoundError, match="no parcel 3"):
        outbox.parcel(3)


def test_a_parcel_is_on_disk_for_its_owner_alone(outbox, put):
    first, second = put(), put(text="more")
    assert (first.number, second.number) == (1, 2)
    assert Outbox(outbox.folder).parcels() == [first, second]
    assert stat.S_IMODE(outbox.folder.stat().st_mode) == 0o700
    files = sorted(outbox.folder.iterdir())
    assert [file.name for file in files] == ["000001.json", "000002.json"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_two_processes_never_take_one_number(outbox, put, monkeypatch):
    put()
    monkeypatch.setattr(Outbox, "_paths", lambda self: [])
    assert put(text="other").number == 2
    (outbox.folder / "000003.new").write_text("left behind")
    assert put(text="third").number == 4


def test_a_change_replaces_the_whole_file(outbox, put):
    parcel = outbox.change(replace(put(), attempts=4))
    assert outbox.parcel(1) == parcel
    assert [file.name for file in outbox.folder.iterdir()] == ["000001.json"]


def test_what_is_settled_holds_no_text_any_more(outbox, put, ten):
    sent = outbox.settle(put(), State.SENT, ten)
    rejected = outbox.settle(put(text="x"), State.REJECTED, ten, "no")
    assert (sent.payload, sent.settled_at) == ("", ten)
    assert (rejected.payload, rejected.told) == ("x", "no")
    assert [State.SENT.is_open, State.REJECTED.is_open] == [False, True]


def test_the_same_is_known_again(outbox, put, ten):
    assert outbox.same(mark_of("team", "hello")) is None
    parcel = put()
    assert outbox.same(mark_of("team", "hello")) == parcel
    assert outbox.same(mark_of("team", "hello!")) is None
    assert outbox.same(mark_of("others", "hello")) is None
    outbox.settle(parcel, State.REJECTED, ten)
    assert outbox.same(parcel.mark) is None
    later = put()
    assert outbox.same(parcel.mark) == later
    for each in (parcel, later):
        outbox.settle(each, State.DROPPED, ten)
    assert outbox.same(parcel.mark) is None


def test_what_was_settled_long_ago_is_forgotten(outbox, put, ten):
    outbox.settle(put(), State.SENT, ten)
    open_one = put(text="x")
    outbox.thin(ten + KEPT)
    assert len(outbox.parcels()) == 2
    outbox.thin(ten + KEPT + timedelta(seconds=1))
    assert outbox.parcels() == [open_one]


def test_one_process_sends_at_a_time(outbox, put):
    put()
    with (
        outbox.held(),
        pytest.raises(Busy, match="another process is sending"),
        Outbox(outbox.folder).held(),
    ):
        pass
    with Outbox(outbox.folder).held():
        pass


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is no parcel"),
        (b"{}", "is no parcel"),
        (b'{"number": 1', "is no parcel"),
        (b"\xff", "is no parcel"),
        ((b'{"number":1,"schema":2,"target":"a","subject":"b","payload":"c","mark":"d",'
         b'"made_at":"2026-01-01T00:00:00Z"}'), "is from a newer version"),
    ],
)  # fmt: skip
def test_what_is_no_parcel_is_named_and_keeps_nothing_from_being_sent(outbox, put, content, told):
    first = put()
    path = outbox.folder / "000007.json"
    path.write_bytes(content)
    (outbox.folder / "notes.txt").write_text("not ours")
    assert put(text="more").number == 8
    assert [each.number for each in outbox.parcels()] == [1, 8]
    (trouble,) = outbox.troubles()
    assert f"{path} {told}" in trouble
    assert outbox.same(first.mark) == first
    with pytest.raises(StoreError, match=told):
        outbox.parcel(7)
    assert path.read_bytes() == content


def test_what_is_forgotten_meanwhile_is_no_trouble(outbox, put, monkeypatch):
    put()
    paths = outbox._paths()
    monkeypatch.setattr(Outbox, "_paths", lambda self: [*paths, outbox.folder / "000009.json"])
    assert len(outbox.parcels()) == 1
    assert outbox.troubles() == []


def test_a_file_that_cannot_be_read_is_said(outbox, put, monkeypatch):
    put()

    def broken(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Files, "open", broken)
    with pytest.raises(StoreError, match="cannot be read: Permission denied"):
        outbox.parcel(1)
    outbox.folder.rename(outbox.folder.with_name("x"))
    outbox.folder.write_text("in the way")
    with pytest.raises(StoreError, match="cannot be read: Not a directory"):
        outbox.parcels()


@pytest.mark.parametrize("operation", ["sync", "rename", "sync_folder", "open", "write"])
def test_a_full_disk_loses_nothing_that_was_there(outbox, put, monkeypatch, operation):
    parcel = put()

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Files, operation, full)
        with pytest.raises(StoreError, match="cannot be written: No space left"):
            outbox.change(replace(parcel, attempts=9))
        if operation not in ("rename", "open"):
            with pytest.raises(StoreError, match="cannot be written: No space left"):
                outbox.put("team", "x", "y", "z", parcel.made_at)
    assert outbox.parcel(1) in (parcel, replace(parcel, attempts=9))
    assert all(isinstance(each, Parcel) for each in outbox.parcels())
