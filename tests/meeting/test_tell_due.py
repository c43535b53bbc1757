from datetime import UTC, date, datetime

import pytest

from meetingtui.meeting.model import Action, Version
from meetingtui.meeting.tell_due import tell_due, tell_new_due

TODAY = date(2026, 11, 24)
SAID = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LONG_AGO = datetime(2025, 11, 24, 10, 0, tzinfo=UTC)
DOUBT = "(long past; is the year right?)"


def action(due_on, *history):
    return Action(
        id="a", agenda="weekly", meeting="", number=1, text="Send it", taken_at=SAID,
        due_on=due_on, history=history,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("due_on", "told"),
    [
        (date(2026, 11, 27), "due Fri 27 Nov, in 3 days"),
        (date(2026, 11, 17), "due Tue 17 Nov, 7 days ago"),
        (date(2026, 11, 16), f"due Mon 16 Nov, 8 days ago {DOUBT}"),
        (date(2025, 12, 1), f"due Mon 1 Dec 2025, 358 days ago {DOUBT}"),
    ],
)
def test_a_new_date_that_is_long_past_is_doubted(due_on, told):
    assert tell_new_due(due_on, TODAY) == told
    assert tell_due(action(due_on), TODAY) == told
    assert tell_due(action(due_on, Version(at=SAID, was={})), TODAY) == told


def test_without_a_date_nothing_is_told():
    assert tell_due(action(None), TODAY) == ""


def test_what_has_become_overdue_since_is_not_doubted():
    made = Version(at=LONG_AGO, was={})
    handed = Version(at=SAID, was={"owner": "Ben"})
    assert DOUBT not in tell_due(action(date(2025, 12, 1), made, handed), TODAY)
    dated = Version(at=SAID, was={"due_on": None})
    assert DOUBT in tell_due(action(date(2025, 12, 1), made, dated), TODAY)
