"""Read how a case of BrEaST was proven, and what the tissue showed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from birads.interop._merge import renamed
from birads.report.pathology import RESULT_CLASS, PathologyResult, ResultClass

if TYPE_CHECKING:
    from birads.interop._rows import Row
    from birads.interop._words import Word, WordTable
    from birads.interop.importing import Draft

__all__ = ["Verdict", "outcome", "verdict"]


@attrs.frozen
class Verdict:
    """Hold what proved a case: tissue and its ``words``, or follow-up, or nothing."""

    proof: Word | None
    malignant: bool | None
    text: str
    words: tuple[Word, ...]
    unread: tuple[str, ...]


def verdict(table: WordTable, row: Row, classified: Word | None) -> Verdict:
    """Return what the columns on verification, diagnosis and class say."""
    parts = [part.strip() for part in row["Diagnosis"].split("&") if part.strip()]
    known = [table.knows("Diagnosis", part) for part in parts]
    malignant = classified is not None and classified.axis == "malignant"
    stated = any(word is None or word.word for word in known)
    return Verdict(
        proof=table.maybe(row, "Verification"),
        malignant=classified.word == "yes" if classified and malignant else None,
        text=row["Diagnosis"] if stated else "",
        words=tuple(dict.fromkeys(word for word in known if word and word.word)),
        unread=tuple(part for part, word in zip(parts, known, strict=True) if word is None),
    )


def outcome(draft: Draft, finding: str, found: Verdict) -> None:
    """State a tissue result, or an outcome without one."""
    if found.proof is None or not found.proof.word:
        return
    if found.proof.axis == "tissue":
        _tissue(draft, finding, found)
    elif found.malignant is not None:
        draft.document.setdefault("outcomes", []).append(
            {"finding": finding, "malignant": found.malignant, "basis": found.proof.word}
        )


def _tissue(draft: Draft, finding: str, found: Verdict) -> None:
    entries = draft.document.setdefault("pathology", [])
    text = {"text": found.text} if found.text else {}
    results = [word.word for word in found.words]
    for word in found.words:
        renamed(draft, f"/pathology/{len(entries)}/result", [word])
        entries.append({"finding": finding, "result": word.word, **text})
    if not _explains(results, found.malignant):
        entries.append({"finding": finding, "result": _by_class(found.malignant), **text})
    if found.unread:
        draft.note(
            "histology_kept_as_text",
            f"/pathology/{len(entries) - 1}",
            f"No result of ours is exactly {', '.join(found.unread)}; the text keeps it.",
            hint="The result is the class that the source gives the case." if not results else None,
        )


def _explains(results: list[str], malignant: bool | None) -> bool:
    """Say whether the results that were read account for the class of the case."""
    classes = {RESULT_CLASS[PathologyResult(result)] for result in results}
    if malignant:
        return ResultClass.MALIGNANT in classes
    return bool(results)


def _by_class(malignant: bool | None) -> Any:
    if malignant is None:
        return PathologyResult.OTHER.value
    return (PathologyResult.MALIGNANT if malignant else PathologyResult.BENIGN).value
