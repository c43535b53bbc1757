"""Colours of our own, which people who see fewer of them tell apart too."""

from __future__ import annotations

from difflib import get_close_matches

from textual.app import App
from textual.theme import Theme

from meetingtui.errors import UsageError

# The palette is Okabe and Ito's "Color Universal Design" (2008).
_BLUE, _SKY, _ORANGE, _VERMILION, _GREEN = "#0072B2", "#56B4E9", "#E69F00", "#D55E00", "#009E73"

CLEAR_DARK = Theme(
    name="clear-dark", primary=_BLUE, secondary=_SKY, accent=_SKY, warning=_ORANGE,
    error=_VERMILION, success=_GREEN, foreground="#F2F2F2", background="#101418", dark=True,
)  # fmt: skip
CLEAR_LIGHT = Theme(
    name="clear-light", primary=_BLUE, secondary=_SKY, accent=_BLUE, warning=_ORANGE,
    error=_VERMILION, success=_GREEN, foreground="#101418", background="#FAFAFA", dark=False,
)  # fmt: skip


def dress(app: App[str], theme: str) -> None:
    """Give `app` the theme of this name; an empty one leaves it as it is.

    Raises UsageError where there is no such theme.
    """
    app.register_theme(CLEAR_DARK)
    app.register_theme(CLEAR_LIGHT)
    if not theme:
        return
    if theme not in app.available_themes:
        near = get_close_matches(theme, app.available_themes, n=1)
        known = ", ".join(app.available_themes)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {known}"
        raise UsageError(f"config.toml: there is no theme {theme!r}; {hint}")
    app.theme = theme
