"""What is sent, in the shapes of chats, each within its limits."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from meetingtui.reports.outline import Block, Outline, Sentence, Table, text_of

DISCORD_LIMIT = 2_000
"""Characters of a message (Discord, Create Message)."""

SLACK_LIMIT = 12_000
"""Characters of text; far below the 40,000 at which Slack cuts (Slack, chat.postMessage)."""

TEAMS_LIMIT = 28 * 1_024
"""Bytes of a message (Microsoft Teams, limits of webhooks)."""

_URL = re.compile(r"(https?://[^\s<>]+)")
_MARKS = re.compile(r"([\\`*_~|\[\]<>])")
_SLACK = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

Write = Callable[[str], str]
"""Escapes a text for a chat."""


def plain_lines(outline: Outline) -> list[str]:
    """Return `outline` as lines of plain text, details left out."""
    return list(_lines(outline, str, str))


def slack(outline: Outline) -> str:
    """Return the JSON of a message for a Slack webhook; nothing in it is taken for markup."""
    lines = list(_lines(outline, _slack_text, _slack_text))
    return _json({"text": fitted(lines, SLACK_LIMIT, len), "mrkdwn": False})


def discord(outline: Outline) -> str:
    """Return the JSON of a message for a Discord webhook; it notifies nobody by name."""
    lines = list(_lines(outline, _escaped, _bold))
    content = fitted(lines, DISCORD_LIMIT, utf16_length)
    return _json({"content": content, "allowed_mentions": {"parse": []}})


def teams(outline: Outline) -> str:
    """Return the JSON of an Adaptive Card for a Workflows webhook of Microsoft Teams."""
    kept = list(_lines(outline, _escaped, _bold))
    left_out = 0
    while len((card := _card(kept, left_out)).encode()) > TEAMS_LIMIT:
        # By a tenth at a time: a card is not encoded anew for each of a thousand lines.
        less = max(1, len(kept) // 10)
        kept, left_out = kept[:-less], left_out + less
    return card


def fitted(lines: Sequence[str], limit: int, length: Callable[[str], int]) -> str:
    """Return as many of `lines` as fit into `limit`, and how many were left out."""
    whole = "\n".join(lines)
    if length(whole) <= limit:
        return whole
    room = limit - length(_more(len(lines)))
    kept = sum(end <= room for end in accumulate(length(line) + 1 for line in lines))
    return "\n".join([*lines[:kept], _more(len(lines) - kept)])


def utf16_length(text: str) -> int:
    """Return how many characters Discord and others of its kind count."""
    return len(text.encode("utf-16-le")) // 2


def _card(lines: Sequence[str], left_out: int) -> str:
    texts = [*lines, *([_more(left_out)] if left_out else [])]
    body = [
        {"type": "TextBlock", "text": text, "wrap": True, "spacing": "Small"}
        for text in texts
        if text
    ]
    content = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "msteams": {"width": "Full"},
        "body": body,
    }
    kind = "application/vnd.microsoft.card.adaptive"
    return _json({"type": "message", "attachments": [{"contentType": kind, "content": content}]})


def _lines(outline: Outline, write: Write, head: Write) -> Iterator[str]:
    """Give the lines of `outline`: texts through `write`, headings through `head`."""
    yield head(outline.title)
    yield from (f"{name}: {write(value)}" for name, value in outline.facts)
    for section in outline.sections:
        if not section.detail:
            yield ""
            yield head(section.heading)
            for block in section.blocks:
                yield from _block(block, write)


def _block(block: Block, write: Write) -> Iterator[str]:
    if isinstance(block, Sentence):
        yield write(text_of(block.line))
        return
    for item in block.items() if isinstance(block, Table) else block.items:
        yield f"• {write(text_of(item.line))}"
        yield from (f"   ◦ {write(text_of(line))}" for line in item.below)


def _more(number: int) -> str:
    return f"… and {number} more {'line' if number == 1 else 'lines'}"


def _bold(text: str) -> str:
    return f"**{_escaped(text)}**"


def _escaped(text: str) -> str:
    """Return `text` for a chat that reads Markdown, so that it looks as it was typed.

    Addresses stay whole: they are links wherever they stand.
    """
    pieces = _URL.split(text)
    return "".join(
        piece if number % 2 else _MARKS.sub(r"\\\1", piece) for number, piece in enumerate(pieces)
    )


def _slack_text(text: str) -> str:
    return text.translate(_SLACK)


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False)
