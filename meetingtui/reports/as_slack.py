"""Minutes as messages for a Slack webhook: blocks, and the same as mrkdwn for clients without.

The blocks are rich text: what people typed is data in them and needs no escape. Limits: a header
has 150 characters, a message 50 blocks and, found by others, about 13,200 characters in all
(github.com/slackapi/bolt-js, issue 2509).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, groupby
from typing import Any

from meetingtui.reports.as_json import dumps
from meetingtui.reports.contents import outline_of
from meetingtui.reports.links import split_links
from meetingtui.reports.minutes import Minutes
from meetingtui.reports.options import Options
from meetingtui.reports.outline import (
    Block,
    Bullets,
    Item,
    Line,
    Look,
    Outline,
    Sentence,
    Span,
    line,
    strong,
    text_of,
)

name = "slack"
suffix = ".slack.json"

Json = dict[str, Any]

HEADER = 150
LONGEST = 3_000
"""Characters of one piece of text."""

MOST_BLOCKS = 45
MOST_CHARACTERS = 11_500
"""Of the blocks of a message as they are sent, well below what is refused."""

LARGEST = 10_000
"""Characters of one block of points as it is sent, so that a heading has room beside it."""

_LIST = 80
"""Characters that each point takes at most for the list that it is in."""

_STYLES = {Look.STRONG: {"bold": True}, Look.SOFT: {"italic": True}}
_MARKS = {Look.PLAIN: "", Look.STRONG: "*", Look.SOFT: "_"}


def render(meetings: Sequence[Minutes], _options: Options) -> bytes:
    """Return an array of messages; each is the body of one request, to be sent in this order."""
    return dumps([m for minutes in meetings for m in messages_of(minutes)]).encode()


def messages_of(minutes: Minutes) -> list[Json]:
    """Return the minutes as messages, none larger than Slack takes, each with the title.

    The tables of times are left out, which is said at the end.
    """
    outline = outline_of(minutes)
    messages: list[Json] = []
    for unit in _units(outline):
        added = [block for block, _ in unit]
        if not messages or not _has_room(messages[-1]["blocks"], added):
            header, text = _header(outline, len(messages) + 1)
            messages.append({"blocks": [header], "text": text})
        message = messages[-1]
        message["blocks"] += added
        message["text"] = "\n".join([message["text"], *(text for _, text in unit)]).lstrip("\n")
    return messages


def _has_room(blocks: Sequence[Json], added: Sequence[Json]) -> bool:
    if len(blocks) + len(added) > MOST_BLOCKS:
        return False
    return _size([*blocks, *added]) <= MOST_CHARACTERS


def _size(parts: Sequence[Json]) -> int:
    """Return how many characters are sent."""
    return len(json.dumps(parts, ensure_ascii=False, separators=(",", ":")))


def _units(outline: Outline) -> Iterator[list[tuple[Json, str]]]:
    """Give each block with its text in mrkdwn; a heading comes with what follows it."""
    facts = [line(strong(fact), f": {value}\n") for fact, value in outline.facts]
    head = [line(f"{outline.purpose}\n" if outline.purpose else ""), *facts]
    yield from ([piece] for piece in _paragraph(tuple(chain.from_iterable(head))))
    for section in outline.sections:
        if not section.detail:
            heading = list(_paragraph(line(strong(section.heading))))
            for piece in chain.from_iterable(map(_block, section.blocks)):
                yield [*heading, piece]
                heading = []
    if left_out := [section.heading for section in outline.sections if section.detail]:
        told = f"Left out here: {', '.join(left_out)}."
        yield list(_paragraph((Span(told, Look.SOFT),)))


def _header(outline: Outline, number: int) -> tuple[Json, str]:
    """Return the title of the message with this number, as a block and in mrkdwn."""
    part = f" ({number})" if number > 1 else ""
    title = (outline.title or "Minutes")[: HEADER - len(part)] + part
    block = {"type": "header", "text": {"type": "plain_text", "text": title, "emoji": False}}
    return block, f"*{_escaped(title)}*"


def _block(block: Block) -> Iterator[tuple[Json, str]]:
    match block:
        case Sentence(spans):
            yield from _paragraph(spans)
        case Bullets(items):
            yield from _list(items)
        case _:
            yield from _list(block.items())


def _paragraph(spans: Line) -> Iterator[tuple[Json, str]]:
    for part in _parts(spans):
        yield _rich([_section(part)]), _mrkdwn(part).rstrip("\n")


def _list(items: Iterable[Item]) -> Iterator[tuple[Json, str]]:
    """Give the points in blocks of no more than LONGEST characters, LARGEST as they are sent."""
    points = [
        (depth, part)
        for item in items
        for depth, spans in ((0, item.line), *((1, below) for below in item.below))
        for part in _parts(spans)
    ]
    while points:
        lengths = accumulate(len(text_of(part)) for _, part in points)
        sizes = accumulate(_size([_section(part)]) + _LIST for _, part in points)
        fits = (
            length <= LONGEST and size <= LARGEST
            for length, size in zip(lengths, sizes, strict=True)
        )
        count = max(1, sum(fits))
        yield _points(points[:count])
        del points[:count]


def _points(points: Sequence[tuple[int, Line]]) -> tuple[Json, str]:
    lists = [
        {
            "type": "rich_text_list",
            "style": "bullet",
            "indent": depth,
            "elements": [_section(part) for _, part in group],
        }
        for depth, group in groupby(points, key=lambda point: point[0])
    ]
    told = [f"{'    ◦' if depth else '•'} {_mrkdwn(part)}" for depth, part in points]
    return _rich(lists), "\n".join(told)


def _parts(spans: Line) -> Iterator[Line]:
    """Give a line in parts that are not too long; most lines are one."""
    part: list[Span] = []
    room = LONGEST
    for span in spans:
        for start in range(0, len(span.text), LONGEST):
            piece = span.text[start : start + LONGEST]
            if len(piece) > room:
                yield tuple(part)
                part, room = [], LONGEST
            part.append(Span(piece, span.look))
            room -= len(piece)
    if part:
        yield tuple(part)


def _rich(elements: Sequence[Json]) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def _section(spans: Line) -> Json:
    looks = groupby(spans, key=lambda span: span.look)
    pieces = [_texts(look, text_of(tuple(group))) for look, group in looks]
    return {"type": "rich_text_section", "elements": list(chain.from_iterable(pieces))}


def _texts(look: Look, text: str) -> Iterator[Json]:
    style = {"style": _STYLES[look]} if look in _STYLES else {}
    for piece, is_link in split_links(text):
        if is_link:
            yield {"type": "link", "url": piece, **style}
        else:
            yield {"type": "text", "text": piece, **style}


def _mrkdwn(spans: Line) -> str:
    return "".join(f"{_MARKS[s.look]}{_escaped(s.text)}{_MARKS[s.look]}" for s in spans)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
