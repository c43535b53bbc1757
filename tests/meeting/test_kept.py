"""Which promises a meeting judges."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.meeting.between import Sitting
from meetingtui.meeting.kept import judged
from meetingtui.meeting.model import Action, ActionState

AT = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
MEETINGS = [
    Sitting(f"m{n}", AT + n * WEEK, AT + n * WEEK + timedelta(hours=1), (AT + n * WEEK).date())
    for n in range(4)
]


def promise(due=None, state=ActionState.OPEN, settled=None, made=0, meeting="m0"):
    """Return a promise; days are counted from the first meeting."""
    return Action(
        id="a", agenda="weekly", meeting=meeting, text="Do it", state=state,
        due_on=None if due is None else AT.date() + timedelta(days=due),
        settled_at=None if settled is None else AT + timedelta(days=settled),
        taken_at=AT + timedelta(days=made),
    )  # fmt: skip


def verdicts(action):
    """Return what each of the meetings finds: kept, not kept, or nothing to say."""
    before = [None, *MEETINGS]
    found = [judged([action], *each) for each in zip(MEETINGS, before, strict=False)]
    return [each[0][1] if each else None for each in found]


DONE, DROPPED = ActionState.DONE, ActionState.DROPPED


@pytest.mark.parametrize(
    ("action", "found"),
    [
        (promise(due=7), [None, False, None, None]),
        (promise(due=8), [None, None, False, None]),
        (promise(due=7, state=DONE, settled=5), [None, True, None, None]),
        (promise(due=7, state=DONE, settled=7.01), [None, True, None, None]),
        (promise(due=7, state=DONE, settled=8), [None, False, None, None]),
        (promise(due=20, state=DONE, settled=5), [None, True, None, None]),
        (promise(due=7, state=DROPPED, settled=5), [None, None, None, None]),
        (promise(due=7, state=DROPPED, settled=8), [None, False, None, None]),
        (promise(due=7, state=DONE, settled=0.01), [None, None, None, None]),
        (promise(), [None, None, None, None]),
        (promise(state=DONE, settled=8), [None, None, True, None]),
        (promise(due=3, made=2, meeting=""), [None, False, None, None]),
    ],
)
def test_each_is_judged_once_by_whose_end_it_is_done_or_due(action, found):
    assert verdicts(action) == found


@given(
    due=st.none() | st.integers(-5, 30),
    state=st.sampled_from(ActionState),
    settled=st.integers(0, 30),
    made=st.integers(0, 25),
)
def test_no_promise_is_judged_twice(due, state, settled, made):
    at = None if state is ActionState.OPEN else made + settled
    found = verdicts(promise(due, state, at, made, meeting=f"m{made // 7}"))
    assert sum(each is not None for each in found) <= 1
