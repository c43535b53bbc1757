"""Asks of the widgets those alone that a repaint is about for their lines."""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


class SparingCompositor(Compositor):
    """A compositor for a screen of many widgets of which few change at a time.

    Textual asks all those whose container is within the rectangle around everything that changed.
    """

    def __init__(self) -> None:
        """Begin with an empty screen."""
        super().__init__()
        self._changing: tuple[Region, ...] = ()

    def render_partial_update(self) -> ChopsUpdate | None:
        """Return what changed."""
        self._changing = tuple(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._changing = ()

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        wanted = self._changing or (crop or self.size.region,)
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if any(map(seen.overlaps, wanted)):
                yield region, clip, widget.render_lines(seen.translate(-region.offset))
