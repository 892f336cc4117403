"""Say in a workup that a current topic would answer too, where nobody asked for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.acr_criteria._made import maker
from birads.acr_criteria._results import Note
from birads.acr_criteria._subjects import View
from birads.acr_criteria.current._pack import pack
from birads.acr_criteria.current._route import topics_that_apply

__all__ = ["CODE", "hint"]

CODE: Final = "current_topics_apply"
_note = maker(Note)


def hint(view: View) -> Iterator[Note]:
    """Yield a note that names the current topics that speak of a report, if the pack is there."""
    try:
        rules = pack()
    except LookupError:
        return
    names = ", ".join(key.replace(".", " ") for key in topics_that_apply(view, rules))
    if names:
        text = f"Current topics speak of this patient as well, and were not asked: {names}."
        yield _note(code=CODE, text=text, source=rules.file.pack.source, level="note")
