"""What every board has in common: how it makes rows of cells."""

import pytest
from textual.visual import Visual

from meetingtui.meeting.commands import Capture
from meetingtui.tui.board import Board


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_a_row_is_what_textual_makes_of_it(midway, held, size):
    midway.do(Capture("[red]한국어 <b>" + "is kept as typed, to its end " * 12))
    async with held(midway, size) as (_, screen):
        compared = 0
        for board in screen.query(Board):
            for y, row in enumerate(board._rows[: board.size.height]):
                if not (board.is_on_screen and board.size.width):
                    continue
                [strip] = Visual.to_strips(board, row, board.size.width, 1, board.visual_style)
                assert board.render_line(y)._segments == strip.apply_offsets(0, y)._segments
                compared += 1
        assert compared > 15
