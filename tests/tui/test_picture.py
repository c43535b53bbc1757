"""The picture in the README."""

import re
from pathlib import Path

from meetingtui.tui.picture import live_picture


async def test_the_picture_is_the_same_each_time():
    picture = await live_picture()
    assert picture.startswith("<svg")
    assert "Closed&#160;Acme" in picture
    assert picture == await live_picture()


async def test_the_picture_needs_nothing_from_the_network():
    picture = await live_picture()
    assert set(re.findall(r"https?://[^/\"]+", picture)) == {"http://www.w3.org"}


async def test_the_readme_shows_the_screen_as_it_is():
    shown = Path(__file__).parents[2] / "docs" / "live.svg"
    assert words(shown.read_text("utf-8")) == words(await live_picture()), "run `make picture`"


def words(picture):
    return re.findall(r"<text[^>]*>([^<]*)</text>", picture)
