from datetime import timedelta

import pytest
from msgspec.structs import replace
from weekly import WEEKLY

from meetingtui.agenda.derive import derived, id_for, untrue_of
from meetingtui.agenda.model import Segment, SegmentKind
from meetingtui.agenda.plan import make_slots, total
from meetingtui.errors import UsageError


def test_without_teams_it_has_the_same_under_another_name():
    made = derived(WEEKLY, "Product Launch, 2027!", ())
    assert (made.id, made.title) == ("product-launch-2027", "Product Launch, 2027!")
    assert (made.teams, made.length) == (WEEKLY.teams, WEEKLY.length)
    assert untrue_of(WEEKLY, made) == []


def test_more_teams_have_one_time_each_and_a_length_with_room_for_all():
    made = derived(WEEKLY, "launch", ("A", "B", "C", "D"))
    assert made.title == "Launch"
    assert [team.name for team in made.teams] == ["A", "B", "C", "D"]
    slots = make_slots(made, "ABCD")
    assert total(slots) <= made.length < total(slots) + timedelta(minutes=5)
    assert {"both", "minutes"} <= set(untrue_of(WEEKLY, made))


def test_where_people_have_time_each_team_has_some():
    by_person = Segment(
        kind=SegmentKind.ROUND, id="r", title="R", per_person=timedelta(seconds=30),
        prompt="Ask the other team",
    )  # fmt: skip
    made = derived(replace(WEEKLY, segments=(by_person,)), "x", ("A", "B", "C"))
    assert made.teams[0].people == ("A 1", "A 2")
    assert made.segments[0].prompt == "Ask the other teams"


@pytest.mark.parametrize(
    ("of_two", "of_three"),
    [
        ("Both teams agree on what costs both most.", "All teams agree on what costs all most."),
        ("What does the other team need?", "What do the other teams need?"),
        ("What of the other team's month?", "What of the other teams' month?"),
        ("Read the others what bothers you.", "Read the others what bothers you."),
    ],
)
def test_more_than_two_teams_are_not_both(of_two, of_three):
    segment = Segment(
        kind=SegmentKind.DISCUSSION, id="d", title=of_two, time=timedelta(minutes=5), prompt=of_two
    )
    begin = replace(WEEKLY, purpose=of_two, norms=(of_two,), segments=(segment,))
    for teams, words in ((("A", "B"), of_two), (("A", "B", "C"), of_three)):
        made = derived(begin, "x", teams)
        (told,) = made.segments
        assert (made.purpose, *made.norms, told.title, told.prompt) == (words,) * 4


def test_a_name_that_gives_no_id_is_refused():
    with pytest.raises(UsageError, match="'!!!' gives no id for the agenda"):
        id_for("!!!")
