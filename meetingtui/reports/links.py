"""Addresses in text of people: the only ones that become links are of the web and of mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Its last character is not the sentence's own full stop or bracket; none of them means anything
# to Markdown between angle brackets, nor in a table.
LINK = r"\b(?:https?://|mailto:)[a-z0-9_.~:/?#@!$&'()*+,=%-]*[a-z0-9_/=]"
"""A pattern, for any case."""

_LINK = re.compile(f"({LINK})", re.IGNORECASE)


def split_links(text: str) -> Iterator[tuple[str, bool]]:
    """Give the pieces of `text`, and of each whether it is an address; none is empty."""
    for index, piece in enumerate(_LINK.split(text)):
        if piece:
            yield piece, index % 2 == 1
