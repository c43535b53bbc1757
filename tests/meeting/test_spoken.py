"""How figures are said."""

import pytest

from meetingtui.meeting.spoken import tell_score


@pytest.mark.parametrize(
    ("score", "told"), [(8, "8.0"), (8.25, "8.3"), (8.75, "8.8"), (8.349, "8.3"), (23 / 3, "7.7")]
)
def test_half_of_a_decimal_of_a_rating_is_rounded_up(score, told):
    assert tell_score(score) == told
