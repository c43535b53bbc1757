import pytest

from meetingtui.tui.huge import ROWS, huge


def test_digits_are_drawn_in_square_pixels():
    assert huge("1:", 14, 5) == [
        "  ██      ",
        "████    ██",
        "  ██      ",
        "  ██    ██",
        "██████    ",
    ]


@pytest.mark.parametrize(("width", "height"), [(34, 5), (80, 12), (120, 30), (200, 50), (500, 7)])
@pytest.mark.parametrize("text", ["0:00", "-12:34", "1:02:03", "9:59"])
def test_they_are_as_large_as_fits_and_no_larger(text, width, height):
    rows = huge(text, width, height)
    assert len({len(row) for row in rows}) == 1
    assert len(rows) <= max(1, height)
    assert len(rows[0]) <= width
    if len(rows) > 1:
        scale = len(rows) // ROWS
        larger = (len(rows[0]) // scale * (scale + 1), ROWS * (scale + 1))
        assert larger[0] > width or larger[1] > height


def test_every_digit_looks_different():
    assert len({tuple(huge(digit, 99, 9)) for digit in "0123456789"}) == 10


def test_without_room_the_text_itself_is_shown():
    assert huge("12:34", 10, 9) == ["12:34"]
    assert huge("12:34", 90, 4) == ["12:34"]
