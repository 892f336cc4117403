"""Divide a report into profiles that keep to what a provider of language models publishes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from birads.schema._llm import report_llm_schema, words_of
from birads.schema._llm_limits import LlmLimits, llm_counts, llm_limits
from birads.schema._registry import build

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["llm_profiles"]

# What a text may tell of a report besides its exams and findings.
_PARTS = (
    "question", "presentation", "patient", "cancers", "suspected", "assessments",
    "recommendations", "pathology", "outcomes", "absent",
)  # fmt: skip
_OF = {"mg": "mammography", "us": "ultrasound", "mri": "mri", "cem": "cem"}


def llm_profiles(provider: str) -> dict[str, dict[str, Any]]:
    """Return the profiles into which a report is divided for a provider, by name.

    Each value holds the arguments of ``report_llm_schema``; one call of the model fills one.
    Every kind of finding and every part that a text can tell is in one of them.

    Raises:
        LookupError: The limits of the provider are not known: ``llm_limits`` lists whose are.
    """
    return {name: dict(given) for name, given in _profiles(provider).items()}


@cache
def _profiles(provider: str) -> Mapping[str, Mapping[str, Any]]:
    limits = {each.provider: each for each in llm_limits()}
    if provider not in limits:
        raise LookupError(f"no limits of {provider!r} are known: {', '.join(limits)}")
    return dict(_all(limits[provider]))


def _all(limits: LlmLimits) -> Iterator[tuple[str, dict[str, Any]]]:
    style = {"not_stated": "null" if limits.unions is None else "word"}
    strict = build("report")
    kinds = words_of(strict, "findings")
    for modality in words_of(strict, "exams"):
        yield f"{modality}-exams", {"modalities": [modality], "parts": ["exams"], **style}
        own = [kind for kind in kinds if _OF.get(kind.partition(".")[0]) == modality]
        fixed = {"modalities": [modality], "parts": ["findings"], **style}
        yield from _divided(f"{modality}-findings", "kinds", [*own, "other"], fixed, limits)
    yield from _divided("report", "parts", _PARTS, style, limits)


def _divided(
    name: str, argument: str, words: Sequence[str], fixed: dict[str, Any], limits: LlmLimits
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield as few profiles as hold all words in their order, each within the limits."""
    groups: list[list[str]] = [[]]
    for word in words:
        wider = [*groups[-1], word]
        counts = llm_counts(report_llm_schema(**{**fixed, argument: wider}))
        if groups[-1] and limits.exceeded(counts):
            groups.append([word])
        else:
            groups[-1] = wider
    for number, group in enumerate(groups, 1):
        ending = f"-{number}" if len(groups) > 1 else ""
        yield name + ending, {**fixed, argument: group}
