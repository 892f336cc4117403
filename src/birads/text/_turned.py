"""Say where a text turns the direction of reading: a person then sees another order."""

from __future__ import annotations

import re
from typing import Final

from birads.issue import Severity
from birads.text._context import Context
from birads.text._draft import Told

__all__ = ["tell_turned"]

_OVERRIDES: Final = re.compile("[\u202d\u202e]")


def tell_turned(context: Context) -> None:
    """Say where the direction of reading is overridden: the letters are read as they are stored."""
    found = _OVERRIDES.search(context.text)
    if found is not None:
        context.draft.tell(
            Told(
                "direction_overridden",
                Severity.WARNING,
                "A hidden character turns the direction of reading: what is seen may be in another "
                "order than what is read.",
                found.span(),
                crosses=True,
            )
        )
