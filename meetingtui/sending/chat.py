"""What is sent, in the shapes of chats: as many messages as it takes, each within their limits."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from textwrap import wrap
from typing import NamedTuple

from meetingtui.reports.outline import Block, Outline, Sentence, Table, text_of

DISCORD_LIMIT = 2_000
"""Characters of a message (Discord, Create Message)."""

SLACK_LIMIT = 12_000
"""Characters of text; far below the 40,000 at which Slack cuts (Slack, chat.postMessage)."""

TEAMS_LIMIT = 28 * 1_024
"""Bytes of a message (Microsoft Teams, limits of webhooks)."""

LONGEST = 900
"""Characters of a line of text; escaped and counted by Discord they are twice as many at most."""

_URL = re.compile(r"(https?://[^\s<>]+)")
_MARKS = re.compile(r"([\\`*_~|\[\]<>])")
_SLACK = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

Write = Callable[[str], str]
"""Escapes a text for a chat."""


class _Line(NamedTuple):
    text: str
    is_heading: bool = False
    is_below: bool = False
    """Whether it says more of the line before."""


def plain_lines(outline: Outline) -> list[str]:
    """Return `outline` as lines of plain text, details left out."""
    return [line.text for line in _lines(outline)]


def slack(outline: Outline) -> list[str]:
    """Return the JSON of messages for a Slack webhook; nothing in them is taken for markup."""
    lines = _written(outline, _slack_text, _slack_text)
    pages = _pages(lines, SLACK_LIMIT, lambda text: len(text) + 1)
    return [_json({"text": "\n".join(page), "mrkdwn": False}) for page in pages]


def discord(outline: Outline) -> list[str]:
    """Return the JSON of messages for a Discord webhook; they notify nobody by name."""
    lines = _written(outline, _escaped, _bold)
    pages = _pages(lines, DISCORD_LIMIT, lambda text: utf16_length(text) + 1)
    quiet: dict[str, object] = {"allowed_mentions": {"parse": []}}
    return [_json({"content": "\n".join(page), **quiet}) for page in pages]


def teams(outline: Outline) -> list[str]:
    """Return the JSON of Adaptive Cards for a Workflows webhook of Microsoft Teams."""
    lines = _written(outline, _escaped, _bold)
    room = TEAMS_LIMIT - len(_card([]).encode())
    pages = _pages(lines, room, lambda text: len(_json(_block_of(text)).encode()) + len(", "))
    return [_card(page) for page in pages]


def utf16_length(text: str) -> int:
    """Return how many characters Discord and others of its kind count."""
    return len(text.encode("utf-16-le")) // 2


def _pages(lines: Sequence[_Line], limit: int, size: Callable[[str], int]) -> list[list[str]]:
    """Return `lines` in as few messages as `limit` allows; what belongs together stays together.

    Each line of text is below the limit.
    """
    pages: list[list[str]] = [[]]
    room = limit
    for unit in _units(lines):
        texts = _spaced(unit)
        whole = sum(map(size, texts)) <= limit
        for part in [texts] if whole else [[line.text] for line in unit]:
            gap = [""] if unit[0].is_heading and pages[-1] else []
            if sum(map(size, [*gap, *part])) > room:
                pages.append([])
                room, gap = limit, []
            pages[-1] += [*gap, *part]
            room -= sum(map(size, [*gap, *part]))
    return pages


def _units(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """Give each point with what is said of it below, and with the headings before it."""
    unit: list[_Line] = []
    for line in lines:
        if unit and not line.is_below and not unit[-1].is_heading:
            yield unit
            unit = []
        unit.append(line)
    yield unit


def _spaced(unit: Sequence[_Line]) -> list[str]:
    """Return the texts of `unit`, with a gap between two headings."""
    first, *rest = unit
    return [first.text, *chain.from_iterable(map(_with_gap, rest))]


def _with_gap(line: _Line) -> list[str]:
    return ["", line.text] if line.is_heading else [line.text]


def _card(texts: Sequence[str]) -> str:
    content = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "msteams": {"width": "Full"},
        "body": [_block_of(text) for text in texts if text],
    }
    kind = "application/vnd.microsoft.card.adaptive"
    return _json({"type": "message", "attachments": [{"contentType": kind, "content": content}]})


def _block_of(text: str) -> dict[str, object]:
    return {"type": "TextBlock", "text": text, "wrap": True, "spacing": "Small"}


def _written(outline: Outline, write: Write, head: Write) -> list[_Line]:
    """Return the lines that say something: texts through `write`, headings through `head`."""
    return [
        _Line((head if line.is_heading else write)(part), line.is_heading, line.is_below or n > 0)
        for line in _lines(outline)
        for n, part in enumerate(_parts(line.text))
    ]


def _parts(text: str) -> list[str]:
    """Return `text` in parts that are not too long; most are one, and an empty one is none."""
    if len(text) <= LONGEST:
        return [text] if text else []
    # Indented, because a chat may take what begins a line for a heading or a list.
    return wrap(text, LONGEST, subsequent_indent="   ", break_on_hyphens=False)


def _lines(outline: Outline) -> Iterator[_Line]:
    yield _Line(outline.title, is_heading=True)
    yield from (_Line(f"{name}: {value}") for name, value in outline.facts)
    for section in outline.sections:
        if not section.detail:
            yield _Line("")
            yield _Line(section.heading, is_heading=True)
            for block in section.blocks:
                yield from _block(block)


def _block(block: Block) -> Iterator[_Line]:
    if isinstance(block, Sentence):
        yield _Line(text_of(block.line))
        return
    for item in block.items() if isinstance(block, Table) else block.items:
        yield _Line(f"• {text_of(item.line)}")
        yield from (_Line(f"   ◦ {text_of(line)}", is_below=True) for line in item.below)


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
