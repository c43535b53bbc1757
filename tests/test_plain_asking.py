"""What plain mode asks for once something was saved."""

from tests.test_plain import Room


def test_a_preview_is_asked_for_its_fields_each_once_and_how_the_first_time():
    room = Room()
    said = room.hears("/start", "~ New deck", "Sales", "", "https://x.org/a", "use: send it")
    assert said[1:] == [
        "saved: preview 1: New deck",
        "preview 1: for whom? in your words; an empty line passes, a sign makes it a note",
        "preview 1: for Sales",
        "from when? a date, as fri",
        "where is it? a link",
        "preview 1: https://x.org/a",
        "what can the others do with it? in your words",
        "preview 1: use: send it",
    ]
    assert room.hears("~ Second", "", "a note", "") == [
        "saved: preview 2: Second",
        "preview 2: for whom?",
        "from when?",
        "saved: note 3: a note",
    ]


def test_the_owner_of_a_promise_is_asked_in_its_own_line():
    room = Room()
    assert len(room.hears("/start", "! Send it", "Ana")) == 3


def test_json_names_the_field_that_is_asked_for():
    import json

    room = Room(as_json=True)
    room.hears("~ New deck")
    assert json.loads(room.said[-1])["field"] == "audience"


def test_what_both_teams_are_asked_is_said_once_and_previews_are_read_back_by_their_titles():
    room = Room()
    assert "What won?" in room.hears("/start", "/next")
    said = room.hears("/next")
    assert said[0] == "slot 3 of 5: Marketing · Wins, 5m"
    assert "What won?" not in said
    room.hears("~ New deck for: SDRs https://x.org")
    assert "goes on: preview 1 (Marketing): New deck" in room.hears("/goto 5")


def test_the_prompt_is_said_again_where_there_is_one():
    running = Room()
    running.hears("/start")
    assert running.hears("/next", "/prompt")[-1] == "What won?"
    assert running.hears("/undo", "/prompt")[-1].startswith("nothing is asked here; `prompt:`")
