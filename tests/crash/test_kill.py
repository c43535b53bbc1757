"""A process that is killed with -9: at every file operation, and at any moment."""

import os
import select
import signal
import time

import pytest
from harness import STEPS, Counting, Files, Killing, assert_whole, ended, in_child, write_on

KILLED = -signal.SIGKILL


def operations(path):
    files = Counting()
    write_on(path / "counted" / "library.json", files, lambda step: None)
    return files.names


@pytest.mark.parametrize("moment", ["before", "half", "after"])
def test_killed_at_every_file_operation(tmp_path, moment, some, figures):
    names = operations(tmp_path)
    wanted = [n for n, name in enumerate(names) if moment != "half" or name == "write"]
    for turn, at in enumerate(some(wanted, 25)):
        path = tmp_path / f"{turn}" / "library.json"
        status, acknowledged = ended(
            *in_child(lambda ack, at=at, path=path: write_on(path, Killing(at, moment), ack))
        )
        assert status == KILLED
        said = assert_whole(path, acknowledged)
        assert said == ""
        figures[f"kill -9 {moment} a file operation ({len(names)} operations)"] += 1


def lasting(path):
    """Return how many seconds it takes here where nobody kills it."""
    began = time.perf_counter()
    status, acknowledged = ended(*in_child(lambda ack: write_on(path, Files(), ack)))
    assert (status, acknowledged) == (0, STEPS)
    return time.perf_counter() - began


def test_killed_at_any_moment(tmp_path, chance, rounds, figures):
    whole = lasting(tmp_path / "whole" / "library.json")
    wanted = rounds(15, 1300)
    for turn in range(10 * wanted):
        path = tmp_path / f"{turn}" / "library.json"
        process, reading = in_child(lambda ack, path=path: write_on(path, Files(), ack))
        select.select([], [], [], chance.random() * whole)
        os.kill(process, signal.SIGKILL)
        status, acknowledged = ended(process, reading)
        if status == KILLED:
            assert assert_whole(path, acknowledged) == ""
            figures["kill -9 at a random moment"] += 1
            wanted -= 1
        else:
            assert acknowledged == STEPS
        if not wanted:
            break
    assert not wanted
