"""Minutes as one page of HTML, for paper, screens and phones; it runs and loads nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from meetingtui.reports.contents import outline_of
from meetingtui.reports.links import split_links
from meetingtui.reports.minutes import Minutes
from meetingtui.reports.options import Options
from meetingtui.reports.outline import (
    Block,
    Bullets,
    Line,
    Look,
    Outline,
    Section,
    Sentence,
    Table,
)

name = "html"
suffix = ".html"

_HEAD = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{style}</style>
</head>
"""

_TAGS = {Look.PLAIN: "", Look.STRONG: "strong", Look.SOFT: "em"}


def render(meetings: Sequence[Minutes], _options: Options) -> bytes:
    """Return the minutes of all `meetings` as one page; each begins a new sheet of paper."""
    outlines = [outline_of(minutes) for minutes in meetings]
    title = outlines[0].title if len(outlines) == 1 else f"Minutes of {len(outlines)} meetings"
    style = Path(__file__).with_name("minutes.css").read_text("utf-8")
    head = _HEAD.format(title=escape(title), style=style)
    articles = "\n".join(line for outline in outlines for line in _article(outline))
    return f"{head}<body>\n{articles}\n</body>\n</html>\n".encode()


def _article(outline: Outline) -> Iterator[str]:
    yield "<article>"
    yield "<header>"
    yield f"<h1>{escape(outline.title)}</h1>"
    if outline.purpose:
        yield f"<p>{_linked(outline.purpose)}</p>"
    yield "<dl>"
    for fact, value in outline.facts:
        yield f"<div><dt>{escape(fact)}</dt><dd>{_linked(value)}</dd></div>"
    yield "</dl>"
    yield "</header>"
    for section in outline.sections:
        yield from _section(section)
    yield "</article>"


def _section(section: Section) -> Iterator[str]:
    yield f'<section class="{section.heading.lower().replace(" ", "-")}">'
    yield f"<h2>{escape(section.heading)}</h2>"
    for block in section.blocks:
        yield from _block(block)
    yield "</section>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Sentence(line):
            yield f"<p>{_inline(line)}</p>"
        case Bullets(items):
            yield "<ul>"
            for item in items:
                below = "".join(f"<li>{_inline(line)}</li>" for line in item.below)
                more = f"<ul>{below}</ul>" if below else ""
                yield f"<li>{_inline(item.line)}{more}</li>"
            yield "</ul>"
        case _:
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    figures = len(table.head) - table.right
    kinds = [' class="figure"' if index >= figures else "" for index in range(len(table.head))]
    head = (
        f'<th scope="col"{kind}>{escape(text)}</th>'
        for kind, text in zip(kinds, table.head, strict=True)
    )
    yield "<table>"
    yield f"<thead><tr>{''.join(head)}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        cells = (f"<td{kind}>{_inline(cell)}</td>" for kind, cell in zip(kinds, row, strict=True))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>"
    yield "</table>"


def _inline(spans: Line) -> str:
    return "".join(_dressed(_linked(span.text), _TAGS[span.look]) for span in spans)


def _dressed(content: str, tag: str) -> str:
    return f"<{tag}>{content}</{tag}>" if tag else content


def _linked(text: str) -> str:
    """Return `text` escaped; addresses are links that show themselves, also on paper."""
    return "".join(
        f'<a href="{escape(piece)}">{escape(piece)}</a>' if is_link else escape(piece)
        for piece, is_link in split_links(text)
    )
