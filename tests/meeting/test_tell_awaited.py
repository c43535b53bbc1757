from meetingtui.meeting import commands as ask
from meetingtui.meeting.awaiting import Awaited, Field, awaited
from meetingtui.meeting.tell_awaited import answer_to, question_for


def told(table):
    asked = awaited(table.state)
    assert asked is not None
    return question_for(asked, table.state), answer_to(asked)


def test_the_line_asks_in_a_few_words(running):
    running.do(ask.Capture("~ New deck"))
    assert told(running) == ("preview 1: for whom?", "in your words")
    running.do(ask.Capture("for: SDRs"))
    assert told(running) == ("preview 1: from when?", "a date, as fri")
    running.do(ask.Capture("! Send it"))
    assert told(running) == ("!1: who takes it?", "a name")


def test_every_field_has_a_question_and_an_answer(running):
    running.do(ask.Capture("a note"))
    (note,) = running.state.notes.values()
    for field in Field:
        assert question_for(Awaited(note, field), running.state).endswith("?")
        assert answer_to(Awaited(note, field))
