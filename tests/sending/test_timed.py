import socket

import pytest

from meetingtui.sending.timed import TimedReader


def test_when_the_time_is_up_nothing_more_is_read():
    here, there = socket.socketpair()
    with here, there:
        there.sendall(b"abc")
        clock = iter([0.0, 5.0, 10.0]).__next__
        reader = TimedReader(here, 10, clock)
        assert reader.readable()
        assert reader.read(2) == b"ab"
        with pytest.raises(TimeoutError, match="took too long"):
            reader.read(1)
