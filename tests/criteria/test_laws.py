"""Prove the criteria by enumeration: every law over the whole product of facts.

Each docstring is the law in one sentence. The counts that these tests hold are listed in
``docs/explanation/laws.md``.
"""

from __future__ import annotations

import functools
import itertools
import random
from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any

import attrs
import pytest

from birads.acr_criteria import (
    Facts,
    GroupCount,
    Laterality,
    Match,
    Topic,
    bundled,
    compile_topic,
    match,
)
from birads.acr_criteria._match import match as match_under
from birads.acr_criteria.facts import NOT_STATED, Status
from birads.lexicon.mammography import CalcDistribution, CalcMorphology
from tests.criteria.criteria_space import (
    CBIS_DDSM_SETS,
    DISTRIBUTIONS,
    GROUPS,
    SETS,
    SIDES,
    WORDS,
    diagnostic_rank,
    places,
    whole_product,
)
from tests.criteria.independent import BENIGN, expected

SPACE = 37_692  # (1 + 16 + 120 + 560 + 1) sets of words x 6 distributions x 3 counts x 3 sides
TOPIC = bundled()


_remembered = functools.lru_cache(maxsize=2)(functools.cache)  # the answers of two functions


def answer(facts: Facts) -> Match:
    """Return the answer to facts, asked once for all the laws."""
    found: Match = _remembered(match)(facts)
    return found


def answered() -> Iterator[tuple[Facts, Match]]:
    """Yield every combination of facts with its answer."""
    return ((facts, answer(facts)) for facts in whole_product())


# Covers H7.
def test_the_function_is_total() -> None:
    """Whatever the words, the place, the count and the side, there is an answer."""
    answers = [found for _, found in answered()]
    assert len(answers) == SPACE
    assert all(isinstance(answer.status, Status) for answer in answers)
    assert all((answer.variant is None) == (answer.status is Status.NO_MATCH) for answer in answers)
    assert Counter(answer.status for answer in answers) == Counter(
        {Status.MATCH: 30_455, Status.NEAREST: 4_233, Status.NO_MATCH: 3_004}
    )


def test_the_function_is_deterministic() -> None:
    """The same facts get the same answer each time, also without the memory of earlier ones."""
    fresh = compile_topic(TOPIC.file)
    for facts, found in answered():
        assert found == match_under(facts, fresh)


# Covers G23.
def test_the_order_of_the_input_does_not_matter() -> None:
    """A report that lists the same words in another order gets the same answer."""
    shuffler = random.Random(7)
    for words in SETS:
        listed = list(words)
        for distribution, groups, laterality in places():
            shuffler.shuffle(listed)
            again = match(Facts(frozenset(listed), distribution, groups, laterality))
            assert again == answer(Facts(words, distribution, groups, laterality))


def _rows(topic: Topic) -> list[tuple[str, dict[str, tuple[str, ...] | None], tuple[str, ...]]]:
    facts = ("morphology", "distribution", "groups", "laterality")
    file = topic.file
    rows: list[tuple[str, Any, tuple[str, ...]]] = [
        (f"V{v.number}", v.when, ()) for v in file.variant
    ]
    rows += [(row.id, row.when, row.overrides) for row in file.nearest]
    rows += [(row.id, row.when, row.overrides) for row in file.no_match]
    return [(name, {f: _allowed(when.get(f)) for f in facts}, over) for name, when, over in rows]


def _allowed(condition: str | list[str] | None) -> tuple[str, ...] | None:
    if condition is None:
        return None
    return (condition,) if isinstance(condition, str) else tuple(condition)


# Covers H8.
def test_no_two_rows_overlap() -> None:
    """No two rows of the table answer the same picture, unless one names the other it overrides."""
    rows = _rows(TOPIC)
    for word, (distribution, groups, laterality) in product(WORDS, places()):
        point = {
            "morphology": word,
            "distribution": distribution,
            "groups": groups,
            "laterality": laterality,
        }
        firing = [
            (row, over)
            for row, box, over in rows
            if all(
                allowed is None or (NOT_STATED if point[fact] is None else point[fact]) in allowed
                for fact, allowed in box.items()
            )
        ]
        overridden = {other for _, over in firing for other in over}
        left = [row for row, _ in firing if row not in overridden]
        assert left == [TOPIC.answer(point).row], point


# Covers V1 V2 V3 V4 V5 V6 V7 V8 V9 V10 V11 V12 V13 V14 V15 V16 V17 V18.
def test_every_variant_is_reached_exactly() -> None:
    """Each of the 18 variants is the exact match of some picture."""
    exact = {found.variant for _, found in answered() if found.status == "match"}
    assert exact == set(range(1, 19))


def test_every_row_is_reached() -> None:
    """No nearest row and no row without a match is dead: each answers some picture."""
    reached = {found.row for _, found in answered()} - {None}
    assert reached == {row for row, _, _ in _rows(TOPIC)}


def test_every_answer_that_is_not_exact_says_why() -> None:
    """Where no variant fits exactly, the answer gives at least one reason."""
    for facts, found in answered():
        assert found.reasons or (found.status is Status.MATCH and len(facts.morphology) == 1)
        assert len(set(found.reasons)) == len(found.reasons)


def test_candidates_never_hold_the_chosen_variant() -> None:
    """A variant is chosen or a candidate, never both, and candidates are listed once, in order."""
    for _, found in answered():
        assert found.variant not in found.candidates
        assert list(found.candidates) == sorted(set(found.candidates))
        assert set(found.candidates) <= set(TOPIC.variants)


# Covers G1 G2 G3 G4 G6 G7 G8 G9 G10 G11 G12 G13 G14 G15 G18 G19 G20 G21 G22 G23 G24 G25 G26 G41.
def test_the_table_answers_what_the_text_of_the_rules_says() -> None:
    """A second decision, written by hand from the text, agrees everywhere."""
    for facts, found in answered():
        wanted = expected(
            frozenset(word.value for word in facts.morphology),
            facts.distribution,
            facts.groups,
            facts.laterality,
        )
        told = (
            found.status.value,
            found.variant,
            frozenset(found.candidates),
            frozenset(found.reasons),
        )
        assert told == (wanted.status, wanted.variant, wanted.candidates, wanted.reasons), facts


SERIOUS = tuple(word for word in WORDS if word.value not in BENIGN)


# Covers G23 G25 H5.
def test_another_word_never_lowers_the_workup() -> None:
    """A further word that is not typically benign never makes the workup smaller.

    Over all 63 sets of such words. "No match" counts as recommended, because summary rule S1
    then asks for diagnostic mammography.
    """
    pairs = 0
    for size in range(1, len(SERIOUS)):
        for words in itertools.combinations(SERIOUS, size):
            for more in set(SERIOUS) - set(words):
                for place in places():
                    before = diagnostic_rank(TOPIC, Facts(frozenset(words), *place))
                    after = diagnostic_rank(TOPIC, Facts(frozenset([*words, more]), *place))
                    assert after >= before, (words, more, place)
                    pairs += 1
    assert pairs == 10_044


# Covers G25 H5.
def test_a_typically_benign_word_beside_another_changes_no_variant() -> None:
    """Milk of calcium beside amorphous calcifications takes nothing away from them."""
    for word, benign in product(SERIOUS, sorted(BENIGN)):
        for place in places():
            alone = match(Facts(frozenset([word]), *place))
            beside = match(Facts(frozenset([word, CalcMorphology(benign)]), *place))
            assert (alone.status, alone.variant) == (beside.status, beside.variant)


def _changed(facts: Facts, name: str, value: Any) -> Facts:
    changed: dict[str, Any] = {name: value}
    return attrs.evolve(facts, **changed)


def _learnt(facts: Facts) -> list[Facts]:
    out = []
    for name, domain in (
        ("distribution", CalcDistribution),
        ("groups", GroupCount),
        ("laterality", Laterality),
    ):
        if getattr(facts, name) is None:
            out += [_changed(facts, name, value) for value in domain]
    return out


# Covers G20 H2.
def test_a_match_keeps_its_variant_when_a_fact_is_learnt() -> None:
    """Learning the distribution, the count or the side moves no exact match, but for G20.

    The contradiction of G20 (one group in both breasts) loses its variant; round and punctate
    groups found to be bilateral keep variant 10 but become nearest (G10).
    """
    steps, contradictions, softened = 0, 0, 0
    for facts, before in answered():
        if before.status is not Status.MATCH:
            continue
        for more in _learnt(facts):
            after = answer(more)
            steps += 1
            if after.variant != before.variant:
                contradictions += 1
                assert "inconsistent_single_group_bilateral" in after.reasons
                assert after.variant is None
            elif after.status is not Status.MATCH:
                softened += 1
                assert "bilateral_groups_not_separated_for_round_punctate" in after.reasons
    assert (steps, contradictions, softened) == (58_115, 295, 271)


# Covers H2.
def test_missing_facts_are_those_that_would_change_the_answer() -> None:
    """A fact is called missing exactly where some value of it would change status or variant."""
    for facts, found in answered():
        if found.status is Status.MATCH or not facts.morphology:
            continue
        deciding = {
            name
            for name in ("distribution", "groups", "laterality")
            if getattr(facts, name) is None
            for more in _learnt(facts)
            if getattr(more, name) is not None
            and (answer(more).status, answer(more).variant) != (found.status, found.variant)
        }
        assert set(found.missing) == deciding


# The source itself is not monotone. Each axis runs from less to more disease; the drops are
# held here one by one and listed in docs/explanation/laws.md.
AXES = {
    "laterality": (Laterality.UNILATERAL, Laterality.BILATERAL),
    "groups": (GroupCount.SINGLE, GroupCount.MULTIPLE),
    "distribution": tuple(CalcDistribution),
    "morphology": ("round", "punctate", "coarse_heterogeneous", "amorphous", "fine_pleomorphic"),
}


def drops(axis: str) -> Counter[tuple[int | None, int | None]]:
    """Count, over single words, the pairs of variants where more disease rates lower."""
    found: Counter[tuple[int | None, int | None]] = Counter()
    for less, more in itertools.combinations(AXES[axis], 2):
        for word, place in product(SERIOUS, places()):
            facts = Facts(frozenset([word]), *place)
            if axis == "morphology":
                if word != less:
                    continue
                other = attrs.evolve(facts, morphology=frozenset([CalcMorphology(more)]))
            else:
                if getattr(facts, axis) != less:
                    continue
                other = _changed(facts, axis, more)
            if diagnostic_rank(TOPIC, other) < diagnostic_rank(TOPIC, facts):
                found[match(facts).variant, match(other).variant] += 1
    return found


NOT_MONOTONE: dict[str, dict[tuple[int | None, int | None], int]] = {
    # Both breasts rate lower than one: groups of amorphous (5 to 6) and of coarse heterogeneous
    # calcifications (15 to 16), and everything diffuse (7 or 11 to 13), at any group count.
    "laterality": {(5, 6): 1, (15, 16): 1, (7, 13): 3, (11, 13): 6},
    # Several groups rate lower than one: coarse heterogeneous, one breast or side unknown (14 to
    # 15); in both breasts, one group is a contradiction that asks for S1 (none to 6, none to 16).
    "groups": {(14, 15): 2, (None, 6): 1, (None, 16): 1},
    # Many groups in both breasts rate lower than regional, and than diffuse coarse heterogeneous.
    "distribution": {(7, 6): 1, (17, 16): 2},
    # A more suspicious word rates lower: several groups of coarse heterogeneous or amorphous
    # against punctate or round groups (10), and diffuse in both breasts, amorphous (13) against
    # coarse heterogeneous (17).
    "morphology": {(10, 6): 2, (10, 15): 4, (10, 16): 2, (17, 13): 3},
}


@pytest.mark.parametrize("axis", AXES)
def test_where_the_source_is_not_monotone(axis: str) -> None:
    """More disease rates lower only where the 2009 table itself says so, counted pair by pair."""
    assert drops(axis) == NOT_MONOTONE[axis]


def test_the_space_is_what_the_documentation_says() -> None:
    """The size of the space is that of the documentation."""
    assert len(SETS) == 16 + 120 + 560 + 1
    assert set(CBIS_DDSM_SETS) <= set(SETS)
    assert len(DISTRIBUTIONS) * len(GROUPS) * len(SIDES) == 54
    assert (len(SETS) + 1) * 54 == SPACE
