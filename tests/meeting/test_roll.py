"""Who is in the room."""

from meetingtui.meeting.commands import MarkAbsent, MarkPresent, Rate, Undo
from meetingtui.meeting.roll import absent_people, ratings_of, teams_with_guests, unrated_teams


def people(teams):
    return {team.name: team.people for team in teams}


def test_everybody_on_the_agenda_is_taken_to_be_here(table):
    assert absent_people(table.state.meeting) == ()
    assert people(teams_with_guests(table.state.meeting)) == {
        "Sales": ("Ana", "Ben"),
        "Marketing": ("Dana", "Eve"),
    }


def test_people_leave_and_come(table):
    table.do(MarkAbsent("Ben"))
    assert absent_people(table.state.meeting) == ("Ben",)
    assert "absent already" in table.refuses(MarkAbsent("Ben"))
    table.do(MarkPresent("Ben"))
    assert absent_people(table.state.meeting) == ()
    table.do(Undo())
    assert absent_people(table.state.meeting) == ("Ben",)


def test_the_latest_rating_of_each_team_counts(table):
    table.do(Rate("Marketing", 7, "long"), Rate("Marketing", 8))
    given = ratings_of(table.state.meeting)
    assert {team: rated.score for team, rated in given.items()} == {"Marketing": 8}
    assert unrated_teams(table.state.meeting) == ("Sales",)


def test_somebody_new_joins_a_team_or_the_guests(table):
    table.do(MarkPresent("Zoe", "Sales"), MarkPresent("Max"), MarkPresent("Zoe"))
    assert people(teams_with_guests(table.state.meeting)) == {
        "Sales": ("Ana", "Ben", "Zoe"),
        "Marketing": ("Dana", "Eve"),
        "Guests": ("Max",),
    }
    assert "no team 'Legal'" in table.refuses(MarkPresent("Kim", "Legal"))


def test_nobody_is_absent_who_was_not_expected(table):
    assert "nobody called 'Kim'" in table.refuses(MarkAbsent("Kim"))


def test_who_is_on_a_team_does_not_join_another_without_a_word(table):
    assert "Ana is on Sales, not on Marketing" in table.refuses(MarkPresent("Ana", "Marketing"))
    table.do(MarkAbsent("Ana"), MarkPresent("Ana", "Sales"))
    assert absent_people(table.state.meeting) == ()


def test_several_are_marked_in_one_step(table):
    table.do(MarkAbsent("Ben", ("Ana",)))
    assert absent_people(table.state.meeting) == ("Ben", "Ana")
    table.do(MarkPresent("Ana", others=("Ben",)))
    assert absent_people(table.state.meeting) == ()
    table.do(Undo(), Undo())
    assert absent_people(table.state.meeting) == ()
    assert "nobody called 'Kim'" in table.refuses(MarkAbsent("Ben", ("Kim",)))
