import pytest

from meetingtui.errors import UsageError
from meetingtui.settings import Settings
from meetingtui.tui.app import MeetingApp
from meetingtui.tui.intents import BY_ID
from meetingtui.tui.own_keys import check_keys


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"bogus": "x"}, "nothing is called 'bogus'"),
        ({"nxt": "f2"}, "did you mean 'next'?"),
        ({"next": "f99"}, "there is no key 'f99'"),
        ({"next": ""}, "there is no key ''"),
        ({"next": "strg+n"}, "there is no key 'strg+n'"),
        (
            {"pause": "a"},
            "'a' is text while the line is typed into; add a key that is not, as 'f4'",
        ),
        ({"refit": "ctrl+u"}, "'ctrl+u' is taken by the line, as are ctrl+a,"),
        ({"refit": "ctrl+p"}, "is taken by the line"),
        ({"refit": "ctrl+i"}, "is taken by the line"),
        ({"next": "f3"}, "'f3' would be both 'next' and 'back'"),
        ({"next": "f2,x", "back": "f3,x"}, "'x' would be both 'next' and 'back'"),
        ({"review-done": "n"}, "'n' would be both 'review-done' and 'review-not'"),
    ],
)
def test_a_key_that_would_not_work_is_refused_at_the_start(keys, sentence, runner):
    with pytest.raises(UsageError) as refused:
        check_keys(keys)
    assert sentence in str(refused.value)
    with pytest.raises(UsageError):
        MeetingApp(runner, Settings(keys=keys))


def test_what_works_is_taken():
    check_keys({})
    check_keys({id: intent.keys for id, intent in BY_ID.items()})
    check_keys({"next": "f13, ctrl+f2", "note-drop": "w", "glance": "z", "back": "alt+b"})
    check_keys({"next": "f3", "back": "f2"})
