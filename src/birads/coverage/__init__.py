"""Count which rules a corpus of reports, or a test suite, has exercised, and which it never did.

``collect`` counts, ``universe`` says what there is to reach, ``text`` and ``page`` show it, and
``plugin`` does the same for a user's own tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from birads._base.door import through

if TYPE_CHECKING:
    from birads.coverage._collect import Coverage
    from birads.coverage._page import render_html
    from birads.coverage._text import render_text

__all__ = ["Coverage", "render_html", "render_text"]

_HOMES = {
    "Coverage": "_collect",
    "render_html": "_page",
    "render_text": "_text",
}


def __getattr__(name: str) -> Any:
    """Import a name when it is first used: the pytest plugin lies in this package."""
    return through(globals(), _HOMES, name)
