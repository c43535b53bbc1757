from __future__ import annotations

import os
from pathlib import Path

import pytest

from meetingtui.agenda.problem import AgendaError
from meetingtui.agenda.source import MAX_BYTES, MAX_LINES, read_source
from meetingtui.errors import NotFoundError


def refused(path: Path) -> str:
    with pytest.raises(AgendaError) as caught:
        read_source(path)
    return str(caught.value).removeprefix(str(path))


def test_text_is_read_without_its_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbftitle: caf\xc3\xa9\r\n")
    assert read_source(path) == "title: café\r\n"


@pytest.mark.parametrize("name", ["nothing.yaml", "no/such/folder.yaml", "a.yaml/b.yaml", "a\0b"])
def test_nothing_there_is_not_found(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.yaml").touch()
    with pytest.raises(NotFoundError, match=r"there is no agenda file .*; check the name"):
        read_source(tmp_path / name)


def test_a_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        read_source(tmp_path / "\x1b[31mred\n.yaml")
    assert str(caught.value).isprintable()


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path) == (": error: this is a folder\n  name one of the agenda files in it")


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    assert "this is not an ordinary file" in refused(path)


def test_a_device_is_refused() -> None:
    assert "this is not an ordinary file" in refused(Path("/dev/zero"))


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "loop.yaml"
    path.symlink_to(path)
    assert refused(path).startswith(": error: this cannot be read: ")


def test_the_largest_file_is_read_and_one_byte_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * MAX_BYTES)
    assert len(read_source(path)) == MAX_BYTES
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    assert "this is larger than 1 MiB" in refused(path)


@pytest.mark.parametrize("end", ["\n", "\r"])
def test_so_many_lines_are_read_and_one_more_is_refused(tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(f"#{end}".encode() * MAX_LINES)
    assert len(read_source(path)) == 2 * MAX_LINES
    path.write_bytes(f"#{end}".encode() * (MAX_LINES + 1))
    assert "this has more than 20,000 lines" in refused(path)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"\xff", ":1:1: "),
        (b"id: a\ntitle: caf\xc3\xa9 \xe9t\xe9\n", ":2:13: "),
        (b"\xef\xbb\xbfab\x80", ":1:3: "),
        (b"a\n\xed\xa0\x80", ":2:1: "),
    ],
)
def test_bytes_that_are_no_utf8_are_shown_with_their_place(
    tmp_path: Path, data: bytes, place: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    text = refused(path)
    assert text.startswith(f"{place}error: byte 0x")
    assert text.endswith("^ save the file as UTF-8")


def test_utf16_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("title: x".encode("utf-16"))
    assert "byte 0xff is not UTF-8 text" in refused(path)
