"""Compare the text of a report with its structure, both ways: side, category, size, presence.

What the text says is read by :func:`read_text`; where that is unsure, nothing is compared and an
information says so. The comparison changes nothing and says which place of the text it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from birads.issue import Issue, Severity
from birads.report.report import Report
from birads.text._draft import Span
from birads.text._paired import alike, categories_of, fits, of_breast, other_side, side_of
from birads.text._reading import Reading, TextTooLong, read_text
from birads.text._words import LANGUAGES

__all__ = ["check_narrative"]

_ROUNDING_MM: Final = 1.0
_SIZES: Final = ("longest_mm", "extent_mm")
_TISSUE: Final = "4"
_SOURCE: Final = "birads report format: narrative and structure are of one report"
_UNSURE: Final = frozenset(
    {"category_range", "category_unknown", "category_conflict", "category_not_assigned"}
    | {
        "side_conflict",
        "category_denied",
        "correction_in_text",
        "sentence_too_long",
        "too_many_findings",
    }
)


@attrs.frozen
class _Said:
    """Hold one text of a report, where it stands, and what was read of it."""

    pointer: str
    reading: Reading

    def words(self, pointer: str) -> str:
        """Return the words of the text that say a value."""
        spans = self.reading.spans.get(pointer, [])
        text = " ... ".join(self.reading.text[start:end] for start, end in spans[:2])
        return " ".join(text.split())[:80]


def check_narrative(
    report: Report, text: str | None = None, *, language: str | None = None
) -> tuple[Issue, ...]:
    """Return where the text of a report and its structure differ, the grave ones first.

    Without ``text`` the report's own ``narrative`` is compared, and the text of each finding.
    """
    language = language or _language(report)
    tree = report.to_dict()
    found: list[Issue] = []
    narrative = report.narrative if text is None else text
    if narrative is not None:
        found += _of_narrative(tree, narrative, language)
    if text is None:
        for number, finding in enumerate(tree.get("findings", [])):
            if "text" in finding:
                found += _of_finding(finding, number, language, str(report.edition))
    return tuple(sorted(found, key=lambda issue: not issue.crosses))


def _language(report: Report) -> str | None:
    stated = (report.language or "")[:2].lower()
    return stated if stated in LANGUAGES else None


def _of_narrative(tree: Mapping[str, Any], text: str, language: str | None) -> Iterator[Issue]:
    modalities = {exam["modality"] for exam in tree.get("exams", [])}
    pointer = "/narrative" if tree.get("narrative") == text else ""
    try:
        reading = read_text(
            text,
            edition=tree["edition"],
            language=language,
            modality=modalities.pop() if len(modalities) == 1 else None,
        )
    except TextTooLong as error:
        yield _issue("narrative_not_compared", Severity.WARNING, pointer, str(error))
        return
    said = _Said(pointer, reading)
    yield from _findings(tree, said)
    yield from _categories(tree, said)
    yield from _missing(tree, said)
    yield from _unsure(tree, said)


def _issue(
    code: str, severity: Severity, pointer: str, message: str, *, crosses: bool = False
) -> Issue:
    hint = "Compare both with the images: a slip is made in the text or in the structure."
    return Issue(code, severity, pointer, message, hint, _SOURCE, crosses)


def _crosses(one: str, others: set[str]) -> bool:
    """Say whether the line between 0-3 and 4-6 lies between a category and the others."""
    return any((one >= _TISSUE) != (other >= _TISSUE) for other in others)


def _categories(tree: Mapping[str, Any], said: _Said) -> Iterator[Issue]:
    for number, entry in enumerate(said.reading.draft.get("assessments", [])):
        stated = of_breast(tree, entry["breast"])
        pointer = f"/assessments/{number}/category"
        yield from _category(entry["category"], entry["breast"], stated, said, pointer)
    for number, finding in enumerate(said.reading.draft.get("findings", [])):
        if "category" in finding:
            side = side_of(finding) or "overall"
            pointer = f"/findings/{number}/category"
            stated = categories_of(finding, tree)
            yield from _category(finding["category"], side, stated, said, pointer)


def _category(
    category: str, breast: str, stated: set[str], said: _Said, pointer: str
) -> Iterator[Issue]:
    where = "the exam" if breast == "overall" else f"{breast}"
    if not stated:
        yield _issue(
            "narrative_category_not_in_structure",
            Severity.WARNING,
            said.pointer,
            f"The text states category {category} of {where} ({said.words(pointer)!r}); the "
            "structure states none.",
            crosses=category >= _TISSUE,
        )
    elif category not in stated:
        yield _issue(
            "narrative_category_differs",
            Severity.WARNING,
            said.pointer,
            f"The text states category {category} of {where} ({said.words(pointer)!r}); the "
            f"structure states {', '.join(sorted(stated))}.",
            crosses=_crosses(category, stated),
        )


def _findings(tree: Mapping[str, Any], said: _Said) -> Iterator[Issue]:
    for number, finding in enumerate(said.reading.draft.get("findings", [])):
        of_kind = [f for f in tree.get("findings", []) if f["kind"] == finding["kind"]]
        base = f"/findings/{number}"
        if not of_kind:
            yield _issue(
                "narrative_finding_not_in_structure",
                Severity.WARNING,
                said.pointer,
                f"The text describes a finding that the structure lacks: {finding['kind']} "
                f"({said.words(f'{base}/kind')!r}).",
                crosses=finding.get("category", "0") >= _TISSUE,
            )
            continue
        other = other_side(finding, of_kind)
        same = [f for f in of_kind if fits(side_of(f), side_of(finding))]
        if not same or other is not None:
            grave = any(f.get("category", "0") >= _TISSUE for f in (finding, *of_kind))
            yield _issue(
                "narrative_side_differs",
                Severity.WARNING,
                said.pointer,
                f"The text places this finding {side_of(finding)} ({finding['kind']}, "
                f"{said.words(f'{base}/location/breast')!r}); the structure has it "
                f"{side_of(other or of_kind[0])}.",
                crosses=grave,
            )
            continue
        yield from _size(finding, same, said, base)


def _size(finding: Mapping[str, Any], same: list[Any], said: _Said, base: str) -> Iterator[Issue]:
    name = next((n for n in _SIZES if n in finding), None)
    stated = [f[n] for f in same for n in _SIZES if n in f]
    if name is None or not stated:
        return
    if all(abs(size - finding[name]) > _ROUNDING_MM for size in stated):
        sizes = ", ".join(f"{size:g}" for size in stated)
        yield _issue(
            "narrative_size_differs",
            Severity.WARNING,
            said.pointer,
            f"The text gives {finding[name]:g} mm ({said.words(f'{base}/{name}')!r}); the "
            f"structure has {sizes} mm.",
        )


def _missing(tree: Mapping[str, Any], said: _Said) -> Iterator[Issue]:
    """Find what the structure says and the text does not."""
    draft = said.reading.draft
    for number, finding in enumerate(tree.get("findings", [])):
        if not _told(finding, tree, draft):
            grave = finding.get("category", "0") >= _TISSUE
            yield _issue(
                "narrative_lacks_finding",
                Severity.WARNING if grave else Severity.INFORMATION,
                f"/findings/{number}",
                f"No {finding['kind']} could be read in the text.",
                crosses=grave,
            )
    unsure = any(issue.code == "category_conflict" for issue in said.reading.issues)
    categories = {a["category"] for a in draft.get("assessments", [])}
    categories |= {f["category"] for f in draft.get("findings", []) if "category" in f}
    for number, entry in enumerate(tree.get("assessments", [])):
        if categories and entry["category"] not in categories:
            grave = entry["category"] >= _TISSUE
            yield _issue(
                "narrative_lacks_category",
                Severity.WARNING if grave and not unsure else Severity.INFORMATION,
                f"/assessments/{number}",
                f"Category {entry['category']} ({entry['breast']}) could not be read in the text.",
                crosses=grave,
            )


def _told(finding: Mapping[str, Any], tree: Mapping[str, Any], draft: Mapping[str, Any]) -> bool:
    """Say whether the text may speak of a finding: of its kind, breast and, if grave, itself."""
    told = [f for f in draft.get("findings", []) if f["kind"] == finding["kind"]]
    here = [f for f in told if fits(side_of(f), side_of(finding))]
    if not here or finding.get("category", "0") < _TISSUE:
        return bool(here)
    stated = {f.get("category") for f in here}
    stated |= {
        a["category"] for a in draft.get("assessments", []) if fits(a["breast"], side_of(finding))
    }
    mine = any(one is finding for f in here for one in alike(f, tree))
    return mine or not stated or finding["category"] in stated or "overall" in _breasts(draft)


def _breasts(draft: Mapping[str, Any]) -> set[str]:
    return {a["breast"] for a in draft.get("assessments", [])}


def _unsure(tree: Mapping[str, Any], said: _Said) -> Iterator[Issue]:
    """Say where the text could not be compared, and that an addendum in it may change all."""
    for issue, place in zip(said.reading.issues, said.reading.places, strict=True):
        if issue.code in _UNSURE:
            yield _issue(
                "narrative_not_compared",
                Severity.INFORMATION,
                said.pointer,
                f"A place of the text is not compared ({issue.code}): {issue.message}",
            )
        elif issue.code == "addendum_changes_reading" and not _kept(tree, said, place):
            yield _issue(
                "narrative_addendum",
                Severity.WARNING,
                said.pointer,
                "An addendum in the text speaks of a side, a category or a finding, and the "
                "structure has no such addendum.",
                crosses=True,
            )


def _kept(tree: Mapping[str, Any], said: _Said, place: Span | None) -> bool:
    if place is None:
        return False
    words = " ".join(said.reading.text[place[0] : place[1]].split())
    return any(words in " ".join(a["text"].split()) for a in tree.get("addenda", []))


def _of_finding(
    finding: Mapping[str, Any], number: int, language: str | None, edition: str
) -> Iterator[Issue]:
    """Compare the text of one finding with its side, category and size."""
    families = {"mg": "mammography", "us": "ultrasound", "mri": "mri", "cem": "cem"}
    modality = families.get(str(finding["kind"]).partition(".")[0])
    try:
        reading = read_text(finding["text"], edition=edition, language=language, modality=modality)
    except TextTooLong as error:
        pointer = f"/findings/{number}/text"
        yield _issue("narrative_not_compared", Severity.WARNING, pointer, str(error))
        return
    said = _Said(f"/findings/{number}/text", reading)
    alone = {"findings": [finding]}
    yield from _categories(alone, said) if "category" in finding else ()
    alike = [f for f in reading.draft.get("findings", []) if f["kind"] == finding["kind"]]
    if len(alike) == 1 and len(reading.draft["findings"]) == 1:
        yield from _findings(alone, said)
