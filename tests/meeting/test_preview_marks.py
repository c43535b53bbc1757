"""What the marks of a preview fill, and what stays its title."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.meeting.duedates import DueError
from meetingtui.meeting.preview_marks import take_preview

TODAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)
LINK = "https://example.org/deck?x=1"


@pytest.mark.parametrize(
    ("line", "title", "fields"),
    [
        ("New deck", "New deck", {}),
        ("New deck for: the SDRs", "New deck", {"audience": "the SDRs"}),
        ("New deck FOR:SDRs", "New deck", {"audience": "SDRs"}),
        ("for: SDRs", "", {"audience": "SDRs"}),
        ("for:", "", {"audience": ""}),
        ("New deck from:fri", "New deck", {"ready_on": FRIDAY}),
        ("New deck from: friday with a demo", "New deck with a demo", {"ready_on": FRIDAY}),
        ("from: fri", "", {"ready_on": FRIDAY}),
        ("a word from: the field", "a word from: the field", {}),
        ("New deck use: send it to cold leads", "New deck", {"offer": "send it to cold leads"}),
        (f"New deck {LINK}", "New deck", {"link": LINK}),
        (f"New deck: {LINK}.", "New deck", {"link": LINK}),
        (f"{LINK} New deck", "New deck", {"link": LINK}),
        (f"see {LINK} for more", f"see {LINK} for more", {"link": LINK}),
        (LINK, "", {"link": LINK}),
        ("https://x.org/for:you", "", {"link": "https://x.org/for:you"}),
        (
            f"New deck for: SDRs from:fri {LINK} use: send it",
            "New deck",
            {"audience": "SDRs", "ready_on": FRIDAY, "link": LINK, "offer": "send it"},
        ),
        (
            f"New deck from:fri use: send it {LINK} for: SDRs",
            "New deck",
            {"audience": "SDRs", "ready_on": FRIDAY, "link": LINK, "offer": "send it"},
        ),
        (
            "New deck for: SDRs from: 1 dec www.example.com/prices use: send it",
            "New deck",
            {
                "link": "https://www.example.com/prices",
                "ready_on": date(2026, 12, 1),
                "audience": "SDRs",
                "offer": "send it",
            },
        ),
        ("Deck drive.example.com/x", "Deck", {"link": "https://drive.example.com/x"}),
        ("Deck example.com/x.", "Deck", {"link": "https://example.com/x"}),
        ("Node.js/React and/or v2.0/beta", "Node.js/React and/or v2.0/beta", {}),
        ("ask ana@mail.example.com/x", "ask ana@mail.example.com/x", {}),
        ("use:a for:b use:c", "", {"offer": "c", "audience": "b"}),
        ("before:fri because:x", "before:fri because:x", {}),
        ("reasons-for:you", "reasons-for:you", {}),
    ],
)
def test_marks_fill_fields_and_leave_the_title(line: str, title: str, fields: object) -> None:
    assert take_preview(line, TODAY) == (title, fields)


@pytest.mark.parametrize("line", ["x from:1/12", "x from:fri from:mon"])
def test_a_date_that_cannot_be_is_refused(line: str) -> None:
    with pytest.raises(DueError):
        take_preview(line, TODAY)


@given(st.text(st.characters(exclude_characters=":"), max_size=60))
def test_text_without_marks_stays_as_it_is(text: str) -> None:
    assert take_preview(text, TODAY) == (text.strip(), {})
