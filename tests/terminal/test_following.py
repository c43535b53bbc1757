"""A second terminal beside the one in which the meeting is held."""

import signal


def test_the_room_sees_within_a_second_what_the_facilitator_does(meeting, start):
    room = start("follow").see("Opening")
    meeting.type("/next\r").see("has the floor")
    room.see("Sales")
    assert room.type("q").end() == 0
    assert room.is_as_before


def test_in_lines_it_says_each_turn_until_it_is_interrupted(meeting, start):
    room = start("follow", "--plain").see("Opening: ")
    meeting.type("/next\r").see("has the floor")
    room.see("Sales · Wins: ")
    room.kill(signal.SIGINT)
    assert room.end() == 130


def test_a_meeting_that_is_not_there_is_named(start):
    session = start("follow", "nothing")
    assert session.end() == 3
    assert "there are no meetings yet" in session.text
