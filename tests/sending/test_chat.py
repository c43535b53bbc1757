"""Messages in the shapes of chats: within their limits, and as they were typed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.reports.outline import Bullets, Item, Outline, Section, Sentence, Table, line
from meetingtui.sending.chat import (
    DISCORD_LIMIT,
    SLACK_LIMIT,
    TEAMS_LIMIT,
    discord,
    fitted,
    plain_lines,
    slack,
    teams,
    utf16_length,
)


def long_outline(texts):
    items = Bullets(tuple(Item(line(text)) for text in texts))
    return Outline("Weekly", "", (), (Section("Notes", (items,)),))


def test_lines_are_plain_and_without_details(outline):
    assert plain_lines(outline) == [
        "Weekly & more", "When: Tuesday", "", "Action items", "• Send *it* <b>",
        "   ◦ see https://x.org/a_b",
    ]  # fmt: skip


def test_tables_become_lists_and_sentences_lines():
    table = Table(("Team", "Time"), ((line("Sales"), line("5:00")),), right=1)
    outline = Outline("T", "", (), (Section("Airtime", (Sentence(line("Fair.")), table)),))
    assert plain_lines(outline)[-2:] == ["Fair.", "• Sales: time 5:00"]


def test_slack_takes_nothing_for_markup(outline):
    told = json.loads(slack(outline))
    assert told["mrkdwn"] is False
    assert told["text"].startswith("Weekly &amp; more\nWhen: Tuesday\n\nAction items\n• Send *it* ")
    assert "&lt;b&gt;" in told["text"]


def test_discord_shows_it_as_typed_and_calls_nobody(outline):
    told = json.loads(discord(outline))
    assert told["allowed_mentions"] == {"parse": []}
    assert told["content"].splitlines() == [
        "**Weekly & more**", "When: Tuesday", "", "**Action items**", r"• Send \*it\* \<b\>",
        "   ◦ see https://x.org/a_b",
    ]  # fmt: skip


def test_teams_gets_a_card(outline):
    told = json.loads(teams(outline))
    (attachment,) = told["attachments"]
    assert told["type"] == "message"
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    card = attachment["content"]
    assert (card["type"], card["version"]) == ("AdaptiveCard", "1.4")
    assert [block["text"] for block in card["body"]][:2] == ["**Weekly & more**", "When: Tuesday"]
    assert all(block["wrap"] for block in card["body"])


TEXTS = st.lists(st.text(max_size=300).filter(lambda t: "\n" not in t), max_size=80)


@given(TEXTS)
def test_every_message_is_within_its_limit(texts):
    outline = long_outline([*texts, "x" * 1900] * 3)
    assert utf16_length(json.loads(discord(outline))["content"]) <= DISCORD_LIMIT
    assert len(json.loads(slack(outline))["text"]) <= SLACK_LIMIT
    assert len(teams(outline).encode()) <= TEAMS_LIMIT


def test_what_is_left_out_is_counted():
    outline = long_outline([f"{n} {'ü' * 400}" for n in range(200)])
    content = json.loads(discord(outline))["content"].splitlines()
    assert content[-1] == f"… and {200 + 3 + 1 - len(content)} more lines"
    body = json.loads(teams(outline))["attachments"][0]["content"]["body"]
    assert body[-1]["text"].startswith("… and ")


@pytest.mark.parametrize(
    ("limit", "expected"),
    [(9, "aa\nbb\ncc"), (8, "aa\nbb\ncc"), (7, "… and 3 more lines"), (21, "aa\nbb\ncc")],
)
def test_lines_that_fit_are_kept(limit, expected):
    assert fitted(["aa", "bb", "cc"], limit, len) == expected


def test_one_line_is_one_line():
    assert fitted(["a", "b" * 50], 40, len) == "a\n… and 1 more line"
