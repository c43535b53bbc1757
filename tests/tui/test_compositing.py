"""Who is not asked for lines has nothing to do with a repaint, and the terminal shows the same."""

from itertools import chain, combinations

import pyte
from textual.app import App
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Static

from meetingtui.tui.compositing import SparingCompositor
from meetingtui.tui.painting import Changes, Painted, Whole

WIDTH, HEIGHT = 30, 8


class Piece(Static):
    asked = 0

    def render_lines(self, crop):
        self.asked += 1
        return super().render_lines(crop)


class Crowded(Screen):
    """Four pieces; one covers parts of two others, from the cell on where its neighbour begins."""

    def __init__(self):
        super().__init__()
        self._compositor = SparingCompositor()

    def compose(self):
        with Vertical(), Horizontal(id="room"):
            yield Piece(id="left")
            yield Piece(id="right")
        yield Piece(id="foot")
        yield Piece(id="over")


class Pieces(App):
    CSS = """
    Screen { layers: below above; }
    Vertical, #room { height: 5; }
    #left { width: 12; height: 4; }
    #right { width: 1fr; height: 4; }
    #foot { height: 2; }
    #over { layer: above; offset: 12 1; width: 8; height: 6; }
    """

    def get_default_screen(self):
        return Crowded()


def changed(screen, ids, letter):
    """Fill the pieces with these `ids` with `letter`, and return the repaint."""
    pieces = [screen.query_one(f"#{id}") for id in ids]
    for piece in pieces:
        piece.update(f"{letter * piece.size.width}\n" * piece.size.height)
    screen._compositor.update_widgets(set(pieces))
    return screen._compositor.render_update(screen_stack=[])


async def test_a_terminal_shows_the_same_whichever_of_them_change():
    async with Pieces().run_test(size=(WIDTH, HEIGHT)) as pilot:
        screen, painted, display = pilot.app.screen, Painted(), pyte.Screen(WIDTH, HEIGHT)
        stream, console = pyte.Stream(display), pilot.app.console
        whole = screen._compositor.render_update(full=True)
        stream.feed(Whole(whole, painted).render_segments(console))
        ids = ("left", "right", "foot", "over")
        some = chain.from_iterable(combinations(ids, count) for count in range(1, 5))
        for letter, these in zip("abcdefghijklmno", some, strict=True):
            update = changed(screen, these, letter)
            stream.feed(Changes(update, painted).render_segments(console))
            strips = screen._compositor.render_strips()
            assert display.display == ["".join(s.text for s in strip) for strip in strips]


async def test_only_those_are_asked_that_a_repaint_is_about():
    async with Pieces().run_test(size=(WIDTH, HEIGHT)) as pilot:
        screen = pilot.app.screen
        pieces = {piece.id: piece for piece in screen.query(Piece)}
        for piece in pieces.values():
            piece.asked = 0
        assert changed(screen, ["left"], "a") is not None
        assert {id: piece.asked for id, piece in pieces.items()} == {
            "left": 1,
            "right": 0,
            "foot": 0,
            "over": 0,
        }
