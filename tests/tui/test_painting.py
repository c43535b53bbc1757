"""What is left out of a repaint stood on the terminal already."""

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from meetingtui.tui.painting import Changes, Painted, Whole

WIDTH, HEIGHT, CUT = 20, 2, 10
CONSOLE = Console(color_system="truecolor")
STYLES = [None, Style(bold=True), Style(color="#ff0000", bgcolor="#101010"), Style(bgcolor="red")]

letters = st.lists(st.sampled_from(["a", "b", " ", "┃", "é", "漢", "e\u0301"]), max_size=8)
parts = st.tuples(letters.map("".join), st.sampled_from(STYLES))


@st.composite
def strips(draw, width):
    """Return a strip of `width` cells."""
    strip = Strip([Segment(text, style) for text, style in draw(st.lists(parts, max_size=3))])
    return strip.crop(0, width).extend_cell_length(width)


rows = st.tuples(strips(CUT), strips(WIDTH - CUT))
screens = st.lists(rows, min_size=HEIGHT, max_size=HEIGHT)


def whole(screen, painted):
    update = LayoutUpdate(list(map(list, screen)), Region(0, 0, WIDTH, HEIGHT))
    return Whole(update, painted).render_segments(CONSOLE)


def changes(screen, painted):
    chops = [{0: left, CUT: right} for left, right in screen]
    spans = [(y, 0, WIDTH) for y in range(HEIGHT)]
    update = ChopsUpdate(chops, spans, [[CUT, WIDTH]] * HEIGHT)
    return Changes(update, painted).render_segments(CONSOLE)


def shown(*written):
    """Return the cells of an emulated terminal that was written on."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    for text in written:
        stream.feed(text)
    return [[screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]


@settings(max_examples=60, deadline=None)
@given(st.lists(screens, min_size=2, max_size=3))
def test_a_terminal_shows_the_same_as_if_all_had_been_written(screens):
    painted = Painted()
    first, *later = screens
    written = [whole(first, painted), *(changes(screen, painted) for screen in later)]
    assert shown(*written) == shown(whole(screens[-1], Painted()))


@settings(max_examples=30, deadline=None)
@given(screens)
def test_what_stands_there_is_not_written_again(screen):
    painted = Painted()
    whole(screen, painted)
    assert changes(screen, painted) == ""


@settings(max_examples=30, deadline=None)
@given(screens, screens)
def test_nothing_is_left_out_where_nothing_is_known(before, after):
    painted = Painted()
    whole(before, painted)
    painted.forget()
    blank = [(Strip.blank(CUT), Strip.blank(WIDTH - CUT))] * HEIGHT
    written = [whole(blank, Painted()), changes(after, painted)]
    assert shown(*written) == shown(whole(after, Painted()))


@pytest.mark.parametrize(
    ("before", "after", "written"),
    [
        ("12:59", "12:58", "\x1b[1;5H8"),
        ("12:59", "13:00", "\x1b[1;2H3:00"),
        ("a........z", "b........y", "\x1b[1;1Hb\x1b[1;10Hy"),
    ],
)
def test_a_clock_costs_the_digits_that_change(before, after, written):
    painted = Painted()
    rest = (Strip.blank(WIDTH - CUT),)
    first, second = (Strip([Segment(text)]).extend_cell_length(CUT) for text in (before, after))
    blank = [(Strip.blank(CUT), Strip.blank(WIDTH - CUT))] * (HEIGHT - 1)
    whole([(first, *rest), *blank], painted)
    assert changes([(second, *rest), *blank], painted) == written


async def test_the_app_writes_through_it(runner, held, monkeypatch):
    """A whole screen first; then what is asked for is left out where it stands there."""
    async with held(runner) as (pilot, screen):
        app, taken = pilot.app, []
        monkeypatch.setattr("textual.app.App._display", lambda *args: taken.append(args[2]))
        app.screen._compositor_refresh()
        screen.refresh()
        await pilot.pause()
        assert [type(update) for update in taken if update] == [Whole]
