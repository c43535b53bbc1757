"""The page, as a parser reads it, and the mail that carries it."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable
from datetime import UTC, tzinfo
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meetingtui.meeting.model import State
from meetingtui.reports import as_eml, as_html, as_ics, as_text
from meetingtui.reports.minutes import minutes_of
from meetingtui.reports.options import Options
from meetingtui.reports.outline import one_line

SAID = st.text(alphabet="<>&\"'=/ ab;:#é😀\x1b{}", min_size=1, max_size=20).filter(one_line)


class Reader(HTMLParser):
    """Collects the elements, addresses and texts of a page."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


def page(*states: State, zone: tzinfo | None = UTC) -> Reader:
    return Reader(as_html.render([minutes_of(state, zone) for state in states], Options()))


@given(st.data())
def test_whatever_is_typed_is_text(
    full_state: Callable[[Callable[[str], str]], State], data: st.DataObject
) -> None:
    said: dict[str, str] = {}
    state = full_state(lambda name: said.setdefault(name, data.draw(SAID, label=name)))
    usual = page(full_state(lambda name: name))
    read = page(state)
    assert (read.tags, read.names) == (usual.tags, usual.names)
    for text in said.values():
        assert one_line(text) in read.text


def test_only_addresses_of_web_and_mail_are_links(second: State) -> None:
    note = next(iter(second.notes.values()))
    text = "see https://x.org/a_(b)?c=1&d=2. mailto:a@x.org javascript:alert(1) data:text/html,x"
    state = State(second.meeting, {note.id: replace(note, answer=text)}, {})
    assert page(state).links == ["https://x.org/a_(b)?c=1&d=2", "mailto:a@x.org"]
    assert text in page(state).text


def test_it_runs_and_loads_nothing(second: State, zone: tzinfo) -> None:
    read = page(second, zone=zone)
    assert not read.tags & {"script", "img", "link", "iframe", "form", "base", "object"}
    assert not [name for name in read.names if name.startswith("on")]
    content = as_html.render([minutes_of(second, zone)], Options()).decode()
    assert not re.search(r"url\(|@import|src=", content)


def test_several_meetings_are_one_page(first: State, second: State, zone: tzinfo) -> None:
    read = page(first, second, zone=zone)
    assert read.text.count(second.meeting.title) == 2
    assert "Minutes of 2 meetings" in read.text
    assert "<p>One plan" in as_html.render([minutes_of(second, zone)], Options()).decode()
    bare = State(replace(second.meeting, purpose=""))
    assert "<p>One plan" not in as_html.render([minutes_of(bare, zone)], Options()).decode()


def test_the_mail_has_text_page_and_calendar(first: State, second: State, zone: tzinfo) -> None:
    minutes = [minutes_of(second, zone)]
    content = as_eml.render(minutes, Options())
    mail = email.message_from_bytes(content, policy=email.policy.SMTP)
    assert mail["Subject"] == "Minutes: Weekly sales and marketing joint meeting, Tue 24 Nov"
    assert (mail["X-Unsent"], mail.get_content_type()) == ("1", "multipart/mixed")
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text.get_content().replace("\r\n", "\n") == as_text.render(minutes, Options()).decode()
    assert html.get_content().replace("\r\n", "\n") == as_html.render(minutes, Options()).decode()
    (attached,) = mail.iter_attachments()
    assert attached.get_content_type() == "text/calendar"
    assert attached.get_filename() == "2026-11-24-sales-marketing-weekly.ics"
    assert attached.get_payload(decode=True) == as_ics.render(minutes, Options())
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    both = as_eml.render([minutes_of(first, zone), *minutes], Options())
    assert b"Subject: Minutes of 2 meetings\r\n" in both
    assert as_eml.render(minutes, Options()) == content


def test_a_title_cannot_add_a_header(second: State) -> None:
    state = State(replace(second.meeting, title="a\r\nBcc: x@example.com"))
    mail = email.message_from_bytes(as_eml.render([minutes_of(state, UTC)], Options()))
    assert mail["Bcc"] is None


def test_plain_text_keeps_to_its_width(second: State, zone: tzinfo) -> None:
    text = as_text.render([minutes_of(second, zone)], Options()).decode()
    assert max(map(len, text.splitlines())) <= 76
    assert "- !5 Send the deck with the new prices · Ana (Sales) · Fri 27 Nov\n" in text
    assert "- Sales · Wins: planned 3m, real 4m 30s, +1m 30s\n" in text
    assert "- Break: planned 2m, skipped\n" in text
    bare = State(replace(second.meeting, title="", purpose=""))
    assert as_text.render([minutes_of(bare, zone)], Options()).startswith(b"\n\nWhen: ")
    assert "- End 2m 15s early · goal on time · reached\n" in text


def test_no_line_of_text_ends_within_a_day(second: State, zone: tzinfo) -> None:
    for length in range(20, 60):
        words = ("ab " * length)[:length]
        actions = {id: replace(each, text=words) for id, each in second.actions.items()}
        state = State(second.meeting, second.notes, actions)
        text = as_text.render([minutes_of(state, zone)], Options()).decode()
        assert text.count("Fri 27 Nov\n") == 1
        assert max(map(len, text.splitlines())) <= as_text.WIDTH
