"""Share what importers say about words that differ from ours, and about rows that disagree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from birads.interop._rows import Row, Unreadable
from birads.interop._words import NOT_STATED, Word
from birads.lexicon.mammography import Composition

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from birads.interop.importing import Draft

__all__ = ["age", "denser", "renamed", "same"]

_T = TypeVar("_T")
_AGE = re.compile(r"[0-9]{1,3}")
_OLDEST = 130
_COMPOSITIONS = [word.value for word in Composition]


def age(row: Row, column: str) -> int | None:
    """Return the age in years, or ``None`` where it is not stated.

    Raises:
        Unreadable: The cell is neither.
    """
    cell = row[column]
    if cell in NOT_STATED or cell == "not available":
        return None
    if not _AGE.fullmatch(cell) or int(cell) > _OLDEST:
        raise Unreadable("bad_number", f"{cell[:80]!r} is not an age in years.", column)
    return int(cell)


def same(draft: Draft, what: str, values: Iterable[_T | None]) -> _T | None:
    """Return what the rows of a patient agree on; where they differ, nothing is stated."""
    stated = list(dict.fromkeys(value for value in values if value is not None))
    if len(stated) > 1:
        said = ", ".join(str(value) for value in stated)
        draft.note("rows_differ", "", f"The rows differ in {what}: {said}; none is stated.")
        return None
    return stated[0] if stated else None


def denser(draft: Draft, exam: dict[str, Any], said: Sequence[Word]) -> None:
    """State the composition of an exam: where rows differ, that of the denser breast.

    Source: ACR BI-RADS Atlas, 5th edition, breast composition: the denser breast decides.
    """
    for word in dict.fromkeys(said):
        if not word.word:
            message = f"The source says {word.source}, which is no density; it is not stated."
            draft.note("density_not_stated", "/exams/0", message)
    words = {word.word for word in said if word.word}
    if not words:
        return
    kept = max(words, key=_COMPOSITIONS.index)
    exam["composition"] = kept
    if len(words) > 1:
        draft.differs("/exams/0/composition", "density", sorted(words), kept)


def renamed(draft: Draft, pointer: str, words: Sequence[Word]) -> None:
    """Add an issue for each word that is not ours letter by letter."""
    for word in dict.fromkeys(words):
        if word.renamed:
            draft.note(
                "word_normalised",
                pointer,
                f"The source says {word.source}; the report says {word.word}.",
                hint=word.note or None,
            )
