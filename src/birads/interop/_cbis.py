"""Hold what the two tables of CBIS-DDSM share: a row is one view of one abnormality."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from birads.interop._merge import denser
from birads.interop._rows import Column, Row, Unreadable
from birads.interop._suspicion import crosses
from birads.interop._words import Word, WordTable, load
from birads.interop.importing import Draft, Format
from birads.issue import Severity
from birads.lexicon._meanings import worst

__all__ = ["Describe", "View", "cbis_format", "joined", "repeated"]

EXAM = "mg"
_NUMBER = re.compile(r"[0-9]{1,4}")
_SIDE = "left or right breast"
_DENSITY = "breast density"

# Malignant over benign, and benign over benign without a recall.
_OUTCOMES = ("imaging_follow_up", "unknown", "malignant")


@attrs.frozen
class View:
    """Hold one row: what one view of one abnormality was said to show."""

    line: int
    breast: str
    view: str
    number: int
    density: Word | None
    category: Word | None
    outcome: Word | None
    words: Mapping[str, tuple[Word, ...]]
    said: Mapping[str, str]


Describe = Callable[[Draft, str, Sequence[View]], dict[str, Any]]
"""Return the members of a finding that only its kind has; the text is where it will stand."""


def cbis_format(prefix: str, kind: str, axes: tuple[str, str], describe: Describe) -> Format[View]:
    """Return the format of the table whose abnormality type is ``kind``."""
    columns = (
        Column("patient_id", identifies=True),
        Column(_DENSITY, also=("breast_density",)),
        Column(_SIDE),
        Column("image view"),
        Column("abnormality id"),
        Column("abnormality type"),
        *(Column(axis) for axis in axes),
        Column("assessment"),
        Column("pathology"),
    )
    return Format(
        prefix,
        columns,
        "patient_id",
        lambda row: _read(row, kind, axes),
        lambda report_id, views: _build(report_id, views, describe),
    )


def _table() -> WordTable:
    return load("cbis_ddsm")


def _read(row: Row, kind: str, axes: tuple[str, str]) -> View:
    table = _table()
    if row["abnormality type"] != kind:
        said = row["abnormality type"][:80]
        raise Unreadable(
            "wrong_abnormality_type", f"The table is of {kind}, not {said!r}.", "abnormality type"
        )
    number = row["abnormality id"]
    if not number:
        raise Unreadable("missing_id", "The abnormality has no number.", "abnormality id")
    if not _NUMBER.fullmatch(number):
        raise Unreadable("bad_number", f"{number[:80]!r} is not a number.", "abnormality id")
    return View(
        line=row.line,
        breast=table.read(row, _SIDE).word,
        view=table.read(row, "image view").word,
        number=int(number),
        density=table.maybe(row, _DENSITY),
        category=table.maybe(row, "assessment"),
        outcome=table.maybe(row, "pathology"),
        words={axis: table.several(row, axis, "-") for axis in axes},
        said={axis: row[axis] for axis in axes},
    )


def _build(report_id: str, views: Sequence[View], describe: Describe) -> Draft:
    exam: dict[str, Any] = {"id": EXAM, "modality": "mammography", "purpose": "unknown"}
    document: dict[str, Any] = {"edition": "2003", "id": report_id, "exams": [exam]}
    draft = Draft(document)
    denser(draft, exam, [view.density for view in views if view.density])
    shown = {(view.breast, view.view): None for view in views}
    exam["views"] = [{"name": name, "breast": breast} for breast, name in shown]
    abnormalities: dict[tuple[str, int], list[View]] = {}
    for view in views:
        abnormalities.setdefault((view.breast, view.number), []).append(view)
    document["findings"] = []
    for (breast, number), group in abnormalities.items():
        finding = f"{breast}-{number}"
        pointer = f"/findings/{len(document['findings'])}"
        values = {
            "id": finding,
            "exam": EXAM,
            "location": {"breast": breast},
            **describe(draft, pointer, group),
            **_category(draft, pointer, group),
        }
        document["findings"].append(values)
        _outcome(draft, finding, group)
    return draft


def _category(draft: Draft, pointer: str, views: Sequence[View]) -> dict[str, str]:
    stated = [view.category.word for view in views if view.category]
    if not stated:
        return {}
    kept = worst(stated, "category")
    if len(set(stated)) > 1 or len(stated) < len(views):
        draft.note(
            "views_differ",
            f"{pointer}/category",
            f"The rows differ in category: {_by_line(views, lambda v: v.category)}; "
            f"the report keeps {kept}.",
            severity=Severity.WARNING,
            crosses=crosses(stated),
        )
    return {"category": kept}


def _outcome(draft: Draft, finding: str, views: Sequence[View]) -> None:
    stated = [view.outcome for view in views if view.outcome]
    if not stated:
        return
    kept = max(stated, key=lambda word: _OUTCOMES.index(word.word))
    tissue = kept.axis == "pathology.result"
    member = "pathology" if tissue else "outcomes"
    entries = draft.document.setdefault(member, [])
    if len({word.source for word in stated}) > 1 or len(stated) < len(views):
        draft.note(
            "views_differ",
            f"/{member}/{len(entries)}",
            f"The rows differ in pathology: {_by_line(views, lambda v: v.outcome)}; "
            f"the report keeps {kept.source}.",
            severity=Severity.WARNING,
        )
    if tissue:
        entries.append({"finding": finding, "result": kept.word})
    else:
        entries.append(
            {
                "finding": finding,
                "breast": views[0].breast,
                "malignant": False,
                "basis": kept.word,
            }
        )


def _by_line(views: Sequence[View], value: Callable[[View], Word | None]) -> str:
    said = ((view.line, value(view)) for view in views)
    return ", ".join(f"{word.source if word else 'N/A'} (line {line})" for line, word in said)


def repeated(
    draft: Draft, pointer: str, column: str, views: Sequence[View], kept: str = "their union"
) -> None:
    """Add an issue for each cell that says one word twice, and one where the views differ."""
    for cell in dict.fromkeys(view.said[column] for view in views):
        parts = cell.split("-")
        if len(set(parts)) < len(parts):
            draft.note("word_repeated", pointer, f"The source repeats a word: {cell}; kept once.")
    if len({frozenset(view.words[column]) for view in views}) > 1:
        said = (f"{view.said[column] or 'N/A'} (line {view.line})" for view in views)
        draft.differs(pointer, column, said, kept)


def joined(
    draft: Draft, pointer: str, column: str, views: Sequence[View], kept: str, axis: str
) -> None:
    """Add an issue for each cell that joins words of ``axis``, of which the report keeps one."""
    for cell, words in {view.said[column]: view.words[column] for view in views}.items():
        if len({word.word for word in words if word.axis == axis}) > 1:
            draft.note(
                "words_joined",
                pointer,
                f"The source joins {cell}; the report keeps the more suspicious, {kept}.",
            )
