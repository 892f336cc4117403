"""Decide variants a second time, written by hand from the rules' text and not from the table.

Ratings are those printed in the 2009 table; everything that is not listed here is rated 1.
"""

from __future__ import annotations

from typing import NamedTuple

SHORT = "mammography_short_interval_followup"
PROCEDURES = {
    "mammography_diagnostic": "2",
    SHORT: "2",
    "us_breast": "O",
    "mri_breast_without_with_contrast": "O",
    "pet_breast": "4",
    "tc99m_sestamibi_breast": "4",
    "core_biopsy_breast": "NS",
    "fna_breast": "NS",
    "imaging_localization_surgical_excision_breast": "NS",
}
DOSES = {
    "O": ((0.0, 0.0), (0.0, 0.0)),
    "1": ((0.0, 0.1), (0.0, 0.03)),
    "2": ((0.1, 1.0), (0.03, 0.3)),
    "3": ((1.0, 10.0), (0.3, 3.0)),
    "4": ((10.0, 30.0), (3.0, 10.0)),
    "5": ((30.0, 100.0), (10.0, 30.0)),
    "NS": (None, None),
}
# variant: diagnostic mammography, short interval, ultrasound, comments as (procedure, code)
TABLE: dict[int, tuple[int, int, int, dict[str, str]]] = {
    1: (9, 1, 4, {"us_breast": "us-a1"}),
    2: (9, 2, 1, {}),
    3: (9, 2, 1, {}),
    4: (9, 1, 4, {"us_breast": "us-b"}),
    5: (9, 2, 1, {}),
    6: (5, 2, 1, {"mammography_diagnostic": "dx-c"}),
    7: (9, 2, 1, {}),
    8: (9, 2, 4, {"us_breast": "us-a2"}),
    9: (1, 1, 1, {}),
    10: (9, 2, 1, {}),
    11: (4, 2, 1, {"mammography_diagnostic": "dx-c"}),
    12: (9, 2, 4, {"us_breast": "us-a2"}),
    13: (3, 2, 1, {}),
    14: (9, 2, 4, {"us_breast": "us-a2"}),
    15: (8, 2, 4, {"us_breast": "us-a2"}),
    16: (3, 1, 1, {}),
    17: (5, 2, 4, {"mammography_diagnostic": "dx-c", "us_breast": "us-a2"}),
    18: (9, 1, 4, {"us_breast": "us-a2"}),
}
# What each condition asks for: all of the outer list, any of the inner one.
DEMANDS = {
    "us-a1": [{"mass_or_focal_asymmetry", "extensive"}, {"invasion_suspected"}],
    "us-a2": [{"mass_or_focal_asymmetry", "extensive"}, {"invasion_suspected"}],
    "us-b": [{"mass_or_focal_asymmetry"}],
    "dx-c": [{"characterisation_requested"}],
    "still-to-be-proven": [{"proof_open"}],
}
ALERTS = {
    "stated_category_below_pattern": (1, 4, 5, 6, 7, 8, 12, 14, 15, 17, 18),
    "below_pattern_if_growing": (10, 13, 16),
    "biopsy_follows": (1, 4, 5, 8, 12, 14, 15, 18),
    "baseline": (13,),
    "new_or_increasing": (6, 11, 13, 16, 17),
    "proof": (2, 3),
}
# Nearest rows that ask for diagnostic mammography where one breast is involved.
ONE_SIDED = {"G13"}
# Summary rules: id, procedure, views, demands.
SUMMARY = [
    ("S1", "mammography_diagnostic", ("spot_magnification", "craniocaudal", "mediolateral_90"), ()),
    ("S2", "us_breast", (), (("mass_or_focal_asymmetry", "extensive"),)),
]
TECHNIQUE = {2: {"mammography_diagnostic": ("tangential_view",)}}
V1 = {"fine_pleomorphic", "fine_linear_branching"}
V3 = {"milk_of_calcium", "layering"}
V9 = {"coarse_popcorn", "large_rod_like", "dystrophic", "suture", "rim", "lucent_centered"}
BENIGN = {"skin", "vascular"} | V3 | V9
SUSPICION = (
    "round",
    "punctate",
    "coarse_heterogeneous",
    "amorphous",
    "fine_pleomorphic",
    "fine_linear_branching",
)


class Expected(NamedTuple):
    """What one set of facts answers."""

    status: str
    variant: int | None
    candidates: frozenset[int]
    reasons: frozenset[str]


def _match(variant: int) -> Expected:
    return Expected("match", variant, frozenset(), frozenset())


def _near(variant: int, candidates: set[int], *reasons: str) -> Expected:
    return Expected("nearest", variant, frozenset(candidates), frozenset(reasons))


def _none(candidates: set[int], *reasons: str) -> Expected:
    return Expected("no_match", None, frozenset(candidates), frozenset(reasons))


def ratings(variant: int) -> dict[str, int]:
    """Return the nine ratings of a variant."""
    diagnostic, short, ultrasound, _ = TABLE[variant]
    known = {"mammography_diagnostic": diagnostic, SHORT: short, "us_breast": ultrasound}
    return {procedure: known.get(procedure, 1) for procedure in PROCEDURES}


def one_word(word: str, distribution: str | None, groups: str | None, side: str | None) -> Expected:
    """Return what one word answers in one place."""
    if word in V1:
        return _match(1)
    if word == "skin":
        return _match(2)
    if word in V3:
        return _match(3)
    if word in V9:
        return _match(9)
    if word == "vascular":
        return _near(9, set(), "vascular_not_listed")
    if word == "amorphous":
        return _amorphous(distribution, groups, side)
    if word == "coarse_heterogeneous":
        return _coarse_heterogeneous(distribution, groups, side)
    return _round_or_punctate(word, distribution, groups, side)


def _side_reasons(side: str | None) -> tuple[str, ...]:
    unknown = ("laterality_unknown",) if side is None else ()
    return ("diffuse_requires_bilateral", *unknown)


def _amorphous(distribution: str | None, groups: str | None, side: str | None) -> Expected:
    if distribution is None:
        return _none({4, 5, 6, 7, 8, 13}, "distribution_required")
    if distribution == "regional":
        return _match(7)
    if distribution in {"linear", "segmental"}:
        return _match(8)
    if distribution == "diffuse":
        return _match(13) if side == "bilateral" else _near(7, {13}, *_side_reasons(side))
    return _grouped(groups, side, 4, 5, 6)


def _coarse_heterogeneous(
    distribution: str | None, groups: str | None, side: str | None
) -> Expected:
    if distribution is None:
        return _none({14, 15, 16, 17, 18}, "distribution_required")
    if distribution == "regional":
        return _match(17)
    if distribution in {"linear", "segmental"}:
        return _match(18)
    if distribution == "diffuse":
        return _near(17, {16}, "diffuse_not_listed_for_coarse_heterogeneous")
    return _grouped(groups, side, 14, 15, 16)


def _grouped(
    groups: str | None, side: str | None, single: int, several: int, both: int
) -> Expected:
    if groups == "single":
        if side == "bilateral":
            return _none({single, both}, "inconsistent_single_group_bilateral")
        return _match(single)
    if groups == "multiple":
        if side == "unilateral":
            return _match(several)
        if side == "bilateral":
            return _match(both)
        return _near(several, {both}, "laterality_unknown")
    if side == "unilateral":
        return _near(single, {several}, "group_count_unknown")
    return _near(single, {several, both}, "group_count_unknown")


def _round_or_punctate(  # noqa: PLR0911 - one return for each line of the rules
    word: str, distribution: str | None, groups: str | None, side: str | None
) -> Expected:
    if distribution is None:
        return _none({10, 11, 12, 13}, "distribution_required")
    if distribution == "regional":
        return _match(11)
    if distribution in {"linear", "segmental"}:
        if word == "punctate":
            return _match(12)
        return _near(12, set(), "round_not_listed_linear_segmental")
    if distribution == "grouped":
        if side != "bilateral":
            return _match(10)
        if groups == "single":
            return _none({10}, "inconsistent_single_group_bilateral")
        return _near(10, set(), "bilateral_groups_not_separated_for_round_punctate")
    if word == "punctate":
        return _match(13) if side == "bilateral" else _near(11, {13}, *_side_reasons(side))
    if side == "bilateral":
        return _near(13, {11}, "round_not_listed_diffuse")
    return _near(11, {13}, "round_not_listed_diffuse", *_side_reasons(side))


def expected(
    words: frozenset[str], distribution: str | None, groups: str | None, side: str | None
) -> Expected:
    """Return what a set of words answers: each for itself, and the most worrisome counts."""
    if not words:
        return _none(set(), "morphology_required")
    judged = words - BENIGN or words
    parts = {word: one_word(word, distribution, groups, side) for word in judged}
    flags = set()
    if len(words) > 1:
        flags.add("mixed_morphology")
    if judged != words:
        flags.add("typically_benign_component_ignored")
    standing = [(word, answer) for word, answer in parts.items() if answer.variant is not None]
    every = {n for answer in parts.values() for n in answer.candidates}
    every |= {answer.variant for answer in parts.values() if answer.variant is not None}
    if not standing:
        why = set().union(*(answer.reasons for answer in parts.values()))
        return Expected("no_match", None, frozenset(every), frozenset(why | flags))
    if len(standing) < len(parts):
        flags.add("component_without_match")
    _, best = max(standing, key=_worry)
    return Expected(
        best.status, best.variant, frozenset(every - {best.variant or 0}), best.reasons | flags
    )


def _worry(part: tuple[str, Expected]) -> tuple[int, ...]:
    word, answer = part
    variant = answer.variant or 0
    return (
        int(variant == 1),
        TABLE[variant][0],
        SUSPICION.index(word) if word in SUSPICION else -1,
        int(answer.status == "match"),
        -variant,
    )
