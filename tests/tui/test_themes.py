"""Our own colours: told apart by everybody, and readable."""

from datetime import timedelta
from itertools import combinations

import pytest
from textual.color import Color

from meetingtui.errors import UsageError
from meetingtui.tui.themes import CLEAR_DARK

# What each kind of cone deficiency leaves of linear red, green and blue: Machado et al. 2009.
SIGHTS = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "without red": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "without green": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}  # fmt: skip


def seen(color, sight):
    linear = [(part / 255) ** 2.2 for part in Color.parse(color).rgb]
    return [sum(k * part for k, part in zip(row, linear, strict=True)) for row in SIGHTS[sight]]


@pytest.mark.parametrize("sight", SIGHTS)
def test_states_differ_whatever_colours_one_sees(sight):
    states = [CLEAR_DARK.primary, CLEAR_DARK.warning, CLEAR_DARK.error]
    for one, other in combinations(states, 2):
        pair = zip(seen(one, sight), seen(other, sight), strict=True)
        assert sum((a - b) ** 2 for a, b in pair) ** 0.5 > 0.15, (one, other)


def brightness(color):
    """Return the relative luminance that WCAG 2.2 reckons with."""
    parts = [part / 255 for part in color.triplet]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrasts(strips):
    """Return the contrast of every piece of text, with the piece."""
    for strip in strips:
        for segment in strip:
            if any(sign.isalnum() for sign in segment.text):
                pair = brightness(segment.style.color), brightness(segment.style.bgcolor)
                yield (max(pair) + 0.05) / (min(pair) + 0.05), segment.text


@pytest.mark.parametrize("theme", ["clear-dark", "clear-light", "textual-dark"])
@pytest.mark.parametrize("minutes", [0, 1.5, 4])
async def test_every_text_stands_out(theme, minutes, midway, clock, held, screen_strips):
    clock.advance(timedelta(minutes=minutes))
    async with held(midway, (120, 36), theme=theme) as (pilot, _):
        least, text = min(contrasts(screen_strips(pilot.app)))
        assert least >= 4.5, text


async def test_a_theme_that_is_not_there_is_said(midway, held):
    with pytest.raises(
        UsageError, match="there is no theme 'clear-dork'; did you mean 'clear-dark'"
    ):
        async with held(midway, theme="clear-dork"):
            pass
    with pytest.raises(UsageError, match="there are textual-dark, "):
        async with held(midway, theme="?"):
            pass
