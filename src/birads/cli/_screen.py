"""Draw text on a screen: tables and colours, and nothing from a report that the screen obeys."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from birads._visible import visible

__all__ = ["Screen"]


class Screen(Console):
    """Write out every control character that is left in a text, wherever it came from."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Yield what is drawn; only the line feeds of the layout stay."""
        for segment in super().render(renderable, options):
            if segment.control or segment.text.isprintable():
                yield segment
            else:
                yield segment._replace(text=visible(segment.text, keep="\n"))
