from __future__ import annotations

from datetime import date
from datetime import time as ClockTime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.agenda.leaves import Unreadable
from meetingtui.agenda.repeat import LAST, Every, Repeat
from meetingtui.agenda.repeat_text import EXAMPLE, PATTERN, read_repeat

TEN = ClockTime(10, 0)
WEEK, MONTH = Every.WEEK, Every.MONTH


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("daily at 10:00", Repeat(every=WEEK, weekdays=tuple(range(7)), at=TEN)),
        ("every day at 10:00", Repeat(every=WEEK, weekdays=tuple(range(7)), at=TEN)),
        ("Weekdays at 10:00", Repeat(every=WEEK, weekdays=tuple(range(5)), at=TEN)),
        ("every weekday at 10:00", Repeat(every=WEEK, weekdays=tuple(range(5)), at=TEN)),
        ("weekly on Tuesday at 10:00", Repeat(every=WEEK, weekdays=(1,), at=TEN)),
        ("every Tuesday at 10:00", Repeat(every=WEEK, weekdays=(1,), at=TEN)),
        ("every tue, Fri and mon at 10:00", Repeat(every=WEEK, weekdays=(0, 1, 4), at=TEN)),
        ("every week on Tue at 10:00", Repeat(every=WEEK, weekdays=(1,), at=TEN)),
        ("every 2  weeks on Thu at 10:00 from 2026-12-03",
         Repeat(every=WEEK, interval=2, weekdays=(3,), at=TEN, since=date(2026, 12, 3))),
        ("every other week on Thu at 10:00",
         Repeat(every=WEEK, interval=2, weekdays=(3,), at=TEN)),
        ("every two weeks on Thu at 10:00",
         Repeat(every=WEEK, interval=2, weekdays=(3,), at=TEN)),
        *((f"{often} Thursday at 10:00", Repeat(every=WEEK, interval=2, weekdays=(3,), at=TEN))
          for often in ("biweekly on", "Fortnightly on", "every fortnight on", "every other",
                        "every second")),
        ("weekly at 10:00 on Tuesday", Repeat(every=WEEK, weekdays=(1,), at=TEN)),
        ("monthly on the first Tuesday at 10:00",
         Repeat(every=MONTH, which=1, weekdays=(1,), at=TEN)),
        ("monthly on last fri at 10:00", Repeat(every=MONTH, which=LAST, weekdays=(4,), at=TEN)),
        ("monthly on the 15th at 10:00", Repeat(every=MONTH, day=15, at=TEN)),
        ("monthly on day 1 at 10:00", Repeat(every=MONTH, day=1, at=TEN)),
        ("monthly on the last day at 10:00", Repeat(every=MONTH, day=LAST, at=TEN)),
        ("quarterly on the 2nd Mon at 10:00",
         Repeat(every=MONTH, interval=3, which=2, weekdays=(0,), at=TEN)),
        ("every second month on the 1st at 10:00",
         Repeat(every=MONTH, interval=2, day=1, at=TEN)),
    ],
)  # fmt: skip
def test_rules_are_read(text: str, rule: Repeat) -> None:
    assert read_repeat(text) == rule


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("sometimes", "'sometimes' does not say how often", "write 'weekly on Tuesday at"),
        ("", "'' does not say how often", "'every 2 weeks on …'"),
        ("every", "'every' does not say how often", "'every 2 weeks on …'"),
        ("every  ", "'every  ' does not say how often", "'every 2 weeks on …'"),
        ("bi-weekly on Tue at 9:00", "'bi-weekly on Tue at 9:00' does not say how often",
         "write 'every 2 weeks on Tuesday at 9:00'"),
        ("every 2 weeks on Thursday 14:00 from 2026-12-03", "there is no 'at' before the time",
         "write 'every 2 weeks on thursday at 14:00 from 2026-12-03'"),
        ("daily at 9:00 from 9999-12-31", "'9999-12-31' is too far away", "2199 is the last"),
        ("every 0 weeks on Tue at 9:00", "every 0 weeks is not possible", "1 to 12 are"),
        ("every 13 months on the 1st at 9:00", "every 13 months is not possible", "1 to 12 are"),
        ("weekly at 9:00", "'weekly at 9:00' does not say on which day", "add 'on Tuesday'"),
        ("monthly at 9:00", "'monthly at 9:00' does not say on which day", "add 'on the first Tue"),
        ("daily on Tuesday at 9:00", "'daily' needs no day", "leave 'on tuesday' out"),
        ("weekly on Teusday at 9:00", "'teusday' is no day of the week", "did you mean 'Tuesday'?"),
        ("weekly on 5 at 9:00", "'5' is no day of the week", "write one of Monday, "),
        ("weekly on Tue, at 9:00", "'' is no day of the week", "write one of Mon"),
        ("monthly on Tuesday at 9:00", "'tuesday' is no day of a month", "'the first Tuesday'"),
        ("monthly on the fifth Mon at 9:00", "'the fifth mon' is no day of a month", "write"),
        ("monthly on the 32nd at 9:00", "'the 32nd' is no day of a month", "'the 15th'"),
        ("monthly on the first at 9:00", "'' is no day of the week", "write one of Monday"),
        ("weekly on Tuesday", "'weekly on Tuesday' does not say at what time", "end it with 'at"),
        ("weekly on Tuesday at 25:00", "'25:00' is not a clock time", "10:30"),
        ("weekly on Tuesday at 10am", "'10am' is not a clock time", "10:00"),
        ("weekly on Tue at 9:00 from 2026-13-01", "'2026-13-01' is no date", "2026-12-01"),
        ("weekly on Tue at 9:00 from December", "'december' is no date", "2026-12-01"),
    ],
)  # fmt: skip
def test_what_says_no_rule_is_told_what_to_write(text: str, message: str, hint: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_repeat(text)
    assert str(caught.value) == message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Thursdays at 14:00", "write 'weekly on Thursday at 14:00'"),
        ("each fri, 9:30", "write 'weekly on Friday at 9:30'"),
        ("each Fri", f"write '{EXAMPLE}', "),
    ],
)
def test_the_day_and_the_time_are_taken_into_the_hint(text: str, hint: str) -> None:
    found = refusal(text)
    assert found is not None
    assert found.hint.startswith(hint)


def test_all_that_is_wrong_is_told_with_the_words_that_it_is_about() -> None:
    found = refusal("every 14 weeks on Mondey, Fri and Xday at 9.30 from 1 May")
    assert found is not None
    assert [each.part for each in (found, *found.others)] == [
        "every 14 weeks", "mondey", "xday", "9.30", "1 may",
    ]  # fmt: skip
    alone = refusal("now and then")
    assert alone is not None
    assert alone.others == ()


@given(st.from_regex(PATTERN, fullmatch=True))
def test_what_fits_the_pattern_is_a_rule(text: str) -> None:
    refused = refusal(text)
    assert refused is None or str(refused).endswith("is no date")


PIECES = st.sampled_from(
    ["daily", "weekly", "monthly", "every", "2", "weeks", "months", "on", "the", "first", "last",
     "day", "Tuesday", "tue,", "and", "fri", "15th", "at", "9:00", "10:30", "from", "2026-12-01"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=10).map(" ".join))
def test_any_words_are_a_rule_or_refused(text: str) -> None:
    refused = refusal(text)
    assert refused is None or refused.hint


def refusal(text: str) -> Unreadable | None:
    try:
        read_repeat(text)
    except Unreadable as error:
        return error
    return None
