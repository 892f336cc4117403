"""Join the images of one breast of CDD-CESM into findings, categories and outcomes.

Views of one breast are joined where they say the same. A category goes to a finding only where
the row gives as many categories as it describes findings; else it is the breast's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from birads.interop._cdd_phrases import Phrase, members
from birads.interop._suspicion import crosses
from birads.issue import Severity
from birads.lexicon._meanings import worst

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from birads.interop._words import Word
    from birads.interop.importing import Draft

__all__ = ["Image", "Part", "describe_breast"]

_NAMES = {"low_energy": "low-energy", "recombined": "recombined"}
_BENIGN = frozenset({"1", "2"})


@attrs.frozen
class Part:
    """Hold one phrase of one row; views say the same where ``key`` is the same."""

    key: tuple[str, int]
    text: str
    phrase: Phrase


@attrs.frozen
class Image:
    """Hold one row."""

    line: int
    breast: str
    image: str
    view: str
    age: int | None
    density: Word | None
    parts: tuple[Part, ...]
    categories: tuple[str, ...]
    malignant: bool | None

    @property
    def tells_finding(self) -> bool:
        """Whether the class of the row can only be that of one finding.

        A row of several findings does not say which; nor does a malignant one whose only
        finding was read as normal or benign.
        """
        benign = bool(self.malignant) and _BENIGN.issuperset(self.categories)
        return sum(len(part.phrase.findings) for part in self.parts) == 1 and not benign

    @property
    def counted(self) -> bool:
        """Whether each phrase has its category."""
        return bool(self.parts) and len(self.parts) == len(self.categories)


@attrs.define
class _Merged:
    """Hold what the views of one image say alike."""

    image: str
    phrase: Phrase
    texts: dict[str, None] = attrs.field(factory=dict)
    categories: list[tuple[int, str]] = attrs.field(factory=list)
    verdicts: list[bool] = attrs.field(factory=list)
    ids: list[tuple[int, str]] = attrs.field(factory=list)


def describe_breast(draft: Draft, breast: str, images: Sequence[Image]) -> None:
    """Add all that the rows of one breast say."""
    merged = _merge(images)
    counts: dict[str, int] = {}
    for part in merged:
        _findings(draft, breast, part, counts)
    _views(draft, breast, images)
    _assess(draft, breast, images)
    _outcomes(draft, breast, images, merged)
    _correlates(draft, images, merged)


def _merge(images: Iterable[Image]) -> list[_Merged]:
    merged: dict[tuple[str, tuple[str, int]], _Merged] = {}
    for image in images:
        for place, part in enumerate(image.parts):
            one = merged.setdefault((image.image, part.key), _Merged(image.image, part.phrase))
            one.texts.setdefault(part.text)
            if image.counted and len(part.phrase.findings) == 1:
                one.categories.append((image.line, image.categories[place]))
            if image.tells_finding and image.malignant is not None and part.phrase.findings:
                one.verdicts.append(image.malignant)
    return list(merged.values())


def _findings(draft: Draft, breast: str, part: _Merged, counts: dict[str, int]) -> None:
    findings = draft.document.setdefault("findings", []) if part.phrase.findings else []
    text = " / ".join(part.texts)
    for described in part.phrase.findings:
        counts[part.image] = counts.get(part.image, 0) + 1
        values = members(described)
        finding = {
            "id": f"{breast}-{_NAMES[part.image]}-{counts[part.image]}",
            "exam": "cem",
            **values,
            "location": {"breast": breast, **values.get("location", {})},
            "text": text,
        }
        part.ids.append((len(findings), finding["id"]))
        findings.append(finding)
    if part.ids:
        pointer = f"/findings/{part.ids[0][0]}"
        _told(draft, pointer, part)
        _category(draft, pointer, findings[part.ids[0][0]], part)


def _told(draft: Draft, pointer: str, part: _Merged) -> None:
    """Say what became of the words of a phrase."""
    phrase = part.phrase
    text = next(iter(part.texts))
    if not phrase.read:
        draft.note("phrase_unread", f"{pointer}/text", f"The table does not hold {text!r}.")
    elif phrase.findings[0]["kind"] == "other":
        draft.note(
            "phrase_without_kind",
            f"{pointer}/text",
            f"No kind of finding is {text!r}; the text keeps it.",
            hint=phrase.note or None,
        )
    for said, word in phrase.renamed.items():
        draft.note("word_normalised", pointer, f"The source says {said}; the report says {word}.")
    if phrase.text_only:
        kept = ", ".join(phrase.text_only)
        draft.note("word_kept_as_text", f"{pointer}/text", f"Only the text keeps {kept}.")


def _category(draft: Draft, pointer: str, finding: dict[str, Any], part: _Merged) -> None:
    if not part.categories:
        return
    kept = worst((category for _, category in part.categories), "category")
    finding["category"] = kept
    stated = {category for _, category in part.categories}
    if len(stated) > 1:
        said = ", ".join(f"{category} (line {line})" for line, category in part.categories)
        draft.note(
            "views_differ",
            f"{pointer}/category",
            f"The views differ in category: {said}; the report keeps {kept}.",
            severity=Severity.WARNING,
            crosses=crosses(stated),
        )


def _views(draft: Draft, breast: str, images: Sequence[Image]) -> None:
    for kind, name in _NAMES.items():
        rows = [image for image in images if image.image == kind]
        if len({frozenset(part.key for part in row.parts) for row in rows}) > 1:
            lines = ", ".join(str(row.line) for row in rows)
            draft.note(
                "views_differ",
                "/exams/0/views",
                f"The {name} views of the {breast} breast say different things (lines {lines}); "
                "the report keeps the findings of each.",
            )


def _assess(draft: Draft, breast: str, images: Sequence[Image]) -> None:
    """Give the breast the most suspicious category where a category fits no single finding."""
    for image in images:
        if image.parts and image.categories and not image.counted:
            draft.note(
                "category_count_differs",
                "/assessments",
                f"Line {image.line} has {len(image.parts)} findings and "
                f"{len(image.categories)} categories; they are the breast's.",
            )
        if image.counted and any(len(part.phrase.findings) > 1 for part in image.parts):
            draft.note(
                "category_shared",
                "/assessments",
                f"Line {image.line} gives one category to several findings; it is the breast's.",
            )
    fits = (
        image.counted and all(len(part.phrase.findings) == 1 for part in image.parts)
        for image in images
        if image.categories
    )
    stated = [category for image in images for category in image.categories]
    if all(fits) or not stated:
        return
    kept = worst(stated, "category")
    entries = draft.document.setdefault("assessments", [])
    if len(set(stated)) > 1:
        said = ", ".join(dict.fromkeys(stated))
        draft.note(
            "categories_joined",
            f"/assessments/{len(entries)}/category",
            f"The rows of the {breast} breast say {said}; its assessment is {kept}.",
            crosses=crosses(stated),
        )
    entries.append({"breast": breast, "exam": "cem", "category": kept})


def _outcomes(
    draft: Draft, breast: str, images: Sequence[Image], merged: Sequence[_Merged]
) -> None:
    """State the class of a row for its finding where it has one, else for the breast."""
    for part in merged:
        if not part.verdicts or not part.ids:
            continue
        finding = part.ids[0][1]
        if any(part.verdicts):
            entries = draft.document.setdefault("pathology", [])
            entries.append({"finding": finding, "result": "malignant"})
        else:
            _outcome(draft, malignant=False, breast=breast, finding=finding)
        if len(set(part.verdicts)) > 1:
            message = "The views differ in class; the report keeps malignant."
            draft.note("views_differ", "/pathology", message, severity=Severity.WARNING)
    classes = {image.malignant for image in images}
    loose = {image.malignant for image in images if not image.tells_finding}
    if True in loose and not any(any(part.verdicts) for part in merged):
        draft.note(
            "malignant_without_finding",
            "",
            f"The {breast} breast is malignant, but the source does not say which finding.",
        )
        _outcome(draft, malignant=True, breast=breast)
    elif False in loose and True not in classes:
        _outcome(draft, malignant=False, breast=breast)


def _outcome(draft: Draft, *, malignant: bool, breast: str, finding: str | None = None) -> None:
    named = {} if finding is None else {"finding": finding}
    draft.document.setdefault("outcomes", []).append(
        {**named, "breast": breast, "malignant": malignant, "basis": "unknown"}
    )


def _correlates(draft: Draft, images: Sequence[Image], merged: Sequence[_Merged]) -> None:
    """State what the recombined images say of calcifications: where nothing at all enhances."""
    recombined = [image for image in images if image.image == "recombined"]
    nothing = all(
        image.parts and all(part.phrase.enhancement == "none" for part in image.parts)
        for image in recombined
    )
    if not recombined or not nothing:
        return
    for place, _ in (one for part in merged for one in part.ids):
        finding = draft.document["findings"][place]
        if finding["kind"] == "mg.calcifications":
            finding["cem"] = {"enhancement": "none"}
