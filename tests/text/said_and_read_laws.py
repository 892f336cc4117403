"""Compare the draft that is read of a said report with it: what the draft says against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Tree = Mapping[str, Any]

_LINKS = frozenset({"id", "exam", "finding", "findings", "lesion"})


def against(document: Tree, draft: Tree) -> list[str]:
    """Return what a draft states that the report does not state; empty where nothing."""
    return [
        *_findings(document, draft),
        *_assessments(document, draft),
        *_plans(document, draft),
        *_tissue(document, draft),
        *_exams(document, draft),
    ]


def _findings(document: Tree, draft: Tree) -> Iterator[str]:
    told = document.get("findings", [])
    for read in draft.get("findings", []):
        alike = [one for one in told if one["kind"] == read["kind"]]
        sided = [one for one in alike if _fits(one, read, _breast)]
        if not alike:
            yield f"finding: no {read['kind']} is stated"
        elif not sided:
            yield f"finding: no {read['kind']} of {_breast(read)} is stated"
        elif not any(_fits(one, read, _category) for one in sided):
            yield f"finding: no {read['kind']} of {_breast(read)} has {_category(read)}"
        elif not any(_within(one, read) for one in sided if _fits(one, read, _category)):
            yield f"members: {_unlike(sided, read)}"


def _breast(finding: Tree) -> Any:
    return finding.get("location", {}).get("breast")


def _category(finding: Tree) -> Any:
    return finding.get("category")


def _fits(stated: Tree, read: Tree, member: Any) -> bool:
    return member(read) is None or member(read) == member(stated)


def _unlike(sided: list[Tree], read: Tree) -> str:
    return " / ".join(sorted({name for one in sided for name in _differ(one, read)}))


def _differ(stated: Tree, read: Tree) -> Iterator[str]:
    for name, value in read.items():
        if name in ("longest_mm", "extent_mm") and value in stated.get("sizes_mm", []):
            continue  # the longest of the sizes
        if name not in _LINKS and not _same(stated.get(name), value):
            yield f"{read['kind']}.{name} {value} of {stated.get(name)}"


def _within(stated: Tree, read: Tree) -> bool:
    return not any(_differ(stated, read))


def _same(stated: Any, read: Any) -> bool:
    """Say whether a value that was read is part of the one that is stated."""
    if isinstance(read, Mapping):
        return isinstance(stated, Mapping) and all(
            _same(stated.get(name), inner) for name, inner in read.items() if name not in _LINKS
        )
    if isinstance(read, list):
        return isinstance(stated, list) and all(one in stated for one in read)
    return read in stated if isinstance(stated, list) else bool(stated == read)


def _told(exam: Tree, name: str) -> Iterator[Any]:
    """Yield what an exam states of a member, that of both breasts for the composition too."""
    yield exam.get(name)
    for one in exam.get("compositions", []) if name == "composition" else ():
        if one.get("breast", "bilateral") == "bilateral":
            yield one.get("composition")


def _part(stated: Any, read: Any) -> bool:
    """Say whether a value is part of a stated one, an item of a list part of an item."""
    if isinstance(read, list) and isinstance(stated, list):
        return all(any(_same(one, inner) for one in stated) for inner in read)
    return _same(stated, read)


def _assessments(document: Tree, draft: Tree) -> Iterator[str]:
    stated = {(one["breast"], one["category"]) for one in document.get("assessments", [])}
    for read in draft.get("assessments", []):
        if (read["breast"], read["category"]) not in stated:
            yield f"assessment: {read['breast']} {read['category']} is not stated"


def _plans(document: Tree, draft: Tree) -> Iterator[str]:
    for read in draft.get("recommendations", []):
        if not any(_same(one, read) for one in document.get("recommendations", [])):
            yield f"recommendation: {sorted(read.items())} is not stated"


def _tissue(document: Tree, draft: Tree) -> Iterator[str]:
    for read in draft.get("pathology", []):
        if not any(_same(one, read) for one in document.get("pathology", [])):
            yield f"pathology: {sorted(read.items())} is not stated"


def _exams(document: Tree, draft: Tree) -> Iterator[str]:
    for read in draft.get("exams", []):
        alike = [e for e in document.get("exams", []) if e["modality"] == read.get("modality")]
        if not alike:
            yield f"exam: no {read.get('modality')} is stated"
            continue
        for name, value in read.items():  # a draft has one exam of a modality
            parts = value if isinstance(value, list) else [value]
            for part in parts if name not in _LINKS else ():
                one = [part] if isinstance(value, list) else part
                if not any(_part(inner, one) for exam in alike for inner in _told(exam, name)):
                    yield f"exam: {name} {one} is not stated"
    if draft.get("edition") not in (None, document["edition"]):
        yield f"edition: {draft['edition']} is not stated"
