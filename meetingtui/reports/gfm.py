"""Text of people in GitHub Flavored Markdown, so that every reader shows it as it was typed."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import groupby

from meetingtui.reports.columns import padded, width
from meetingtui.reports.links import LINK
from meetingtui.reports.outline import Line, Look, one_line
from meetingtui.text import plain

# Only what could mean something: `snake_case`, `R&D`, `< 5`, `~20` and `$40k` stay readable. A
# pair of _ is opened by one that follows no letter, a pair of ~ or $ closed by one that follows
# a character.
_SPECIAL = r"[\\`*\[|]|(?<![^\W_])_|(?<=\S)[~$]|<(?![ \d=])|&(?=#?\w+;)|(?<= )#(?=#*$)"

# Where a reader finds a link by itself, a backslash in it is no escape: such a link is broken up.
_FOUND = r":(?=//)|(?<=\bwww)\.(?=\S*[\\`*\[|_~$<&])"

# An address goes into angle brackets: it stays a link, and its underscores need no escape.
_INSIDE = re.compile(rf"(?P<link>{LINK})|{_SPECIAL}|{_FOUND}", re.IGNORECASE)
_AT_START = re.compile(r"^(?:[-+](?=[-+ ]|$)|#(?=#{0,5}(?: |$))|>|(?P<number>\d+)(?=[.)](?: |$)))")

_AROUND = {Look.PLAIN: "", Look.STRONG: "**", Look.SOFT: "*"}


def escape(text: str) -> str:
    """Return `text` as GFM that reads back literally, in a list item, a table cell or a line.

    All whitespace becomes single spaces; what could steer a terminal becomes a visible mark;
    web addresses become links.
    """
    return _AT_START.sub(_at_start, _INSIDE.sub(_inside, one_line(text)))


def inline(spans: Line) -> str:
    """Return a line of an outline as GFM, in a list item, a table cell or a paragraph."""
    pieces = []
    # Neighbours are escaped as one text: what a sign means depends on what stands before it.
    for look, group in groupby(spans, key=lambda span: span.look):
        text = _INSIDE.sub(_inside, "".join(span.text for span in group))
        pieces.append(f"{_AROUND[look]}{text}{_AROUND[look]}")
    return _AT_START.sub(_at_start, "".join(pieces))


def quoted(text: str) -> str:
    """Return `text` as a value of YAML front matter, in double quotes."""
    return json.dumps(plain(text), ensure_ascii=False)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], right: int = 0) -> list[str]:
    """Return the lines of a table of escaped cells; the last `right` columns go to the right."""
    first, *rest = padded([head, *rows], right)
    left = len(head) - right
    rule = ["-" * width(text) for text in first[:left]]
    rule += [f"{'-' * (width(text) - 1)}:" for text in first[left:]]
    return [f"| {' | '.join(cells)} |" for cells in (first, rule, *rest)]


def _inside(match: re.Match[str]) -> str:
    return f"<{match[0]}>" if match["link"] else f"\\{match[0]}"


def _at_start(match: re.Match[str]) -> str:
    return f"{match['number']}\\" if match["number"] else f"\\{match[0]}"
