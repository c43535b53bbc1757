"""Messages in the shapes of chats: within their limits, and as they were typed."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from meetingtui.reports.outline import Bullets, Item, Outline, Section, Sentence, Table, line
from meetingtui.sending.chat import (
    DISCORD_LIMIT,
    SLACK_LIMIT,
    TEAMS_LIMIT,
    discord,
    plain_lines,
    slack,
    teams,
    utf16_length,
)


def long_outline(texts):
    items = Bullets(tuple(Item(line(text)) for text in texts))
    return Outline("Weekly", "", (), (Section("Notes", (items,)),))


def one(messages):
    (message,) = messages
    return json.loads(message)


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
    told = one(slack(outline))
    assert told["mrkdwn"] is False
    assert told["text"].startswith("Weekly &amp; more\nWhen: Tuesday\n\nAction items\n• Send *it* ")
    assert "&lt;b&gt;" in told["text"]


def test_discord_shows_it_as_typed_and_calls_nobody(outline):
    told = one(discord(outline))
    assert told["allowed_mentions"] == {"parse": []}
    assert told["content"].splitlines() == [
        "**Weekly & more**", "When: Tuesday", "", "**Action items**", r"• Send \*it\* \<b\>",
        "   ◦ see https://x.org/a_b",
    ]  # fmt: skip


def test_teams_gets_a_card(outline):
    told = one(teams(outline))
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
    outline = long_outline([*texts, "[x] " * 500] * 3)
    for message in discord(outline):
        assert 0 < utf16_length(json.loads(message)["content"]) <= DISCORD_LIMIT
    assert all(len(json.loads(message)["text"]) <= SLACK_LIMIT for message in slack(outline))
    assert all(len(message.encode()) <= TEAMS_LIMIT for message in teams(outline))


def discord_lines(outline):
    return [json.loads(message)["content"].splitlines() for message in discord(outline)]


def card_texts(outline):
    cards = [json.loads(card)["attachments"][0]["content"]["body"] for card in teams(outline)]
    return [[block["text"] for block in card] for card in cards]


def test_nothing_is_left_out_and_all_is_in_order():
    texts = [f"{n} {'ü' * 400}" for n in range(200)]
    expected = ["**Weekly**", "**Notes**", *(f"• {text}" for text in texts)]
    for pages in (discord_lines(long_outline(texts)), card_texts(long_outline(texts))):
        assert len(pages) > 2
        assert [line for page in pages for line in page if line] == expected
    told = [json.loads(message)["text"] for message in slack(long_outline(texts))]
    assert "\n".join(told).count("• ") == 200


def test_a_long_text_goes_on_in_the_next_line():
    pages = discord_lines(long_outline(["*" * 1_000]))
    assert "".join(line for page in pages for line in page) == (
        "**Weekly****Notes**• " + r"\*" * 898 + "   " + r"\*" * 102
    )


def test_what_is_said_of_a_point_stays_with_it():
    below = (line("one"), line("x" * 800))
    points = Bullets(tuple(Item(line(f"{n} {'y' * 500}"), below) for n in range(3)))
    outline = Outline("W", "", (), (Section("Previews", (points,)),))
    pages = discord_lines(outline)
    assert [page[-2:] for page in pages] == [["   ◦ one", "   ◦ " + "x" * 800]] * 3
    assert pages[0][:3] == ["**W**", "", "**Previews**"]


def test_a_heading_stays_with_what_follows_it():
    sections = tuple(
        Section(f"Part {n}", (Sentence(line(f"{n} {'x' * 700}")),)) for n in range(1, 5)
    )
    assert [page[0] for page in discord_lines(Outline("W", "", (), sections))] == [
        "**W**", "**Part 3**",
    ]  # fmt: skip
    assert discord_lines(Outline("W", "", (), ())) == [["**W**"]]
