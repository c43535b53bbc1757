"""Delivering each parcel once, whatever happens in between."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetingtui.errors import Refused, StoreError, UsageError
from meetingtui.sending.outbox import Outbox
from meetingtui.sending.outcome import Delivered, NotDelivered, Rejected, Unknown
from meetingtui.sending.parcel import State
from meetingtui.sending.postman import CUT_SHORT, LONGEST_WAIT, PERSISTENCE, Postman
from meetingtui.store.lock import Busy

MINUTE = timedelta(minutes=1)


class Round:
    """An outbox, a clock, and targets that answer as they are told."""

    def __init__(self, outbox, clock):
        self.outbox = outbox
        self.clock = clock
        self.taken = []
        self.answers = [Delivered()]
        self.postman = Postman(outbox, self._deliver, clock.now)

    def put(self, text="hello"):
        return self.outbox.put("team", "Minutes", text, text, self.clock.now())

    def go(self):
        return list(self.postman.round())

    def _deliver(self, parcel, _now):
        # Noted before it is handed over.
        assert self.outbox.parcel(parcel.number).state is State.SENDING
        self.taken.append(parcel.number)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, BaseException):
            raise answer
        return answer


@pytest.fixture
def post(outbox, clock):
    return Round(outbox, clock)


def test_what_is_delivered_is_never_sent_again(post):
    parcel = post.put()
    sent = post.postman.send(parcel.number)
    assert (sent.state, sent.payload, sent.attempts) == (State.SENT, "", 1)
    assert post.postman.send(parcel.number) == sent
    assert post.go() == []
    assert post.taken == [1]
    with pytest.raises(Refused, match="parcel 1 is sent already"):
        post.postman.again(1)
    with pytest.raises(Refused, match="parcel 1 is sent already"):
        post.postman.drop(1)


def test_a_dead_network_is_tried_again_later_and_later(post):
    post.put()
    post.answers = [NotDelivered("dead")]
    waits = []
    for _ in range(12):
        (parcel,) = post.go()
        assert (parcel.state, parcel.told) == (State.WAITING, "dead")
        waits.append(parcel.next_at - post.clock.now())
        post.clock.advance(waits[-1] - timedelta(seconds=1))
        assert post.go() == []
        post.clock.advance(timedelta(seconds=1))
    assert waits[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert waits[-1] == LONGEST_WAIT
    post.answers = [Delivered()]
    (parcel,) = post.go()
    assert (parcel.state, parcel.next_at) == (State.SENT, None)


def test_a_server_that_asks_for_time_gets_it(post):
    post.put()
    post.answers = [NotDelivered("busy", timedelta(hours=2)), Delivered()]
    (parcel,) = post.go()
    assert parcel.next_at - post.clock.now() == timedelta(hours=2)


def test_parcels_to_one_target_arrive_in_their_order(post):
    for text in ("one", "two", "three"):
        post.put(text)
    post.outbox.put("others", "Minutes", "x", "x", post.clock.now())
    post.answers = [NotDelivered("dead"), Delivered()]
    assert [each.number for each in post.go()] == [1, 4]
    assert post.go() == []
    post.clock.advance(MINUTE)
    assert [each.number for each in post.go()] == [1, 2, 3]


@pytest.mark.parametrize("answer", [Unknown("who knows"), Rejected("no")])
def test_the_rest_of_a_letter_waits_for_a_part_that_is_lost(post, answer):
    for part in ("1 of 3", "2 of 3", "3 of 3"):
        post.outbox.put("team", part, part, "letter", post.clock.now())
    post.put("another letter")
    post.answers = [Delivered(), answer, Delivered()]
    assert [each.number for each in post.go()] == [1, 2, 4]
    assert post.outbox.same("letter").number == 2
    assert post.go() == []
    post.postman.again(2)
    assert [each.number for each in post.go()] == [3]
    assert post.taken == [1, 2, 4, 2, 3]
    assert post.outbox.same("letter").number == 3


def test_after_days_it_is_given_up(post):
    post.put()
    post.answers = [NotDelivered("dead")]
    post.clock.advance(PERSISTENCE + MINUTE)
    (parcel,) = post.go()
    assert (parcel.state, parcel.told) == (State.REJECTED, "given up: dead")
    assert post.go() == []
    assert post.postman.again(1).state is State.WAITING


@pytest.mark.parametrize(
    ("answer", "state"), [(Unknown("who knows"), State.UNKNOWN), (Rejected("no"), State.REJECTED)]
)
def test_only_people_send_again_what_may_have_arrived_or_was_refused(post, answer, state):
    post.put()
    post.answers = [answer, Delivered()]
    assert [each.state for each in post.go()] == [state]
    post.clock.advance(PERSISTENCE)
    assert post.go() == []
    assert post.postman.send(1).state is state
    assert post.taken == [1]
    assert post.postman.again(1).state is State.SENT


def test_what_was_being_sent_when_a_process_ended_is_unknown(post):
    post.put()
    post.answers = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        post.postman.send(1)
    post.answers = [Delivered()]
    (parcel,) = post.go()
    assert (parcel.state, parcel.told) == (State.UNKNOWN, CUT_SHORT)
    assert post.taken == [1]


def test_settings_that_are_off_are_no_reason_to_lose_it(post):
    post.put()
    post.answers = [UsageError("the variable HOOK is not set")]
    (parcel,) = post.go()
    assert (parcel.state, parcel.told) == (State.WAITING, "the variable HOOK is not set")


def test_a_disk_that_takes_no_note_before_means_that_nothing_is_sent(post, monkeypatch):
    post.put()

    def full(*_):
        raise StoreError("full")

    with monkeypatch.context() as patch:
        patch.setattr(Outbox, "change", full)
        with pytest.raises(StoreError, match="full"):
            post.postman.send(1)
    assert post.taken == []
    assert post.outbox.parcel(1).state is State.WAITING


def test_a_disk_that_takes_no_note_afterwards_leaves_it_unknown(post, monkeypatch):
    post.put()

    def full(*_):
        raise StoreError("full")

    with monkeypatch.context() as patch:
        patch.setattr(Outbox, "settle", full)
        with pytest.raises(StoreError, match="full"):
            post.postman.send(1)
    assert [each.state for each in post.go()] == [State.UNKNOWN]
    assert post.taken == [1]


def test_while_one_process_sends_another_does_not(post):
    post.put()
    with Outbox(post.outbox.folder).held():
        for sending in (lambda: post.postman.send(1), post.go, lambda: post.postman.again(1)):
            with pytest.raises(Busy):
                sending()
    assert post.taken == []


def test_what_is_dropped_is_not_sent(post):
    post.put()
    dropped = post.postman.drop(1)
    assert (dropped.state, dropped.payload) == (State.DROPPED, "")
    assert post.go() == []
    assert post.taken == []


ANSWERS = st.sampled_from(
    [Delivered(), NotDelivered("a"), NotDelivered("b", MINUTE), Rejected("c"), Unknown("d"),
     KeyboardInterrupt(), UsageError("e")]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(ANSWERS, min_size=1, max_size=12))
def test_by_itself_nothing_is_handed_over_again_that_may_have_arrived(
    answers, clock, tmp_path_factory
):
    post = Round(Outbox(tmp_path_factory.mktemp("outbox")), clock)
    post.put()
    post.answers = [*answers, Delivered()]
    final = (Delivered, Unknown, Rejected, KeyboardInterrupt)
    ends = [number for number, each in enumerate(answers) if isinstance(each, final)]
    for _ in range(20):
        with suppress(KeyboardInterrupt):
            post.go()
        clock.advance(timedelta(hours=6))
    assert len(post.taken) <= (ends[0] + 1 if ends else len(answers) + 1)
