"""Enumerate the whole product of facts, and build the small reports that the laws run over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from pathlib import Path
from typing import Any

from birads import Report, parse
from birads.acr_criteria import Facts, GroupCount, Laterality, Topic, Workup, match, recommend
from birads.lexicon.mammography import CalcDistribution, CalcMorphology

SHARED_CBIS = (
    Path(__file__).resolve().parents[2].parent
    / "shared/datasets/cbis_ddsm/calc_case_description_train_set.csv"
)
WORDS = tuple(CalcMorphology)
DISTRIBUTIONS = (*CalcDistribution, None)
GROUPS = (*GroupCount, None)
SIDES = (*Laterality, None)
CATEGORIES = (None, "0", "1", "2", "3", "4", "4A", "4B", "4C", "5", "6")
SUSPICIOUS = ("4", "4A", "4B", "4C", "5")

# Sets of three and more words that single abnormalities of the public CBIS-DDSM calcification
# table have, on one view or as the union of their views.
CBIS_DDSM_SETS: tuple[frozenset[CalcMorphology], ...] = tuple(
    frozenset(CalcMorphology(word) for word in words.split())
    for words in (
        "dystrophic rim round",
        "coarse_popcorn punctate rim round vascular",
        "coarse_popcorn rim vascular",
        "coarse_popcorn rim round",
        "punctate round skin",
        "coarse_popcorn round skin",
        "amorphous punctate round",
        "punctate rim round",
        "fine_pleomorphic punctate round",
        "punctate round vascular",
        "amorphous fine_pleomorphic round",
    )
)

SETS: tuple[frozenset[CalcMorphology], ...] = (
    *(frozenset([word]) for word in WORDS),
    *(frozenset(pair) for pair in combinations(WORDS, 2)),
    *(frozenset(three) for three in combinations(WORDS, 3)),
    *(words for words in CBIS_DDSM_SETS if len(words) > 3),
)


def places() -> Iterator[tuple[CalcDistribution | None, GroupCount | None, Laterality | None]]:
    """Yield every distribution, group count and laterality, missing ones included."""
    yield from product(DISTRIBUTIONS, GROUPS, SIDES)


def whole_product() -> Iterator[Facts]:
    """Yield every set of words (none to three, and those of public data) in every place."""
    for words in (frozenset[CalcMorphology](), *SETS):
        for distribution, groups, laterality in places():
            yield Facts(words, distribution, groups, laterality)


def diagnostic_rank(topic: Topic, facts: Facts) -> int:
    """Return how strongly diagnostic mammography is asked for: its rating, S1 counting as 9."""
    found = match(facts, topic)
    if found.variant is None:
        return 9
    return topic.variants[found.variant].ratings["mammography_diagnostic"]


def finding(words: str, **more: Any) -> dict[str, Any]:
    """Return a calcification finding of the left breast; ``None`` leaves a member out."""
    breast = more.pop("breast", "left")
    entry: dict[str, Any] = {
        "kind": "mg.calcifications",
        "id": "calc-1",
        "exam": "mg",
        "location": {"breast": breast} if breast else None,
        "morphology": words.split() or None,
        **more,
    }
    return {name: value for name, value in entry.items() if value is not None}


STAGES: Mapping[str, Mapping[str, str]] = {
    "initial": {"purpose": "screening"},
    "worked_up": {"purpose": "diagnostic"},
    "unknown": {"purpose": "unknown"},
}


def document(
    *findings: Mapping[str, Any],
    stage: str = "initial",
    **more: Any,
) -> dict[str, Any]:
    """Return a report with one mammogram whose purpose gives the stage."""
    exam = {"id": "mg", "modality": "mammography", **STAGES[stage]}
    return {"edition": "2013", "id": "r", "exams": [exam], "findings": list(findings), **more}


def workup(tree: Mapping[str, Any]) -> Workup:
    """Return the workup of a report given as plain values."""
    return recommend(report(tree))


def report(tree: Mapping[str, Any]) -> Report:
    """Return a report given as plain values."""
    return parse(tree)


# One finding for each row of the table and for each way to have no answer: words, distribution,
# groups, breast.
PATTERNS: tuple[tuple[str, str | None, int | str | None, str | None], ...] = (
    ("fine_pleomorphic", None, None, "left"),
    ("fine_pleomorphic fine_linear_branching", "segmental", None, "left"),
    ("skin", None, None, "left"),
    ("milk_of_calcium", "regional", None, "left"),
    ("amorphous", "grouped", 1, "left"),
    ("amorphous", "grouped", 2, "left"),
    ("amorphous", "grouped", "multiple", "bilateral"),
    ("amorphous", "regional", None, "left"),
    ("amorphous", "linear", None, "left"),
    ("rim", None, None, "left"),
    ("punctate", "grouped", 1, "left"),
    ("round", "regional", None, "left"),
    ("punctate", "segmental", None, "left"),
    ("amorphous punctate", "diffuse", None, "bilateral"),
    ("coarse_heterogeneous", "grouped", 1, "left"),
    ("coarse_heterogeneous", "grouped", 3, "left"),
    ("coarse_heterogeneous", "grouped", "multiple", "bilateral"),
    ("coarse_heterogeneous", "regional", None, "left"),
    ("coarse_heterogeneous", "segmental", None, "left"),
    ("vascular", None, None, "left"),
    ("round", "linear", None, "left"),
    ("punctate", "diffuse", None, "left"),
    ("punctate", "diffuse", None, None),
    ("round", "diffuse", None, "bilateral"),
    ("round", "diffuse", None, "left"),
    ("round", "diffuse", None, None),
    ("punctate", "grouped", "multiple", "bilateral"),
    ("amorphous", "diffuse", None, "left"),
    ("amorphous", "diffuse", None, None),
    ("coarse_heterogeneous", "diffuse", None, "left"),
    ("amorphous", "grouped", None, "left"),
    ("amorphous", "grouped", None, None),
    ("coarse_heterogeneous", "grouped", None, "left"),
    ("coarse_heterogeneous", "grouped", None, "bilateral"),
    ("amorphous", "grouped", "multiple", None),
    ("coarse_heterogeneous", "grouped", "multiple", None),
    ("amorphous", "grouped", 1, "bilateral"),
    ("coarse_heterogeneous", "grouped", 1, "bilateral"),
    ("round", "grouped", 1, "bilateral"),
    ("amorphous", None, None, "left"),
    ("coarse_heterogeneous", None, None, "left"),
    ("punctate", None, None, "left"),
    ("", "grouped", None, "left"),
    ("milk_of_calcium amorphous", "grouped", 1, "left"),
    ("skin rim", None, None, "left"),
)


def small_reports(
    stages: tuple[str, ...] = ("initial", "worked_up", "unknown"),
    categories: tuple[str | None, ...] = CATEGORIES,
) -> Iterator[tuple[str, str | None, dict[str, Any]]]:
    """Yield stage, category and report for every pattern, stage and stated category."""
    for (words, distribution, groups, breast), stage, category in product(
        PATTERNS, stages, categories
    ):
        one = finding(
            words, distribution=distribution, groups=groups, breast=breast, category=category
        )
        yield stage, category, document(one, stage=stage)


def all_steps(found: Workup) -> list[Any]:
    """Return the steps of every pattern and those of the whole report."""
    return [step for pattern in found.patterns for step in pattern.steps] + list(found.steps)


FAMILY = {
    "diagnostic_mammography": "mammography_diagnostic",
    "magnification_views": "mammography_diagnostic",
    "tangential_view": "mammography_diagnostic",
}


def recommended(found: Workup) -> set[tuple[str, str | None, tuple[str, ...]]]:
    """Return the families of recommended procedures, each with its breast and findings."""
    return {
        (FAMILY.get(step.procedure, step.procedure), step.breast, step.findings)
        for step in all_steps(found)
        if step.recommended
    }
