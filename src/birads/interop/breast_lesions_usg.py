"""Import BrEaST: ultrasound masses with descriptors, categories 1-5 with 4a-4c, and histology.

A case without a lesion is a report without a finding. Histology is stated where its text is one
of our words; else as benign or malignant, as the source classifies the case, with the text kept.
A halo is a word of the 2003 edition in a report of 2013: it is kept, with an issue.

Source: Pawlowska A et al., Sci Data 2024, doi:10.1038/s41597-024-02984-z. CC BY 4.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from birads.interop._histology import Verdict, outcome, verdict
from birads.interop._merge import age, renamed, same
from birads.interop._rows import Column, Row, Unreadable
from birads.interop._words import NOT_STATED, Word, WordTable, load
from birads.interop.importing import (
    DEFAULT_LIMITS,
    Draft,
    Format,
    Imported,
    Source,
    TableLimits,
    import_rows,
)
from birads.lexicon._meanings import worst
from birads.lexicon.ultrasound import UsMassMargin

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read"]

_EXAM = "us"
_NOT_CIRCUMSCRIBED = "not circumscribed - "
_MARGINS = [word.value for word in UsMassMargin]
# The columns whose word is a member of the finding.
_MEMBERS = {
    "Shape": "shape",
    "Echogenicity": "echo_pattern",
    "Posterior_features": "posterior_features",
    "Halo": "boundary",
}


@attrs.frozen
class _Case:
    """Hold one row, read word by word."""

    line: int
    age: int | None
    tissue: tuple[Word, ...]
    signs: tuple[str, ...]
    symptoms: tuple[str, ...]
    palpable: bool | None
    members: dict[str, Word]
    margin: tuple[Word, ...]
    calcifications: Word | None
    skin: Word | None
    interpretation: str
    category: Word | None
    normal: bool
    verdict: Verdict


def read(source: Source, *, limits: TableLimits = DEFAULT_LIMITS) -> Imported:
    """Return the reports of a BrEaST table, one per case.

    Raises:
        InvalidTable: The file does not have the columns of BrEaST.
    """
    return import_rows(source, _FORMAT, limits=limits)


def _read(row: Row) -> _Case:
    table = load("breast_lesions_usg")
    signs = _list(row, "Signs")
    classified = table.maybe(row, "Classification")
    members = {name: table.maybe(row, column) for column, name in _MEMBERS.items()}
    case = _Case(
        line=row.line,
        age=age(row, "Age"),
        tissue=table.several(row, "Tissue_composition", "&"),
        signs=_unread(table, "Signs", signs),
        symptoms=_unread(table, "Symptoms", _list(row, "Symptoms")),
        palpable=_palpable(table, signs),
        members={name: word for name, word in members.items() if word and word.word},
        margin=_margin(table, row),
        calcifications=table.maybe(row, "Calcifications"),
        skin=table.maybe(row, "Skin_thickening"),
        interpretation=row["Interpretation"],
        category=table.maybe(row, "BIRADS"),
        normal=classified is not None and classified.axis == "normal",
        verdict=verdict(table, row, classified),
    )
    _agrees(case)
    return case


def _agrees(case: _Case) -> None:
    proven = case.verdict.proof is not None and case.verdict.proof.word
    if case.normal and (case.members or case.margin or proven):
        raise Unreadable("contradiction", "A normal case describes a lesion.", "Classification")
    if sum(word.axis == "us.tissue_composition" for word in case.tissue) > 1:
        raise Unreadable("contradiction", "The tissue is of two kinds.", "Tissue_composition")


def _list(row: Row, column: str) -> list[str]:
    return [part.strip() for part in row[column].split("&") if part.strip() not in NOT_STATED]


def _unread(table: WordTable, column: str, said: list[str]) -> tuple[str, ...]:
    return tuple(part for part in said if table.knows(column, part) is None)


def _palpable(table: WordTable, signs: list[str]) -> bool | None:
    words = [table.knows("Signs", sign) for sign in signs]
    stated = [word.word == "yes" for word in words if word and word.axis == "palpable"]
    if len(set(stated)) > 1:
        raise Unreadable("contradiction", "A sign beside the word that says none.", "Signs")
    return stated[0] if stated else None


def _margin(table: WordTable, row: Row) -> tuple[Word, ...]:
    cell = row["Margin"]
    if not cell.startswith(_NOT_CIRCUMSCRIBED):
        word = table.maybe(row, "Margin")
        if word and word.word != "circumscribed" and word.axis != "not_stated":
            raise Unreadable("unknown_word", f"{cell[:80]!r} is not a known margin.", "Margin")
        return (word,) if word and word.word else ()
    kinds = cell.removeprefix(_NOT_CIRCUMSCRIBED).split("&")
    words = tuple(table.read(row, "Margin", kind.strip()) for kind in kinds)
    if any(word.word in {"", "circumscribed"} for word in words):
        raise Unreadable("contradiction", f"{cell[:80]!r} contradicts itself.", "Margin")
    return words


def _build(report_id: str, cases: Sequence[_Case]) -> Draft:
    exam: dict[str, Any] = {"id": _EXAM, "modality": "ultrasound", "purpose": "unknown"}
    document: dict[str, Any] = {"edition": "2013", "id": report_id, "exams": [exam]}
    draft = Draft(document)
    _patient(draft, cases)
    _tissue(draft, exam, cases)
    lesions = [case for case in cases if not case.normal]
    for number, case in enumerate(lesions, 1):
        _lesion(draft, f"mass-{number}", case)
    categories = [case.category.word for case in cases if case.category]
    if len(lesions) < len(cases) and categories:
        # A category that no finding can hold; its side is not stated.
        document["assessments"] = [
            {"breast": "overall", "exam": _EXAM, "category": worst(categories, "category")}
        ]
    told = {"Signs": "signs", "Symptoms": "symptoms"}
    said = {
        name: dict.fromkeys(s for c in cases for s in getattr(c, name)) for name in told.values()
    }
    if any(said.values()):
        document["narrative"] = "; ".join(
            f"{column}: {', '.join(said[name])}" for column, name in told.items() if said[name]
        )
    return draft


def _patient(draft: Draft, cases: Sequence[_Case]) -> None:
    patient: dict[str, Any] = {}
    years = same(draft, "age", (case.age for case in cases))
    if years is not None:
        patient["age_years"] = years
    if any(word.axis == "lactating" for case in cases for word in case.tissue):
        patient["lactating"] = True
    if patient:
        draft.document["patient"] = patient


def _tissue(draft: Draft, exam: dict[str, Any], cases: Sequence[_Case]) -> None:
    words = [w for case in cases for w in case.tissue if w.axis == "us.tissue_composition"]
    kept = same(draft, "tissue composition", (word.word for word in words))
    if kept:
        exam["tissue_composition"] = kept
        renamed(draft, "/exams/0/tissue_composition", words)


def _lesion(draft: Draft, name: str, case: _Case) -> None:
    findings = draft.document.setdefault("findings", [])
    pointer = f"/findings/{len(findings)}"
    finding: dict[str, Any] = {"kind": "us.mass", "id": name, "exam": _EXAM}
    findings.append(finding)
    for member, word in case.members.items():
        finding[member] = word.word
        renamed(draft, f"{pointer}/{member}", [word])
    if case.margin:
        finding["margin"] = sorted({word.word for word in case.margin}, key=_MARGINS.index)
    if case.category:
        finding["category"] = case.category.word
    if case.palpable is not None:
        finding["palpable"] = case.palpable
    if case.skin and case.skin.word:
        finding["associated"] = [case.skin.word]
    text = [f"Interpretation: {case.interpretation}"] if case.interpretation else []
    text += _calcifications(draft, pointer, finding, case.calcifications)
    if text:
        finding["text"] = "; ".join(text)
    if "boundary" in finding:
        draft.note(
            "edition_word",
            f"{pointer}/boundary",
            "An echogenic halo is a word of the 2003 edition; the report is of 2013.",
            hint="The 2013 edition has no lesion boundary.",
        )
    outcome(draft, name, case.verdict)


def _calcifications(
    draft: Draft, pointer: str, finding: dict[str, Any], word: Word | None
) -> list[str]:
    """State where calcifications lie; return the text of what the lexicon has no word for."""
    if word is None or word.axis == "not_stated":
        return []
    if word.axis == "text":
        message = f"The lexicon has no word for calcifications that are {word.source}."
        draft.note("word_kept_as_text", f"{pointer}/text", message)
        return [f"Calcifications: {word.source}"]
    finding["calcifications"] = [word.word] if word.word else []
    return []


_FORMAT: Format[_Case] = Format(
    "breast-lesions-usg",
    (
        Column("CaseID", identifies=True),
        Column("Age"),
        Column("Tissue_composition"),
        Column("Signs"),
        Column("Symptoms"),
        *(Column(column) for column in _MEMBERS),
        Column("Margin"),
        Column("Calcifications"),
        Column("Skin_thickening"),
        Column("Interpretation"),
        Column("BIRADS"),
        Column("Verification"),
        Column("Diagnosis"),
        Column("Classification"),
    ),
    "CaseID",
    _read,
    _build,
)
