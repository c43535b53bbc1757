"""Minutes as GitHub Flavored Markdown with YAML front matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from meetingtui.reports.contents import outline_of
from meetingtui.reports.gfm import escape, inline, quoted, table
from meetingtui.reports.minutes import Minutes
from meetingtui.reports.options import Options
from meetingtui.reports.outline import Block, Bullets, Outline, Sentence

name = "md"
suffix = ".md"

Lines = list[str]


def render(meetings: Sequence[Minutes], _options: Options) -> bytes:
    """Return the minutes of all `meetings` as one file."""
    if len(meetings) == 1:
        return text_of(meetings[0]).encode()
    days = [minutes.held_on for minutes in meetings]
    ids = ", ".join(quoted(minutes.meeting.id) for minutes in meetings)
    front = [
        f"title: {quoted(f'Minutes of {len(meetings)} meetings')}",
        f"from: {min(days).isoformat()}",
        f"until: {max(days).isoformat()}",
        f"meetings: [{ids}]",
    ]
    bodies = ["\n".join(_body(outline_of(minutes))) + "\n" for minutes in meetings]
    return "\n".join(["---", *front, "---", "", *bodies]).encode()


def text_of(minutes: Minutes) -> str:
    """Return the minutes of one meeting, with a last line end."""
    lines = ["---", *front_matter(minutes), "---", "", *_body(outline_of(minutes))]
    return "\n".join(lines) + "\n"


def front_matter(minutes: Minutes) -> Lines:
    """Return the lines of the front matter, without the rules around it."""
    meeting = minutes.meeting
    return [
        f"title: {quoted(meeting.title)}",
        f"date: {minutes.held_on.isoformat()}",
        f"meeting: {quoted(meeting.id)}",
        f"series: {quoted(meeting.agenda)}",
    ]


def _body(outline: Outline) -> Lines:
    lines = [f"# {escape(outline.title)}", ""]
    if outline.purpose:
        lines += [escape(outline.purpose), ""]
    lines += [f"- **{escape(name)}**: {escape(value)}" for name, value in outline.facts]
    for section in outline.sections:
        lines += ["", f"## {section.heading}"]
        for block in section.blocks:
            lines += ["", *_block(block)]
    return lines


def _block(block: Block) -> Iterator[str]:
    match block:
        case Sentence(line):
            yield inline(line)
        case Bullets(items):
            for item in items:
                yield f"- {inline(item.line)}"
                yield from (f"  - {inline(below)}" for below in item.below)
        case _:
            rows = [tuple(map(inline, row)) for row in block.rows]
            yield from table(block.head, rows, block.right)
