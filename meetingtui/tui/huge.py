"""Digits as large as the room that there is for them, to be read from across a table."""

from __future__ import annotations

ROWS = 5
"""How many pixels a sign is high."""

_SIGNS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
    "-": ("  ", "  ", "##", "  ", "  "),
}


def huge(text: str, width: int, height: int) -> list[str]:
    """Return `text`, of digits, `:` and `-`, as rows of cells in at most `width` × `height`.

    A pixel is twice as many cells wide as high, so that it looks square. Where not even the
    smallest size fits, the text itself is the only row.
    """
    signs = [_SIGNS.get(sign, _SIGNS["-"]) for sign in text]
    pixels = sum(len(sign[0]) for sign in signs) + max(0, len(signs) - 1)
    scale = min(width // (2 * max(1, pixels)), height // ROWS)
    if scale < 1:
        return [text]
    rows = (" ".join(sign[row] for sign in signs) for row in range(ROWS))
    wide = ("".join(2 * scale * ("█" if on == "#" else " ") for on in row) for row in rows)
    return [row for row in wide for _ in range(scale)]
